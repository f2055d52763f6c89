//! What crosses the wire between a counter and the central server.
//!
//! Formats and their proofs only: nothing here opens a socket, a file or a database, and no type
//! here has a field for an address, a telephone number or a document.

#![deny(missing_docs)]

pub mod card_code;
pub mod certificate;
pub mod code;
pub mod envelope;
pub mod error;
pub mod fact;
#[cfg(test)]
mod fixtures;
pub mod join;
pub mod keys;
pub mod lease;
pub mod receipt;
pub mod stream;

pub use card_code::{Birth, CardClaims, CardCode, CodeKind};
pub use certificate::Certificate;
pub use code::JoinCode;
pub use envelope::{About, Envelope, Header};
pub use error::Error;
pub use fact::{Fact, FactKind};
pub use keys::{CounterKey, KeyId, ProgrammePublic, ProgrammeSecret, ServerKey, VerifyKey};
pub use receipt::{Outcome, Reason, Receipt, Statement};

/// The version of the envelope format, in every header.
pub const VERSION: u16 = 1;

/// Largest envelope, in bytes: a 100 KB photo with everything around it fits five times.
pub const LIMIT_ENVELOPE_BYTES: usize = 512 * 1024;

/// Most envelopes in one upload.
pub const LIMIT_UPLOAD_ENVELOPES: usize = 64;

/// Largest upload, in bytes.
pub const LIMIT_UPLOAD_BYTES: usize = 16 * 1024 * 1024;

/// The media type of a stream of envelopes or receipts (RFC 8742).
pub const MEDIA_TYPE: &str = "application/cbor-seq";

/// The header of a reply that says that a Keyway server gave it.
pub const SERVER_HEADER: &str = "keyway-server";
