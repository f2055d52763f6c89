//! What is too large to be decoded, too small for a card, or not all there.
//!
//! What is decoded is bounded by the policy's pixels and by [`DECODED_LIMIT_BYTES`], and where all
//! of it is held until the last pass by [`LIMIT_PIXELS_IN_PASSES`].

use domain::photo::PhotoRules;

use super::format::Format;
use super::header::{self, Header, Source};
use super::rows::Rows;
use crate::error::Error;

/// Most memory for one decoded picture, in bytes: 100 megapixels at four bytes, and room for
/// the depth of 16 bits up to 64 megapixels.
const DECODED_LIMIT_BYTES: u64 = 512 * 1024 * 1024;

/// Most pixels of a JPEG that comes in several passes: a decoder holds its coefficients, two
/// bytes for each pixel and colour, whatever size is wanted of it. So these are 150 MB for three
/// colours at full size and 200 MB for four, beside at most 75 MB of pixels; and the most scans
/// that are taken (`header`) go over 800 million pixels. A camera's own files come in one pass;
/// what was saved again as progressive has the 24 megapixels of a large camera at most.
const LIMIT_PIXELS_IN_PASSES: u64 = 25_000_000;

/// Refuses a picture that would take too much memory or time to decode.
pub(super) fn check_cost(header: &Header<'_>, rules: &PhotoRules) -> Result<(), Error> {
    let (width, height) = header.decoder.dimensions();
    let in_passes = if header.is_in_passes { LIMIT_PIXELS_IN_PASSES } else { u64::MAX };
    let (actual, limit) = (u64::from(width) * u64::from(height), rules.limit_pixels.min(in_passes));
    if actual > limit {
        return Err(Error::TooManyPixels { actual, limit });
    }
    let (needed_bytes, limit_bytes) = (header.decoder.total_bytes(), DECODED_LIMIT_BYTES);
    if needed_bytes > limit_bytes {
        return Err(Error::TooMuchMemory { pixels: actual, needed_bytes, limit_bytes });
    }
    Ok(())
}

/// Refuses a JPEG of this size that lacks rows, which would put half a face on a card. One that
/// came without its end must show that it has them all.
pub(super) fn check_rows(source: &Source<'_>, size: (u32, u32)) -> Result<(), Error> {
    if source.format != Format::Jpeg {
        return Ok(());
    }
    match Rows::of(&source.bytes, size) {
        Rows::Missing => Err(header::rows_missing()),
        Rows::Unknown if source.is_doubtful() => Err(header::rows_missing()),
        Rows::All | Rows::Unknown => Ok(()),
    }
}

/// Refuses a picture that is too small for a card. Judged at the working size, so that a long
/// thin strip is refused too, and so that a stored working copy always opens again.
pub(crate) fn check_detail(
    (width_px, height_px): (u32, u32),
    rules: &PhotoRules,
) -> Result<(), Error> {
    let (min_width_px, min_height_px) = (rules.min_width_px.max(1), rules.min_height_px.max(1));
    if width_px < min_width_px || height_px < min_height_px {
        return Err(Error::TooSmall { width_px, height_px, min_width_px, min_height_px });
    }
    Ok(())
}
