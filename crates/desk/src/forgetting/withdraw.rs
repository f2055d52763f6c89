//! Giving an application up: its personal fields and its saved files are destroyed at once.

use domain::card::CardEvent;
use domain::stage::Event;
use domain::{Act, CardStage};
use store::table::{application, card, saved_proof, sealed};

use crate::application::parse_id;
use crate::desk::Desk;
use crate::error::{Code, Error};

impl Desk {
    /// Withdraws an application before it is submitted. Safe to call twice.
    ///
    /// # Errors
    /// [`domain::stage::IllegalMove`] once it is submitted.
    pub fn withdraw(&self, id: &str) -> Result<(), Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        store.write(|tx| {
            let row = application::get(tx, id)?.ok_or(Code::NoSuchApplication)?;
            let now_ms = self.now_ms();
            let next = application::move_stage(tx, id, row.stage, Event::Withdraw, now_ms)?;
            if next == row.stage {
                return Ok(());
            }
            let card = card::of_application(tx, id)?;
            if let Some(reserved) = card.filter(|card| card.stage != CardStage::Revoked) {
                card::move_stage(tx, &reserved.number, reserved.stage, CardEvent::Revoke)?;
            }
            application::set_day(tx, id, self.open_today(tx)?.id)?;
            let parts = sealed::destroy(tx, id)?;
            saved_proof::make_due(tx, id, now_ms)?;
            let detail = Some(format!("destroyed {parts} parts"));
            self.note(tx, Some(who.operator.id), Act::Withdraw, Some(row.number), detail)
        })?;
        self.tidy_files(&store);
        Ok(())
    }
}
