//! The counter's clocks.
//!
//! Order between facts never comes from here; see `domain::Stamp`.

use std::time::Instant;

use domain::Zone;
use jiff::Timestamp;
use jiff::civil::Date;

/// What time it is.
pub trait Clock: Send + Sync {
    /// The wall clock, in Unix milliseconds.
    fn at_ms(&self) -> i64;
    /// Milliseconds since the counter was started; never runs backwards.
    fn monotonic_ms(&self) -> u64;
}

/// The machine's own clocks.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// Starts counting the monotonic time.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the port that reads the clock"
    )]
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }
}

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the port that reads the clock"
    )]
    fn at_ms(&self) -> i64 {
        Timestamp::now().as_millisecond()
    }

    fn monotonic_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// The day that `at_ms` falls on in the programme's time zone.
#[must_use]
pub fn day_of(at_ms: i64, zone: &Zone) -> Date {
    zone.day_of(at_ms)
}
