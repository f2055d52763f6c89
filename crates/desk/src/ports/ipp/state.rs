//! What a job's state and a printer's reasons mean for one card.
//!
//! Pure: an answer about the job and one about its printer in, one word out.

use std::ops::RangeInclusive;

use domain::Trouble;

use super::reply::Reply;
use crate::ports::printer::{JobState, PrintError};

/// Cancelled, aborted, completed.
const ENDED: RangeInclusive<i32> = 7..=9;

/// How the job stands.
pub(super) fn of(job: &Reply, printer: Result<Reply, PrintError>) -> Result<JobState, PrintError> {
    let state = job.number("job-state").ok_or(PrintError::NotAPrinter)?;
    let printer = match printer {
        Ok(printer) => Some(printer),
        // How a job has ended does not change when its printer goes silent.
        Err(_) if ENDED.contains(&state) => None,
        Err(error) => return Err(error),
    };
    let job_reasons: Vec<&str> = job.words("job-state-reasons").collect();
    let printer_reasons = printer.iter().flat_map(|printer| printer.words("printer-state-reasons"));
    let printer_reasons: Vec<&str> = printer_reasons.collect();
    let is_stopped =
        printer.as_ref().and_then(|printer| printer.number("printer-state")) == Some(5);
    Ok(judge(state, &job_reasons, is_stopped, &printer_reasons))
}

/// RFC 8011, sections 5.3.7, 5.3.8, 5.4.11 and 5.4.12.
fn judge(state: i32, job: &[&str], is_stopped: bool, printer: &[&str]) -> JobState {
    let seen = trouble_in(printer).or(trouble_in(job));
    match state {
        // Completed: stacked, as far as the printer can tell.
        9 if job.contains(&"job-completed-with-errors") => {
            JobState::Unclear(seen.unwrap_or(Trouble::Other))
        }
        9 => JobState::Done,
        8 => JobState::Failed(format_trouble(job).or(seen).unwrap_or(Trouble::Aborted)),
        7 => JobState::Failed(Trouble::Cancelled),
        // Pending, held, processing, stopped while processing.
        3..=6 => {
            let stopped = (is_stopped || state == 6).then_some(Trouble::Stopped);
            JobState::Working(seen.or(stopped))
        }
        _ => JobState::Unclear(Trouble::Other),
    }
}

fn format_trouble(job: &[&str]) -> Option<Trouble> {
    let formats = ["unsupported-document-format", "document-format-error"];
    job.iter().any(|reason| formats.contains(reason)).then_some(Trouble::NoPdf)
}

/// The reason that a person must see to first. Printers call it a warning too when the blanks are
/// used up, so its severity is passed over; what is only running low holds nothing up.
fn trouble_in(reasons: &[&str]) -> Option<Trouble> {
    let met = reasons.iter().filter_map(|reason| {
        let severities = ["-error", "-warning", "-report"];
        let bare = severities.iter().find_map(|severity| reason.strip_suffix(severity));
        Some(match bare.unwrap_or(reason) {
            "media-jam" => (0, Trouble::MediaJam),
            "cover-open" | "door-open" | "interlock-open" => (1, Trouble::DoorOpen),
            "media-empty" | "media-needed" => (2, Trouble::MediaEmpty),
            "toner-empty" | "marker-supply-empty" | "developer-empty" => (3, Trouble::InkEmpty),
            "paused"
            | "stopped"
            | "stopped-partly"
            | "moving-to-paused"
            | "shutdown"
            | "offline"
            | "offline-report"
            | "printer-stopped"
            | "printer-stopped-partly" => (4, Trouble::Stopped),
            _ => return None,
        })
    });
    met.min_by_key(|(order, _)| *order).map(|(_, trouble)| trouble)
}

#[cfg(test)]
mod tests {
    use super::super::reply::tests::bytes_of;
    use super::*;

    #[test]
    fn a_card_is_done_only_when_the_printer_says_completed() {
        assert_eq!(judge(9, &["job-completed-successfully"], false, &["none"]), JobState::Done);
        for state in 3..=6 {
            let state = judge(state, &["job-printing"], false, &["none"]);
            assert!(matches!(state, JobState::Working(_)), "{state:?}");
        }
        let errors = judge(9, &["job-completed-with-errors"], false, &[]);
        assert_eq!(errors, JobState::Unclear(Trouble::Other));
        assert_eq!(judge(42, &[], false, &[]), JobState::Unclear(Trouble::Other));
    }

    #[test]
    fn what_a_person_can_see_to_is_named_while_the_job_waits() {
        for (reason, trouble) in [
            ("media-empty-error", Trouble::MediaEmpty),
            ("media-empty-warning", Trouble::MediaEmpty),
            ("media-needed", Trouble::MediaEmpty),
            ("media-jam-error", Trouble::MediaJam),
            ("cover-open", Trouble::DoorOpen),
            ("toner-empty-error", Trouble::InkEmpty),
            ("paused", Trouble::Stopped),
        ] {
            let state = judge(5, &[], false, &["none", reason]);
            assert_eq!(state, JobState::Working(Some(trouble)), "{reason}");
        }
        assert_eq!(judge(6, &[], false, &[]), JobState::Working(Some(Trouble::Stopped)));
        assert_eq!(judge(3, &[], true, &[]), JobState::Working(Some(Trouble::Stopped)));
        let both = judge(6, &["printer-stopped"], true, &["media-empty", "media-jam"]);
        assert_eq!(both, JobState::Working(Some(Trouble::MediaJam)), "the first thing to see to");
    }

    #[test]
    fn a_job_that_has_ended_has_ended_though_its_printer_goes_silent() {
        let job = |state: i32| {
            let bytes = bytes_of(0, &[(0x23, "job-state", &state.to_be_bytes())]);
            Reply::read(bytes).expect("an answer")
        };
        let silent = || Err(PrintError::Silent("gone".into()));
        assert_eq!(of(&job(9), silent()).expect("ended"), JobState::Done);
        let cancelled = JobState::Failed(Trouble::Cancelled);
        assert_eq!(of(&job(7), silent()).expect("ended"), cancelled);
        let aborted = JobState::Failed(Trouble::Aborted);
        assert_eq!(of(&job(8), silent()).expect("ended"), aborted);
        for state in 3..=6 {
            assert!(of(&job(state), silent()).is_err(), "{state}: nobody knows what holds it up");
        }
    }

    #[test]
    fn what_runs_low_holds_nothing_up() {
        let state = judge(5, &[], false, &["media-low-warning", "marker-supply-low-report"]);
        assert_eq!(state, JobState::Working(None));
    }

    #[test]
    fn an_aborted_job_says_why_as_far_as_the_printer_does() {
        let plain = judge(8, &["aborted-by-system"], false, &["none"]);
        assert_eq!(plain, JobState::Failed(Trouble::Aborted));
        let jam = judge(8, &["aborted-by-system"], true, &["media-jam-error"]);
        assert_eq!(jam, JobState::Failed(Trouble::MediaJam));
        let format = judge(8, &["unsupported-document-format"], false, &[]);
        assert_eq!(format, JobState::Failed(Trouble::NoPdf));
        let cancelled = judge(7, &["job-canceled-by-user"], false, &["media-jam"]);
        assert_eq!(cancelled, JobState::Failed(Trouble::Cancelled));
    }
}
