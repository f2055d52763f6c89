//! What the clerk says came out of the printer: a good card, a ruined blank, nothing.
//!
//! The clerk's word counts against the printer's, in both ways: the clerk has the card in hand, or
//! finds none where the printer says that there is one. What the printer may still make of the job
//! is called off afterwards; see `call_off`.

use domain::PrintStage;
use domain::printing::PrintEvent;
use store::table::print_job::{self, PrintJobRow};

use super::ledger::{Saying, is_fresh};
use crate::application::parse_id;
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::view::{Press, Print};

impl Desk {
    /// The clerk has a good card in hand. Safe to call twice. The printer's own word for it is a
    /// person's from then on.
    ///
    /// # Errors
    /// [`domain::printing::IllegalPrintMove`] while the job is being sent or when it was called
    /// spoiled; [`Error::NotPrintable`] when there is no job.
    pub fn card_printed(&self, id: &str, press: Press) -> Result<Print, Error> {
        self.what_came_out(id, press, |_| PrintEvent::Finish, None)
    }

    /// The blank was ruined, for a reason of the policy's. Safe to call twice.
    ///
    /// # Errors
    /// [`Code::NoSuchReason`]; [`Error::NotPrintable`] when there is no job; a card that was
    /// handed over.
    pub fn card_spoiled(&self, id: &str, press: Press, reason: &str) -> Result<Print, Error> {
        if !self.policy.printing.spoil_reasons.iter().any(|known| known == reason) {
            return Err(Code::NoSuchReason.into());
        }
        self.what_came_out(id, press, |_| PrintEvent::Spoil, Some(reason))
    }

    /// Nothing came out, and the blank is as good as before, also where the printer says that a
    /// card did. Safe to call twice.
    ///
    /// # Errors
    /// [`Error::NotPrintable`] while the printer still has the job: it is cancelled first;
    /// [`domain::printing::IllegalPrintMove`] once a person has said that the card is there;
    /// [`domain::card::IllegalCardMove`] once it was handed over.
    pub fn not_printed(&self, id: &str, press: Press) -> Result<Print, Error> {
        let event = |job: &PrintJobRow| PrintEvent::nothing_came_out(job.stage, job.said_by);
        self.what_came_out(id, press, event, None)
    }

    fn what_came_out(
        &self,
        id: &str,
        press: Press,
        event: impl Fn(&PrintJobRow) -> PrintEvent,
        reason: Option<&str>,
    ) -> Result<Print, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let print = store.write(|tx| {
            let job = print_job::last_of(tx, id)?;
            if is_fresh(job.as_ref(), press) {
                let job = job.ok_or(Error::NotPrintable)?;
                let event = event(&job);
                let is_at_printer = matches!(job.stage, PrintStage::Sending | PrintStage::Printing);
                if event == PrintEvent::Fail && is_at_printer {
                    return Err(Error::NotPrintable);
                }
                self.say(tx, &job, event, Saying::clerk(&who, reason))?;
            }
            self.print_view(tx, id)
        })?;
        self.tidy_files(&store);
        self.print_bell.notify_one();
        Ok(print)
    }
}
