//! Why something on the wire was refused.
//!
//! No variant carries what was in it.

/// Why something on the wire was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are not the CBOR that was expected.
    #[error("malformed bytes")]
    Malformed,
    /// A key has the wrong length or is no point of its curve.
    #[error("not a key")]
    NotAKey,
    /// A signature does not fit the bytes and the key.
    #[error("the signature does not fit")]
    BadSignature,
    /// The sealed body is not the one that the header names.
    #[error("the body is not the one that the header names")]
    OtherBody,
    /// The version is not known here.
    #[error("version {0} is not known")]
    UnknownVersion(u16),
    /// A card's code was signed for another programme's server.
    #[error("signed for another programme")]
    OtherProgramme,
    /// The key does not open the body.
    #[error("the key does not open this body")]
    CannotOpen,
    /// Something is larger than its bound.
    #[error("more than {limit} {unit}")]
    TooLarge {
        /// The bound.
        limit: usize,
        /// What is counted.
        unit: &'static str,
    },
    /// A one-time code is misspelt.
    #[error("not a one-time code")]
    NotACode,
}
