//! Bytes of a fixed length as hexadecimal digits in JSON.
//!
//! Any other length is refused.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

pub(super) fn serialize<S: Serializer, const N: usize>(
    bytes: &[u8; N],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex::encode(bytes))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>, const N: usize>(
    deserializer: D,
) -> Result<[u8; N], D::Error> {
    let digits = String::deserialize(deserializer)?;
    let mut bytes = [0; N];
    hex::decode_to_slice(digits, &mut bytes).map_err(D::Error::custom)?;
    Ok(bytes)
}
