//! Forgetting what never leaves the counter, field by field: which these are, the policy says.
//!
//! When is the caller's: at hand-over, or when a field's hours are over.

use domain::field::Step;
use domain::person::PersonForm;
use domain::stage::Event;
use domain::{Act, Field, Word};
use store::Tx;
use store::table::application::{self, ApplicationRow};
use store::table::captured;
use store::table::sealed::{self, Part};
use uuid::Uuid;

use crate::desk::Desk;
use crate::dossier::{Dossier, read_part, write_part};
use crate::error::Error;

/// What was forgotten of one application.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Forgotten {
    /// How many fields held something, or may have.
    pub count: usize,
    /// Whether the card shows one of them.
    pub is_shown: bool,
    /// Whether something was destroyed that this program can't read.
    is_unread: bool,
}

impl Forgotten {
    fn add(&mut self, field: Field) {
        self.count += 1;
        self.is_shown |= field.traits().card.is_some();
    }
}

impl Desk {
    /// Notes when each field of the Person step was captured that never leaves the counter: one
    /// that changed counts anew, one that stayed as it was goes on counting.
    pub(crate) fn note_captured(
        &self,
        tx: &Tx<'_>,
        dossier: &Dossier,
        person: &PersonForm,
    ) -> Result<(), Error> {
        let changed = |field: &Field| person.differs_in(*field, &dossier.person);
        for field in self.policy.counter_only().filter(changed) {
            self.note_capture(tx, dossier.row.id, field, person.holds(field))?;
        }
        Ok(())
    }

    /// Notes that a field which never leaves the counter was captured just now, or emptied.
    pub(crate) fn note_capture(
        &self,
        tx: &Tx<'_>,
        id: Uuid,
        field: Field,
        is_held: bool,
    ) -> Result<(), Error> {
        if is_held {
            captured::put(tx, id, field.word(), self.now_ms())?;
        } else {
            captured::forget(tx, id, field.word())?;
        }
        Ok(())
    }

    /// Destroys all that never leaves the counter of one application, and says why.
    pub(crate) fn forget_all_in(
        &self,
        tx: &Tx<'_>,
        row: &ApplicationRow,
        why: &'static str,
    ) -> Result<Forgotten, Error> {
        self.forget_in(tx, row, &self.policy.counter_only().collect::<Vec<_>>(), why)
    }

    /// Destroys these fields of one application, and says why. A part that this program can't read
    /// is destroyed unread: its time is over.
    pub(crate) fn forget_in(
        &self,
        tx: &Tx<'_>,
        row: &ApplicationRow,
        fields: &[Field],
        why: &'static str,
    ) -> Result<Forgotten, Error> {
        let mut gone = Forgotten::default();
        forget_typed(tx, row.id, fields, &mut gone)?;
        for field in fields {
            forget_step(tx, row.id, *field, &mut gone)?;
            captured::forget(tx, row.id, field.word())?;
        }
        let count = gone.count;
        if count == 0 {
            return Ok(gone);
        }
        if row.stage.is_open() {
            // The step that asked for it is not done any more, and the proof that was confirmed may
            // show it: it must be made and confirmed anew.
            application::move_stage(tx, row.id, row.stage, Event::Correct, self.now_ms())?;
        }
        // The old page must not stay readable in the write-ahead log.
        tx.wipe();
        let noun = if count == 1 { "field" } else { "fields" };
        let unread = if gone.is_unread { ", unread" } else { "" };
        let detail = Some(format!("counter-only: destroyed {count} {noun}, {why}{unread}"));
        self.note(tx, None, Act::Purge, Some(row.number), detail)?;
        Ok(gone)
    }
}

/// Takes fields out of the Person step.
fn forget_typed(
    tx: &Tx<'_>,
    id: Uuid,
    fields: &[Field],
    gone: &mut Forgotten,
) -> Result<(), Error> {
    let typed = || fields.iter().copied().filter(|field| field.traits().step == Step::Person);
    if typed().next().is_none() {
        return Ok(());
    }
    match read_part::<PersonForm>(tx, id, Part::Person) {
        Ok(form) => {
            let mut form = form.unwrap_or_default();
            let held = typed().filter(|field| form.forget(*field)).collect::<Vec<_>>();
            held.iter().for_each(|field| gone.add(*field));
            if held.is_empty() { Ok(()) } else { write_part(tx, id, Part::Person, &form) }
        }
        Err(error) if error.is_unreadable() => {
            typed().for_each(|field| gone.add(field));
            gone.is_unread = true;
            Ok(sealed::remove(tx, id, Part::Person)?)
        }
        Err(error) => Err(error),
    }
}

/// Destroys what a step of its own keeps of a field, which need not be read for it.
fn forget_step(tx: &Tx<'_>, id: Uuid, field: Field, gone: &mut Forgotten) -> Result<(), Error> {
    let parts: &[Part] = match field.traits().step {
        Step::Person => &[],
        Step::Documents => &[Part::Documents],
        Step::Photo => &[Part::Picture, Part::Crop, Part::Photo],
        Step::Signature => &[Part::Signature],
    };
    let mut is_held = false;
    for part in parts {
        if sealed::edition(tx, id, *part)? > 0 {
            is_held = true;
            sealed::remove(tx, id, *part)?;
        }
    }
    if is_held {
        gone.add(field);
    }
    Ok(())
}
