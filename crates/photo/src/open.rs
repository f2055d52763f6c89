//! Bytes to a working copy: every check first, then the decoding, then bounded work.
//!
//! The checks read only the header ([`bounds`]), so a file that claims to be huge costs nothing.

mod bounds;
mod code;
mod colour;
mod format;
mod header;
mod rows;
mod scaled;

use domain::photo::PhotoRules;
use image::{DynamicImage, ImageDecoder, RgbImage};

use crate::error::Error;
use crate::guard::guarded;
use crate::picture::{Frame, Picture, WORKING_LIMIT_PX, resample, upright};
use bounds::{check_cost, check_rows};
use format::Format;
use header::Source;
use scaled::Scaled;

pub(crate) use bounds::check_detail;
pub use code::read_codes;

/// Opens a photo of any origin: JPEG, PNG or WebP.
///
/// The picture comes back upright (all eight Exif orientations), opaque on white, in sRGB, and
/// shrunk to at most [`WORKING_LIMIT_PX`] on its longest side. The same bytes give the same
/// picture on the same machine.
///
/// # Errors
/// The limits of `rules` ([`Error::TooManyBytes`], [`Error::TooManyPixels`],
/// [`Error::TooSmall`]) and [`Error::TooMuchMemory`], all before decoding; [`Error::Heic`],
/// [`Error::UnsupportedFormat`] or [`Error::NotAPicture`] by the first bytes;
/// [`Error::Corrupt`] or [`Error::DecoderFailed`] for a damaged file.
pub fn open(bytes: &[u8], rules: &PhotoRules) -> Result<Picture, Error> {
    let actual_bytes = bytes.len() as u64;
    if actual_bytes > rules.limit_bytes {
        return Err(Error::TooManyBytes { actual_bytes, limit_bytes: rules.limit_bytes });
    }
    guarded(|| decode(&Source::of(bytes)?, rules))
}

fn decode(source: &Source<'_>, rules: &PhotoRules) -> Result<Picture, Error> {
    let mut header = header::read(source)?;
    let orientation = header::orientation(source, &mut *header.decoder);
    check_cost(&header, rules)?;
    let mut decoder = header.decoder;
    let stored = decoder.dimensions();
    let is_jpeg = source.format == Format::Jpeg;
    let scaled = is_jpeg.then(|| Scaled::read(&source.bytes, stored)).flatten();
    let working = working_size(scaled.as_ref().map_or(stored, Scaled::size));
    check_detail(header::turned(working, orientation), rules)?;

    let profile = decoder.icc_profile().ok().flatten();
    let pixels = match scaled.and_then(Scaled::decode) {
        Some(pixels) => pixels,
        None => {
            check_rows(source, stored)?;
            colour::flatten(DynamicImage::from_decoder(decoder).map_err(Error::Corrupt)?)
        }
    };
    let shrunk = shrink(pixels, working)?;
    Ok(Picture::new(upright(colour::to_srgb(shrunk, profile.as_deref()), orientation)))
}

/// The size that a picture of this size is kept in: its own, or the longest side shrunk to
/// [`WORKING_LIMIT_PX`] and the other in proportion, rounded down.
fn working_size((width, height): (u32, u32)) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= WORKING_LIMIT_PX {
        return (width, height);
    }
    let scaled = |side: u32| {
        let scaled = u64::from(side) * u64::from(WORKING_LIMIT_PX) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(WORKING_LIMIT_PX)
    };
    (scaled(width), scaled(height))
}

fn shrink(pixels: RgbImage, (width_px, height_px): (u32, u32)) -> Result<RgbImage, Error> {
    if pixels.dimensions() == (width_px, height_px) {
        return Ok(pixels);
    }
    resample(&pixels, Frame::whole(&pixels), width_px, height_px)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample;

    fn opened(bytes: &[u8]) -> Picture {
        open(bytes, &sample::rules()).expect("a valid file under the small rules")
    }

    #[test]
    fn every_orientation_gives_the_upright_picture() {
        let upright = sample::quadrants(60, 90);
        for orientation in 1..=8 {
            let stored = sample::stored_as(&upright, orientation);
            let files = [
                sample::jpeg_with_orientation(&stored, orientation),
                sample::png_with_orientation(&stored, orientation),
                sample::webp_with_orientation(&stored, orientation),
            ];
            for bytes in files {
                let picture = opened(&bytes);
                assert_eq!((picture.width(), picture.height()), (60, 90), "{orientation}");
                sample::assert_quadrants(picture.pixels());
            }
        }
    }

    #[test]
    fn a_prefixed_exif_block_in_a_webp_still_turns_the_picture() {
        let stored = sample::stored_as(&sample::quadrants(60, 90), 6);
        let exif = [b"Exif\0\0".as_slice(), &sample::exif(6)].concat();
        let picture = opened(&sample::webp_with_exif(&stored, exif));
        sample::assert_quadrants(picture.pixels());
        assert_eq!((picture.width(), picture.height()), (60, 90));
    }

    #[test]
    fn of_two_exif_blocks_the_first_that_states_an_orientation_counts() {
        let stored = sample::stored_as(&sample::quadrants(60, 90), 6);
        let silent = sample::exif_with(8, 2, 2, true);
        let blocks: [&[Vec<u8>]; 4] = [
            &[sample::exif(6), sample::exif(3)],
            &[sample::exif_with(6, 4, 4, false), sample::exif(1)],
            &[silent, sample::exif(6), sample::exif(8)],
            &[b"damaged".to_vec(), sample::exif(6)],
        ];
        for blocks in blocks {
            let picture = opened(&sample::jpeg_with_exif(&stored, blocks));
            assert_eq!((picture.width(), picture.height()), (60, 90), "{blocks:?}");
            sample::assert_quadrants(picture.pixels());
        }
    }

    #[test]
    fn an_orientation_of_another_integer_type_is_read_in_every_format() {
        let upright = sample::quadrants(60, 90);
        for (kind, length) in [(1, 1), (4, 4), (6, 1), (8, 2), (9, 4)] {
            for orientation in 1..=8 {
                let stored = sample::stored_as(&upright, orientation);
                let exif = sample::exif_with(orientation, kind, length, false);
                let files = [
                    sample::jpeg_with_exif(&stored, std::slice::from_ref(&exif)),
                    sample::png_with_exif(&stored, exif.clone()),
                    sample::webp_with_exif(&stored, exif),
                ];
                for bytes in files {
                    let picture = opened(&bytes);
                    assert_eq!((picture.width(), picture.height()), (60, 90), "type {kind}");
                    sample::assert_quadrants(picture.pixels());
                }
            }
        }
    }

    #[test]
    fn an_orientation_that_does_not_exist_turns_nothing() {
        let stored = sample::quadrants(60, 90);
        for orientation in [0, 9, 255] {
            let picture = opened(&sample::jpeg_with_orientation(&stored, orientation));
            sample::assert_quadrants(picture.pixels());
        }
    }

    #[test]
    fn the_least_size_is_measured_upright() {
        let rules = PhotoRules { min_width_px: 50, min_height_px: 80, ..sample::rules() };
        let lying = sample::stored_as(&sample::quadrants(60, 90), 6);
        assert!(open(&sample::jpeg_with_orientation(&lying, 6), &rules).is_ok());
        let refused = open(&sample::jpeg_with_orientation(&lying, 1), &rules);
        assert!(matches!(
            refused,
            Err(Error::TooSmall {
                width_px: 90,
                height_px: 60,
                min_width_px: 50,
                min_height_px: 80
            })
        ));
    }

    #[test]
    fn a_large_picture_is_shrunk_and_a_small_one_left_alone() {
        let large = opened(&sample::jpeg(&sample::quadrants(3000, 2400)));
        assert_eq!((large.width(), large.height()), (2048, 1638));
        sample::assert_quadrants(large.pixels());
        let small = opened(&sample::png(&sample::quadrants(30, 20)));
        assert_eq!(small.pixels(), &sample::quadrants(30, 20), "a PNG is kept bit by bit");
    }

    #[test]
    fn a_camera_jpeg_is_decoded_small_and_the_limit_holds() {
        let upright = sample::quadrants(3024, 4032);
        let lying = sample::jpeg_with_orientation(&sample::stored_as(&upright, 6), 6);
        let picture = opened(&lying);
        assert_eq!((picture.width(), picture.height()), (1512, 2016));
        sample::assert_quadrants(picture.pixels());
        let vast = opened(&sample::jpeg(&sample::quadrants(6000, 600)));
        assert_eq!((vast.width(), vast.height()), (2048, 204), "half of it is still too large");
    }

    #[test]
    fn a_strip_that_shrinks_below_the_least_size_is_too_small() {
        let refused = open(&sample::png(&sample::quadrants(8000, 300)), &PhotoRules::default());
        assert!(matches!(refused, Err(Error::TooSmall { width_px: 2048, height_px: 76, .. })));
    }

    #[test]
    fn a_file_over_the_byte_limit_is_refused_whatever_it_is() {
        let rules = PhotoRules { limit_bytes: 9, ..sample::rules() };
        let refused = open(b"ten bytes.", &rules);
        assert!(matches!(refused, Err(Error::TooManyBytes { actual_bytes: 10, limit_bytes: 9 })));
    }

    #[test]
    fn a_header_that_claims_too_many_pixels_is_refused_without_decoding() {
        // A header alone: had anything been decoded, the error would be the missing data.
        let claim = sample::png_header(20_000, 20_000, 8);
        let refused = open(&claim, &PhotoRules::default());
        assert!(matches!(
            refused,
            Err(Error::TooManyPixels { actual: 400_000_000, limit: 100_000_000 })
        ));
    }

    #[test]
    fn a_header_that_claims_too_deep_pixels_is_refused_without_decoding() {
        let refused = open(&sample::png_header(10_000, 10_000, 16), &PhotoRules::default());
        assert!(matches!(
            refused,
            Err(Error::TooMuchMemory {
                pixels: 100_000_000,
                needed_bytes: 600_000_000,
                limit_bytes: 536_870_912
            })
        ));
    }

    #[test]
    fn a_jpeg_in_passes_may_have_fewer_pixels_than_one_that_comes_at_once() {
        // The size in the frame's header: behind its marker, length and depth.
        let claim = |bytes: &[u8], marker: &[u8; 2], height: u16| {
            let at = bytes.windows(2).position(|two| two == marker).expect("a frame");
            let mut bytes = bytes.to_vec();
            bytes[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
            bytes[at + 7..at + 9].copy_from_slice(&5_000_u16.to_be_bytes());
            open(&bytes, &PhotoRules::default())
        };
        let progressive = include_bytes!("../../../tests/fixtures/photos/progressive.jpg");
        assert!(matches!(
            claim(progressive, b"\xFF\xC2", 5_001),
            Err(Error::TooManyPixels { actual: 25_005_000, limit: 25_000_000 })
        ));
        let at_once = sample::jpeg(&sample::quadrants(40, 50));
        let refused = claim(&at_once, b"\xFF\xC0", 5_001).err();
        assert!(!matches!(refused, Some(Error::TooManyPixels { .. })), "{refused:?}");
    }

    #[test]
    fn a_profile_in_the_file_is_applied() {
        let skin = RgbImage::from_pixel(40, 50, image::Rgb([200, 140, 120]));
        let p3 = moxcms::ColorProfile::new_display_p3().encode().expect("encodes");
        let picture = opened(&sample::png_with_profile(&skin, p3));
        let [red, ..] = picture.pixels().get_pixel(20, 25).0;
        assert!(red > 203, "brought from Display P3 to sRGB: {red}");
    }
}
