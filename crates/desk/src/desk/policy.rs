//! Which policy is in force: the programme's file, its last good edition, or the built-in one.
//!
//! An unreadable file never stops a counter.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use domain::Policy;

use super::places::Places;
use crate::view::{Notice, NoticeCode};

/// The policy that comes with the counter.
const BUILT_IN: &str = include_str!("../../../../assets/programme/chicago.json");

/// Largest policy file, in bytes; the built-in one has 13 KB.
const LIMIT_BYTES: u64 = 4 * 1024 * 1024;

/// The policy in force, and what staff should know about it.
///
/// # Errors
/// Only when even the built-in policy can't be read, which a test rules out.
pub fn in_force(places: &Places) -> Result<(Policy, Vec<Notice>), domain::policy::PolicyError> {
    let built_in = Policy::from_json(BUILT_IN)?;
    let text = match read(&places.policy()) {
        Ok(Some(text)) => text,
        Ok(None) => return Ok((built_in, Vec::new())),
        Err(reason) => return Ok(fall_back(places, built_in, None, reason)),
    };
    match Policy::from_json(&text) {
        Ok(policy) => {
            keep_as_last_good(places, &text);
            Ok((policy, Vec::new()))
        }
        Err(error) => {
            let line = u32::try_from(error.line).ok();
            Ok(fall_back(places, built_in, line, error.reason))
        }
    }
}

fn fall_back(
    places: &Places,
    built_in: Policy,
    line: Option<u32>,
    reason: String,
) -> (Policy, Vec<Notice>) {
    let last_good = read(&places.last_good_policy()).ok().flatten();
    let (policy, code) = match last_good.and_then(|text| Policy::from_json(&text).ok()) {
        Some(last_good) => (last_good, NoticeCode::PolicyUnreadable),
        None => (built_in, NoticeCode::PolicyBuiltIn),
    };
    tracing::warn!(line, reason, ?code, "the policy file cannot be read; another is in force");
    (policy, vec![Notice { code, line, reason }])
}

/// The text of a policy file; `None` where there is none.
fn read(path: &Path) -> Result<Option<String>, String> {
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.kind().to_string()),
        Ok(about) if about.len() > LIMIT_BYTES => {
            return Err(format!("the file has more than {LIMIT_BYTES} bytes"));
        }
        Ok(_) => {}
    }
    fs::read_to_string(path).map(Some).map_err(|error| error.kind().to_string())
}

/// Losing this copy costs only the fall-back, so a failure is told and passed over.
fn keep_as_last_good(places: &Places, text: &str) {
    if let Err(error) = replace(&places.last_good_policy(), text.as_bytes()) {
        tracing::warn!(%error, "the last good policy could not be kept");
    }
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_policy_is_good() {
        let folder = tempfile::tempdir().expect("a folder");
        let (policy, notices) = in_force(&Places::under(folder.path())).expect("built in");
        assert_eq!(policy.id, "chicago");
        assert!(notices.is_empty());
    }

    #[test]
    fn an_unreadable_policy_file_names_its_line_and_the_last_good_one_stays_in_force() {
        let folder = tempfile::tempdir().expect("a folder");
        let places = Places::under(folder.path());
        let good = BUILT_IN.replace("\"edition\": 1", "\"edition\": 7");
        fs::write(places.policy(), &good).expect("written");
        assert_eq!(in_force(&places).expect("read").0.edition, 7);

        let broken = good.replace("\"retention\": \"counter-only\"", "\"retention\": \"for-ever\"");
        fs::write(places.policy(), &broken).expect("written");
        let (policy, notices) = in_force(&places).expect("falls back");
        assert_eq!(policy.edition, 7, "the last good one");
        assert_eq!(notices[0].code, NoticeCode::PolicyUnreadable);
        let wrong_line = broken.lines().position(|line| line.contains("for-ever")).expect("line");
        assert_eq!(notices[0].line, u32::try_from(wrong_line + 1).ok());
        assert!(notices[0].reason.contains("for-ever"), "{}", notices[0].reason);
    }

    #[test]
    fn a_time_zone_that_nobody_has_never_becomes_greenwichs() {
        let folder = tempfile::tempdir().expect("a folder");
        let places = Places::under(folder.path());
        let misspelt = BUILT_IN.replace("America/Chicago", "America/Chicgo");
        fs::write(places.policy(), &misspelt).expect("written");
        let (policy, notices) = in_force(&places).expect("falls back");
        let line = misspelt.lines().position(|line| line.contains("Chicgo")).expect("line");
        assert_eq!(notices[0].line, u32::try_from(line + 1).ok());
        assert_eq!(notices[0].reason, "there is no time zone \"America/Chicgo\"");
        assert_eq!(notices[0].code, NoticeCode::PolicyBuiltIn, "there is no last good one");
        // Half past seven in the evening in Chicago, the next day at Greenwich.
        let evening = "2026-11-24T01:30:00Z".parse::<jiff::Timestamp>().expect("a time");
        let zone = &policy.programme.time_zone;
        let today = crate::ports::day_of(evening.as_millisecond(), zone);
        assert_eq!(today, jiff::civil::date(2026, 11, 23));
    }

    #[test]
    fn an_address_that_would_leave_the_counter_is_refused() {
        let leaking = BUILT_IN.replacen("\"counter-only\"", "\"until-issued\"", 1);
        let error = Policy::from_json(&leaking).expect_err("the law of the place");
        assert!(error.reason.contains("address"), "{error}");
    }
}
