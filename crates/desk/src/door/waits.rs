//! The time by which the waits after wrong passphrases are kept.
//!
//! While the counter runs it is the steady clock's, so that setting the wall clock neither
//! shortens a wait nor lengthens it. From one run to the next there is only the wall clock.

use store::slots::UnlockError;

use crate::desk::Desk;

impl Desk {
    /// The present, in the milliseconds that waits are kept in.
    pub(crate) fn waits_now_ms(&self) -> i64 {
        self.started.wall_unset_ms(&*self.clock)
    }

    /// What the wall clock will show when a wait is over, for the window counts down by that.
    pub(crate) fn on_the_wall_ms(&self, until_ms: i64) -> i64 {
        let left_ms = until_ms.saturating_sub(self.waits_now_ms());
        self.clock.at_ms().saturating_add(left_ms)
    }

    /// The refusal with its wait as the wall clock will show its end.
    pub(crate) fn as_on_the_wall(&self, error: UnlockError) -> UnlockError {
        match error {
            UnlockError::Wrong { wait_until_ms } => {
                UnlockError::Wrong { wait_until_ms: self.on_the_wall_ms(wait_until_ms) }
            }
            UnlockError::TooSoon { wait_until_ms } => {
                UnlockError::TooSoon { wait_until_ms: self.on_the_wall_ms(wait_until_ms) }
            }
            other => other,
        }
    }
}
