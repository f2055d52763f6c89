//! Making a printed card once more: the one there is counts as spoiled, with the reason.
//!
//! Prints nothing itself: the card then waits for a blank, as one that was never printed.

use domain::CardStage;
use domain::card::CardEvent;
use domain::printing::{PrintEvent, PrintFact};
use store::table::print_job;

use super::ledger::{Saying, card_of, is_fresh};
use crate::application::parse_id;
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::error::{Code, Error};
use crate::view::{Press, Print};

impl Desk {
    /// Voids a printed card so that it can be printed anew. Safe to call twice. A card that can't
    /// be printed anew is not voided: a bad card is more than none.
    ///
    /// # Errors
    /// [`Code::NoSuchReason`]; [`domain::card::IllegalCardMove`] once the card was handed over;
    /// every refusal of `check_printable`.
    pub fn reprint_card(&self, id: &str, press: Press, reason: &str) -> Result<Print, Error> {
        if !self.policy.printing.reprint_reasons.iter().any(|known| known == reason) {
            return Err(Code::NoSuchReason.into());
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
                let dossier = Dossier::read(tx, id)?;
                // A card that was handed over is told so, and not what its next one would lack.
                card.stage.after(CardEvent::Spoil).map_err(store::Error::from)?;
                self.check_printable(tx, &dossier)?;
                let saying = Saying::clerk(&who, Some(reason));
                self.say(tx, &job, PrintEvent::Spoil, saying)?;
                self.tell(tx, &dossier.row, job.number, PrintFact::Reprinted, saying)?;
            }
            self.print_view(tx, id)
        })
    }
}
