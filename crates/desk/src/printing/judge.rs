//! What a printer's answer about a job comes to, and a silence. Pure: asks no printer.

use domain::Trouble;
use domain::printing::{PrintEvent, SaidBy};
use store::table::print_job::PrintJobRow;

use crate::ports::{JobState, PrintError};

/// After so long a silence the printer counts as gone.
const LIMIT_SILENCE_MS: i64 = 20_000;
/// After so long a job is given up waiting for, and a person asked: longer than it takes to fetch
/// blanks or a ribbon.
const LIMIT_JOB_MS: i64 = 30 * 60_000;
/// After so long sending counts as cut off; the line's own limits end it long before.
const LIMIT_SENDING_MS: i64 = 5 * 60_000;

/// What one look at a job comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// It has moved: what is said, by whom, and why.
    Say(PrintEvent, SaidBy, Option<Trouble>),
    /// It goes on; what keeps it, and since when its printer is silent.
    Wait { trouble: Option<Trouble>, silent_since_ms: Option<i64> },
}

/// Whether a job that was being sent counts as cut off by now.
pub(super) fn cut_off(job: &PrintJobRow, now_ms: i64) -> Option<Look> {
    let is_over = passed_ms(job.begun_at_ms, now_ms) > LIMIT_SENDING_MS;
    is_over.then_some(Look::Say(PrintEvent::Lose, SaidBy::Counter, Some(Trouble::Interrupted)))
}

/// How long ago it was. A moment that lies ahead was noted by a clock that was wrong: it is as long
/// ago as it lies ahead, so that nobody waits for it to come.
fn passed_ms(since_ms: i64, now_ms: i64) -> i64 {
    i64::try_from(now_ms.abs_diff(since_ms)).unwrap_or(i64::MAX)
}

/// What a printer's answer about a job that it has taken comes to.
pub(super) fn look_at(
    answer: &Result<JobState, PrintError>,
    job: &PrintJobRow,
    now_ms: i64,
) -> Look {
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
    use domain::{PrintStage, Word};
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
