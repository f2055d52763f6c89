//! What is known of the time, and the best guess from it. Pure: reads no clock.
//!
//! The server's word counts most; between two words the steady clock goes on from the last. Before
//! the first word of a run the wall clock counts, but never more than it is known to be ahead, and
//! never before a time that the server has said already.

/// A time that the server has said, and the steady clock when it was taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub at_ms: i64,
    pub steady_ms: u64,
}

impl Said {
    /// What time it is by it now.
    fn now_ms(self, steady_ms: u64) -> i64 {
        let passed = steady_ms.saturating_sub(self.steady_ms);
        self.at_ms.saturating_add(i64::try_from(passed).unwrap_or(i64::MAX))
    }
}

/// What is known of the time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    /// The server's last word in this run.
    pub heard: Option<Said>,
    /// Its last word in an earlier run: it is no earlier than this.
    pub floor: Option<Said>,
    /// Server's clock minus the wall clock, in milliseconds, at the last word of an earlier run.
    pub offset_ms: Option<i64>,
    /// Whether the server was asked in this run, with or without an answer.
    pub is_asked: bool,
    /// Whether a sweep waits for the server to be asked.
    pub owes_sweep: bool,
}

impl Known {
    /// The best guess at the time, in Unix milliseconds.
    ///
    /// A clock that was behind is not moved on: it may have been put right since, and what is
    /// needed must not be destroyed early. The floor is what holds then.
    pub fn now_ms(&self, wall_ms: i64, steady_ms: u64) -> i64 {
        if let Some(heard) = self.heard {
            return heard.now_ms(steady_ms);
        }
        let wall_ms = wall_ms.saturating_add(self.offset_ms.unwrap_or(0).min(0));
        self.floor.map_or(wall_ms, |floor| floor.now_ms(steady_ms).max(wall_ms))
    }

    /// Server's clock minus the wall clock, where it is known.
    pub fn offset_ms(&self, wall_ms: i64, steady_ms: u64) -> Option<i64> {
        let heard = self.heard.map(|heard| heard.now_ms(steady_ms).saturating_sub(wall_ms));
        heard.or(self.offset_ms)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY_MS: i64 = 86_400_000;
    const TRUE_MS: i64 = 1_790_000_000_000;

    fn said(at_ms: i64) -> Option<Said> {
        Some(Said { at_ms, steady_ms: 1_000 })
    }

    #[test]
    fn after_the_servers_word_no_setting_of_the_clock_counts() {
        let known = Known { heard: said(TRUE_MS), ..Known::default() };
        for wrong_days in [-20_000, -2, 0, 2, 31] {
            let wall_ms = TRUE_MS + wrong_days * DAY_MS;
            assert_eq!(known.now_ms(wall_ms, 61_000), TRUE_MS + 60_000);
            assert_eq!(known.offset_ms(wall_ms, 61_000), Some(60_000 - wrong_days * DAY_MS));
        }
    }

    #[test]
    fn without_any_word_the_wall_clock_counts() {
        assert_eq!(Known::default().now_ms(TRUE_MS, 5), TRUE_MS);
        assert_eq!(Known::default().offset_ms(TRUE_MS, 5), None);
    }

    #[test]
    fn a_clock_that_has_fallen_back_to_1970_stands_at_the_servers_last_word_and_goes_on() {
        let known = Known { floor: said(TRUE_MS), offset_ms: Some(0), ..Known::default() };
        assert_eq!(known.now_ms(0, 1_000), TRUE_MS);
        assert_eq!(known.now_ms(0, 31_000), TRUE_MS + 30_000);
        assert_eq!(known.now_ms(TRUE_MS + DAY_MS, 31_000), TRUE_MS + DAY_MS, "two days off");
    }

    #[test]
    fn a_clock_that_was_ahead_is_taken_back_by_as_much_and_one_that_was_behind_is_not_moved_on() {
        let ahead =
            Known { floor: said(TRUE_MS), offset_ms: Some(-2 * DAY_MS), ..Known::default() };
        assert_eq!(ahead.now_ms(TRUE_MS + 3 * DAY_MS, 1_000), TRUE_MS + DAY_MS);
        assert_eq!(ahead.now_ms(TRUE_MS + DAY_MS, 1_000), TRUE_MS, "it was put right meanwhile");
        let behind =
            Known { floor: said(TRUE_MS), offset_ms: Some(9_000 * DAY_MS), ..Known::default() };
        assert_eq!(behind.now_ms(TRUE_MS + DAY_MS, 1_000), TRUE_MS + DAY_MS);
    }

    proptest! {
        #[test]
        fn time_goes_on_and_is_never_before_what_the_server_has_said(
            floor in prop::option::of(0..=TRUE_MS),
            heard in prop::option::of(0..=TRUE_MS),
            offset_ms in prop::option::of(-TRUE_MS..=TRUE_MS),
            walls in prop::collection::vec(any::<i64>(), 1..9),
        ) {
            let known = Known {
                heard: heard.and_then(said),
                floor: floor.and_then(said),
                offset_ms,
                ..Known::default()
            };
            for (at, wall_ms) in walls.into_iter().enumerate() {
                let steady_ms = 1_000 + at as u64;
                let now_ms = known.now_ms(wall_ms, steady_ms);
                let least = heard.or(floor);
                prop_assert!(least.is_none_or(|least| now_ms >= least + at as i64));
                if let Some(heard) = heard {
                    prop_assert_eq!(now_ms, heard + at as i64);
                }
            }
        }
    }
}
