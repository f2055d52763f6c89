//! The server's word that a key is one of its counters'.
//!
//! It rides in every card's code, so that who checks a card needs the server's public key and
//! nothing else. It says no name, no site and no date.

use std::fmt;

use crate::Error;
use crate::keys::{ServerKey, VerifyKey};

const SIGNED: &[u8] = b"keyway counter certificate 1";

/// Bytes of a certificate: the counter's public key (32), the server's signature (64).
pub const CERTIFICATE_BYTES: usize = 96;

/// A counter's public key with the server's signature over it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Certificate([u8; CERTIFICATE_BYTES]);

impl Certificate {
    /// Certifies a counter's key as the server. The same key gets the same certificate.
    #[must_use]
    pub fn make(counter: &VerifyKey, server: &ServerKey) -> Self {
        let key = counter.to_bytes();
        let mut bytes = [0; CERTIFICATE_BYTES];
        bytes[..32].copy_from_slice(&key);
        bytes[32..].copy_from_slice(&server.sign(SIGNED, &key));
        Self(bytes)
    }

    /// Reads a certificate, not yet believed.
    ///
    /// # Errors
    /// [`Error::Malformed`] for another number of bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        bytes.try_into().map(Self).map_err(|_| Error::Malformed)
    }

    /// Reads a certificate as JSON carries it, not yet believed.
    ///
    /// # Errors
    /// [`Error::Malformed`] for what is not its hexadecimal.
    pub fn from_hex(text: &str) -> Result<Self, Error> {
        Self::from_bytes(&hex::decode(text).map_err(|_| Error::Malformed)?)
    }

    /// The bytes that are kept and signed into codes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; CERTIFICATE_BYTES] {
        self.0
    }

    /// The certificate as JSON carries it.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }

    /// The counter's key, proven to be certified by this server.
    ///
    /// # Errors
    /// [`Error::BadSignature`] for another server's or nobody's; [`Error::NotAKey`].
    pub fn verify(&self, server: &VerifyKey) -> Result<VerifyKey, Error> {
        let (key, signature) = self.0.split_at(32);
        server.verify(SIGNED, key, signature)?;
        VerifyKey::from_bytes(key)
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({})", hex::encode(&self.0[..32]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::keys;

    #[test]
    fn a_certificate_gives_the_counters_key_to_who_knows_the_server() {
        let keys = keys(1);
        let made = Certificate::make(&keys.counter.public(), &keys.server);
        let read = Certificate::from_hex(&made.to_hex());
        assert_eq!(read, Ok(made));
        assert_eq!(made.verify(&keys.server.public()), Ok(keys.counter.public()));
    }

    #[test]
    fn another_servers_certificate_and_a_changed_bit_are_refused() {
        let (ours, other) = (keys(1), keys(2));
        let made = Certificate::make(&ours.counter.public(), &ours.server);
        assert_eq!(made.verify(&other.server.public()), Err(Error::BadSignature));
        for bit in 0..CERTIFICATE_BYTES * 8 {
            let mut bytes = made.to_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let read = Certificate::from_bytes(&bytes).expect("as many bytes");
            assert_eq!(read.verify(&ours.server.public()), Err(Error::BadSignature), "bit {bit}");
        }
    }

    #[test]
    fn a_signature_for_another_purpose_is_no_certificate() {
        let keys = keys(1);
        let key = keys.counter.public().to_bytes();
        let signature = keys.server.sign(b"keyway receipt 1", &key);
        let forged = Certificate::from_bytes(&[&key[..], &signature].concat()).expect("96 bytes");
        assert_eq!(forged.verify(&keys.server.public()), Err(Error::BadSignature));
    }

    #[test]
    fn what_is_no_certificate_is_refused() {
        for text in ["", "zz", "é", &"00".repeat(95), &"00".repeat(97)] {
            assert_eq!(Certificate::from_hex(text), Err(Error::Malformed), "{text}");
        }
    }
}
