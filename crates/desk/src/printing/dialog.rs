//! Printing the card by the system's print dialog, which says no more than whether pages left.
//!
//! Opens no dialog itself. The clerk is asked what came out, unless the dialog was cancelled.

use domain::PrintStage;
use domain::Trouble;
use domain::printing::{PrintEvent, PrintFact, SaidBy};
use store::Tx;
use store::table::application;
use store::table::print_job::{self, PrintJobRow};

use super::by_hand::ByHand;
use super::ledger::Saying;
use crate::application::parse_id;
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::error::{Code, Error};
use crate::view::{DialogEnd, Press, Print};

/// A card printer prints what the dialog sends.
const BY_DIALOG: ByHand<'static> = ByHand { way: "print_dialog", on_blank: true, file: None };

/// The dialog's paper is the card itself: there is nothing beyond its edges.
const NO_BLEED_MM: f32 = 0.0;

impl Desk {
    /// The card as PDF, for the window to draw what the dialog prints. Begins nothing.
    ///
    /// # Errors
    /// [`Error::NotPrintable`] when the card is printed, at a printer or asked about,
    /// [`Code::StillAtPrinter`], [`Code::NoBlanks`], and every refusal of `card_document`.
    pub fn card_for_dialog(&self, id: &str, press: Press) -> Result<Vec<u8>, Error> {
        let (store, _) = self.at_work()?;
        let id = parse_id(id)?;
        store.read(|tx| {
            if !self.may_begin_by_hand(tx, id, press, BY_DIALOG)? {
                return Err(Error::NotPrintable);
            }
            self.card_document_bled(tx, &Dossier::read(tx, id)?, NO_BLEED_MM)
        })
    }

    /// Makes the job durable before the dialog is opened, and answers whether to open it: not for
    /// a second press.
    ///
    /// # Errors
    /// As [`Desk::card_for_dialog`].
    pub fn begin_dialog(&self, id: &str, press: Press) -> Result<bool, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            self.card_document_bled(tx, &dossier, NO_BLEED_MM)?;
            Ok(self.begin_by_hand(tx, &who, &dossier.row, press, BY_DIALOG)?.is_some())
        })
    }

    /// Takes down how the dialog ended that `press` has opened. It counts also when the counter
    /// was locked in the meantime.
    ///
    /// # Errors
    /// [`Code::PrintDialog`] when it failed; the job then stays a question to the clerk.
    pub fn end_dialog(&self, id: &str, press: Press, end: DialogEnd) -> Result<Print, Error> {
        let store = self.store().ok_or(Code::SignedOut)?;
        let id = parse_id(id)?;
        store.write(|tx| {
            let job = print_job::last_of(tx, id)?.filter(|job| is_of_dialog(job, press));
            // Somebody may have said already what came out.
            job.map_or(Ok(()), |job| self.say_how_it_ended(tx, &job, end))
        })?;
        if end == DialogEnd::Failed {
            return Err(Code::PrintDialog.into());
        }
        self.at_work()?;
        store.read(|tx| self.print_view(tx, id))
    }

    fn say_how_it_ended(
        &self,
        tx: &Tx<'_>,
        job: &PrintJobRow,
        end: DialogEnd,
    ) -> Result<(), Error> {
        match end {
            DialogEnd::Sent => Ok(()),
            DialogEnd::Cancelled => {
                let saying = Saying::machine(SaidBy::Counter, Some(Trouble::Cancelled));
                self.say(tx, job, PrintEvent::Fail, saying).map(|_| ())
            }
            // The job is as unsure as before, but the ledger says why.
            DialogEnd::Failed => {
                let row = application::get(tx, job.application_id)?;
                let row = row.ok_or(Code::NoSuchApplication)?;
                let saying = Saying::machine(SaidBy::Counter, Some(Trouble::Other));
                self.tell(tx, &row, job.number, PrintFact::Unsure, saying)
            }
        }
    }
}

/// Whether this open job is the one that `press` has begun.
fn is_of_dialog(job: &PrintJobRow, press: Press) -> bool {
    let is_asked_about = job.stage == PrintStage::Unsure && job.printer.is_none();
    is_asked_about && job.number == press.seen.saturating_add(1)
}
