//! The only source of randomness: the operating system's.
//!
//! If it fails the process stops: no key may ever be made without it.

use getrandom::SysRng;
use rand_core::{CryptoRng, Rng, UnwrapErr};
use uuid::{Builder, Uuid};

/// The operating system's random numbers.
#[must_use]
pub fn rng() -> impl CryptoRng {
    UnwrapErr(SysRng)
}

/// A new id that sorts by time (UUID version 7, RFC 9562 section 5.7).
#[must_use]
pub fn make_id(at_ms: i64) -> Uuid {
    let mut bytes = [0; 10];
    rng().fill_bytes(&mut bytes);
    Builder::from_unix_timestamp_millis(u64::try_from(at_ms).unwrap_or(0), &bytes).into_uuid()
}
