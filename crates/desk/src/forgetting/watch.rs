//! What the counter does by itself as time passes: it locks, and it forgets.
//!
//! Looks at the clocks often instead of sleeping until a deadline, for a timer stands still while
//! the machine sleeps; on waking, whatever came due is done at once.

use std::time::Duration;

use crate::desk::Desk;

/// Between two looks at the clocks.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Between two sweeps.
const SWEEP_EVERY_MS: u64 = 3_600_000;
/// Time that passed beside the counter: so much more of it than looks, and the machine slept.
const NAP_MS: u64 = 5_000;

impl Desk {
    /// Locks and sweeps in time, for as long as the counter runs.
    pub async fn keep_watch(&self) {
        let mut swept_at_ms = self.clock.steady_ms();
        let mut looked_at_ms = swept_at_ms;
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            self.lock_if_idle();
            let now_ms = self.clock.steady_ms();
            let is_hour_over = now_ms.saturating_sub(swept_at_ms) >= SWEEP_EVERY_MS;
            if self.takes_up_owed_sweep() || is_hour_over {
                swept_at_ms = now_ms;
                if let Err(error) = self.sweep() {
                    tracing::error!(%error, "the sweep failed; it is tried again");
                }
            }
            if now_ms.saturating_sub(looked_at_ms) > NAP_MS {
                // Their waits stood still as well.
                self.bell.notify_one();
                self.print_bell.notify_one();
            }
            looked_at_ms = now_ms;
        }
    }
}
