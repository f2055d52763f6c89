//! Pixels to JPEG, without metadata.
//!
//! Writes the JFIF header that every JPEG has and nothing else about the picture.

use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;

use crate::Error;

/// Above this quality (1 to 100) a JPEG grows fast and looks the same.
const BEST_QUALITY: u8 = 95;

/// The lowest quality that the encoder knows.
const WORST_QUALITY: u8 = 1;

/// `pixels` as a JPEG of the given quality (1 to 100).
///
/// # Errors
/// [`Error::Encode`] for a picture of no size, or beyond 65,535 px.
pub(crate) fn jpeg(pixels: &RgbImage, quality: u8) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(pixels)
        .map_err(Error::Encode)?;
    Ok(bytes)
}

/// `pixels` as the best JPEG of at most `limit_bytes`.
///
/// Size grows with quality, so the best quality is found by halving: at most eight encodings,
/// the same ones every time.
///
/// # Errors
/// [`Error::CardOverLimit`] when even the lowest quality is too large.
pub(crate) fn jpeg_within(pixels: &RgbImage, limit_bytes: u32) -> Result<Vec<u8>, Error> {
    let limit = u64::from(limit_bytes);
    let best = jpeg(pixels, BEST_QUALITY)?;
    let mut smallest_bytes = best.len() as u64;
    if smallest_bytes <= limit {
        return Ok(best);
    }
    let (mut low, mut high) = (WORST_QUALITY, BEST_QUALITY - 1);
    let mut fitting = None;
    while low <= high {
        let quality = low.midpoint(high);
        let bytes = jpeg(pixels, quality)?;
        let size = bytes.len() as u64;
        smallest_bytes = smallest_bytes.min(size);
        if size <= limit {
            fitting = Some(bytes);
            low = quality + 1;
        } else {
            high = quality - 1;
        }
    }
    fitting.ok_or(Error::CardOverLimit { smallest_bytes, limit_bytes: limit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_best_quality_that_fits_is_taken() {
        let pixels = sample::noise(120, 150);
        let limit = jpeg(&pixels, 60).expect("encodes").len();
        let limit_bytes = u32::try_from(limit).expect("a small picture");
        let chosen = jpeg_within(&pixels, limit_bytes).expect("quality 60 fits");
        let better = jpeg(&pixels, 61).expect("encodes");
        assert!(better.len() > limit, "the next quality would not fit");
        assert_eq!(chosen.len(), limit, "and the one that fits exactly is used");
    }

    #[test]
    fn an_easy_picture_gets_the_best_quality_and_no_more() {
        let pixels = sample::quadrants(120, 150);
        let chosen = jpeg_within(&pixels, 1_000_000).expect("fits");
        assert_eq!(chosen, jpeg(&pixels, BEST_QUALITY).expect("encodes"));
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
