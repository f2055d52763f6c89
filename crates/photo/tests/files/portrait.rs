//! Real files from tests/fixtures, all the way to the card.
//!
//! All are the same NASA portrait, so they must all come out alike.

use domain::photo::{Crop, PhotoRules};
use image::RgbImage;
use keyway_photo::{CardPhoto, Picture, crop, open};

const ASTRONAUT: &[u8] = include_bytes!("../../../../tests/fixtures/astronaut.png");
const CMYK: &[u8] = include_bytes!("../../../../tests/fixtures/photos/cmyk.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("../../../../tests/fixtures/photos/progressive.jpg");
const LOSSY_WEBP: &[u8] = include_bytes!("../../../../tests/fixtures/photos/lossy.webp");

fn opened(bytes: &[u8]) -> Picture {
    open(bytes, &PhotoRules::default()).expect("a fixture opens")
}

fn card(picture: &Picture) -> CardPhoto {
    let centred = Crop::centred(picture.width(), picture.height(), 0.8);
    crop(picture, centred, &PhotoRules::default()).expect("a centred crop is inside")
}

fn pixels(card: &CardPhoto) -> RgbImage {
    image::load_from_memory(&card.jpeg).expect("a card photo is a JPEG").into_rgb8()
}

/// The mean difference of two card photos, over all channels, in steps of 255.
fn mean_difference(one: &CardPhoto, other: &CardPhoto) -> f64 {
    let (one, other) = (pixels(one), pixels(other));
    let pairs = one.iter().zip(other.iter());
    let total: u64 = pairs.map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
    total as f64 / one.len() as f64
}

#[test]
fn a_portrait_becomes_a_card_photo_under_the_limit() {
    let picture = opened(ASTRONAUT);
    assert_eq!((picture.width(), picture.height()), (512, 512));
    let card = card(&picture);
    assert_eq!((card.width_px, card.height_px), (600, 750));
    assert!(card.jpeg.len() <= 100_000, "{} bytes", card.jpeg.len());
    assert!(card.jpeg.len() > 60_000, "the allowance is used: {} bytes", card.jpeg.len());
}

#[test]
fn every_format_of_a_portrait_gives_the_same_card() {
    let reference = card(&opened(ASTRONAUT));
    for (name, bytes, most) in
        [("CMYK", CMYK, 8.0), ("progressive", PROGRESSIVE, 5.0), ("WebP", LOSSY_WEBP, 5.0)]
    {
        let difference = mean_difference(&card(&opened(bytes)), &reference);
        assert!(difference < most, "{name} differs by {difference:.2} of 255 on average");
    }
}

#[test]
fn a_crop_from_the_stored_copy_looks_like_the_first_one() {
    let picture = opened(ASTRONAUT);
    let again = opened(&picture.to_jpeg().expect("encodes"));
    let difference = mean_difference(&card(&again), &card(&picture));
    assert!(difference < 3.0, "differs by {difference:.2} of 255 on average");
}
