//! Blocks of numbers that the server reserves for one counter.
//!
//! A lease gives serials; how a number is written around its serial is the policy's.

pub use domain::NumberKind;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Error;
use crate::keys::{CounterKey, VerifyKey};
use crate::stream::to_cbor;

const SIGNED: &[u8] = b"keyway lease 1";

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::keys;

    fn ask() -> LeaseAsk {
        LeaseAsk {
            counter: Uuid::from_u128(0x11),
            request: Uuid::from_u128(0x33),
            kind: NumberKind::Card,
            count: 500,
        }
    }

    #[test]
    fn a_wish_is_proven_to_be_the_counters() {
        let counter = keys(1).counter;
        let request = LeaseRequest::make(ask(), &counter).expect("signed");
        assert_eq!(request.verify(&counter.public()), Ok(()));
        assert_eq!(request.verify(&keys(2).counter.public()), Err(Error::BadSignature));
    }

    #[test]
    fn a_changed_wish_does_not_fit_the_signature() {
        let counter = keys(1).counter;
        let request = LeaseRequest::make(ask(), &counter).expect("signed");
        for changed in [
            LeaseAsk { count: 501, ..ask() },
            LeaseAsk { kind: NumberKind::Library, ..ask() },
            LeaseAsk { request: Uuid::nil(), ..ask() },
            LeaseAsk { counter: Uuid::nil(), ..ask() },
        ] {
            let forged = LeaseRequest { ask: changed, ..request.clone() };
            assert_eq!(forged.verify(&counter.public()), Err(Error::BadSignature));
        }
    }

    #[test]
    fn a_signature_that_is_no_hexadecimal_of_its_length_is_refused() {
        let counter = keys(1).counter;
        let good = LeaseRequest::make(ask(), &counter).expect("signed").signature;
        let long = format!("{good}00");
        for signature in ["", "zz", "é", &good[..good.len() - 1], &good[2..], &long] {
            let request = LeaseRequest { ask: ask(), signature: signature.to_owned() };
            assert_eq!(request.verify(&counter.public()), Err(Error::BadSignature), "{signature}");
        }
    }
}
