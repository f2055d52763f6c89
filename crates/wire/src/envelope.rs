//! A fact on the wire: readable header, sealed body, signature.
//!
//! The body is sealed with HPKE (RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
//! ChaCha20-Poly1305) to the programme's public key; [`About`], the header without the hash of
//! the body, is its associated data. The counter signs the whole header, and with it the hash of
//! the body. The counter itself can't open it again.

use domain::Stamp;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, OpModeR, OpModeS, Serializable};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::fact::{Fact, FactKind};
use crate::keys::{CounterKey, KeyId, ProgrammePublic, ProgrammeSecret, VerifyKey};
use crate::stream::{from_cbor, to_cbor};
use crate::{Error, LIMIT_ENVELOPE_BYTES, VERSION};

const SIGNED: &[u8] = b"keyway envelope 1";
const SEALED: &[u8] = b"keyway body 1";
const ENCAPPED_BYTES: usize = 32;

/// What the header says about the body; the associated data of its seal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The version of this format; [`VERSION`].
    pub version: u16,
    /// The counter that speaks.
    pub counter: Uuid,
    /// The fact's place in the counter's order, from 1, without a gap.
    pub sequence: u64,
    /// Which fact it is.
    pub kind: FactKind,
    /// The application that it is about.
    pub application: Option<Uuid>,
    /// When it happened, by the counter's clocks.
    pub at: Stamp,
    /// The programme whose key opens the body.
    pub programme: KeyId,
    /// A blinded fingerprint for the duplicate check, where the policy asks for one.
    pub digest: Option<serde_bytes::ByteArray<32>>,
}

impl About {
    /// Refuses a fact of another kind, and an application beside addresses that are joined to
    /// none.
    fn fits(&self, fact: &Fact) -> Result<(), Error> {
        let is_joined = self.kind == FactKind::UpdatesLeft && self.application.is_some();
        if self.kind == fact.kind() && !is_joined { Ok(()) } else { Err(Error::Malformed) }
    }
}

/// The readable part of an envelope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// What it says about the body.
    pub about: About,
    /// SHA-256 of the sealed body.
    pub body_sha256: serde_bytes::ByteArray<32>,
}

/// A fact on the wire.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// The header's CBOR, kept as the very bytes that were signed.
    #[serde(with = "serde_bytes")]
    header: Vec<u8>,
    /// The encapsulated key and the ciphertext.
    #[serde(with = "serde_bytes")]
    body: Vec<u8>,
    /// The counter's signature over the header.
    #[serde(with = "serde_bytes")]
    signature: Vec<u8>,
}

impl std::fmt::Debug for Envelope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Envelope({} bytes sealed)", self.body.len())
    }
}

impl Envelope {
    /// Seals `fact` to the programme and signs it as the counter.
    ///
    /// # Errors
    /// [`Error::NotAKey`] when the programme's key is none, [`Error::TooLarge`] when the result
    /// would be over [`LIMIT_ENVELOPE_BYTES`], [`Error::Malformed`] when `about` is about
    /// another fact.
    pub fn make(
        about: About,
        fact: &Fact,
        programme: &ProgrammePublic,
        key: &CounterKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, Error> {
        about.fits(fact)?;
        let plain = zeroize::Zeroizing::new(to_cbor(fact)?);
        let (encapped, sealed) =
            hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeS::Base,
                &programme.point()?,
                SEALED,
                &plain,
                &to_cbor(&about)?,
                rng,
            )
            .map_err(|_| Error::NotAKey)?;
        let body = [encapped.to_bytes().as_slice(), &sealed].concat();
        let body_sha256 = serde_bytes::ByteArray::new(Sha256::digest(&body).into());
        let header = to_cbor(&Header { about, body_sha256 })?;
        let signature = key.sign(SIGNED, &header).to_vec();
        let envelope = Self { header, body, signature };
        if envelope.to_bytes()?.len() > LIMIT_ENVELOPE_BYTES {
            return Err(Error::TooLarge { limit: LIMIT_ENVELOPE_BYTES, unit: "bytes" });
        }
        Ok(envelope)
    }

    /// A signed header without its body, for a fact that the line can't carry or the server can't
    /// read: it accounts for the number, so that the next ones go on. The server sets it aside,
    /// because its body is not there; the whole envelope is still taken when it comes.
    ///
    /// The same cover has the same bytes: nothing in it is drawn.
    ///
    /// # Errors
    /// [`Error::Malformed`] never in practice: memory is the only sink.
    pub fn cover(about: About, missing_sha256: [u8; 32], key: &CounterKey) -> Result<Self, Error> {
        let body_sha256 = serde_bytes::ByteArray::new(missing_sha256);
        let header = to_cbor(&Header { about, body_sha256 })?;
        let signature = key.sign(SIGNED, &header).to_vec();
        Ok(Self { header, body: Vec::new(), signature })
    }

    /// The bytes that are stored and sent.
    ///
    /// # Errors
    /// [`Error::Malformed`] never in practice: memory is the only sink.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        to_cbor(self)
    }

    /// Reads an envelope back. Nothing is believed yet: see [`Envelope::verify`].
    ///
    /// # Errors
    /// [`Error::Malformed`] or [`Error::TooLarge`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > LIMIT_ENVELOPE_BYTES {
            return Err(Error::TooLarge { limit: LIMIT_ENVELOPE_BYTES, unit: "bytes" });
        }
        from_cbor(bytes)
    }

    /// SHA-256 of [`Envelope::to_bytes`]: the envelope's identity.
    ///
    /// # Errors
    /// As [`Envelope::to_bytes`].
    pub fn sha256(&self) -> Result<[u8; 32], Error> {
        Ok(Sha256::digest(self.to_bytes()?).into())
    }

    /// The header, not yet believed.
    ///
    /// # Errors
    /// [`Error::Malformed`], or [`Error::UnknownVersion`] for another version.
    pub fn header(&self) -> Result<Header, Error> {
        let header: Header = from_cbor(&self.header)?;
        if header.about.version != VERSION {
            return Err(Error::UnknownVersion(header.about.version));
        }
        Ok(header)
    }

    /// The header, proven to be the counter's and to name this very body.
    ///
    /// # Errors
    /// [`Error::BadSignature`], [`Error::OtherBody`], or as [`Envelope::header`].
    pub fn verify(&self, counter: &VerifyKey) -> Result<Header, Error> {
        let header = self.header()?;
        counter.verify(SIGNED, &self.header, &self.signature)?;
        if *header.body_sha256 != <[u8; 32]>::from(Sha256::digest(&self.body)) {
            return Err(Error::OtherBody);
        }
        Ok(header)
    }

    /// Opens the body with the programme's private key.
    ///
    /// # Errors
    /// [`Error::CannotOpen`] for another key or a changed header, [`Error::Malformed`] for a body
    /// that is no fact or not the one that the header names, or as [`Envelope::header`].
    pub fn open(&self, secret: &ProgrammeSecret) -> Result<Fact, Error> {
        let about = self.header()?.about;
        let (encapped, sealed) =
            self.body.split_at_checked(ENCAPPED_BYTES).ok_or(Error::CannotOpen)?;
        let encapped = <X25519HkdfSha256 as hpke::Kem>::EncappedKey::from_bytes(encapped)
            .map_err(|_| Error::CannotOpen)?;
        let plain = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &secret.scalar()?,
            &encapped,
            SEALED,
            sealed,
            &to_cbor(&about)?,
        )
        .map_err(|_| Error::CannotOpen)?;
        let fact = from_cbor(&zeroize::Zeroizing::new(plain))?;
        about.fits(&fact)?;
        Ok(fact)
    }
}

#[cfg(test)]
mod tests;
