//! Saving the card as a file, for a printer that this counter can't reach itself.
//!
//! A file is not a card: the clerk is asked what became of it. The file's name holds the
//! application's number only; it is deleted at hand-over, or after the policy's hours.

use domain::PrintStage;
use domain::printing::PrintFact;
use store::Tx;
use store::table::{print_job, saved_proof};
use uuid::Uuid;

use super::enrol::parse_id;
use super::print_ledger::{Saying, card_of, is_fresh, must_not_come, waits_for_a_blank};
use super::proof_file::write_file;
use crate::desk::{Desk, SignedIn};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::view::{Press, SavedProof};

pub(super) const HOUR_MS: i64 = 3_600_000;
/// Why a job was submitted to no printer, in the ledger.
const SAVED: &str = "saved_as_file";

impl Desk {
    /// Saves the card as PDF in the folder of saved cards; saving twice leaves one file and one
    /// question.
    ///
    /// # Errors
    /// [`Error::NotPrintable`] when the card is printed or at a printer,
    /// [`Error::StillAtPrinter`], every refusal of `card_document`, a folder that can't be written.
    pub fn save_card(&self, id: &str, press: Press) -> Result<SavedProof, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let kept_hours = self.policy.keep.saved_proof_hours;
        let delete_after_ms = self.clock.at_ms() + i64::from(kept_hours) * HOUR_MS;
        // The promise to delete is durable before the file is there, never after.
        let (pdf, path) = store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            let pdf = self.card_document(tx, &dossier)?;
            self.begin_by_hand(tx, &who, &dossier, press, SAVED)?;
            let path = self.places.cards().join(format!("card-{:06}.pdf", dossier.row.number));
            saved_proof::add(tx, &path.display().to_string(), id, delete_after_ms)?;
            Ok::<_, Error>((pdf, path))
        })?;
        write_file(&path, &pdf)?;
        Ok(SavedProof { path: path.display().to_string(), kept_hours })
    }

    /// Begins a job that no printer will speak for, and answers whether it has: such a job that is
    /// open already is left as it is.
    pub(crate) fn begin_by_hand(
        &self,
        tx: &Tx<'_>,
        who: &SignedIn,
        dossier: &Dossier,
        press: Press,
        way: &str,
    ) -> Result<bool, Error> {
        let id = dossier.row.id;
        if !self.may_begin_by_hand(tx, id, press)? {
            return Ok(false);
        }
        let job = self.new_job(id, press, PrintStage::Unsure, None);
        print_job::insert(tx, &job)?;
        let saying = Saying::clerk(who, Some(way));
        self.tell(tx, &dossier.row, job.number, PrintFact::Submitted, saying)?;
        Ok(true)
    }

    /// Whether a job that no printer will speak for may be begun: not while such a one is open.
    ///
    /// # Errors
    /// [`Error::NotPrintable`] when the card is printed or at a printer;
    /// [`Error::StillAtPrinter`]; [`Error::NoBlanks`].
    pub(crate) fn may_begin_by_hand(
        &self,
        tx: &Tx<'_>,
        id: Uuid,
        press: Press,
    ) -> Result<bool, Error> {
        let last = print_job::last_of(tx, id)?;
        if let Some(open) = last.as_ref().filter(|job| job.stage.is_open()) {
            return if open.printer.is_none() { Ok(false) } else { Err(Error::NotPrintable) };
        }
        if !is_fresh(last.as_ref(), press) || !waits_for_a_blank(card_of(tx, id)?.stage)? {
            return Err(Error::NotPrintable);
        }
        must_not_come(last.as_ref())?;
        self.ask_for_blanks(tx, press)?;
        Ok(true)
    }
}
