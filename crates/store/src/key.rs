//! The key of the whole database.
//!
//! It leaves memory only wrapped in a key slot; it is never shown and never logged.

use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// A random 256-bit key. `Debug` prints `[secret]`; dropping it overwrites the memory.
pub struct DatabaseKey(Zeroizing<[u8; 32]>);

impl DatabaseKey {
    /// A new key.
    #[must_use]
    pub fn make(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(bytes.as_mut_slice());
        Self(bytes)
    }

    /// The key that a slot had wrapped; `None` unless it is 32 bytes.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Zeroizing::new([0; 32]);
        if bytes.len() != key.len() {
            return None;
        }
        key.copy_from_slice(bytes);
        Some(Self(key))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The statement that keys a connection. A raw key: SQLCipher derives nothing from it, since
    /// it is random already (<https://www.zetetic.net/sqlcipher/sqlcipher-api/#key>).
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let mut digits = Zeroizing::new([0_u8; 64]);
        let encoded = hex::encode_to_slice(self.0.as_slice(), digits.as_mut_slice());
        let digits = std::str::from_utf8(digits.as_slice()).unwrap_or_default();
        debug_assert!(encoded.is_ok(), "64 digits hold 32 bytes");
        Zeroizing::new(format!("PRAGMA key = \"x'{digits}'\""))
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_the_key() {
        let key = DatabaseKey::make(&mut crate::fixtures::rng());
        assert_eq!(format!("{key:?}"), "[secret]");
    }

    #[test]
    fn the_raw_key_is_said_in_sqlciphers_form() {
        let key = DatabaseKey::from_slice(&[0xa5; 32]).expect("32 bytes");
        assert_eq!(*key.pragma(), format!("PRAGMA key = \"x'{}'\"", "a5".repeat(32)));
    }
}
