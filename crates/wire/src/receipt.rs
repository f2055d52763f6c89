//! The server's signed answer for one envelope.
//!
//! A receipt is believed by its signature alone, whatever line it came over.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::Error;
use crate::keys::{ServerKey, VerifyKey};
use crate::stream::{from_cbor, to_cbor};

const SIGNED: &[u8] = b"keyway receipt 1";

/// What became of an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The server keeps it.
    Accepted,
    /// The server set it aside.
    Quarantined(Reason),
}

/// Why an envelope was set aside.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// The header or the envelope is not readable.
    Malformed,
    /// The format's version is not known to the server.
    UnknownVersion,
    /// No counter of this id has joined.
    UnknownCounter,
    /// The counter was revoked.
    RevokedCounter,
    /// The signature does not fit.
    BadSignature,
    /// The body is not the one that the header names.
    OtherBody,
    /// It is sealed to another programme's key.
    OtherProgramme,
    /// Numbers before it are missing.
    SequenceGap,
    /// Another envelope has this number.
    NumberTaken,
}

/// What a receipt says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The version of the format; [`crate::VERSION`].
    pub version: u16,
    /// The counter that the envelope claims; the nil id where it could not be read.
    pub counter: Uuid,
    /// The number that the envelope claims; 0 where it could not be read.
    pub sequence: u64,
    /// SHA-256 of the envelope's bytes.
    pub envelope_sha256: serde_bytes::ByteArray<32>,
    /// What became of it.
    pub outcome: Outcome,
    /// The server's clock when it was first seen, in Unix milliseconds.
    pub received_at_ms: i64,
}

/// A signed statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    #[serde(with = "serde_bytes")]
    statement: Vec<u8>,
    #[serde(with = "serde_bytes")]
    signature: Vec<u8>,
}

impl Receipt {
    /// Signs `statement` as the server.
    ///
    /// # Errors
    /// [`Error::Malformed`] never in practice: memory is the only sink.
    pub fn make(statement: &Statement, key: &ServerKey) -> Result<Self, Error> {
        let statement = to_cbor(statement)?;
        let signature = key.sign(SIGNED, &statement).to_vec();
        Ok(Self { statement, signature })
    }

    /// What it says, proven to be the server's.
    ///
    /// # Errors
    /// [`Error::BadSignature`] or [`Error::Malformed`].
    pub fn verify(&self, server: &VerifyKey) -> Result<Statement, Error> {
        server.verify(SIGNED, &self.statement, &self.signature)?;
        from_cbor(&self.statement)
    }

    /// The bytes that are stored and sent.
    ///
    /// # Errors
    /// [`Error::Malformed`] never in practice: memory is the only sink.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        to_cbor(self)
    }

    /// Reads a receipt back, not yet believed.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        from_cbor(bytes)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixtures::keys;

    fn statement(outcome: Outcome) -> Statement {
        Statement {
            version: crate::VERSION,
            counter: Uuid::from_u128(0x11),
            sequence: 7,
            envelope_sha256: serde_bytes::ByteArray::new([9; 32]),
            outcome,
            received_at_ms: 1_795_442_400_000,
        }
    }

    #[test]
    fn what_the_server_signed_is_believed() {
        let server = keys(1).server;
        for outcome in [Outcome::Accepted, Outcome::Quarantined(Reason::NumberTaken)] {
            let receipt = Receipt::make(&statement(outcome), &server).expect("signed");
            let read = Receipt::from_bytes(&receipt.to_bytes().expect("bytes"));
            assert_eq!(read.as_ref(), Ok(&receipt));
            assert_eq!(receipt.verify(&server.public()), Ok(statement(outcome)));
        }
    }

    #[test]
    fn another_servers_receipt_is_not_believed() {
        let receipt = Receipt::make(&statement(Outcome::Accepted), &keys(2).server);
        let believed = receipt.expect("signed").verify(&keys(1).server.public());
        assert_eq!(believed, Err(Error::BadSignature));
    }

    #[test]
    fn a_signature_for_another_purpose_is_no_receipt() {
        let server = keys(1).server;
        let statement = to_cbor(&statement(Outcome::Accepted)).expect("it has CBOR");
        let signature = server.sign(b"keyway envelope 1", &statement).to_vec();
        let receipt = Receipt { statement, signature };
        assert_eq!(receipt.verify(&server.public()), Err(Error::BadSignature));
    }

    #[test]
    fn a_changed_bit_of_the_statement_or_the_signature_is_never_believed() {
        let server = keys(1).server;
        let receipt = Receipt::make(&statement(Outcome::Accepted), &server).expect("signed");
        let parts = receipt.statement.len() + receipt.signature.len();
        for bit in 0..parts * 8 {
            let mut changed = receipt.clone();
            let mut bytes = changed.statement.iter_mut().chain(&mut changed.signature);
            *bytes.nth(bit / 8).expect("within the parts") ^= 1 << (bit % 8);
            let believed = changed.verify(&server.public());
            assert_eq!(believed, Err(Error::BadSignature), "bit {bit}");
        }
    }

    proptest! {
        #[test]
        fn a_changed_byte_anywhere_never_says_something_else(
            at in any::<prop::sample::Index>(),
            by in 1_u8..,
        ) {
            let server = keys(1).server;
            let statement = statement(Outcome::Accepted);
            let receipt = Receipt::make(&statement, &server).expect("signed");
            let mut bytes = receipt.to_bytes().expect("bytes");
            let at = at.index(bytes.len());
            bytes[at] ^= by;
            // CBOR has two ways to write the name of a part; what is signed has one.
            let read = Receipt::from_bytes(&bytes);
            if let Ok(same) = read.and_then(|read| read.verify(&server.public())) {
                prop_assert_eq!(same, statement, "byte {}", at);
            }
        }

        #[test]
        fn any_bytes_are_refused_without_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let read = Receipt::from_bytes(&bytes);
            prop_assert!(read.and_then(|read| read.verify(&keys(1).server.public())).is_err());
        }
    }
}
