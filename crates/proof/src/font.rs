//! The four faces the program carries, read once.
//!
//! Looks for no font on the machine: what is not here cannot be printed, and says so.

use std::sync::LazyLock;

use printpdf::{FontId, ParsedFont};

use crate::Error;

static FILES: [&[u8]; 4] = [
    include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../../assets/fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../../assets/fonts/NotoSansArabic-Bold.ttf"),
];

/// Resource names in the PDF; a reader sees the first six letters as the subset's tag.
const NAMES: [&str; 4] = ["KWSANR", "KWARAR", "KWSANB", "KWARAB"];

static FONTS: LazyLock<Option<Vec<Font>>> =
    LazyLock::new(|| FILES.iter().map(|bytes| Font::read(bytes)).collect());

/// How heavy a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Which of the four faces: the index into the file list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(usize);

impl Key {
    /// The faces of a weight, in the order in which they are asked for a character.
    pub(crate) fn of(weight: Weight) -> [Key; 2] {
        match weight {
            Weight::Regular => [Key(0), Key(1)],
            Weight::Bold => [Key(2), Key(3)],
        }
    }

    /// The face's resource name in the PDF.
    pub(crate) fn id(self) -> FontId {
        FontId(NAMES[self.0].to_string())
    }

    /// The face itself.
    ///
    /// # Errors
    /// [`Error::Font`] if a built-in file cannot be read.
    pub(crate) fn font(self) -> Result<&'static Font, Error> {
        FONTS.as_ref().and_then(|fonts| fonts.get(self.0)).ok_or(Error::Font)
    }
}

/// A face as the shaper sees it and as the PDF writer sees it.
pub(crate) struct Font {
    pub(crate) shaper: harfrust::Font,
    pub(crate) embedded: ParsedFont,
}

impl Font {
    fn read(bytes: &'static [u8]) -> Option<Font> {
        let shaper = harfrust::Font::new(bytes.to_vec(), 0)?;
        let embedded = ParsedFont::from_bytes(bytes, 0, &mut Vec::new())?;
        Some(Font { shaper, embedded })
    }

    /// Whether the face has a glyph of its own for `c`.
    pub(crate) fn covers(&self, c: char) -> bool {
        self.embedded.lookup_glyph_index(u32::from(c)).is_some_and(|gid| gid != 0)
    }

    /// Font units to thousandths of an em, the unit in which this crate sets text.
    pub(crate) fn per_mille(&self, units: i32) -> f32 {
        units as f32 * 1000.0 / f32::from(self.shaper.units_per_em().max(1))
    }

    /// The advance that the PDF's own width table gives a glyph, in thousandths of an em.
    pub(crate) fn width(&self, gid: u16) -> f32 {
        self.per_mille(i32::from(self.embedded.get_horizontal_advance(gid))).trunc()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_font_is_readable() {
        for key in (0..FILES.len()).map(Key) {
            let font = key.font().expect("a built-in font");
            assert!(font.covers(' '), "{key:?} has a space");
        }
    }

    #[test]
    fn latin_and_arabic_are_covered_by_their_own_face() {
        let [sans, arabic] = Key::of(Weight::Bold).map(|key| key.font().expect("a font"));
        assert!(sans.covers('Ệ') && sans.covers('Ж') && sans.covers('Ω'));
        assert!(!sans.covers('م') && arabic.covers('م'));
        assert!(!sans.covers('漢') && !arabic.covers('漢'));
    }
}
