//! The programme files and the day that this crate's tests read.
//!
//! Only tests see it; it has no policy of its own, so that a rule is tested as it is shipped.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use crate::Policy;

/// The default policy's file.
pub(crate) const CHICAGO: &str = include_str!("../../../assets/programme/chicago.json");

/// The example of a points rule.
pub(crate) const POINTS: &str = include_str!("../../../assets/programme/example-points.json");

/// The day on which the tests stand.
pub(crate) const TODAY: Date = date(2026, 11, 23);

pub(crate) fn chicago() -> Policy {
    Policy::from_json(CHICAGO).expect("the default policy is readable")
}

pub(crate) fn points() -> Policy {
    Policy::from_json(POINTS).expect("the example is readable")
}

pub(crate) fn words(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}
