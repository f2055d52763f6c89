//! The keys of the programme, the server and a counter.
//!
//! The programme's pair seals and opens bodies (X25519); the server's and the counter's pairs
//! sign (Ed25519, RFC 8032). Secrets print nothing and are wiped on drop.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use hpke::{Deserializable, Kem as _, Serializable, kem::X25519HkdfSha256 as Kem};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::Error;

/// The first 8 bytes of a public key's SHA-256: enough to tell programmes apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KeyId(#[serde(with = "serde_bytes")] pub [u8; 8]);

/// The programme's public key, to which bodies are sealed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ProgrammePublic([u8; 32]);

impl ProgrammePublic {
    /// Reads the 32 bytes of the key.
    ///
    /// # Errors
    /// [`Error::NotAKey`] when they are not a public key.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        <Kem as hpke::Kem>::PublicKey::from_bytes(bytes).map_err(|_| Error::NotAKey)?;
        Ok(Self(bytes.try_into().map_err(|_| Error::NotAKey)?))
    }

    /// The 32 bytes of the key.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0
    }

    /// What names this key in a header.
    #[must_use]
    pub fn id(&self) -> KeyId {
        id_of(&self.0)
    }

    pub(crate) fn point(&self) -> Result<<Kem as hpke::Kem>::PublicKey, Error> {
        <Kem as hpke::Kem>::PublicKey::from_bytes(&self.0).map_err(|_| Error::NotAKey)
    }
}

impl fmt::Debug for ProgrammePublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProgrammePublic({})", hex::encode(self.0))
    }
}

/// The programme's private key. Only the issuing commands hold it.
pub struct ProgrammeSecret(Zeroizing<[u8; 32]>);

impl ProgrammeSecret {
    /// Makes a new pair.
    pub fn make(rng: &mut impl CryptoRng) -> (Self, ProgrammePublic) {
        let (secret, public) = Kem::gen_keypair_with_rng(rng);
        let mut bytes = secret.to_bytes();
        let kept = Zeroizing::new(bytes.into());
        bytes.as_mut_slice().zeroize();
        (Self(kept), ProgrammePublic(public.to_bytes().into()))
    }

    /// Reads the 32 bytes of the key.
    ///
    /// # Errors
    /// [`Error::NotAKey`] when they are not a private key.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        <Kem as hpke::Kem>::PrivateKey::from_bytes(bytes).map_err(|_| Error::NotAKey)?;
        Ok(Self(Zeroizing::new(bytes.try_into().map_err(|_| Error::NotAKey)?)))
    }

    /// The 32 bytes of the key, for its file.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.clone()
    }

    pub(crate) fn scalar(&self) -> Result<<Kem as hpke::Kem>::PrivateKey, Error> {
        <Kem as hpke::Kem>::PrivateKey::from_bytes(self.0.as_slice()).map_err(|_| Error::NotAKey)
    }
}

/// A public key that proves who signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct VerifyKey(VerifyingKey);

impl VerifyKey {
    /// Reads the 32 bytes of the key.
    ///
    /// # Errors
    /// [`Error::NotAKey`] when they are not a public key.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| Error::NotAKey)?;
        VerifyingKey::from_bytes(&bytes).map(Self).map_err(|_| Error::NotAKey)
    }

    /// The 32 bytes of the key.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// What names this key in a card's code.
    #[must_use]
    pub fn id(&self) -> KeyId {
        id_of(&self.to_bytes())
    }

    /// Whether `signature` was made over these very bytes, which name their own purpose.
    pub(crate) fn verify_bytes(&self, bytes: &[u8], signature: &[u8]) -> Result<(), Error> {
        let signature =
            ed25519_dalek::Signature::from_slice(signature).map_err(|_| Error::BadSignature)?;
        self.0.verify_strict(bytes, &signature).map_err(|_| Error::BadSignature)
    }

    /// Whether `signature` was made over `purpose` and `message` by the owner of this key.
    ///
    /// # Errors
    /// [`Error::BadSignature`] when it was not.
    pub fn verify(&self, purpose: &[u8], message: &[u8], signature: &[u8]) -> Result<(), Error> {
        self.verify_bytes(&for_purpose(purpose, message), signature)
    }
}

impl fmt::Debug for VerifyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyKey({})", hex::encode(self.to_bytes()))
    }
}

macro_rules! signing_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(SigningKey);

        impl $name {
            /// Makes a new key.
            pub fn make(rng: &mut impl CryptoRng) -> Self {
                let mut seed = Zeroizing::new([0; 32]);
                rng.fill_bytes(seed.as_mut_slice());
                Self(SigningKey::from_bytes(&seed))
            }

            /// Reads the 32 secret bytes of the key.
            ///
            /// # Errors
            /// [`Error::NotAKey`] when there are not 32.
            pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
                let bytes: [u8; 32] = bytes.try_into().map_err(|_| Error::NotAKey)?;
                Ok(Self(SigningKey::from_bytes(&bytes)))
            }

            /// The 32 secret bytes of the key.
            #[must_use]
            pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
                Zeroizing::new(self.0.to_bytes())
            }

            /// The public half.
            #[must_use]
            pub fn public(&self) -> VerifyKey {
                VerifyKey(self.0.verifying_key())
            }

            /// Signs `message` for one `purpose`, so that it can't be replayed for another.
            #[must_use]
            pub fn sign(&self, purpose: &[u8], message: &[u8]) -> [u8; 64] {
                self.0.sign(&for_purpose(purpose, message)).to_bytes()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "([secret])"))
            }
        }
    };
}

signing_key! {
    /// The key with which one counter signs its envelopes; made on the counter.
    CounterKey
}

signing_key! {
    /// The key with which the server signs its receipts.
    ServerKey
}

impl CounterKey {
    /// Signs these very bytes, which name their own purpose.
    pub(crate) fn sign_bytes(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

fn id_of(key: &[u8; 32]) -> KeyId {
    let hash = Sha256::digest(key);
    let mut id = [0; 8];
    id.copy_from_slice(&hash[..8]);
    KeyId(id)
}

fn for_purpose(purpose: &[u8], message: &[u8]) -> Vec<u8> {
    [purpose, &[0], message].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{about, keys, submitted};

    #[test]
    fn every_key_is_read_back_from_its_bytes() {
        let keys = keys(1);
        let secret = ProgrammeSecret::from_bytes(keys.secret.to_bytes().as_slice());
        assert_eq!(secret.expect("a key").to_bytes(), keys.secret.to_bytes());
        let public = ProgrammePublic::from_bytes(&keys.programme.to_bytes());
        assert_eq!(public, Ok(keys.programme));
        let counter = CounterKey::from_bytes(keys.counter.to_bytes().as_slice());
        assert_eq!(counter.expect("a key").public(), keys.counter.public());
        let server = VerifyKey::from_bytes(&keys.server.public().to_bytes());
        assert_eq!(server, Ok(keys.server.public()));
    }

    #[test]
    fn bytes_of_another_length_are_no_key() {
        for length in [0, 31, 33, 64] {
            let bytes = vec![1; length];
            assert_eq!(ProgrammePublic::from_bytes(&bytes), Err(Error::NotAKey));
            assert_eq!(VerifyKey::from_bytes(&bytes), Err(Error::NotAKey));
            assert_eq!(ProgrammeSecret::from_bytes(&bytes).map(|_| ()), Err(Error::NotAKey));
            assert_eq!(CounterKey::from_bytes(&bytes).map(|_| ()), Err(Error::NotAKey));
            assert_eq!(ServerKey::from_bytes(&bytes).map(|_| ()), Err(Error::NotAKey));
        }
    }

    #[test]
    fn nothing_is_sealed_to_a_key_that_anybody_could_open() {
        // RFC 7748, section 6.1: the point zero gives everybody the same shared secret.
        let mut keys = keys(1);
        let sealed = ProgrammePublic::from_bytes(&[0; 32]).and_then(|zero| {
            crate::Envelope::make(about(&zero), &submitted(), &zero, &keys.counter, &mut keys.rng)
        });
        assert_eq!(sealed, Err(Error::NotAKey));
    }

    #[test]
    fn a_signature_for_one_purpose_is_none_for_another() {
        let counter = keys(1).counter;
        let signature = counter.sign(b"envelope", b"message");
        let public = counter.public();
        assert_eq!(public.verify(b"envelope", b"message", &signature), Ok(()));
        for (purpose, message) in
            [(&b"receipt"[..], &b"message"[..]), (b"envelope", b"massage"), (b"", b"message")]
        {
            let believed = public.verify(purpose, message, &signature);
            assert_eq!(believed, Err(Error::BadSignature));
        }
        let short = public.verify(b"envelope", b"message", &signature[..63]);
        assert_eq!(short, Err(Error::BadSignature));
    }

    #[test]
    fn debug_never_shows_a_secret() {
        let keys = keys(1);
        assert_eq!(format!("{:?}", keys.counter), "CounterKey([secret])");
        assert_eq!(format!("{:?}", keys.server), "ServerKey([secret])");
    }
}
