//! A colour of the card, and how well it is read on another.
//!
//! Knows screen values alone: no ink, no profile.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A colour as red, green and blue (sRGB), written `#RRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(pub u8, pub u8, pub u8);

/// A text that is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a colour is written #RRGGBB")]
pub struct WrongColour;

impl Colour {
    /// The modules of barcodes.
    pub const BLACK: Colour = Colour(0, 0, 0);
    /// The card's own ground.
    pub const WHITE: Colour = Colour(255, 255, 255);

    /// The contrast to another colour, from 1 to 21 (WCAG 2.2).
    #[must_use]
    pub fn contrast(self, other: Colour) -> f32 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The relative luminance of sRGB, from 0 to 1.
    fn luminance(self) -> f32 {
        let linear = |part: u8| {
            let part = f32::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

impl TryFrom<String> for Colour {
    type Error = WrongColour;

    fn try_from(text: String) -> Result<Self, WrongColour> {
        let digits = text.strip_prefix('#').ok_or(WrongColour)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(WrongColour);
        }
        let [_, red, green, blue] =
            u32::from_str_radix(digits, 16).map_err(|_| WrongColour)?.to_be_bytes();
        Ok(Colour(red, green, blue))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> String {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits_after_a_hash() {
        let read = |text: &str| Colour::try_from(text.to_owned());
        assert_eq!(read("#B3DDF2"), Ok(Colour(0xB3, 0xDD, 0xF2)));
        assert_eq!(read("#b3ddf2").map(String::from), Ok("#B3DDF2".to_owned()));
        for wrong in ["B3DDF2", "#B3DDF", "#B3DDF2F", "#+3DDF2", "#B3DDé", "", "red"] {
            assert_eq!(read(wrong), Err(WrongColour), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_21_at_the_most_and_1_at_the_least() {
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 0.01);
        assert!((Colour(9, 9, 9).contrast(Colour(9, 9, 9)) - 1.0).abs() < 0.01);
        // #767676 on white is the grey that just passes 4.5 to 1.
        assert!((Colour(0x76, 0x76, 0x76).contrast(Colour::WHITE) - 4.54).abs() < 0.01);
    }
}
