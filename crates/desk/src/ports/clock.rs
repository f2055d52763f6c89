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
    /// Milliseconds since the counter was started; never runs backwards, and may stand still while
    /// the machine sleeps.
    fn monotonic_ms(&self) -> u64;
    /// Milliseconds since some moment before the counter was started, sleep included; no setting
    /// of the wall clock moves it.
    fn steady_ms(&self) -> u64;
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

    /// Linux stops its `Instant` in sleep; the time since the machine's start goes on.
    #[cfg(target_os = "linux")]
    fn steady_ms(&self) -> u64 {
        use rustix::time::{ClockId, clock_gettime};

        let since_start = clock_gettime(ClockId::Boottime);
        let seconds = u64::try_from(since_start.tv_sec).unwrap_or(0);
        let nanos = u64::try_from(since_start.tv_nsec).unwrap_or(0);
        seconds.saturating_mul(1_000).saturating_add(nanos / 1_000_000)
    }

    #[cfg(not(target_os = "linux"))]
    fn steady_ms(&self) -> u64 {
        self.monotonic_ms()
    }
}

/// The day that `at_ms` falls on in the programme's time zone.
#[must_use]
pub fn day_of(at_ms: i64, zone: &Zone) -> Date {
    zone.day_of(at_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steady_clock_goes_as_fast_as_the_others() {
        let clock = SystemClock::start();
        let (steady_ms, monotonic_ms) = (clock.steady_ms(), clock.monotonic_ms());
        std::thread::sleep(std::time::Duration::from_millis(30));
        let passed_ms = clock.steady_ms() - steady_ms;
        assert!(passed_ms >= 29, "it goes on: {passed_ms} ms");
        assert!(passed_ms.abs_diff(clock.monotonic_ms() - monotonic_ms) < 20, "in milliseconds");
    }
}
