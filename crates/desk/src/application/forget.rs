//! Forgetting what never leaves the counter, field by field.
//!
//! When is the caller's: at hand-over, or when a field's hours are over.

use domain::person::{KEPT_HERE, PersonForm};
use domain::stage::Event;
use store::Tx;
use store::table::application::{self, ApplicationRow};
use store::table::captured;
use store::table::sealed::{self, Part};

use crate::desk::Desk;
use crate::dossier::{Dossier, read_part, write_part};
use crate::error::Error;

impl Desk {
    /// Notes when each field was captured that never leaves the counter: one that changed counts
    /// anew, one that stayed as it was goes on counting.
    pub(crate) fn note_captured(
        &self,
        tx: &Tx<'_>,
        dossier: &Dossier,
        person: &PersonForm,
    ) -> Result<(), Error> {
        for field in person.changed_here(&dossier.person) {
            if person.held_here().any(|held| held == field) {
                captured::put(tx, dossier.row.id, field.word(), self.now_ms())?;
            } else {
                captured::forget(tx, dossier.row.id, field.word())?;
            }
        }
        Ok(())
    }

    /// Destroys all that never leaves the counter of one application, and says why.
    pub(crate) fn forget_all_in(
        &self,
        tx: &Tx<'_>,
        row: &ApplicationRow,
        why: &'static str,
    ) -> Result<usize, Error> {
        let fields = KEPT_HERE.map(|field| field.word().to_owned());
        self.forget_in(tx, row, &fields, why)
    }

    /// Destroys these fields of one application, and says why. A part that this program can't read
    /// is destroyed unread: its time is over.
    pub(crate) fn forget_in(
        &self,
        tx: &Tx<'_>,
        row: &ApplicationRow,
        fields: &[String],
        why: &'static str,
    ) -> Result<usize, Error> {
        let (form, count) = match read_part::<PersonForm>(tx, row.id, Part::Person) {
            Ok(form) => {
                let mut form = form.unwrap_or_default();
                let due = KEPT_HERE.into_iter().filter(|f| fields.iter().any(|w| w == f.word()));
                let count = due.filter(|field| form.forget(*field)).count();
                (Some(form), count)
            }
            Err(error) if error.is_unreadable() => (None, fields.len()),
            Err(error) => return Err(error),
        };
        for field in fields {
            captured::forget(tx, row.id, field)?;
        }
        if count == 0 {
            return Ok(0);
        }
        if row.stage.is_open() {
            // The proof that was confirmed shows them: it must be made and confirmed anew.
            application::move_stage(tx, row.id, row.stage, Event::Correct, self.now_ms())?;
        }
        match &form {
            Some(form) => write_part(tx, row.id, Part::Person, form)?,
            None => sealed::remove(tx, row.id, Part::Person)?,
        }
        // The old page must not stay readable in the write-ahead log.
        tx.wipe();
        let noun = if count == 1 { "field" } else { "fields" };
        let unread = if form.is_none() { ", unread" } else { "" };
        let detail = Some(format!("counter-only: destroyed {count} {noun}, {why}{unread}"));
        self.note(tx, None, "purge", Some(row.number), detail)?;
        Ok(count)
    }
}
