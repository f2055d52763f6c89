//! Pixels to JPEG, without metadata.
//!
//! Writes the JFIF header that every JPEG has and nothing else about the picture. Colour is kept
//! in half the size both ways (4:2:0): the eye does not see it, and the bytes go to the detail.

use image::error::EncodingError;
use image::{ImageError, ImageFormat, RgbImage};
use turbojpeg::{Compressor, Image, PixelFormat, Subsamp};

use crate::error::Error;

/// Above this quality (1 to 100) a JPEG grows fast and looks the same.
const BEST_QUALITY: u8 = 95;

/// The lowest quality that the encoder knows.
const WORST_QUALITY: u8 = 1;

/// How the bytes of a portrait follow from how coarsely it is quantised: to minus this power.
/// Measured on portraits between quality 60 and 95: 0.59 to 0.63. A guess only: it decides how
/// many encodings it takes, never which quality comes out.
const BYTES_POWER: f64 = 0.6;

/// A JPEG that takes this much of what it may is as good as the best: the next quality is not
/// told from it by eye.
const FULL_PERCENT: u64 = 92;

/// Encodings by guess, before the rest is halved: a bound, not reached by portraits.
const LIMIT_GUESSES: u32 = 6;

/// `pixels` as a JPEG of the given quality (1 to 100).
///
/// # Errors
/// [`Error::Encode`] for a picture of no size, or beyond 65,535 px.
pub(super) fn jpeg(pixels: &RgbImage, quality: u8) -> Result<Vec<u8>, Error> {
    let encode = || {
        let mut encoder = Compressor::new()?;
        encoder.set_quality(quality.into())?;
        encoder.set_subsamp(Subsamp::Sub2x2)?;
        let (width, height) = (pixels.width() as usize, pixels.height() as usize);
        let (pitch, format) = (width * 3, PixelFormat::RGB);
        encoder.compress_to_vec(Image { pixels: &**pixels, width, pitch, height, format })
    };
    encode().map_err(|error: turbojpeg::Error| {
        Error::Encode(ImageError::Encoding(EncodingError::new(ImageFormat::Jpeg.into(), error)))
    })
}

/// `pixels` as a JPEG of at most `limit_bytes`, of the best quality or one that nearly fills
/// them.
///
/// Size grows with quality, so the best quality lies between one that fits and the next, which
/// does not. Guesses narrow it down, the same ones every time: two or three encodings for a
/// portrait, at most fourteen for anything.
///
/// # Errors
/// [`Error::CardOverLimit`] when even the lowest quality is too large.
pub(crate) fn jpeg_within(pixels: &RgbImage, limit_bytes: u32) -> Result<Vec<u8>, Error> {
    let limit = u64::from(limit_bytes);
    let best = jpeg(pixels, BEST_QUALITY)?;
    let mut last = (BEST_QUALITY, best.len() as u64);
    if last.1 <= limit {
        return Ok(best);
    }
    let mut smallest_bytes = last.1;
    let (mut low, mut high) = (WORST_QUALITY, BEST_QUALITY - 1);
    let mut fitting = None;
    let mut guesses = 0;
    while low <= high {
        let guess = if guesses < LIMIT_GUESSES { guess(last, limit) } else { low.midpoint(high) };
        guesses += 1;
        let quality = guess.clamp(low, high);
        let bytes = jpeg(pixels, quality)?;
        last = (quality, bytes.len() as u64);
        smallest_bytes = smallest_bytes.min(last.1);
        if last.1 <= limit {
            fitting = Some(bytes);
            if last.1 * 100 >= limit * FULL_PERCENT {
                break;
            }
            low = quality + 1;
        } else {
            high = quality - 1;
        }
    }
    fitting.ok_or(Error::CardOverLimit { smallest_bytes, limit_bytes: limit })
}

/// The quality that should give `limit` bytes, given one quality and what it gave.
fn guess((quality, bytes): (u8, u64), limit: u64) -> u8 {
    let ratio = bytes as f64 / limit.max(1) as f64;
    let step = step_of(quality) * ratio.powf(1.0 / BYTES_POWER);
    // The inverse of `step_of`, at or below it; a cast from f64 saturates.
    let quality = if step > 100.0 { 5_000.0 / step } else { (200.0 - step) / 2.0 };
    quality.floor() as u8
}

/// How coarsely a quality quantises, in percent of the JPEG standard's example tables: the rule
/// of the Independent JPEG Group, which encoders share.
fn step_of(quality: u8) -> f64 {
    let quality = f64::from(quality);
    if quality < 50.0 { 5_000.0 / quality } else { 200.0 - 2.0 * quality }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample;

    #[test]
    fn an_easy_picture_gets_the_best_quality_and_no_more() {
        let pixels = sample::quadrants(120, 150);
        let chosen = jpeg_within(&pixels, 1_000_000).expect("fits");
        assert_eq!(chosen, jpeg(&pixels, BEST_QUALITY).expect("encodes"));
    }

    #[test]
    fn every_limit_is_nearly_filled_or_met_by_the_best_quality_that_fits() {
        let pixels = sample::noise(48, 60);
        let sizes: Vec<usize> =
            (1..=95).map(|quality| jpeg(&pixels, quality).expect("encodes").len()).collect();
        for limit in (sizes[0]..sizes[94]).step_by(97) {
            let limit_bytes = u32::try_from(limit).expect("a small picture");
            let chosen = jpeg_within(&pixels, limit_bytes).expect("quality 1 fits").len();
            let best = sizes.iter().copied().rfind(|size| *size <= limit);
            let is_full = chosen * 100 >= limit * 92;
            assert!(chosen <= limit, "{chosen} over {limit} bytes");
            assert!(is_full || Some(chosen) == best, "{chosen} of {limit} bytes");
        }
    }

    #[test]
    fn a_picture_that_no_jpeg_can_hold_is_refused() {
        let wide = RgbImage::new(65_536, 1);
        assert!(matches!(jpeg(&wide, 50), Err(Error::Encode(_))));
    }

    #[test]
    fn a_limit_that_nothing_meets_is_refused_with_the_smallest_size() {
        let pixels = sample::noise(120, 150);
        let smallest = jpeg(&pixels, WORST_QUALITY).expect("encodes").len() as u64;
        let refused = jpeg_within(&pixels, 10);
        assert!(matches!(
            refused,
            Err(Error::CardOverLimit { smallest_bytes, limit_bytes: 10 })
                if smallest_bytes == smallest
        ));
    }
}
