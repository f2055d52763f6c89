//! A PNG's chunks, stepped over without unpacking anything.

use std::borrow::Cow;

const SIGNATURE_BYTES: usize = 8;

/// Length, kind and checksum around a chunk's data.
const AROUND_BYTES: usize = 12;

/// The end chunk as every PNG has it: no data, and the checksum of its kind alone.
pub(super) const END_CHUNK: &[u8; AROUND_BYTES] = b"\0\0\0\0IEND\xAE\x42\x60\x82";

/// `bytes`, or their whole chunks with an end chunk behind where that is missing.
///
/// Whether all the pixels are there is for the decoder to say, which checks and counts them.
pub(super) fn ended(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut at = SIGNATURE_BYTES;
    while let Some(rest) = bytes.get(at..) {
        let Some((length, kind)) = rest.first_chunk().zip(rest.get(4..8)) else { break };
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let whole = length.saturating_add(AROUND_BYTES);
        if whole > rest.len() {
            break;
        }
        if kind == b"IEND" {
            return bytes.into();
        }
        at += whole;
    }
    let whole = bytes.get(..at).unwrap_or(bytes);
    Cow::Owned([whole, END_CHUNK].concat())
}
