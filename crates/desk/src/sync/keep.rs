//! Keeping in touch: a round when there is something to send, and now and then anyway.
//!
//! Waits longer after each failure, with jitter and an upper bound, so that a hundred counters
//! that come back at once do not come back together.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use tokio::time::timeout;

use super::run::Progress;
use crate::desk::Desk;

/// Between two rounds when all is well.
const HEARTBEAT: Duration = Duration::from_secs(30);
/// After the first failure.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// After many.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Between two looks at whether a sweep is due: sleep stops timers, not the hours.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// Between two sweeps.
const SWEEP_EVERY_MS: u64 = 3_600_000;

impl Desk {
    /// Keeps in touch with the server, and forgets in time, for as long as the counter runs.
    pub async fn keep_in_touch(&self) {
        // Side by side: a round over a thin line may take longer than what must be forgotten has.
        tokio::join!(self.keep_sending(), self.keep_forgetting());
    }

    /// Sweeps every hour, and as soon as a sweep may run that had to wait for the server's time.
    async fn keep_forgetting(&self) {
        let mut swept_at_ms = self.clock.monotonic_ms();
        loop {
            let is_owed = timeout(LOOK_EVERY, self.sweep_owed()).await.is_ok();
            let passed_ms = self.clock.monotonic_ms().saturating_sub(swept_at_ms);
            if is_owed || passed_ms >= SWEEP_EVERY_MS {
                swept_at_ms = self.clock.monotonic_ms();
                if let Err(error) = self.sweep() {
                    tracing::error!(%error, "the sweep failed; it is tried again");
                }
            }
        }
    }

    async fn keep_sending(&self) {
        let mut waits = waits();
        loop {
            let (progress, went) = self.go_round().await;
            if went.is_ok() || progress != Progress::default() {
                waits = self::waits();
            }
            let wait = match went {
                Ok(()) => HEARTBEAT,
                Err(error) => {
                    tracing::info!(code = ?error.code(), "a round with the server failed");
                    waits.next().unwrap_or(LONGEST_WAIT)
                }
            };
            // Whoever rings first: something to send, or the time.
            let _ = timeout(wait, self.bell.notified()).await;
        }
    }
}

fn waits() -> impl Iterator<Item = Duration> + Send {
    ExponentialBuilder::default()
        .with_min_delay(FIRST_WAIT)
        .with_max_delay(LONGEST_WAIT)
        .with_jitter()
        .without_max_times()
        .build()
}
