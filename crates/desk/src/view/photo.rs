//! The Photo step: the picture, its frame and its light, and the signature.

use domain::photo::{Crop, Report};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The Photo step. The pictures themselves are fetched as bytes.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Photo {
    /// The upright picture, if one was taken or imported.
    pub picture: Option<Picture>,
    /// The frame that the card shows of it.
    pub crop: Option<Crop>,
    /// What the machine found in it under that frame.
    pub report: Option<Report>,
    /// The word for why the photo is taken although a check does not pass.
    pub exception: Option<String>,
    /// How the card shows the picture's light.
    pub light: Option<PhotoLight>,
    /// Grows with every picture and crop, so that the window knows when to fetch anew.
    pub edition: u32,
}

/// How the card shows the light of the picture that it is cut from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "types.ts")]
pub enum PhotoLight {
    /// As it was taken: the scene was light enough.
    Good,
    /// Brightened by the scene's lights.
    Brightened,
    /// As it was taken, because the clerk wants it so.
    Untouched,
}

/// The signature, a part of the Photo step.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Signature {
    /// Whether the policy asks for one; if not, nothing of it is shown.
    pub is_wanted: bool,
    /// What was drawn: strokes of dots, each left, down and pressure. Left and down are in
    /// ten-thousandths of the pad's width, pressure is 0 to 255.
    #[ts(type = "Array<Array<[number, number, number]>> | null")]
    pub strokes: Option<domain::Signature>,
    /// The word for why nothing was drawn.
    pub skipped: Option<String>,
}

/// Which of the two pictures is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "types.ts")]
pub enum Which {
    /// The upright picture that the frame lies in.
    Picture,
    /// The photo for the card.
    Card,
}

/// One frame of the live picture, as the window's canvas gives it.
pub struct Frame<'a> {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Four bytes a pixel: red, green, blue, and an alpha that is ignored; row by row.
    pub rgba: &'a [u8],
}

/// The size of a picture, in pixels.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
