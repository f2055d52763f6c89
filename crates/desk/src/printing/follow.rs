//! Following print jobs to their end, and what to say when nobody tells it.
//!
//! A card counts as printed when the printer says completed, or a clerk says so; never because a
//! job was sent, nor because time has passed.

use std::sync::Arc;
use std::time::Duration;

use domain::printing::{PrintEvent, SaidBy};
use domain::{PrintStage, Trouble};
use store::Store;
use store::table::print_job::{self, PrintJobRow};
use tokio::time::timeout;

use super::judge::{Look, cut_off, look_at};
use super::ledger::{Saying, is_fresh};
use super::print::job_name;
use crate::application::parse_id;
use crate::desk::Desk;
use crate::error::Error;
use crate::ports::PrintError;
use crate::view::{Press, Print};

/// Most jobs that one look takes in; a counter has one printer and rarely two jobs.
const LIMIT_JOBS: u32 = 100;
/// For so long the counter calls a job off by itself; later only when the card is looked at.
const LIMIT_CALLING_OFF_MS: i64 = 24 * 3_600_000;
/// Between two looks while a job is at a printer.
const LOOK_EVERY: Duration = Duration::from_secs(3);
/// Between two looks otherwise.
const REST: Duration = Duration::from_secs(60);

impl Desk {
    /// How the printing of a card stands by what is stored; asks no printer.
    ///
    /// # Errors
    /// [`Error::NotPrintable`] before the proof was made.
    pub fn show_print(&self, id: &str) -> Result<Print, Error> {
        let (store, _) = self.at_work()?;
        let id = parse_id(id)?;
        store.read(|tx| self.print_view(tx, id))
    }

    /// Asks the printer how the newest job of a card stands, and answers it. Safe at any time,
    /// also after a restart.
    ///
    /// # Errors
    /// [`Error::NotPrintable`] before the proof was made. A printer that does not answer is no
    /// error but stands in the answer.
    pub async fn follow_print(&self, id: &str) -> Result<Print, Error> {
        let (store, _) = self.at_work()?;
        let id = parse_id(id)?;
        if let Some(job) = store.read(|tx| Ok::<_, Error>(print_job::last_of(tx, id)?))? {
            self.follow(&store, &job).await?;
        }
        store.read(|tx| self.print_view(tx, id))
    }

    /// Asks the printer to give the newest job up. The job ends when the printer says so; one that
    /// had ended already is no error.
    ///
    /// # Errors
    /// [`Error::Print`] when the printer does not do it.
    pub async fn cancel_print(&self, id: &str, press: Press) -> Result<Print, Error> {
        let (store, _) = self.at_work()?;
        let id = parse_id(id)?;
        let job = store.read(|tx| Ok::<_, Error>(print_job::last_of(tx, id)?))?;
        let job = job.filter(|job| job.stage == PrintStage::Printing);
        if let Some(job) = job.filter(|job| is_fresh(Some(job), press)) {
            return self.cancel(&store, &job).await;
        }
        store.read(|tx| self.print_view(tx, id))
    }

    async fn cancel(&self, store: &Arc<Store>, job: &PrintJobRow) -> Result<Print, Error> {
        let cancelled = match (&job.printer, job.printer_job) {
            (Some(printer), Some(number)) => {
                self.printers.cancel(&printer.uri, number, &job_name(job.id)).await
            }
            _ => Ok(()),
        };
        match cancelled {
            // A printer refuses what has ended, or what it does not know: the next look tells.
            Ok(()) | Err(PrintError::Refused(_)) => {
                self.follow(store, job).await?;
            }
            Err(error) => return Err(error.into()),
        }
        let print = store.read(|tx| self.print_view(tx, job.application_id))?;
        let is_printing = print.job.as_ref().is_some_and(|job| job.stage == PrintStage::Printing);
        match cancelled {
            Err(error) if is_printing => Err(error.into()),
            _ => Ok(print),
        }
    }

    /// Follows every job for as long as the counter runs, so that a card that comes out while the
    /// clerk is elsewhere is known to be printed.
    pub async fn keep_printing(&self) {
        loop {
            let is_busy = self.follow_all().await.unwrap_or_else(|error| {
                tracing::error!(%error, "print jobs cannot be followed; it is tried again");
                false
            });
            let wait = if is_busy { LOOK_EVERY } else { REST };
            // Whoever rings first: a new job, or the time.
            let _ = timeout(wait, self.print_bell.notified()).await;
        }
    }

    /// One look at every job that prints; while none does, at those that are to be called off.
    async fn follow_all(&self) -> Result<bool, Error> {
        let Some(store) = self.store() else { return Ok(false) };
        let begun_ms = self.now_ms() - LIMIT_CALLING_OFF_MS;
        let jobs = store.read(|tx| {
            let jobs = print_job::at_stage(tx, PrintStage::Printing, LIMIT_JOBS)?;
            if !jobs.is_empty() {
                return Ok::<_, Error>(jobs);
            }
            Ok(print_job::left_at_printers(tx, begun_ms, LIMIT_JOBS)?)
        })?;
        let mut is_busy = false;
        for job in &jobs {
            // One that can't be followed holds up no other.
            is_busy |= self.follow(&store, job).await.unwrap_or_else(|error| {
                tracing::error!(%error, "a print job cannot be followed; it is tried again");
                false
            });
        }
        Ok(is_busy)
    }

    /// One look at one job. Answers whether the printer is at it, so that the next look is soon.
    async fn follow(&self, store: &Arc<Store>, job: &PrintJobRow) -> Result<bool, Error> {
        // Read before the question: a printer may take its time to say nothing.
        let asked_at_ms = self.now_ms();
        let answer = match (job.stage, &job.printer, job.printer_job) {
            (PrintStage::Printing, Some(printer), Some(number)) => {
                Some(self.printers.job(&printer.uri, number, &job_name(job.id)).await)
            }
            (PrintStage::Printing | PrintStage::Sending, ..) => None,
            _ => return self.call_off(store, job.application_id).await,
        };
        let has_moved = store.write(|tx| {
            // Somebody else may have heard it first.
            let now = print_job::get(tx, job.id)?.filter(|now| now.stage == job.stage);
            let Some(now) = now else { return Ok::<_, Error>(false) };
            let look = match (&answer, now.stage) {
                (Some(answer), _) => Some(look_at(answer, &now, asked_at_ms)),
                (None, PrintStage::Sending) => cut_off(&now, asked_at_ms),
                (None, _) => {
                    Some(Look::Say(PrintEvent::Lose, SaidBy::Counter, Some(Trouble::Forgotten)))
                }
            };
            match look {
                None => Ok(false),
                Some(Look::Wait { trouble, silent_since_ms }) => {
                    if (now.trouble, now.silent_since_ms) != (trouble, silent_since_ms) {
                        print_job::set_waiting(tx, now.id, trouble, silent_since_ms)?;
                    }
                    Ok(false)
                }
                Some(Look::Say(event, by, trouble)) => {
                    self.say(tx, &now, event, Saying::machine(by, trouble))?;
                    Ok(true)
                }
            }
        })?;
        if has_moved {
            // Whoever enrols the next applicant by now is told in the top bar.
            self.tell_top_bar();
        }
        Ok(true)
    }

    /// What was on its way to a printer when the counter was closed: a person must look.
    pub(crate) fn ask_about_cut_off_prints(&self, store: &Store) -> Result<(), Error> {
        store.write(|tx| {
            for job in print_job::at_stage(tx, PrintStage::Sending, LIMIT_JOBS)? {
                let saying = Saying::machine(SaidBy::Counter, Some(Trouble::Interrupted));
                self.say(tx, &job, PrintEvent::Lose, saying)?;
            }
            Ok(())
        })
    }
}
