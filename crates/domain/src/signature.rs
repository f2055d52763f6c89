//! A signature, as the strokes that were drawn: never a picture of it.
//!
//! ```text
//! pad -> strokes of dots -> Signature (within bounds) -> sealed part, wire, card
//! ```
//!
//! Says what a signature is, not how it is drawn: smoothing belongs to whoever shows it.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use zeroize::{DefaultIsZeroes, Zeroize};

use crate::Personal;

/// The width of the pad, in the units of [`Dot`]: ten-thousandths of it. A pad is never higher
/// than wide, so this bounds both ways; half a unit is less than a dot of a 4K screen.
pub const PAD_UNITS: u16 = 10_000;

/// Most strokes. A name in Chinese characters or with many diacritics needs fewer than 100.
pub const LIMIT_STROKES: u32 = 200;

/// Most dots of all strokes together: half a minute without lifting a pen that reports 120 times
/// a second. It bounds what is sealed (about 60 kB as text) and what is drawn on the card.
pub const LIMIT_DOTS: u32 = 4_000;

/// The shortest line that counts as a signature, in [`Dot`] units, all strokes together: a
/// thirtieth of the pad's width. A small cross is longer, a tap or a hand at rest is not.
pub const LEAST_INK: u32 = 333;

/// One dot of a stroke: where the pen was and how hard it pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u16, u16, u8)", into = "(u16, u16, u8)")]
pub struct Dot {
    /// Distance from the pad's left edge, in [`PAD_UNITS`] of its width.
    pub x: u16,
    /// Distance from the pad's upper edge, in [`PAD_UNITS`] of its **width**, so that the shape
    /// is kept on any pad.
    pub y: u16,
    /// How hard the pen pressed, 0 to 255; 128 for what does not feel pressure.
    pub pressure: u8,
}

impl From<(u16, u16, u8)> for Dot {
    fn from((x, y, pressure): (u16, u16, u8)) -> Self {
        Self { x, y, pressure }
    }
}

impl From<Dot> for (u16, u16, u8) {
    fn from(dot: Dot) -> Self {
        (dot.x, dot.y, dot.pressure)
    }
}

impl DefaultIsZeroes for Dot {}

/// From the pen's touching the pad to its leaving it.
pub type Stroke = Vec<Dot>;

/// Strokes that were held against the bounds. `Debug` prints `[personal]`; dropping it
/// overwrites the memory.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<Stroke>")]
pub struct Signature(Personal<Vec<Stroke>>);

/// Why strokes are no signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongSignature {
    /// Less ink than [`LEAST_INK`].
    #[error("too little ink for a signature")]
    TooLittle,
    /// Over [`LIMIT_STROKES`] or [`LIMIT_DOTS`].
    #[error("more strokes or dots than a signature may have")]
    TooMuch,
    /// A dot outside the pad.
    #[error("a dot lies outside the pad")]
    OutsidePad,
}

impl Signature {
    /// The strokes as a signature. Strokes without a dot are left out.
    ///
    /// # Errors
    /// [`WrongSignature`] for strokes beyond the bounds; they are wiped.
    pub fn new(mut strokes: Vec<Stroke>) -> Result<Self, WrongSignature> {
        strokes.retain(|stroke| !stroke.is_empty());
        let strokes = Personal::new(strokes);
        match wrong(strokes.reveal()) {
            Some(wrong) => Err(wrong),
            None => Ok(Self(strokes)),
        }
    }

    /// The strokes, each with at least one dot.
    #[must_use]
    pub fn strokes(&self) -> &[Stroke] {
        self.0.reveal()
    }
}

fn wrong(strokes: &[Stroke]) -> Option<WrongSignature> {
    let within = |count: usize, limit: u32| u32::try_from(count).is_ok_and(|c| c <= limit);
    let dots = strokes.iter().map(Vec::len).sum();
    if !within(strokes.len(), LIMIT_STROKES) || !within(dots, LIMIT_DOTS) {
        return Some(WrongSignature::TooMuch);
    }
    let outside = |dot: &Dot| dot.x > PAD_UNITS || dot.y > PAD_UNITS;
    if strokes.iter().flatten().any(outside) {
        return Some(WrongSignature::OutsidePad);
    }
    (ink(strokes) < f64::from(LEAST_INK)).then_some(WrongSignature::TooLittle)
}

/// The length of all strokes, in [`Dot`] units.
fn ink(strokes: &[Stroke]) -> f64 {
    let step = |pair: &[Dot]| match pair {
        [a, b] => {
            let (x, y) = (f64::from(b.x) - f64::from(a.x), f64::from(b.y) - f64::from(a.y));
            x.hypot(y)
        }
        _ => 0.0,
    };
    strokes.iter().flat_map(|stroke| stroke.windows(2).map(step)).sum()
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

impl TryFrom<Vec<Stroke>> for Signature {
    type Error = WrongSignature;

    fn try_from(strokes: Vec<Stroke>) -> Result<Self, WrongSignature> {
        Self::new(strokes)
    }
}

impl Serialize for Signature {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.strokes().serialize(serializer)
    }
}

impl Zeroize for Signature {
    fn zeroize(&mut self) {
        self.0 = Personal::new(Vec::new());
    }
}

/// How a signature is asked for. Part of the policy file.
///
/// Whether it is asked for at all, and whether a card can do without, is said of the field
/// `signature` like of every other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatureRules {
    /// The words for why there is none; the clerk picks one. Empty: it can't be skipped.
    pub skip_reasons: Vec<String>,
}

#[cfg(test)]
mod tests;
