//! The part of a picture that the card shows, in the card's size and within its bytes.
//!
//! Cuts what it is told to cut; where the face is, is not decided here.

mod lift;

use std::fmt;

use domain::photo::{Crop, LIMIT_TURN_DEGREES, PhotoRules};

use crate::error::Error;
use crate::guard::guarded;
use crate::picture::{Frame, Picture, TurnedFrame, jpeg_within, resample};

pub use lift::Lift;

/// How far a frame may reach over an edge, in pixels of the working copy, before it is refused:
/// a window's rounding, not a mistake. What reaches over is moved or cut back.
const EDGE_TOLERANCE_PX: f64 = 1.0;

/// Frames are laid on this many steps to the pixel, which keeps their sums exact.
const STEPS_PER_PX: f64 = 1_024.0;

/// Longest side of a card photo that is made, in pixels: 1,200 dpi on an ID-1 card.
const CARD_LIMIT_PX: u32 = 4_000;

/// A photo as it goes onto the card: a JPEG of the policy's exact size, without metadata.
#[derive(Clone, PartialEq, Eq)]
pub struct CardPhoto {
    /// The encoded picture.
    pub jpeg: Vec<u8>,
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
}

impl fmt::Debug for CardPhoto {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CardPhoto")
            .field("jpeg", &format_args!("[personal], {} bytes", self.jpeg.len()))
            .field("width_px", &self.width_px)
            .field("height_px", &self.height_px)
            .finish()
    }
}

/// Cuts `crop` out of `picture` and brings it to the card's size, in the best quality that
/// keeps within `rules.card_limit_bytes`.
///
/// The same picture, crop and rules give the same bytes on the same machine.
///
/// # Errors
/// [`Error::CropOutside`] for a frame more than a pixel beyond the picture, turned too far, or
/// no frame at all; [`Error::CropTooSmall`] for one with too little detail; [`Error::CardShape`]
/// or [`Error::CardOverLimit`] for rules that cannot be met.
pub fn crop(picture: &Picture, crop: Crop, rules: &PhotoRules) -> Result<CardPhoto, Error> {
    crop_lifted(picture, crop, Lift::NONE, rules)
}

/// The same, brightened by `lift`.
///
/// # Errors
/// As [`crop`].
pub fn crop_lifted(
    picture: &Picture,
    crop: Crop,
    lift: Lift,
    rules: &PhotoRules,
) -> Result<CardPhoto, Error> {
    let (width_px, height_px) = (rules.card_width_px, rules.card_height_px);
    if !(1..=CARD_LIMIT_PX).contains(&width_px) || !(1..=CARD_LIMIT_PX).contains(&height_px) {
        return Err(Error::CardShape { width_px, height_px });
    }
    let aspect = f64::from(width_px) / f64::from(height_px);
    guarded(|| {
        let mut card = if crop.turn_degrees == 0.0 {
            let frame = frame(picture, crop, aspect)?;
            check_detail(frame, aspect, rules)?;
            resample(picture.pixels(), frame, width_px, height_px)?
        } else {
            let frame = loose_frame(picture, crop, aspect);
            let turned = turned(picture, frame, crop.turn_degrees)?;
            check_detail(frame, aspect, rules)?;
            turned.level(picture.pixels(), width_px, height_px)?
        };
        lift.apply(&mut card);
        let jpeg = jpeg_within(&card, rules.card_limit_bytes)?;
        Ok(CardPhoto { jpeg, width_px, height_px })
    })
}

/// `frame` turned, if all its corners lie inside the picture.
fn turned(picture: &Picture, frame: Frame, degrees: f64) -> Result<TurnedFrame, Error> {
    let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
    let within =
        |value: f64, side: f64| (-EDGE_TOLERANCE_PX..=side + EDGE_TOLERANCE_PX).contains(&value);
    let turned = TurnedFrame::new(frame, degrees);
    // Written so that a NaN, which compares as false, is refused.
    let inside = degrees.abs() <= LIMIT_TURN_DEGREES
        && frame.width > 0.0
        && turned.corners().iter().all(|&(x, y)| within(x, across) && within(y, down));
    if inside { Ok(turned) } else { Err(Error::CropOutside) }
}

/// The frame of `crop` in the picture's pixels, wherever that lies, of shape `aspect`.
fn loose_frame(picture: &Picture, crop: Crop, aspect: f64) -> Frame {
    let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
    let width = crop.width * across;
    Frame { left: crop.left * across, top: crop.top * down, width, height: width / aspect }
}

/// The frame of `crop` in the picture's pixels, inside the picture, of shape `aspect`.
fn frame(picture: &Picture, crop: Crop, aspect: f64) -> Result<Frame, Error> {
    let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
    let Frame { left, top, width, height } = loose_frame(picture, crop, aspect);
    // Written so that a NaN, which compares as false, is refused.
    let inside = width > 0.0
        && left >= -EDGE_TOLERANCE_PX
        && top >= -EDGE_TOLERANCE_PX
        && left + width <= across + EDGE_TOLERANCE_PX
        && top + height <= down + EDGE_TOLERANCE_PX;
    if !inside {
        return Err(Error::CropOutside);
    }
    let width = width.min(across).min(down * aspect);
    let (width, height) = (on_steps(width), on_steps((width / aspect).min(down)));
    let left = on_steps(left.clamp(0.0, across - width));
    let top = on_steps(top.clamp(0.0, down - height));
    Ok(Frame { left, top, width, height })
}

/// `value` on the step at or below it.
fn on_steps(value: f64) -> f64 {
    (value * STEPS_PER_PX).floor() / STEPS_PER_PX
}

/// Refuses a frame with less detail than the smallest picture that is opened would give.
fn check_detail(frame: Frame, aspect: f64, rules: &PhotoRules) -> Result<(), Error> {
    let (min_width, min_height) = (f64::from(rules.min_width_px), f64::from(rules.min_height_px));
    let least = min_width.min(min_height * aspect).max(1.0);
    if frame.width + EDGE_TOLERANCE_PX < least || frame.height <= 0.0 {
        // Both lie between 0 and the sides of a picture, and a cast from f64 saturates.
        let (width_px, min_width_px) = (frame.width.floor() as u32, least.ceil() as u32);
        return Err(Error::CropTooSmall { width_px, min_width_px });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open;
    use crate::tests::sample;

    const WHOLE: Crop = Crop { left: 0.0, top: 0.0, width: 1.0, turn_degrees: 0.0 };

    fn picture(width: u32, height: u32) -> Picture {
        Picture::new(sample::quadrants(width, height))
    }

    fn refused(crop: Crop) -> Error {
        super::crop(&picture(1000, 1250), crop, &PhotoRules::default()).expect_err("refused")
    }

    fn decoded(card: &CardPhoto) -> image::RgbImage {
        open(&card.jpeg, &PhotoRules::default()).expect("a card photo opens").pixels().clone()
    }

    #[test]
    fn a_card_photo_has_the_policys_exact_size_and_bytes() {
        let rules = PhotoRules::default();
        for (width, height) in [(240, 300), (600, 750), (1000, 1250), (1999, 700), (300, 2000)] {
            let aspect = 0.8;
            let centred = Crop::centred(width, height, aspect);
            let card = crop(&picture(width, height), centred, &rules).expect("fits");
            assert_eq!(decoded(&card).dimensions(), (600, 750), "from {width} x {height}");
            assert!(card.jpeg.len() <= 70_000, "{} bytes", card.jpeg.len());
        }
    }

    #[test]
    fn noise_too_comes_under_the_limit_at_the_exact_size() {
        let rules = PhotoRules::default();
        let noisy = Picture::new(sample::noise(600, 750));
        let card = crop(&noisy, WHOLE, &rules).expect("the quality gives way, not the size");
        assert_eq!(decoded(&card).dimensions(), (600, 750));
        assert!(card.jpeg.len() <= 70_000, "{} bytes", card.jpeg.len());
        assert!(card.jpeg.len() > 50_000, "and no lower than needed: {}", card.jpeg.len());
    }

    #[test]
    fn the_same_crop_gives_the_same_bytes() {
        let rules = PhotoRules::default();
        let noisy = Picture::new(sample::noise(700, 900));
        let part = Crop { left: 0.1, top: 0.05, width: 0.77, ..WHOLE };
        let first = crop(&noisy, part, &rules).expect("inside");
        assert_eq!(first, crop(&noisy, part, &rules).expect("inside"));
    }

    #[test]
    fn the_crop_shows_the_part_that_it_names() {
        let rules = PhotoRules::default();
        let source = picture(1000, 1250);
        let corner = Crop { left: 0.5, top: 0.5, width: 0.5, ..WHOLE };
        let card = decoded(&crop(&source, corner, &rules).expect("inside"));
        let expected = source.pixels().get_pixel(999, 1249).0;
        for at in [(20, 20), (579, 20), (20, 729), (579, 729)] {
            sample::assert_near(card.get_pixel(at.0, at.1).0, expected);
        }
    }

    #[test]
    fn a_crop_outside_the_picture_is_refused() {
        let outside = [
            Crop { left: -0.1, ..WHOLE },
            Crop { left: 0.01, ..WHOLE },
            Crop { top: -0.01, ..WHOLE },
            Crop { top: 0.6, width: 0.5, left: 0.0, ..WHOLE },
            Crop { width: 1.01, ..WHOLE },
            Crop { width: 0.0, ..WHOLE },
            Crop { width: -0.5, ..WHOLE },
            Crop { width: f64::NAN, ..WHOLE },
            Crop { left: f64::NAN, width: 0.5, top: 0.0, ..WHOLE },
            Crop { top: f64::INFINITY, ..WHOLE },
            Crop { width: f64::INFINITY, ..WHOLE },
        ];
        for crop in outside {
            assert!(matches!(refused(crop), Error::CropOutside), "{crop:?}");
        }
    }

    #[test]
    fn a_frame_rounded_over_the_edge_is_moved_back() {
        let source = picture(1000, 1250);
        let over = Crop { left: -0.000_5, top: 0.000_5, width: 1.000_2, ..WHOLE };
        let inside = frame(&source, over, 0.8).expect("within a pixel");
        assert_eq!(inside, Frame { left: 0.0, top: 0.0, width: 1000.0, height: 1250.0 });
    }

    /// A bright beam through the middle, its right end `degrees` lower than level.
    fn leaning_beam(degrees: f64) -> Picture {
        let slope = degrees.to_radians().tan();
        Picture::new(image::RgbImage::from_fn(1000, 1000, |x, y| {
            let beam = 500.0 + (f64::from(x) - 500.0) * slope;
            image::Rgb([if (f64::from(y) - beam).abs() < 40.0 { 230 } else { 30 }; 3])
        }))
    }

    #[test]
    fn a_frame_turned_like_its_picture_shows_it_level() {
        let rules = PhotoRules::default();
        for degrees in [7.0, -7.0, 10.0] {
            let frame = Crop { left: 0.25, top: 0.1875, width: 0.5, turn_degrees: degrees };
            let card = decoded(&crop(&leaning_beam(degrees), frame, &rules).expect("inside"));
            for x in [5, 300, 594] {
                let bright = |y: u32| card.get_pixel(x, y).0[0] > 130;
                let upper = (0..750).find(|y| bright(*y)).expect("the beam's upper edge");
                let lower = (0..750).rfind(|y| bright(*y)).expect("the beam's lower edge");
                assert!(upper.abs_diff(327) <= 2, "upper edge at {upper}, {degrees} degrees");
                assert!(lower.abs_diff(422) <= 2, "lower edge at {lower}, {degrees} degrees");
            }
        }
    }

    #[test]
    fn a_turned_crop_gives_the_same_bytes_again() {
        let noisy = Picture::new(sample::noise(900, 900));
        let turned = Crop { left: 0.2, top: 0.15, width: 0.5, turn_degrees: -3.3 };
        let first = crop(&noisy, turned, &PhotoRules::default()).expect("inside");
        assert_eq!(first, crop(&noisy, turned, &PhotoRules::default()).expect("inside"));
    }

    #[test]
    fn a_turned_frame_with_a_corner_outside_is_refused() {
        let fitting = Crop { width: 0.7, left: 0.15, top: 0.15, turn_degrees: 5.0 };
        let rules = PhotoRules::default();
        assert!(crop(&picture(1000, 1250), fitting, &rules).is_ok(), "the middle is inside");
        let outside = [
            Crop { turn_degrees: 1.0, ..WHOLE },
            Crop { left: 0.0, ..fitting },
            Crop { top: 0.3, ..fitting },
            Crop { turn_degrees: f64::NAN, ..fitting },
            Crop { turn_degrees: f64::INFINITY, ..fitting },
            Crop { turn_degrees: 10.01, width: 0.3, left: 0.3, top: 0.3 },
            Crop { turn_degrees: -10.01, width: 0.3, left: 0.3, top: 0.3 },
            Crop { width: -0.5, ..fitting },
            Crop { width: 0.0, ..fitting },
            Crop { left: f64::NAN, ..fitting },
        ];
        for crop in outside {
            assert!(matches!(refused(crop), Error::CropOutside), "{crop:?}");
        }
    }

    #[test]
    fn a_turned_crop_with_too_little_detail_is_refused() {
        let tiny = Crop { left: 0.4, top: 0.4, width: 0.2, turn_degrees: 4.0 };
        assert!(matches!(refused(tiny), Error::CropTooSmall { width_px: 200, min_width_px: 240 }));
    }

    #[test]
    fn a_crop_with_too_little_detail_is_refused() {
        let tiny = Crop { left: 0.4, top: 0.4, width: 0.2, ..WHOLE };
        assert!(matches!(refused(tiny), Error::CropTooSmall { width_px: 200, min_width_px: 240 }));
    }

    #[test]
    fn rules_that_cannot_be_met_are_refused() {
        let source = picture(1000, 1250);
        let no_size = PhotoRules { card_width_px: 0, ..PhotoRules::default() };
        assert!(matches!(crop(&source, WHOLE, &no_size), Err(Error::CardShape { .. })));
        let vast = PhotoRules { card_height_px: 70_000, ..PhotoRules::default() };
        assert!(matches!(crop(&source, WHOLE, &vast), Err(Error::CardShape { .. })));
        let no_bytes = PhotoRules { card_limit_bytes: 0, ..PhotoRules::default() };
        assert!(matches!(crop(&source, WHOLE, &no_bytes), Err(Error::CardOverLimit { .. })));
    }

    #[test]
    fn a_card_photo_carries_no_metadata() {
        let tagged = sample::jpeg_with_every_metadata(&sample::quadrants(300, 375));
        let source = open(&tagged, &PhotoRules::default()).expect("opens");
        let card = crop(&source, WHOLE, &PhotoRules::default()).expect("inside");
        assert_eq!(sample::metadata_in(&card.jpeg), Vec::<&str>::new());
    }

    #[test]
    fn debug_shows_sizes_and_no_bytes() {
        let card = CardPhoto { jpeg: vec![1, 2, 3], width_px: 600, height_px: 750 };
        assert_eq!(
            format!("{card:?}"),
            "CardPhoto { jpeg: [personal], 3 bytes, width_px: 600, height_px: 750 }"
        );
    }
}
