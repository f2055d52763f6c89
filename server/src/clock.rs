//! The server's clock, handed to whoever needs it.
//!
//! Order between envelopes never comes from here; it comes from their numbers.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

/// What time it is.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::of(|| {
            let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
    }

    /// A clock that tells what `at_ms` tells.
    pub fn of(at_ms: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(at_ms))
    }

    /// Now, in Unix milliseconds.
    #[must_use]
    pub fn at_ms(&self) -> i64 {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.at_ms())
    }
}
