//! A rectangle on the card, in millimetres.

use serde::{Deserialize, Serialize};

use super::{CARD_HEIGHT_MM, CARD_WIDTH_MM};

/// Two frames that share less than this, in millimetres, do not overlap: sums of decimals are
/// not exact.
const TOUCH_MM: f32 = 0.005;

/// A rectangle in millimetres; `y` is measured downwards.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// From its left to its right edge.
    pub width: f32,
    /// From its upper to its lower edge.
    pub height: f32,
}

impl Frame {
    /// The whole card.
    pub const CARD: Frame = Frame { x: 0.0, y: 0.0, width: CARD_WIDTH_MM, height: CARD_HEIGHT_MM };

    /// The right edge.
    #[must_use]
    pub fn right(self) -> f32 {
        self.x + self.width
    }

    /// The lower edge.
    #[must_use]
    pub fn bottom(self) -> f32 {
        self.y + self.height
    }

    /// The frame made smaller by `by` on each side.
    #[must_use]
    pub fn inset(self, by: f32) -> Frame {
        let Frame { x, y, width, height } = self;
        Frame { x: x + by, y: y + by, width: width - 2.0 * by, height: height - 2.0 * by }
    }

    /// Whether all four numbers are such that something can be drawn.
    #[must_use]
    pub fn is_sound(self) -> bool {
        let Frame { x, y, width, height } = self;
        [x, y, width, height].iter().all(|number| number.is_finite())
            && width > TOUCH_MM
            && height > TOUCH_MM
    }

    /// Whether `other` lies in this frame whole.
    #[must_use]
    pub fn contains(self, other: Frame) -> bool {
        other.x >= self.x - TOUCH_MM
            && other.y >= self.y - TOUCH_MM
            && other.right() <= self.right() + TOUCH_MM
            && other.bottom() <= self.bottom() + TOUCH_MM
    }

    /// Whether the two share more than an edge.
    #[must_use]
    pub fn overlaps(self, other: Frame) -> bool {
        self.x + TOUCH_MM < other.right()
            && other.x + TOUCH_MM < self.right()
            && self.y + TOUCH_MM < other.bottom()
            && other.y + TOUCH_MM < self.bottom()
    }
}
