//! The only source of randomness: the operating system's.
//!
//! If it fails the process stops: no key may ever be made without it.

use getrandom::SysRng;
use rand_core::{CryptoRng, Rng, UnwrapErr};
use uuid::{Builder, Uuid};
use zeroize::Zeroizing;

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
    let millis = u64::try_from(at_ms).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}

/// A new 256-bit key.
#[must_use]
pub fn make_key() -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    rng().fill_bytes(key.as_mut_slice());
    key
}

/// A new nonce for XChaCha20-Poly1305: 192 random bits never meet twice.
#[must_use]
pub fn make_nonce() -> [u8; 24] {
    let mut nonce = [0; 24];
    rng().fill_bytes(&mut nonce);
    nonce
}
