//! CBOR values (RFC 8949) one by one and as a sequence (RFC 8742), within bounds.
//!
//! Nothing here knows what the values mean.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;

/// How deep a value may be nested before it is refused.
const LIMIT_DEPTH: usize = 16;

/// The CBOR of `value`: fields in the order of their declaration, so the same value has the same
/// bytes.
///
/// # Errors
/// [`Error::Malformed`] when a value has no CBOR, which no type here is.
pub fn to_cbor<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).map_err(|_| Error::Malformed)?;
    Ok(bytes)
}

/// The one value that `bytes` hold, with nothing after it.
///
/// # Errors
/// [`Error::Malformed`] for anything else.
pub fn from_cbor<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let mut rest = bytes;
    let value = ciborium::de::from_reader_with_recursion_limit(&mut rest, LIMIT_DEPTH)
        .map_err(|_| Error::Malformed)?;
    if rest.is_empty() { Ok(value) } else { Err(Error::Malformed) }
}

/// The values of a sequence, at most `limit` of them.
///
/// # Errors
/// [`Error::Malformed`] for bytes that are no sequence of such values, [`Error::TooLarge`] for
/// more than `limit`.
pub fn read_all<T: DeserializeOwned>(bytes: &[u8], limit: usize) -> Result<Vec<T>, Error> {
    let mut rest = bytes;
    let mut values = Vec::new();
    while !rest.is_empty() {
        if values.len() == limit {
            return Err(Error::TooLarge { limit, unit: "values" });
        }
        let value = ciborium::de::from_reader_with_recursion_limit(&mut rest, LIMIT_DEPTH)
            .map_err(|_| Error::Malformed)?;
        values.push(value);
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Envelope, Receipt};

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused_without_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..600),
        ) {
            let _ = read_all::<Envelope>(&bytes, 8);
            let _ = read_all::<Receipt>(&bytes, 8);
            let _ = Envelope::from_bytes(&bytes).map(|envelope| envelope.header());
        }
    }

    #[test]
    fn a_sequence_over_its_bound_is_refused() {
        let three = [1_u8, 2, 3];
        assert_eq!(read_all::<u8>(&three, 3), Ok(vec![1, 2, 3]));
        assert_eq!(read_all::<u8>(&three, 2), Err(Error::TooLarge { limit: 2, unit: "values" }));
    }

    #[test]
    fn a_value_nested_without_end_is_refused() {
        let nested = [0x81_u8; 10_000];
        assert_eq!(from_cbor::<ciborium::Value>(&nested), Err(Error::Malformed));
    }

    #[test]
    fn a_length_that_was_made_up_takes_no_memory() {
        // A byte string, an array and a map that each say that 2^63 parts follow.
        for major in [0x5B_u8, 0x9B, 0xBB] {
            let bytes = [major, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
            assert_eq!(from_cbor::<Envelope>(&bytes), Err(Error::Malformed));
            assert_eq!(from_cbor::<ciborium::Value>(&bytes), Err(Error::Malformed));
        }
    }
}
