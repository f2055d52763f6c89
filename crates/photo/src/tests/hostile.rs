//! What broken, foreign and made-up files get: an error, never a panic, never a half picture.
//!
//! Tests only.

use domain::photo::{Crop, PhotoRules};
use proptest::prelude::*;

use super::sample;
use crate::{CardPhoto, Error, crop, open};

/// Every format's own encoder, on a picture with some structure.
fn valid_files() -> Vec<(&'static str, Vec<u8>)> {
    let pixels = sample::noise(24, 30);
    let progressive = include_bytes!("../../../../tests/fixtures/photos/progressive.jpg");
    vec![
        ("jpeg", sample::jpeg(&pixels)),
        ("tagged jpeg", sample::jpeg_with_every_metadata(&pixels)),
        ("progressive jpeg", progressive.to_vec()),
        ("jpeg large enough to be scaled", sample::jpeg(&sample::quadrants(3_600, 40))),
        ("png", sample::png(&pixels)),
        ("turned png", sample::png_with_orientation(&pixels, 7)),
        ("lossless webp", sample::webp(&pixels)),
        ("turned webp", sample::webp_with_orientation(&pixels, 6)),
        ("lossy webp", include_bytes!("../../../../tests/fixtures/photos/lossy.webp").to_vec()),
    ]
}

/// Opens `bytes` and makes a card photo of whatever opened.
fn through(bytes: &[u8]) -> Result<CardPhoto, Error> {
    let rules = PhotoRules {
        limit_pixels: 1_000_000,
        card_width_px: 24,
        card_height_px: 30,
        ..sample::rules()
    };
    let picture = open(bytes, &rules)?;
    let centred = Crop::centred(picture.width(), picture.height(), 0.8);
    crop(&picture, centred, &rules)
}

/// A refusal is fine, and so is a card photo, if it is a whole one.
fn is_refused_or_whole(outcome: Result<CardPhoto, Error>) -> bool {
    outcome.is_err()
        || outcome.is_ok_and(|card| {
            open(&card.jpeg, &sample::rules())
                .is_ok_and(|picture| (picture.width(), picture.height()) == (24, 30))
        })
}

#[test]
fn the_valid_files_are_valid() {
    for (name, bytes) in valid_files() {
        assert!(through(&bytes).is_ok(), "{name}: {:?}", through(&bytes));
    }
}

#[test]
fn a_file_cut_short_anywhere_is_refused() {
    for (name, bytes) in valid_files() {
        for eighths in 0..8 {
            let cut = &bytes[..bytes.len() * eighths / 8];
            assert!(through(cut).is_err(), "{name} cut to {eighths} eighths");
        }
    }
}

#[test]
fn a_cut_picture_is_called_corrupt_and_keeps_its_cause() {
    for (name, bytes) in valid_files() {
        let refused = through(&bytes[..bytes.len() * 7 / 8]).expect_err("cut short");
        assert!(matches!(refused, Error::Corrupt(_)), "{name}: {refused:?}");
        assert!(std::error::Error::source(&refused).is_some(), "{name} keeps the cause");
    }
}

/// JPEGs whose last bytes are of every kind: at once, in passes, colour by colour, grey, four
/// colours, with restarts, and large enough to be decoded in less than their size.
fn jpegs() -> Vec<(&'static str, Vec<u8>)> {
    let grey = image::imageops::grayscale(&sample::noise(24, 30));
    let mut of_grey = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new(&mut of_grey);
    image::ImageEncoder::write_image(encoder, &grey, 24, 30, image::ExtendedColorType::L8)
        .expect("encodes");
    let mut files = valid_files();
    files.retain(|(name, _)| name.contains("jpeg"));
    files.push(("grey jpeg", of_grey));
    let whole = [
        ("cmyk", include_bytes!("../../../../tests/fixtures/photos/cmyk.jpg").as_slice()),
        ("restarts", include_bytes!("../../../../tests/fixtures/broken/odd-restarts.jpg")),
        ("4:2:2", include_bytes!("../../../../tests/fixtures/broken/odd-422.jpg")),
    ];
    files.extend(whole.map(|(name, bytes)| (name, bytes.to_vec())));
    files
}

#[test]
fn a_jpeg_without_its_end_marker_is_the_picture_that_it_is_with_it() {
    for (name, whole) in jpegs() {
        let card = through(&whole).expect("whole");
        for cut in 1..=2 {
            let ended = through(&whole[..whole.len() - cut]);
            assert_eq!(ended.ok().as_ref(), Some(&card), "{name} without its last {cut}");
        }
    }
}

#[test]
fn a_jpeg_that_lost_rows_with_its_end_marker_is_refused() {
    for (name, whole) in jpegs() {
        for cut in (3..12).chain([20, 40, whole.len() / 8, whole.len() / 3]) {
            let refused = through(&whole[..whole.len() - cut]);
            assert!(matches!(refused, Err(Error::Corrupt(_))), "{name} without its last {cut}");
        }
    }
}

#[test]
fn a_jpeg_that_lost_rows_but_has_its_end_marker_is_refused() {
    for (name, whole) in jpegs() {
        for cut in (3..12).chain([20, 40, whole.len() / 8, whole.len() / 3]) {
            let ended = [&whole[..whole.len() - cut], b"\xFF\xD9"].concat();
            let refused = through(&ended);
            assert!(matches!(refused, Err(Error::Corrupt(_))), "{name} without its last {cut}");
        }
    }
}

#[test]
fn odd_bytes_between_a_jpegs_last_row_and_its_end_do_not_matter() {
    let with_odd_bytes = |whole: &[u8]| {
        let (data, end) = whole.split_at(whole.len() - 2);
        through(&[data, &[0x11; 9], end].concat())
    };
    for (name, whole) in jpegs() {
        assert!(with_odd_bytes(&whole).is_ok(), "{name}");
    }
    let whole = sample::jpeg(&sample::noise(24, 30));
    assert_eq!(with_odd_bytes(&whole).ok(), through(&whole).ok(), "not a pixel differs");
}

#[test]
fn a_png_without_its_end_is_whole_if_its_pixels_are() {
    for (name, whole) in valid_files() {
        if !name.contains("png") {
            continue;
        }
        let card = through(&whole).expect("whole");
        for cut in 1..=12 {
            let ended = through(&whole[..whole.len() - cut]);
            assert_eq!(ended.ok().as_ref(), Some(&card), "{name} without its last {cut}");
        }
        for cut in [13, 17, 24, whole.len() / 3] {
            let refused = through(&whole[..whole.len() - cut]);
            assert!(matches!(refused, Err(Error::Corrupt(_))), "{name} without its last {cut}");
        }
    }
}

#[test]
fn what_follows_a_webps_end_does_not_matter() {
    for (name, whole) in valid_files() {
        if !name.contains("webp") {
            continue;
        }
        let card = through(&whole).expect("whole");
        let trailed = [&whole, b"a maker's own trailer".as_slice()].concat();
        assert_eq!(through(&trailed).ok(), Some(card), "{name}");
    }
}

#[test]
fn a_png_whose_data_does_not_match_its_checksum_is_refused() {
    let mut bytes = sample::png(&sample::noise(24, 30));
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    assert!(matches!(through(&bytes), Err(Error::Corrupt(_))));
}

/// Found by damaging files at random: its tables make the WebP decoder's sums overflow, which
/// is a panic where overflow is checked.
#[test]
fn a_webp_that_breaks_its_decoder_is_refused() {
    let bytes = include_bytes!("../../../../tests/fixtures/photos/overflowing.webp");
    let refused = through(bytes);
    assert!(matches!(refused, Err(Error::Corrupt(_) | Error::DecoderFailed)), "{refused:?}");
}

#[test]
fn text_and_nothing_are_no_pictures() {
    for bytes in [b"".as_slice(), b"name;date of birth\nDoe;1 May\n"] {
        assert!(matches!(open(bytes, &PhotoRules::default()), Err(Error::NotAPicture)));
    }
}

#[test]
fn a_tiny_picture_is_refused_with_both_sizes() {
    let refused = open(&sample::png(&sample::quadrants(1, 1)), &PhotoRules::default());
    let told = refused.expect_err("too small").to_string();
    assert_eq!(told, "the picture is 1 x 1 px; the least is 240 x 300 px");
}

/// First bytes that lead into a decoder.
const MAGICS: [&[u8]; 5] = [
    b"",
    b"\xFF\xD8\xFF",
    b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR",
    b"RIFF\x40\0\0\0WEBPVP8 ",
    b"RIFF\x40\0\0\0WEBPVP8X\x0A\0\0\0",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_bytes_break_the_door(
        magic in 0..MAGICS.len(),
        rest in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        prop_assert!(is_refused_or_whole(through(&[MAGICS[magic], &rest].concat())));
    }

    #[test]
    fn no_damage_to_a_valid_file_breaks_the_door(
        file in 0..9_usize,
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let (name, mut bytes) = valid_files().swap_remove(file);
        for (index, value) in flips {
            let at = index.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        prop_assert!(is_refused_or_whole(through(&bytes)), "{}", name);
    }

    #[test]
    fn no_crop_breaks_the_knife(
        left in any::<f64>(),
        top in any::<f64>(),
        width in any::<f64>(),
        turn_degrees in prop_oneof![Just(0.0), any::<f64>(), -11.0..11.0],
    ) {
        let picture = crate::Picture::new(sample::quadrants(33, 47));
        let rules = PhotoRules { card_width_px: 24, card_height_px: 30, ..sample::rules() };
        let wild = crop(&picture, Crop { left, top, width, turn_degrees }, &rules);
        prop_assert!(!matches!(wild, Err(Error::DecoderFailed | Error::Resample(_))));
        let within = |value: f64| (value.abs() % 1.0).max(0.0);
        let (left, top, width) = (within(left), within(top), within(width));
        let tame = crop(&picture, Crop { left, top, width, turn_degrees }, &rules);
        prop_assert!(!matches!(tame, Err(Error::DecoderFailed | Error::Resample(_))));
    }

    #[test]
    fn a_centred_crop_always_fits(width in 8_u32..400, height in 8_u32..400, tall in 1_u32..40) {
        let rules = PhotoRules { card_width_px: 20, card_height_px: tall, ..sample::rules() };
        let picture = crate::Picture::new(sample::quadrants(width, height));
        let centred = Crop::centred(width, height, 20.0 / f64::from(tall));
        let card = crop(&picture, centred, &rules);
        prop_assert!(card.is_ok(), "{:?}", card);
    }
}
