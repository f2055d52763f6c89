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

use super::ledger::{Saying, is_fresh};
use super::print::job_name;
use crate::application::parse_id;
use crate::desk::Desk;
use crate::error::Error;
use crate::ports::{JobState, PrintError};
use crate::view::{Press, Print};

/// After so long a silence the printer counts as gone.
const LIMIT_SILENCE_MS: i64 = 20_000;
/// After so long a job is given up waiting for, and a person asked: longer than it takes to fetch
/// blanks or a ribbon.
const LIMIT_JOB_MS: i64 = 30 * 60_000;
/// After so long sending counts as cut off; the line's own limits end it long before.
const LIMIT_SENDING_MS: i64 = 5 * 60_000;
/// Most jobs that one look takes in; a counter has one printer and rarely two jobs.
const LIMIT_JOBS: u32 = 100;
/// For so long the counter calls a job off by itself; later only when the card is looked at.
const LIMIT_CALLING_OFF_MS: i64 = 24 * 3_600_000;
/// Between two looks while a job is at a printer.
const LOOK_EVERY: Duration = Duration::from_secs(3);
/// Between two looks otherwise.
const REST: Duration = Duration::from_secs(60);

/// What one look at a job comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Say(PrintEvent, SaidBy, Option<Trouble>),
    Wait { trouble: Option<Trouble>, silent_since_ms: Option<i64> },
}

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

fn cut_off(job: &PrintJobRow, now_ms: i64) -> Option<Look> {
    let is_over = passed_ms(job.begun_at_ms, now_ms) > LIMIT_SENDING_MS;
    is_over.then_some(Look::Say(PrintEvent::Lose, SaidBy::Counter, Some(Trouble::Interrupted)))
}

/// How long ago it was. A moment that lies ahead was noted by a clock that was wrong: it is as long
/// ago as it lies ahead, so that nobody waits for it to come.
fn passed_ms(since_ms: i64, now_ms: i64) -> i64 {
    i64::try_from(now_ms.abs_diff(since_ms)).unwrap_or(i64::MAX)
}

/// What a printer's answer about a job that it has taken comes to.
fn look_at(answer: &Result<JobState, PrintError>, job: &PrintJobRow, now_ms: i64) -> Look {
    use PrintEvent::{Fail, Finish, Lose};
    let is_late = passed_ms(job.begun_at_ms, now_ms) > LIMIT_JOB_MS;
    match answer {
        Ok(JobState::Done) => Look::Say(Finish, SaidBy::Printer, None),
        Ok(JobState::Failed(trouble)) => Look::Say(Fail, SaidBy::Printer, Some(*trouble)),
        Ok(JobState::Unclear(trouble)) => Look::Say(Lose, SaidBy::Printer, Some(*trouble)),
        Ok(JobState::Working(_)) if is_late => {
            Look::Say(Lose, SaidBy::Counter, Some(Trouble::TooLong))
        }
        Ok(JobState::Working(trouble)) => Look::Wait { trouble: *trouble, silent_since_ms: None },
        Err(PrintError::Refused(Trouble::Forgotten)) => {
            Look::Say(Lose, SaidBy::Printer, Some(Trouble::Forgotten))
        }
        Err(_) => {
            let since_ms = job.silent_since_ms.unwrap_or(now_ms);
            if passed_ms(since_ms, now_ms) >= LIMIT_SILENCE_MS {
                return Look::Say(Lose, SaidBy::Counter, Some(Trouble::Vanished));
            }
            Look::Wait { trouble: Some(Trouble::Vanished), silent_since_ms: Some(since_ms) }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use store::table::print_job::PrinterRow;
    use uuid::Uuid;

    use super::*;

    fn job(silent_since_ms: Option<i64>) -> PrintJobRow {
        PrintJobRow {
            id: Uuid::from_u128(1),
            application_id: Uuid::from_u128(2),
            number: 1,
            stage: PrintStage::Printing,
            said_by: None,
            trouble: None,
            printer: Some(PrinterRow { uri: "ipp://p/ipp/print".into(), name: "P".into() }),
            printer_job: Some(7),
            begun_at_ms: 0,
            silent_since_ms,
            blank_day_id: None,
            on_blank: true,
            file: None,
            may_come: true,
        }
    }

    /// The n-th kind of answer, with this trouble in it where it has one.
    fn answer(kind: u8, trouble: Trouble) -> Result<JobState, PrintError> {
        match kind {
            0 => Ok(JobState::Done),
            1 => Ok(JobState::Failed(trouble)),
            2 => Ok(JobState::Unclear(trouble)),
            3 => Ok(JobState::Working(None)),
            4 => Ok(JobState::Working(Some(trouble))),
            5 => Err(PrintError::Refused(trouble)),
            6 => Err(PrintError::NotAPrinter),
            7 => Err(PrintError::Silent("gone".into())),
            _ => Err(PrintError::Unreachable("gone".into())),
        }
    }

    proptest! {
        #[test]
        fn a_card_is_printed_only_by_the_printers_word(
            kind in 0_u8..9,
            trouble in prop::sample::select(Trouble::ALL.to_vec()),
            now_ms in 0_i64..10_000_000,
            silent in prop::option::of(0_i64..9),
        ) {
            let answer = answer(kind, trouble);
            let look = look_at(&answer, &job(silent), now_ms);
            let is_printed = matches!(look, Look::Say(PrintEvent::Finish, ..));
            prop_assert_eq!(is_printed, matches!(answer, Ok(JobState::Done)));
            // The clerk alone says that a blank is ruined.
            prop_assert!(!matches!(look, Look::Say(PrintEvent::Spoil, ..)));
        }
    }

    #[test]
    fn a_silent_printer_is_gone_after_a_while_and_an_answer_in_between_counts() {
        let silent = || Err(PrintError::Silent("gone".into()));
        let first = look_at(&silent(), &job(None), 1_000);
        let waiting = Look::Wait { trouble: Some(Trouble::Vanished), silent_since_ms: Some(1_000) };
        assert_eq!(first, waiting);
        let still = look_at(&silent(), &job(Some(1_000)), 1_000 + LIMIT_SILENCE_MS - 1);
        assert_eq!(still, waiting);
        let gone = look_at(&silent(), &job(Some(1_000)), 1_000 + LIMIT_SILENCE_MS);
        assert_eq!(gone, Look::Say(PrintEvent::Lose, SaidBy::Counter, Some(Trouble::Vanished)));
        let back = look_at(&Ok(JobState::Working(None)), &job(Some(1_000)), 2_000);
        assert_eq!(back, Look::Wait { trouble: None, silent_since_ms: None });
    }

    #[test]
    fn a_job_that_takes_longer_than_any_card_is_asked_about() {
        let empty = Ok(JobState::Working(Some(Trouble::MediaEmpty)));
        assert!(matches!(look_at(&empty, &job(None), LIMIT_JOB_MS), Look::Wait { .. }));
        let late = look_at(&empty, &job(None), LIMIT_JOB_MS + 1);
        assert_eq!(late, Look::Say(PrintEvent::Lose, SaidBy::Counter, Some(Trouble::TooLong)));
        assert_eq!(cut_off(&job(None), LIMIT_SENDING_MS), None);
        assert!(cut_off(&job(None), LIMIT_SENDING_MS + 1).is_some());
    }

    #[test]
    fn a_clock_that_was_ahead_when_a_job_began_keeps_nobody_waiting_for_days() {
        let day_ms = 86_400_000;
        let ahead = PrintJobRow { begun_at_ms: day_ms, ..job(Some(day_ms)) };
        assert!(cut_off(&ahead, 0).is_some());
        let silent = look_at(&Err(PrintError::Silent("gone".into())), &ahead, 0);
        assert_eq!(silent, Look::Say(PrintEvent::Lose, SaidBy::Counter, Some(Trouble::Vanished)));
        let a_little = PrintJobRow { begun_at_ms: 5, ..job(None) };
        assert_eq!(cut_off(&a_little, 0), None, "a clock that is nudged says nothing");
    }
}
