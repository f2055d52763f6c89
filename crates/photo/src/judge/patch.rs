//! The face at a fixed size, and which of its pixels are skin, eyes and mouth.
//!
//! Cuts and shrinks; judges nothing.

use image::RgbImage;

use super::measure::luma;
use crate::error::Error;
use crate::face::Head;
use crate::picture::{Frame, Picture, Spot, resample};

/// The distance of the eyes to which a face is brought, in pixels: fine enough to see what blurs
/// a card's face, coarse enough that the size of the picture matters little. Never enlarged.
const UNIT_PX: f64 = 64.0;

/// The oval from above the brows to below the mouth, in eye distances from between the eyes: its
/// middle lies this far down. Hair, ears, headscarf and collar stay outside.
const OVAL_DOWN: f64 = 0.5;
/// Half the width of the oval: a face is about 2.15 eye distances wide.
const OVAL_HALF_WIDTH: f64 = 0.85;
/// Half the height of the oval.
const OVAL_HALF_HEIGHT: f64 = 0.95;

/// Cheeks and nose, in eye distances below the eyes: bare skin, with eyes and brows above it,
/// moustache and mouth below it, and few beards on it.
const CHEEKS: std::ops::RangeInclusive<f64> = 0.25..=0.7;

/// Fewest pixels of a face by which anything can be said of it.
const MIN_PIXELS: usize = 60;

/// The part of a picture around a face, upright as the picture, at most [`UNIT_PX`] between the
/// eyes.
pub(super) struct Patch {
    pub(super) pixels: RgbImage,
    /// For each pixel of the face: where it is in [`Patch::pixels`] and in the face.
    pub(super) face: Vec<FacePixel>,
}

/// A pixel of the face.
#[derive(Clone, Copy, Debug)]
pub(super) struct FacePixel {
    pub(super) x: u32,
    pub(super) y: u32,
    /// On the picture's left half of the face.
    pub(super) is_left: bool,
    /// On the cheeks or the nose.
    pub(super) is_cheek: bool,
}

impl Patch {
    /// The face of `head`; nothing when too little of it lies inside the picture.
    ///
    /// # Errors
    /// [`Error::Resample`] if the resampler fails.
    pub(super) fn of(picture: &Picture, head: &Head) -> Result<Option<Self>, Error> {
        // The square that holds the oval however the head leans.
        let reach = head.unit_px * (OVAL_DOWN + OVAL_HALF_HEIGHT);
        let Some(part) = square(picture, head.eyes, reach) else { return Ok(None) };
        let scale = (UNIT_PX / head.unit_px).min(1.0);
        let size = |side: f64| (side * scale).round().max(1.0) as u32;
        let (width, height) = (size(part.width), size(part.height));
        let pixels = resample(picture.pixels(), part, width, height)?;
        let (x_scale, y_scale) = (part.width / f64::from(width), part.height / f64::from(height));
        let mut face = Vec::new();
        for (x, y, _) in pixels.enumerate_pixels() {
            let (across, down) = head.place(Spot {
                x: part.left + (f64::from(x) + 0.5) * x_scale,
                y: part.top + (f64::from(y) + 0.5) * y_scale,
            });
            let (wide, high) = (across / OVAL_HALF_WIDTH, (down - OVAL_DOWN) / OVAL_HALF_HEIGHT);
            if wide * wide + high * high <= 1.0 {
                let (is_left, is_cheek) = (across < 0.0, CHEEKS.contains(&down));
                face.push(FacePixel { x, y, is_left, is_cheek });
            }
        }
        Ok((face.len() >= MIN_PIXELS).then_some(Self { pixels, face }))
    }

    /// The luma of a pixel, 0 to 255 (ITU-R BT.709 weights on the encoded values).
    pub(super) fn luma(&self, x: u32, y: u32) -> f64 {
        luma(self.pixels.get_pixel(x, y).0)
    }
}

/// The pixels of `picture` no further than `reach` from `middle`, across and down.
fn square(picture: &Picture, middle: Spot, reach: f64) -> Option<Frame> {
    let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
    let (left, right) = ((middle.x - reach).max(0.0).floor(), (middle.x + reach).min(across));
    let (top, bottom) = ((middle.y - reach).max(0.0).floor(), (middle.y + reach).min(down));
    let (width, height) = (right.floor() - left, bottom.floor() - top);
    (width >= 2.0 && height >= 2.0).then_some(Frame { left, top, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample;

    #[test]
    fn a_patch_has_the_fixed_size_and_both_halves_of_the_face() {
        let picture = Picture::new(sample::quadrants(1000, 1000));
        let head = Head { eyes: Spot { x: 500.0, y: 400.0 }, unit_px: 128.0, roll_degrees: 20.0 };
        let patch = Patch::of(&picture, &head).expect("shrinks").expect("inside");
        assert_eq!(patch.pixels.width(), 186, "2 * 1.45 eye distances of 64 px");
        let left = patch.face.iter().filter(|pixel| pixel.is_left).count() as f64;
        assert!((left / patch.face.len() as f64 - 0.5).abs() < 0.02);
    }

    #[test]
    fn a_face_outside_the_picture_has_no_patch() {
        let picture = Picture::new(sample::quadrants(100, 100));
        for (x, y) in [(-500.0, 50.0), (50.0, 900.0), (101.0, 101.0)] {
            let head = Head { eyes: Spot { x, y }, unit_px: 40.0, roll_degrees: 0.0 };
            let patch = Patch::of(&picture, &head).expect("shrinks");
            assert!(patch.is_none_or(|patch| patch.face.len() >= MIN_PIXELS), "{x} {y}");
        }
    }
}
