//! How often one-time codes were guessed wrongly of late.
//!
//! Knows no code: it counts.

use std::collections::VecDeque;

/// Wrong codes within a minute, whoever sends them: 50 bits of secret are then safe for a day.
const LIMIT_TRIES: usize = 10;
const TRIES_MS: i64 = 60 * 1_000;

/// When the last wrong codes came.
#[derive(Debug, Default)]
pub(crate) struct Tries(VecDeque<i64>);

impl Tries {
    pub(crate) fn are_spent(&mut self, now_ms: i64) -> bool {
        // A clock that was set back must not lock everybody out for longer than a minute.
        self.0.retain(|at_ms| (0..TRIES_MS).contains(&(now_ms - at_ms)));
        self.0.len() >= LIMIT_TRIES
    }

    pub(crate) fn add(&mut self, now_ms: i64) {
        self.0.push_back(now_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_are_spent_for_a_minute_and_not_longer() {
        let mut tries = Tries::default();
        for at_ms in 0..LIMIT_TRIES as i64 {
            assert!(!tries.are_spent(at_ms));
            tries.add(at_ms);
        }
        assert!(tries.are_spent(TRIES_MS - 1));
        assert!(!tries.are_spent(TRIES_MS), "the first is a minute old");
        assert!(!tries.are_spent(-1), "the clock was set back");
    }
}
