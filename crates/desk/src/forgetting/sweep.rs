//! Forgetting in time: what the promise says is destroyed, by the counter itself.
//!
//! Runs at every sign-in and every hour, with or without a network. What is due of one application
//! is destroyed whatever happens to another's.

use domain::stage::Event;
use domain::{Act, EnvelopeStage, Field, Word};
use store::table::application::{self, ApplicationRow};
use store::table::{captured, journal, saved_proof, sealed, updates};
use store::{Store, Tx};
use uuid::Uuid;
use wire::Fact;
use wire::fact::UpdatesLeft;

use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::printing::HOUR_MS;

/// What was destroyed, by count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Fields that never leave the counter, older than the policy's hours.
    pub counter_only: usize,
    /// Applications of earlier days that the server keeps.
    pub applications: u32,
    /// Saved proofs and cards.
    pub proofs: u32,
}

impl Desk {
    /// Destroys what is due, and hands over the news addresses of earlier days. Waits while the
    /// joined server was not asked yet what time it is: a wrong clock must not destroy what is
    /// needed.
    ///
    /// # Errors
    /// The first that could not be destroyed; everything else that is due is destroyed all the
    /// same, and the top bar says that something is left.
    pub fn sweep(&self) -> Result<Swept, Error> {
        let Some(store) = self.store() else { return Ok(Swept::default()) };
        if !store.read(|tx| self.is_time_settled(tx))? {
            self.owe_sweep();
            return Ok(Swept::default());
        }
        let mut first = None;
        let mut swept = Swept {
            applications: self.close_earlier_days(&store, &mut first)?,
            counter_only: self.forget_hours_over(&store, &mut first)?,
            proofs: 0,
        };
        let today = self.today().to_string();
        note(&mut first, store.write(|tx| self.hand_over_updates(tx, &today)));
        // What was written for the server goes, whatever a file does.
        self.bell.notify_one();
        swept.proofs = note(&mut first, self.delete_due_files(&store)).unwrap_or_default();
        self.tell_overdue(first.is_some());
        first.map_or(Ok(swept), Err)
    }

    /// Purges the applications of earlier days that the server has acknowledged.
    fn close_earlier_days(&self, store: &Store, first: &mut Option<Error>) -> Result<u32, Error> {
        let today = self.today().to_string();
        let over = store.read(|tx| Ok::<_, Error>(application::submitted_before(tx, &today)?))?;
        let closed = over.iter().filter_map(|row| {
            note(first, store.write(|tx| self.close(tx, row))).filter(|is_closed| *is_closed)
        });
        Ok(closed.count() as u32)
    }

    /// Purges one application if the server keeps it, and makes the files that show it due.
    fn close(&self, tx: &Tx<'_>, row: &ApplicationRow) -> Result<bool, Error> {
        let envelope = journal::of_application(tx, row.id)?;
        if !matches!(envelope, Some((_, EnvelopeStage::Accepted, _))) {
            return Ok(false);
        }
        let parts = sealed::destroy(tx, row.id)?;
        let now_ms = self.now_ms();
        saved_proof::make_due(tx, row.id, now_ms)?;
        application::move_stage(tx, row.id, row.stage, Event::CloseDay, now_ms)?;
        let detail = Some(format!("until-issued: destroyed {parts} parts, day over"));
        self.note(tx, None, Act::Purge, Some(row.number), detail)?;
        Ok(true)
    }

    /// Destroys the fields that never leave the counter whose hours since their capture are over.
    fn forget_hours_over(&self, store: &Store, first: &mut Option<Error>) -> Result<usize, Error> {
        let hours = i64::from(self.policy.keep.counter_only_hours);
        let cutoff_ms = self.now_ms() - hours * HOUR_MS;
        let due = store.read(|tx| Ok::<_, Error>(captured::before(tx, cutoff_ms)?))?;
        let counts = due.into_iter().filter_map(|id| {
            note(first, store.write(|tx| self.forget_captured_before(tx, id, cutoff_ms)))
        });
        Ok(counts.sum())
    }

    /// Destroys what one application holds that was captured before `cutoff_ms`, and makes the
    /// files due that may show it.
    fn forget_captured_before(
        &self,
        tx: &Tx<'_>,
        id: Uuid,
        cutoff_ms: i64,
    ) -> Result<usize, Error> {
        let row = application::get(tx, id)?.ok_or(Code::NoSuchApplication)?;
        let captured = captured::of_application(tx, id)?;
        let due = captured.iter().filter(|one| one.at_ms < cutoff_ms);
        // A field that only another version knows is in no part that this one can read.
        let due = due.filter_map(|one| Field::from_word(&one.field)).collect::<Vec<_>>();
        let forgotten = self.forget_in(tx, &row, &due, "hours over")?;
        if forgotten.is_shown {
            saved_proof::make_due(tx, id, self.now_ms())?;
            if !row.stage.is_open() {
                self.withhold(tx, &row)?;
            }
        }
        Ok(forgotten.count)
    }

    /// Sends the news addresses of earlier days, in an order that says nothing.
    fn hand_over_updates(&self, tx: &Tx<'_>, today: &str) -> Result<(), Error> {
        if store::table::membership::get(tx)?.is_none() {
            return Ok(());
        }
        let emails = updates::take_before(tx, today)?;
        if emails.is_empty() {
            return Ok(());
        }
        // The rows come in the order of their random ids.
        let emails = emails.iter().map(|email| email.as_str().into()).collect();
        self.append_fact(tx, None, &Fact::UpdatesLeft(UpdatesLeft { emails }))?;
        Ok(())
    }
}

/// Keeps the first error, and logs each.
fn note<T>(first: &mut Option<Error>, done: Result<T, Error>) -> Option<T> {
    match done {
        Ok(value) => Some(value),
        Err(error) => {
            tracing::error!(%error, "what is due could not be destroyed yet");
            first.get_or_insert(error);
            None
        }
    }
}
