//! What a photograph must be, what was found in it, and which part of it the card shows.
//!
//! Numbers only: the pixels are read by the `photo` crate, never here.

mod limits;
mod report;

pub use limits::PhotoLimits;
pub use report::{Advice, Check, FaceMarks, Finding, Point, Report};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The limits that a photograph meets on its way to the card. Part of the policy file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "types.ts")]
pub struct PhotoRules {
    /// Largest file that is opened, in bytes.
    #[ts(type = "number")]
    pub limit_bytes: u64,
    /// Most pixels (width times height) that are decoded.
    #[ts(type = "number")]
    pub limit_pixels: u64,
    /// Narrowest usable picture, in pixels, after turning it upright.
    pub min_width_px: u32,
    /// Lowest usable picture, in pixels, after turning it upright.
    pub min_height_px: u32,
    /// Width of the photo on the card, in pixels.
    pub card_width_px: u32,
    /// Height of the photo on the card, in pixels.
    pub card_height_px: u32,
    /// Largest card photo, in bytes of JPEG. With 70,000 a signed proof of every field is under
    /// 120 KB in any language.
    pub card_limit_bytes: u32,
    /// The words for why a photo is taken although a check does not pass; the clerk picks one.
    pub exceptions: Vec<String>,
    /// How far each check's measure may go.
    #[serde(default)]
    pub limits: PhotoLimits,
}

impl Default for PhotoRules {
    /// 40 MB and 100 megapixels bound the work; 600 x 750 px is the programme's portrait (4:5).
    fn default() -> Self {
        Self {
            limit_bytes: 40_000_000,
            limit_pixels: 100_000_000,
            min_width_px: 240,
            min_height_px: 300,
            card_width_px: 600,
            card_height_px: 750,
            card_limit_bytes: 70_000,
            exceptions: ["likeness", "infant", "medical", "religious"].map(str::to_owned).into(),
            limits: PhotoLimits::default(),
        }
    }
}

/// The part of an upright picture that the card shows, in fractions of the picture's size.
///
/// `left` and `top` are the corner (0 to 1); `width` is the frame's width over the picture's
/// width (above 0, at most 1). The height follows from the card's shape. The frame is then turned
/// about its own middle; all four of its corners lie inside the picture.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "types.ts")]
pub struct Crop {
    /// Distance of the frame's left edge from the picture's, over the picture's width.
    pub left: f64,
    /// Distance of the frame's top edge from the picture's, over the picture's height.
    pub top: f64,
    /// Width of the frame over the picture's width.
    pub width: f64,
    /// How far the frame is turned clockwise about its middle, in degrees, at most
    /// [`LIMIT_TURN_DEGREES`] either way; what it shows is thereby turned the other way.
    #[serde(default)]
    pub turn_degrees: f64,
}

/// How a picture that lies, stands on its head or is seen in a mirror is set right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Turn {
    /// A quarter turn, its right side up.
    Left,
    /// A quarter turn, its left side up.
    Right,
    /// Left for right, as in a mirror: a front camera may have saved it so.
    Mirror,
}

/// The furthest that a frame is turned, in degrees: a head that leans further is asked to rise.
pub const LIMIT_TURN_DEGREES: f64 = 10.0;

impl Crop {
    /// The largest frame of shape `aspect` (width over height) in the middle of the picture.
    #[must_use]
    pub fn centred(picture_width: u32, picture_height: u32, aspect: f64) -> Self {
        let (width_px, height_px) = (f64::from(picture_width), f64::from(picture_height));
        let frame_width = width_px.min(height_px * aspect);
        let frame_height = frame_width / aspect;
        Self {
            left: (1.0 - frame_width / width_px) / 2.0,
            top: (1.0 - frame_height / height_px) / 2.0,
            width: frame_width / width_px,
            turn_degrees: 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_centred_crop_of_a_wide_picture_keeps_the_full_height() {
        let crop = Crop::centred(1000, 500, 0.8);
        assert!((crop.top).abs() < 1e-9);
        assert!((crop.width - 0.4).abs() < 1e-9, "400 of 1000 px");
        assert!((crop.left - 0.3).abs() < 1e-9);
    }
}
