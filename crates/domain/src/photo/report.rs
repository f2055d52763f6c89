//! What the machine found in a picture: advice with its reasons, never a refusal.
//!
//! Words and measures only. The sentence for each advice is the window's, in the operator's
//! language; the pixels are read by the `photo` crate.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing that is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Check {
    /// How many faces there are; one is wanted.
    Faces,
    /// Chin to crown over the frame's height (ICAO Doc 9303 part 3; ISO/IEC 39794-5).
    HeadSize,
    /// Where the eyes are: their height over the frame's bottom, over the frame's height, and
    /// the face's distance from the middle, over the frame's width. The value is the worse one.
    Place,
    /// How far the line through the eyes leans, in degrees.
    Level,
    /// How far the face is turned or nods, from the symmetry of its landmarks (0 is frontal).
    Frontal,
    /// Variance of the Laplacian of the luminance on the face at a fixed size, over that of the
    /// same face made coarse.
    Sharpness,
    /// How light the scene's lights are, 0 to 1, and beyond 1 by the part of the scene that is
    /// cut off at white. What is light around the person tells, and the whites of the eyes;
    /// never skin.
    SceneLight,
    /// The face's median luminance against the range in which its own detail survives.
    Exposure,
    /// The part of the face that is clipped to white, or of cheeks and nose to black.
    Clipping,
    /// The darker half of the face over the lighter one, left against right.
    EvenLight,
    /// How uneven the background beside the head is.
    Background,
    /// Pixels of the picture under the frame's width.
    Resolution,
}

/// What to do about a check that does not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Advice {
    /// No face was found.
    NobodyThere,
    /// More than one face was found.
    OnePersonOnly,
    /// The head is too small.
    ComeCloser,
    /// The head is too large.
    StepBack,
    /// The face must go to the picture's left.
    MoveLeft,
    /// The face must go to the picture's right.
    MoveRight,
    /// The face must go up in the picture.
    MoveUp,
    /// The face must go down in the picture.
    MoveDown,
    /// The head leans to a shoulder.
    HoldHeadStraight,
    /// The face is turned to a side.
    LookAtCamera,
    /// The face looks down.
    RaiseChin,
    /// The face looks up.
    LowerChin,
    /// The face is blurred.
    HoldStill,
    /// The scene, or the face in it, is too dark to show its detail.
    MoreLight,
    /// The scene, or the face in it, is too bright to show its detail.
    LessLight,
    /// Parts of the face are lost in glare.
    AvoidGlare,
    /// Parts of the face are lost in shadow.
    AvoidShadow,
    /// The picture's left half of the face is much darker than the other.
    LightFromLeft,
    /// The picture's right half of the face is much darker than the other.
    LightFromRight,
    /// The background is not plain.
    PlainBackground,
    /// The picture is too coarse for the card.
    LargerPicture,
}

/// One check with its measured value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "types.ts")]
pub struct Finding {
    /// What was judged.
    pub check: Check,
    /// The measured value, in the check's own unit.
    pub value: f64,
    /// The least value that passes, if there is one.
    pub min: Option<f64>,
    /// The greatest value that passes, if there is one.
    pub max: Option<f64>,
    /// What to do; none when the check passes.
    pub advice: Option<Advice>,
}

/// A point of the picture, in fractions of its width and height.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "types.ts")]
pub struct Point {
    /// Distance from the left edge over the width.
    pub x: f64,
    /// Distance from the top edge over the height.
    pub y: f64,
}

/// Where the face is. Left and right are the picture's, not the person's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "types.ts")]
pub struct FaceMarks {
    /// The middle of the eye on the left.
    pub left_eye: Point,
    /// The middle of the eye on the right.
    pub right_eye: Point,
    /// The tip of the nose.
    pub nose: Point,
    /// The corner of the mouth on the left.
    pub mouth_left: Point,
    /// The corner of the mouth on the right.
    pub mouth_right: Point,
}

/// What the machine found in one picture under one frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "types.ts")]
pub struct Report {
    /// The largest face, if there is any.
    pub face: Option<FaceMarks>,
    /// Every check that could be made, most urgent first.
    pub findings: Vec<Finding>,
    /// How good the picture is beside others of the same person, higher is better; for choosing
    /// the best of a burst only, never shown.
    pub score: f64,
}

impl Report {
    /// Whether every check passes.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.findings.iter().all(|finding| finding.advice.is_none())
    }
}
