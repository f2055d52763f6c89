//! The bytes of the QR codes in a picture of any origin.
//!
//! Believes nothing that it reads: who signed it is for others to say.

use domain::photo::PhotoRules;
use image::imageops::{FilterType, resize};
use image::{DynamicImage, GrayImage};
use rqrr::PreparedImage;

use super::bounds::{check_cost, check_rows};
use super::colour;
use super::header::{self, Source};
use crate::error::Error;
use crate::guard::guarded;

/// Shorter sides than this, in pixels, are not shrunk further: the smallest code of a card would
/// have less than two pixels to a module.
const LEAST_SIDE_PX: u32 = 400;

/// Reads the QR codes in a picture, one or more: JPEG, PNG or WebP, any way up.
///
/// The bytes come back as the codes hold them, not as texts.
///
/// # Errors
/// [`Error::NoCode`]; and as [`crate::open`], but for its least size.
pub fn read_codes(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    let rules = PhotoRules::default();
    let actual_bytes = bytes.len() as u64;
    if actual_bytes > rules.limit_bytes {
        return Err(Error::TooManyBytes { actual_bytes, limit_bytes: rules.limit_bytes });
    }
    guarded(|| {
        let source = Source::of(bytes)?;
        let header = header::read(&source)?;
        check_cost(&header, &rules)?;
        check_rows(&source, header.decoder.dimensions())?;
        let pixels = DynamicImage::from_decoder(header.decoder).map_err(Error::Corrupt)?;
        find(DynamicImage::ImageRgb8(colour::flatten(pixels)).into_luma8())
    })
}

/// Looks at the picture as it is, and then ever smaller: a code that fills a camera's picture is
/// found when its grain is gone, also where a smaller code beside it was found before.
fn find(mut luma: GrayImage) -> Result<Vec<Vec<u8>>, Error> {
    let mut found = Vec::new();
    loop {
        for code in look(&luma) {
            if !found.contains(&code) {
                found.push(code);
            }
        }
        let (width, height) = (luma.width() / 2, luma.height() / 2);
        if width.min(height) < LEAST_SIDE_PX {
            return if found.is_empty() { Err(Error::NoCode) } else { Ok(found) };
        }
        luma = resize(&luma, width, height, FilterType::Triangle);
    }
}

/// Every code that can be read, its bytes as they were written.
fn look(luma: &GrayImage) -> Vec<Vec<u8>> {
    let (width, height) = (luma.width() as usize, luma.height() as usize);
    let rows = luma.as_raw();
    let mut prepared =
        PreparedImage::prepare_from_greyscale(width, height, |x, y| rows[y * width + x]);
    let read = |grid: rqrr::Grid<_>| {
        let mut bytes = Vec::new();
        grid.decode_to(&mut bytes).ok().map(|_| bytes)
    };
    prepared.detect_grids().into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use image::imageops::rotate90;
    use qrcodegen::{QrCode, QrCodeEcc};

    use super::*;
    use crate::tests::sample;

    /// Modules of clear space around a QR code (ISO/IEC 18004).
    const QUIET: i32 = 4;

    /// A QR code of these bytes on white, each module so many pixels wide.
    fn drawn(bytes: &[u8], module_px: u32) -> image::RgbImage {
        let code = QrCode::encode_binary(bytes, QrCodeEcc::Low).expect("it fits");
        let side = (code.size() + 2 * QUIET) as u32 * module_px;
        image::RgbImage::from_fn(side, side, |x, y| {
            let module = |at: u32| (at / module_px) as i32 - QUIET;
            let is_dark = code.get_module(module(x), module(y));
            image::Rgb(if is_dark { [0; 3] } else { [255; 3] })
        })
    }

    #[test]
    fn every_byte_comes_back_as_it_was_written() {
        let bytes: Vec<u8> = (0..=255).collect();
        for module_px in [3, 6] {
            let code = drawn(&bytes, module_px);
            assert_eq!(read_codes(&sample::png(&code)).expect("read"), [bytes.as_slice()]);
            assert_eq!(
                read_codes(&sample::jpeg(&rotate90(&code))).expect("read"),
                [bytes.as_slice()]
            );
        }
    }

    #[test]
    fn a_small_code_does_not_hide_a_large_one_that_is_read_when_its_grain_is_gone() {
        let large = drawn(b"the card's own code", 56);
        let mut seed: u32 = 7;
        let mut picture = image::RgbImage::from_fn(large.width() + 300, large.height(), |x, y| {
            let own = large.get_pixel_checked(x, y).map_or(255, |dot| dot.0[0]);
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let is_grain = x < large.width() && seed >> 24 < 38;
            image::Rgb([if is_grain { 255 - own } else { own }; 3])
        });
        let grainy = sample::png(&picture);
        assert_eq!(
            look(&image::load_from_memory(&grainy).expect("a picture").into_luma8()).len(),
            0
        );
        let small = drawn(b"an advertisement's", 5);
        image::imageops::replace(&mut picture, &small, i64::from(large.width()) + 50, 200);
        let mut found = read_codes(&sample::png(&picture)).expect("read");
        found.sort();
        assert_eq!(found, [b"an advertisement's".to_vec(), b"the card's own code".to_vec()]);
    }

    #[test]
    fn a_picture_without_a_code_says_so_and_what_is_no_picture_too() {
        let quadrants = sample::png(&sample::quadrants(600, 900));
        assert!(matches!(read_codes(&quadrants), Err(Error::NoCode)));
        assert!(matches!(read_codes(b"a text"), Err(Error::NotAPicture)));
        let vast = sample::png_header(20_000, 20_000, 8);
        assert!(matches!(read_codes(&vast), Err(Error::TooManyPixels { .. })));
    }
}
