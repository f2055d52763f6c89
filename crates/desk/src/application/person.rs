//! Saving the Person step, right or wrong, as it is typed.

use domain::Act;
use domain::person::PersonForm;
use domain::stage::Event;
use store::Tx;
use store::table::application;
use store::table::sealed::Part;
use uuid::Uuid;

use super::enrol::parse_id;
use crate::desk::{Desk, SignedIn};
use crate::dossier::{Dossier, write_part};
use crate::error::Error;
use crate::view::Application;

impl Desk {
    /// Saves the Person step; it is durable when this returns. What is kept only for those who
    /// wish for it is not kept for anybody else.
    ///
    /// # Errors
    /// [`domain::stage::IllegalMove`] once the application is submitted; a full disk.
    pub fn save_person(&self, id: &str, person: &PersonForm) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let person = person.settled();
        store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            if dossier.person != person {
                self.correct(tx, &dossier, &who)?;
                self.note_captured(tx, &dossier, &person)?;
                write_part(tx, id, Part::Person, &person)?;
            }
            self.show(tx, id)
        })
    }

    /// Takes an open application back to a draft, because something in it changes: what was
    /// confirmed before must be confirmed anew.
    pub(crate) fn correct(
        &self,
        tx: &Tx<'_>,
        dossier: &Dossier,
        who: &SignedIn,
    ) -> Result<(), Error> {
        let row = &dossier.row;
        let now_ms = self.now_ms();
        let next = application::move_stage(tx, row.id, row.stage, Event::Correct, now_ms)?;
        if next != row.stage {
            self.note(tx, Some(who.operator.id), Act::Correct, Some(row.number), None)?;
        }
        touch(tx, row.id, now_ms)
    }
}

fn touch(tx: &Tx<'_>, id: Uuid, now_ms: i64) -> Result<(), Error> {
    Ok(application::touch(tx, id, now_ms)?)
}
