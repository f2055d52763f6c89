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

impl Desk {
    /// Keeps in touch with the server for as long as the counter runs.
    pub async fn keep_in_touch(&self) {
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
