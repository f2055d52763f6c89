//! Forgetting in time: what the promise says is destroyed, by the counter itself.
//!
//! Runs at every sign-in and every hour, with or without a network.

use domain::EnvelopeStage;
use domain::person::PersonForm;
use domain::stage::Event;
use store::Tx;
use store::table::application::{self, ApplicationRow};
use store::table::sealed::{self, Part};
use store::table::{journal, saved_proof, updates};
use wire::Fact;
use wire::fact::UpdatesLeft;

use super::saved_file::HOUR_MS;
use crate::desk::Desk;
use crate::dossier::{read_part, write_part};
use crate::error::Error;

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
    /// Destroys what is due, and hands over the news addresses of earlier days.
    ///
    /// # Errors
    /// A database or a file that refuses; what was destroyed stays destroyed, and all other files
    /// that are due are deleted.
    pub fn sweep(&self) -> Result<Swept, Error> {
        let Some(store) = self.store() else { return Ok(Swept::default()) };
        let today = self.today().to_string();
        let hours = i64::from(self.policy.keep.counter_only_hours);
        let cutoff_ms = self.now_ms() - hours * HOUR_MS;
        let mut swept = store.write(|tx| {
            let applications = self.close_earlier_days(tx, &today)?;
            let counter_only = self.forget_counter_only(tx, cutoff_ms)?;
            self.hand_over_updates(tx, &today)?;
            Ok::<_, Error>(Swept { counter_only, applications, proofs: 0 })
        })?;
        // What was written for the server goes, whatever a file does.
        self.bell.notify_one();
        swept.proofs = self.delete_due_files(&store)?;
        Ok(swept)
    }

    /// Purges the applications of days before `today` that the server has acknowledged, and makes
    /// the files that show them due.
    fn close_earlier_days(&self, tx: &Tx<'_>, today: &str) -> Result<u32, Error> {
        let mut count = 0;
        for row in application::submitted_before(tx, today)? {
            let envelope = journal::of_application(tx, row.id)?;
            if !matches!(envelope, Some((_, EnvelopeStage::Accepted, _))) {
                continue;
            }
            let parts = sealed::destroy(tx, row.id)?;
            let now_ms = self.now_ms();
            saved_proof::make_due(tx, row.id, now_ms)?;
            application::move_stage(tx, row.id, row.stage, Event::CloseDay, now_ms)?;
            let detail = Some(format!("until-issued: destroyed {parts} parts, day over"));
            self.note(tx, None, "purge", Some(row.number), detail)?;
            count += 1;
        }
        Ok(count)
    }

    /// Destroys addresses, emergency contacts and medical notes captured before `cutoff_ms`, and
    /// makes the files due that may show them.
    fn forget_counter_only(&self, tx: &Tx<'_>, cutoff_ms: i64) -> Result<usize, Error> {
        let mut count = 0;
        for row in application::with_person_before(tx, cutoff_ms)? {
            let forgotten = self.forget_in(tx, &row, "hours over")?;
            if forgotten > 0 {
                saved_proof::make_due(tx, row.id, self.now_ms())?;
                if !row.stage.is_open() {
                    self.withhold(tx, &row)?;
                }
            }
            count += forgotten;
        }
        Ok(count)
    }

    /// Destroys what never leaves the counter of one application, and says why.
    pub(crate) fn forget_in(
        &self,
        tx: &Tx<'_>,
        row: &ApplicationRow,
        why: &'static str,
    ) -> Result<usize, Error> {
        let form: Option<PersonForm> = read_part(tx, row.id, Part::Person)?;
        let mut form = form.unwrap_or_default();
        let count = form.forget_counter_only();
        if count == 0 {
            return Ok(0);
        }
        if row.stage.is_open() {
            // The proof that was confirmed shows them: it must be made and confirmed anew.
            application::move_stage(tx, row.id, row.stage, Event::Correct, self.now_ms())?;
        }
        write_part(tx, row.id, Part::Person, &form)?;
        // The old page must not stay readable in the write-ahead log.
        tx.wipe();
        let noun = if count == 1 { "field" } else { "fields" };
        let detail = Some(format!("counter-only: destroyed {count} {noun}, {why}"));
        self.note(tx, None, "purge", Some(row.number), detail)?;
        Ok(count)
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
