//! The time zone whose midnight ends a day.
//!
//! Looked up once, in the list that the program carries: the answer depends on no machine, and
//! nobody who has a [`Zone`] can fall back to another one.

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Serialize};

/// The IANA list as of the program's build.
static KNOWN: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A time zone of the IANA list, such as `America/Chicago`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

/// A name that no time zone has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone {0:?}")]
pub struct NoSuchZone(String);

impl Zone {
    /// The zone of this name.
    ///
    /// # Errors
    /// [`NoSuchZone`], also for the list's own word for an unknown zone.
    pub fn named(name: &str) -> Result<Self, NoSuchZone> {
        let found = KNOWN.get(name).ok().filter(|rules| !rules.is_unknown());
        let rules = found.ok_or_else(|| NoSuchZone(name.to_owned()))?;
        Ok(Self { name: name.to_owned(), rules })
    }

    /// The day that a moment in Unix milliseconds falls on.
    #[must_use]
    pub fn day_of(&self, at_ms: i64) -> Date {
        let beyond = if at_ms < 0 { Timestamp::MIN } else { Timestamp::MAX };
        let moment = Timestamp::from_millisecond(at_ms).unwrap_or(beyond);
        ZonedDateTime::new(moment, self.rules.clone()).date()
    }
}

impl TryFrom<String> for Zone {
    type Error = NoSuchZone;

    fn try_from(name: String) -> Result<Self, NoSuchZone> {
        Self::named(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> String {
        zone.name
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_ends_at_the_programmes_midnight_not_at_greenwichs() {
        let half_past_ten_at_night = "2026-11-24T04:30:00Z".parse::<Timestamp>().expect("a time");
        let at_ms = half_past_ten_at_night.as_millisecond();
        let day_in = |name: &str| Zone::named(name).expect("the zone is known").day_of(at_ms);
        assert_eq!(day_in("America/Chicago"), date(2026, 11, 23));
        assert_eq!(day_in("Etc/UTC"), date(2026, 11, 24));
    }

    #[test]
    fn a_zone_that_nobody_has_is_none_and_never_greenwichs() {
        for name in ["America/Chicgo", "Chicago", "", " America/Chicago", "Etc/Unknown", "UTC+5"] {
            assert_eq!(Zone::named(name), Err(NoSuchZone(name.to_owned())), "{name}");
        }
    }

    #[test]
    fn a_moment_beyond_all_calendars_has_its_last_day() {
        let utc = Zone::named("UTC").expect("the zone is known");
        assert!(utc.day_of(i64::MIN) < date(-9998, 1, 1));
        assert!(utc.day_of(i64::MAX) > date(9999, 1, 1));
    }
}
