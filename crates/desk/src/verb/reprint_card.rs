//! Making a printed card once more: the one there is counts as spoiled, with the reason.
//!
//! Prints nothing itself: the card then waits for a blank, as one that was never printed.

use domain::CardStage;
use domain::printing::{PrintEvent, PrintFact};
use store::table::{application, print_job};

use super::enrol::parse_id;
use super::print_ledger::{Saying, card_of, is_fresh};
use crate::desk::Desk;
use crate::error::Error;
use crate::view::{Press, Print};

impl Desk {
    /// Voids a printed card so that it can be printed anew. Safe to call twice.
    ///
    /// # Errors
    /// [`Error::NoSuchReason`]; [`domain::card::IllegalCardMove`] once the card was handed over.
    pub fn reprint_card(&self, id: &str, press: Press, reason: &str) -> Result<Print, Error> {
        if !self.policy.printing.reprint_reasons.iter().any(|known| known == reason) {
            return Err(Error::NoSuchReason);
        }
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        store.write(|tx| {
            let job = print_job::last_of(tx, id)?;
            let card = card_of(tx, id)?;
            if is_fresh(job.as_ref(), press) && card.stage != CardStage::Spoiled {
                let job = job.ok_or(Error::NotPrintable)?;
                if card.stage == CardStage::Reserved {
                    return Err(Error::NotPrintable);
                }
                let row = application::get(tx, id)?.ok_or(Error::NoSuchApplication)?;
                let saying = Saying::clerk(&who, Some(reason));
                self.say(tx, &job, PrintEvent::Spoil, saying)?;
                self.tell(tx, &row, job.number, PrintFact::Reprinted, saying)?;
            }
            self.print_view(tx, id)
        })
    }
}
