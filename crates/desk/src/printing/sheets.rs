//! Cards on sheets: all that wait to be printed, as one file to print and cut elsewhere.
//!
//! A file is not a card: the clerk is asked about each one what became of it. The file's name
//! holds applications' and jobs' numbers only. It is deleted when every card was answered for, when
//! the first of them must be destroyed or is handed over, or by the deadline of any.

use proof::Sheets;
use store::Tx;
use store::table::application::{self, ApplicationRow};
use store::table::{print_job, saved_proof};
use wire::CodeKind;

use super::by_hand::ByHand;
use super::ledger::{card_of, waits_for_a_blank};
use super::saved_file::Promised;
use crate::desk::{Desk, SignedIn};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::view::{Press, SavedSheets, SheetKind};

/// Most cards in one file: twenty sheets of ten, some 20 MB, which are held in memory.
const LIMIT_CARDS: usize = 200;
/// What was drawn, while no job of it is begun yet.
struct Drawn {
    /// None when no card waits.
    pdf: Option<Vec<u8>>,
    /// The cards, each with the number of the job before.
    cards: Vec<(ApplicationRow, u32)>,
    left_out: u32,
    /// The earliest of the cards' deadlines.
    delete_after_ms: i64,
}

impl Desk {
    /// Saves the cards that wait to be printed, and may be, on sheets as one PDF. A second press
    /// finds none that still wait, and saves nothing.
    ///
    /// # Errors
    /// [`crate::Code::SupervisorOnly`]; a folder that can't be written, and then no card counts as
    /// saved.
    pub fn save_sheets(&self, kind: SheetKind) -> Result<SavedSheets, Error> {
        let (store, who) = self.at_work()?;
        who.must_supervise()?;
        let _turn = self.turn_at_files();
        let (drawn, promised) = store.write(|tx| {
            let mut drawn = self.draw_sheets(tx, kind)?;
            let promised = self.promise_sheets(tx, &who, &mut drawn)?;
            Ok::<_, Error>((drawn, promised))
        })?;
        let saved = promised.map(|promised| self.keep(&store, &promised)).transpose()?;
        Ok(SavedSheets {
            cards: drawn.cards.len() as u32,
            left_out: drawn.left_out,
            kept_hours: saved.as_ref().map_or(0, |saved| saved.kept_hours),
            path: saved.map(|saved| saved.path),
        })
    }

    /// Draws what may be printed.
    fn draw_sheets(&self, tx: &Tx<'_>, kind: SheetKind) -> Result<Drawn, Error> {
        let (paper, per_sheet) = kind.into();
        let design = &self.policy.card_design;
        let mut sheets = Sheets::new(design, paper, per_sheet, Vec::new())?;
        let (mut cards, mut left_out, mut delete_after_ms) = (Vec::new(), 0, i64::MAX);
        for row in application::with_card_to_come(tx)? {
            let last = print_job::last_of(tx, row.id)?;
            let is_open = last.as_ref().is_some_and(|job| job.stage.is_open() || job.may_come);
            if is_open || !waits_for_a_blank(card_of(tx, row.id)?.stage).unwrap_or(false) {
                continue;
            }
            let added = Dossier::read(tx, row.id).and_then(|dossier| {
                self.check_printable(tx, &dossier)?;
                let deadline = self.file_deadline(tx, &dossier)?;
                self.draw_as(tx, &dossier, CodeKind::Card, |face| sheets.add(face))?;
                Ok(deadline)
            });
            match added {
                Ok(deadline) => {
                    delete_after_ms = delete_after_ms.min(deadline);
                    cards.push((row, last.map_or(0, |job| job.number)));
                }
                Err(error) if is_fatal(&error) => return Err(error),
                Err(_) => left_out += 1,
            }
            if cards.len() == LIMIT_CARDS {
                break;
            }
        }
        Ok(Drawn { pdf: sheets.finish()?, cards, left_out, delete_after_ms })
    }

    /// Begins a job of each card that was drawn, and promises to delete the file of them.
    fn promise_sheets(
        &self,
        tx: &Tx<'_>,
        who: &SignedIn,
        drawn: &mut Drawn,
    ) -> Result<Option<Promised>, Error> {
        let Some(pdf) = drawn.pdf.take() else { return Ok(None) };
        let (Some((first, seen)), Some((last, _))) = (drawn.cards.first(), drawn.cards.last())
        else {
            return Ok(None);
        };
        // Two files of the same cards differ in the number of the first card's job.
        let name = format!("sheets-{:06}-{:06}-{}.pdf", first.number, last.number, seen + 1);
        let path = self.places.sheets().join(name);
        let delete_after_ms = drawn.delete_after_ms;
        saved_proof::add(tx, &path.display().to_string(), last.id, delete_after_ms)?;
        let way = ByHand { way: "saved_on_sheets", on_blank: false, file: Some(&path) };
        let mut jobs = Vec::with_capacity(drawn.cards.len());
        for (row, seen) in &drawn.cards {
            // Paper is not of the blanks that are counted here.
            let press = Press { seen: *seen, has_blanks: true };
            jobs.extend(self.begin_by_hand(tx, who, row, press, way)?);
        }
        Ok(Some(Promised { path, pdf, jobs, delete_after_ms }))
    }
}

/// Whether it is no matter of one card alone, so that the file can't be right.
fn is_fatal(error: &Error) -> bool {
    use proof::Error::{Font, Write};
    matches!(error, Error::Store(_) | Error::Proof(Font | Write(_))) && !error.is_unreadable()
}
