//! Time spans and medians.

use std::time::{Duration, Instant};

/// How long `work` takes.
#[expect(
    clippy::disallowed_methods,
    reason = "measuring time is what this program is for"
)]
pub fn time<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    let done = work();
    (done, started.elapsed())
}

/// The middle of `spans`, in milliseconds; 0 of none.
pub fn median_ms(spans: &mut [Duration]) -> f64 {
    spans.sort_unstable();
    spans.get(spans.len() / 2).map_or(0.0, |span| span.as_secs_f64() * 1_000.0)
}
