//! How a text of the card is set, and within which bounds.
//!
//! Knows no font: which glyphs there are is found where the text is shaped.

use serde::{Deserialize, Serialize};

/// The smallest text, in points: at 300 dots per inch a letter's body has 16 dots.
pub(crate) const LEAST_PT: f32 = 4.0;

/// The largest, in points.
const MOST_PT: f32 = 24.0;

/// Most lines of a text.
const MOST_LINES: usize = 8;

/// How far apart lines stand at the least, in ems.
const LINE_EM: f32 = 1.25;

/// Millimetres in a point.
const MM_PER_PT: f32 = 25.4 / 72.0;

/// How a text is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// How heavy.
    #[serde(default)]
    pub weight: TextWeight,
    /// The size, in points.
    pub nominal_pt: f32,
    /// The size to which it may shrink to fit, in points.
    pub floor_pt: f32,
    /// The lines into which it may wrap.
    #[serde(default = "one_line")]
    pub line_limit: usize,
    /// The name of its colour.
    pub colour: String,
    /// Where it stands in an area that is higher.
    #[serde(default)]
    pub sits: Sits,
    /// Whether it is centred between left and right.
    #[serde(default)]
    pub centred: bool,
}

/// How heavy a text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextWeight {
    /// As running text.
    #[default]
    Regular,
    /// As a name.
    Bold,
}

/// Where a text stands in an area that is higher than it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sits {
    /// At the upper edge.
    #[default]
    Top,
    /// In the middle.
    Middle,
    /// At the lower edge.
    Bottom,
}

impl Style {
    /// The least height of a line at the smallest size, in millimetres.
    #[must_use]
    pub fn least_height_mm(&self) -> f32 {
        self.floor_pt * LINE_EM * MM_PER_PT
    }

    /// What is wrong with the numbers.
    pub(crate) fn fault(&self) -> Option<String> {
        let Style { nominal_pt, floor_pt, line_limit, .. } = self;
        if !(LEAST_PT..=MOST_PT).contains(nominal_pt) {
            return Some(format!("nominal_pt must be {LEAST_PT} to {MOST_PT}"));
        }
        if !(LEAST_PT..=*nominal_pt).contains(floor_pt) {
            return Some(format!("floor_pt must be {LEAST_PT} to nominal_pt"));
        }
        let lines = 1..=MOST_LINES;
        (!lines.contains(line_limit)).then(|| format!("line_limit must be 1 to {MOST_LINES}"))
    }
}

fn one_line() -> usize {
    1
}
