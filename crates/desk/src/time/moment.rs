//! A moment by two clocks, for deadlines that hold whatever the machine has done since.
//!
//! Knows no day: that is the wall clock's alone.

use crate::ports::Clock;

/// A moment, by two clocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    steady_ms: u64,
    at_ms: i64,
}

impl Moment {
    /// This very one.
    pub fn now(clock: &dyn Clock) -> Self {
        Self { steady_ms: clock.steady_ms(), at_ms: clock.at_ms() }
    }

    /// How long ago that was, by the clock that says longer. So a clock that is set can make it
    /// longer only: set back, it leaves the steady one in force.
    pub fn ago_ms(self, clock: &dyn Clock) -> u64 {
        let steady_ms = clock.steady_ms().saturating_sub(self.steady_ms);
        let wall_ms = clock.at_ms().saturating_sub(self.at_ms);
        steady_ms.max(u64::try_from(wall_ms).unwrap_or(0))
    }

    /// What the wall clock would show now if nobody had set it since.
    pub fn wall_unset_ms(self, clock: &dyn Clock) -> i64 {
        let passed_ms = clock.steady_ms().saturating_sub(self.steady_ms);
        self.at_ms.saturating_add(i64::try_from(passed_ms).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the steady and the wall clock.
    struct Shows(u64, i64);

    impl Clock for Shows {
        fn at_ms(&self) -> i64 {
            self.1
        }

        fn monotonic_ms(&self) -> u64 {
            0
        }

        fn steady_ms(&self) -> u64 {
            self.0
        }
    }

    #[test]
    fn the_longer_of_two_clocks_says_how_long_nobody_was_there() {
        let last = Moment::now(&Shows(1_000, 50_000));
        assert_eq!(last.ago_ms(&Shows(1_400, 50_400)), 400);
        assert_eq!(last.ago_ms(&Shows(1_400, 99_000)), 49_000, "a machine that slept");
        assert_eq!(last.ago_ms(&Shows(1_400, 10_000)), 400, "a wall clock set back");
        assert_eq!(last.ago_ms(&Shows(900, i64::MIN)), 0);
    }
}
