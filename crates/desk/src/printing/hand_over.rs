//! Handing the card over: the application ends, and what never leaves the counter is destroyed.
//!
//! The wire has no fact for it yet: the server learns of the card when it is submitted.

use domain::CardStage;
use domain::card::CardEvent;
use domain::printing::PrintFact;
use domain::stage::Event;
use store::table::{application, card, print_job, saved_proof};

use super::ledger::{Saying, card_of};
use crate::application::parse_id;
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::view::Application;

impl Desk {
    /// Records that the cardholder has the card, and destroys what never leaves the counter and
    /// every saved file of it. Safe to call twice.
    ///
    /// # Errors
    /// [`domain::card::IllegalCardMove`] unless the card was printed;
    /// [`domain::stage::IllegalMove`] unless the application was submitted.
    pub fn hand_over(&self, id: &str) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let application = store.write(|tx| {
            let row = application::get(tx, id)?.ok_or(Code::NoSuchApplication)?;
            let card = card_of(tx, id)?;
            if card.stage != CardStage::HandedOver {
                let now_ms = self.now_ms();
                card::move_stage(tx, &card.number, card.stage, CardEvent::HandOver)?;
                application::move_stage(tx, id, row.stage, Event::HandOver, now_ms)?;
                self.forget_all_in(tx, &row, "handed over")?;
                // Also the sheets that it is on: whoever has a card of them has it because they were
                // printed, and no file may show any longer what was destroyed.
                saved_proof::make_due(tx, id, now_ms)?;
                let job = print_job::last_of(tx, id)?.map_or(0, |job| job.number);
                self.tell(tx, &row, job, PrintFact::HandedOver, Saying::clerk(&who, None))?;
            }
            self.show(tx, id)
        })?;
        self.tidy_files(&store);
        Ok(application)
    }
}
