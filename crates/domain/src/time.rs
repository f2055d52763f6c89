//! When a fact happened, by the three clocks that a counter can ask.
//!
//! Order between facts comes from their numbers, never from these times: a laptop's clock may
//! be wrong or be set back.

use serde::{Deserialize, Serialize};

/// One reading of the counter's clocks. Times are Unix milliseconds unless named otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The counter's wall clock, in Unix milliseconds.
    pub at_ms: i64,
    /// Milliseconds since the counter was started; never runs backwards within a run.
    pub monotonic_ms: u64,
    /// Server's clock minus the counter's at the last contact, in milliseconds.
    pub server_offset_ms: Option<i64>,
}
