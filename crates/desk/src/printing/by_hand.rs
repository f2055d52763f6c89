//! Saving the card as a file, for a printer that this counter can't reach itself.
//!
//! A file is not a card: the clerk is asked what became of it. The file's name holds the
//! application's number only; it is deleted when the clerk has said so, or by its deadline.

use std::path::Path;

use domain::PrintStage;
use domain::printing::PrintFact;
use store::Tx;
use store::table::application::ApplicationRow;
use store::table::print_job::{self, PrintJobRow};
use store::table::saved_proof;
use uuid::Uuid;

use super::ledger::{Saying, card_of, is_fresh, must_not_come, waits_for_a_blank};
use super::saved_file::Promised;
use crate::application::parse_id;
use crate::desk::{Desk, SignedIn};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::view::{Press, SavedProof};

/// How a card is printed that no printer of this counter prints.
#[derive(Clone, Copy)]
pub(super) struct ByHand<'a> {
    /// The word for it in the ledger.
    pub way: &'static str,
    /// Whether it takes one of the blanks that are counted.
    pub on_blank: bool,
    /// The file that is printed, if it is one.
    pub file: Option<&'a Path>,
}

impl ByHand<'_> {
    fn file(&self) -> Option<String> {
        self.file.map(|path| path.display().to_string())
    }

    /// Whether this open job was begun in the same way.
    fn has_begun(&self, open: &PrintJobRow) -> bool {
        open.printer.is_none() && open.file == self.file()
    }
}

impl Desk {
    /// Saves the card as PDF in the folder of saved cards; saving twice leaves one file and one
    /// question.
    ///
    /// # Errors
    /// [`Error::NotPrintable`] when the card is printed, at a printer, or asked about after it was
    /// printed in another way; [`crate::Code::StillAtPrinter`]; every refusal of `card_document`; a
    /// folder that can't be written, and then the card does not count as saved.
    pub fn save_card(&self, id: &str, press: Press) -> Result<SavedProof, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let _turn = self.turn_at_files();
        // The promise to delete is durable before the file is there, never after.
        let promised = store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            let pdf = self.card_document(tx, &dossier)?;
            let delete_after_ms = self.file_deadline(tx, &dossier)?;
            let path = self.places.cards().join(format!("card-{:06}.pdf", dossier.row.number));
            let way = ByHand { way: "saved_as_file", on_blank: true, file: Some(&path) };
            let begun = self.begin_by_hand(tx, &who, &dossier.row, press, way)?;
            saved_proof::add(tx, &path.display().to_string(), id, delete_after_ms)?;
            let jobs = begun.into_iter().collect();
            Ok::<_, Error>(Promised { path, pdf, jobs, delete_after_ms })
        })?;
        self.keep(&store, &promised)
    }

    /// Begins a job that no printer will speak for, and answers which, if it has: one that is open
    /// already and was begun in the same way is left as it is.
    pub(super) fn begin_by_hand(
        &self,
        tx: &Tx<'_>,
        who: &SignedIn,
        row: &ApplicationRow,
        press: Press,
        way: ByHand<'_>,
    ) -> Result<Option<Uuid>, Error> {
        if !self.may_begin_by_hand(tx, row.id, press, way)? {
            return Ok(None);
        }
        let job = self.new_job(row.id, press, PrintStage::Unsure, None);
        let job = PrintJobRow { on_blank: way.on_blank, file: way.file(), ..job };
        print_job::insert(tx, &job)?;
        let saying = Saying::clerk(who, Some(way.way));
        self.tell(tx, row, job.number, PrintFact::Submitted, saying)?;
        Ok(Some(job.id))
    }

    /// Whether a job that no printer will speak for may be begun: not while such a one is open.
    ///
    /// # Errors
    /// [`Error::NotPrintable`] when the card is printed, at a printer, or asked about after it was
    /// printed in another way; [`crate::Code::StillAtPrinter`]; [`crate::Code::NoBlanks`].
    pub(super) fn may_begin_by_hand(
        &self,
        tx: &Tx<'_>,
        id: Uuid,
        press: Press,
        way: ByHand<'_>,
    ) -> Result<bool, Error> {
        let last = print_job::last_of(tx, id)?;
        if let Some(open) = last.as_ref().filter(|job| job.stage.is_open()) {
            return if way.has_begun(open) { Ok(false) } else { Err(Error::NotPrintable) };
        }
        if !is_fresh(last.as_ref(), press) || !waits_for_a_blank(card_of(tx, id)?.stage)? {
            return Err(Error::NotPrintable);
        }
        must_not_come(last.as_ref())?;
        self.ask_for_blanks(tx, press)?;
        Ok(true)
    }
}
