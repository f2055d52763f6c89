//! Cards on sheets: all that wait to be printed, as one file to print and cut elsewhere.
//!
//! A file is not a card: the clerk is asked about each one what became of it. The file's name
//! holds applications' numbers only; it is deleted when the first of its cards is handed over, or
//! after the policy's hours.

use domain::printing::PrintEvent;
use domain::printing::SaidBy;
use proof::Sheets;
use store::Tx;
use store::table::application::{self, ApplicationRow};
use store::table::{print_job, saved_proof};

use wire::CodeKind;

use super::card_file::HOUR_MS;
use super::print_ledger::{Saying, card_of, waits_for_a_blank};
use super::proof_file::write_file;
use crate::desk::{Desk, SignedIn};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::view::{Press, SavedSheets, SheetKind};

/// Most cards in one file: twenty sheets of ten, some 20 MB, which are held in memory.
const LIMIT_CARDS: usize = 200;
/// Why the jobs were submitted to no printer, in the ledger.
const ON_SHEETS: &str = "saved_on_sheets";

/// What was drawn, while the file is not written yet.
struct Drawn {
    /// None when no card waits.
    pdf: Option<Vec<u8>>,
    rows: Vec<ApplicationRow>,
    left_out: u32,
}

impl Desk {
    /// Saves the cards that wait to be printed, and may be, on sheets as one PDF. A second press
    /// finds none that still wait, and saves nothing.
    ///
    /// # Errors
    /// [`Error::SupervisorOnly`]; a folder that can't be written, and then no card counts as
    /// saved.
    pub fn save_sheets(&self, kind: SheetKind) -> Result<SavedSheets, Error> {
        let (store, who) = self.at_work()?;
        who.must_supervise()?;
        let kept_hours = self.policy.keep.saved_proof_hours;
        let delete_after_ms = self.clock.at_ms() + i64::from(kept_hours) * HOUR_MS;
        let (drawn, path) = store.write(|tx| {
            let drawn = self.draw_sheets(tx, &who, kind)?;
            let (Some(first), Some(last)) = (drawn.rows.first(), drawn.rows.last()) else {
                return Ok((drawn, None));
            };
            let name = format!("sheets-{:06}-{:06}.pdf", first.number, last.number);
            let path = self.places.sheets().join(name);
            saved_proof::add(tx, &path.display().to_string(), last.id, delete_after_ms)?;
            Ok::<_, Error>((drawn, Some(path)))
        })?;
        if let (Some(path), Some(pdf)) = (&path, &drawn.pdf)
            && let Err(error) = write_file(path, pdf)
        {
            store.write(|tx| self.take_back(tx, &drawn.rows))?;
            return Err(error);
        }
        Ok(SavedSheets {
            path: path.map(|path| path.display().to_string()),
            cards: drawn.rows.len() as u32,
            left_out: drawn.left_out,
            kept_hours,
        })
    }

    /// Draws what may be printed, and begins a job that no printer will speak for of each.
    fn draw_sheets(&self, tx: &Tx<'_>, who: &SignedIn, kind: SheetKind) -> Result<Drawn, Error> {
        let (paper, per_sheet) = kind.into();
        let design = &self.policy.card_design;
        let mut sheets = Sheets::new(design, paper, per_sheet, Vec::new())?;
        let (mut rows, mut left_out) = (Vec::new(), 0);
        for row in application::with_card_in_hand(tx)? {
            let last = print_job::last_of(tx, row.id)?;
            let is_open = last.as_ref().is_some_and(|job| job.stage.is_open() || job.may_come);
            if is_open || !waits_for_a_blank(card_of(tx, row.id)?.stage).unwrap_or(false) {
                continue;
            }
            let dossier = Dossier::read(tx, row.id)?;
            let added = self.check_printable(tx, &dossier).and_then(|()| {
                self.draw_as(tx, &dossier, CodeKind::Card, |face, _| sheets.add(face))
            });
            match added {
                Ok(()) => {
                    // Sheets are not of the blanks that are counted here.
                    let seen = last.map_or(0, |job| job.number);
                    let press = Press { seen, has_blanks: true };
                    self.begin_by_hand(tx, who, &dossier, press, ON_SHEETS)?;
                    rows.push(row);
                }
                Err(error @ Error::Store(_)) => return Err(error),
                Err(_) => left_out += 1,
            }
            if rows.len() == LIMIT_CARDS {
                break;
            }
        }
        Ok(Drawn { pdf: sheets.finish()?, rows, left_out })
    }

    /// No file was written: nothing came of these jobs.
    fn take_back(&self, tx: &Tx<'_>, rows: &[ApplicationRow]) -> Result<(), Error> {
        for row in rows {
            if let Some(job) = print_job::last_of(tx, row.id)? {
                self.say(tx, &job, PrintEvent::Fail, Saying::machine(SaidBy::Counter, None))?;
            }
        }
        Ok(())
    }
}
