//! Blocks of numbers that the server reserves for one counter.
//!
//! A lease gives serials; how a number is written around its serial is the policy's.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Error;
use crate::keys::{CounterKey, VerifyKey};
use crate::stream::to_cbor;

const SIGNED: &[u8] = b"keyway lease 1";

/// Which numbers a lease is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberKind {
    /// Card numbers.
    Card,
    /// Library numbers.
    Library,
}

impl NumberKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Card, Self::Library];

    /// The word that databases keep.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Library => "library",
        }
    }
}

/// A block of serials, reserved for one counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// The lease's id.
    pub id: Uuid,
    /// Which numbers.
    pub kind: NumberKind,
    /// The first serial.
    pub first: u64,
    /// How many serials.
    pub count: u32,
    /// Unix milliseconds after which none of them may be given out.
    pub expires_at_ms: i64,
}

/// What a counter asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaseAsk {
    /// The counter that asks.
    pub counter: Uuid,
    /// One id per wish: asked again it gets the same lease.
    pub request: Uuid,
    /// Which numbers.
    pub kind: NumberKind,
    /// How many serials, at most [`LIMIT_SERIALS`].
    pub count: u32,
}

/// Most serials in one lease.
pub const LIMIT_SERIALS: u32 = 2_000;

/// `POST /v1/leases`: a signed wish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaseRequest {
    /// The wish.
    pub ask: LeaseAsk,
    /// The counter's signature, hexadecimal.
    pub signature: String,
}

impl LeaseRequest {
    /// Signs a wish as the counter.
    ///
    /// # Errors
    /// [`Error::Malformed`] never in practice: memory is the only sink.
    pub fn make(ask: LeaseAsk, key: &CounterKey) -> Result<Self, Error> {
        let signature = hex::encode(key.sign(SIGNED, &to_cbor(&ask)?));
        Ok(Self { ask, signature })
    }

    /// Proves that the wish is the counter's.
    ///
    /// # Errors
    /// [`Error::BadSignature`].
    pub fn verify(&self, counter: &VerifyKey) -> Result<(), Error> {
        let signature = hex::decode(&self.signature).map_err(|_| Error::BadSignature)?;
        counter.verify(SIGNED, &to_cbor(&self.ask)?, &signature)
    }
}
