//! Any bytes to the photo crate's door, and what opens to the card.
//!
//! The input is the file; its last eight bytes choose the crop as well, so that any picture is a
//! seed as it is, and bytes behind its end change the crop alone. Finds panics, overflows, reads
//! out of bounds, too much memory and too much time; it says nothing about how a photo looks.

#![no_main]

use domain::photo::{Crop, PhotoRules};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: std::panic::set_hook(Box::new(told)), |file: &[u8]| {
    // Small enough that one input takes milliseconds, long enough for what is decoded in less
    // than its own size.
    let rules = PhotoRules {
        limit_pixels: 1 << 19,
        min_width_px: 1,
        min_height_px: 1,
        card_width_px: 24,
        card_height_px: 30,
        card_limit_bytes: 4_000,
        ..PhotoRules::default()
    };
    let Ok(picture) = photo::open(file, &rules) else { return };
    let centred = Crop::centred(picture.width(), picture.height(), 0.8);
    photo::crop(&picture, centred, &rules).expect("a centred crop is inside");
    let crop = chosen(file.last_chunk().expect("no picture is so short"));
    if let Ok(card) = photo::crop(&picture, crop, &rules) {
        let again = photo::open(&card.jpeg, &rules).expect("a card photo opens");
        assert_eq!((again.width(), again.height()), (24, 30));
    }
    let stored = picture.to_jpeg().expect("a working copy can be stored");
    let again = photo::open(&stored, &rules).expect("and opened again");
    assert_eq!((again.width(), again.height()), (picture.width(), picture.height()));
});

/// A crop from -0.5 to 1.5 of the picture, turned by up to 16 degrees.
fn chosen(choice: &[u8; 8]) -> Crop {
    let [left, top, width, turn] = [0, 2, 4, 6].map(|at| {
        f64::from(u16::from_le_bytes([choice[at], choice[at + 1]])) / f64::from(u16::MAX)
    });
    Crop {
        left: left * 2.0 - 0.5,
        top: top * 2.0 - 0.5,
        width: width * 2.0 - 0.5,
        turn_degrees: turn * 32.0 - 16.0,
    }
}

/// The photo crate catches its decoders' panics, so only this file's own are told; uncaught,
/// they end the run.
fn told(panic: &std::panic::PanicHookInfo<'_>) {
    if panic.location().is_some_and(|location| location.file().ends_with(file!())) {
        eprintln!("{panic}");
    }
}
