//! The faces the program carries, each read when a text first needs it.
//!
//! Looks for no font on the machine: what is not here cannot be printed, and says so.

use std::collections::BTreeMap;

use printpdf::font::cff_charset_gid_to_cid_map;
use printpdf::{FontId, ParsedFont};

use super::font::Font;
use super::typeface::{Cut, FAMILIES, Family};
use crate::error::Error;

/// How heavy a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Which face: the family's number, and whether it is its bold cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    family: usize,
    is_bold: bool,
}

impl Key {
    /// The face of a family in a weight; the regular cut where there is no bold one.
    pub(crate) fn new(family: usize, weight: Weight) -> Key {
        let has_bold = FAMILIES.get(family).is_some_and(|family| family.bold.is_some());
        Key { family, is_bold: has_bold && weight == Weight::Bold }
    }

    /// The face's resource name in the PDF.
    pub(crate) fn id(self) -> FontId {
        let tag = FAMILIES.get(self.family).map_or("", |family| family.tag);
        FontId(format!("{tag}{}", if self.is_bold { 'B' } else { 'R' }))
    }

    /// The face that has this resource name.
    pub(crate) fn of_id(id: &FontId) -> Option<Key> {
        let (tag, cut) = id.0.split_at_checked(FAMILIES.first()?.tag.len())?;
        let family = FAMILIES.iter().position(|family| family.tag == tag)?;
        let key = Key { family, is_bold: cut == "B" };
        key.cut().map(|_| key)
    }

    /// The numbers by which outlines of the CFF kind know their glyphs in any subset; `None` for
    /// TrueType outlines, which are numbered anew.
    ///
    /// # Errors
    /// [`Error::Font`] if the built-in file cannot be read.
    pub(crate) fn numbers(self) -> Result<Option<&'static BTreeMap<u16, u16>>, Error> {
        let cut = self.cut().ok_or(Error::Font)?;
        let read = || cff_charset_gid_to_cid_map(cut.bytes, 0);
        Ok(cut.numbers.get_or_init(read).as_ref())
    }

    /// The family's number.
    pub(crate) fn family(self) -> usize {
        self.family
    }

    /// The face as the shaper sees it.
    ///
    /// # Errors
    /// [`Error::Font`] if the built-in file cannot be read.
    pub(crate) fn font(self) -> Result<&'static Font, Error> {
        let cut = self.cut().ok_or(Error::Font)?;
        cut.shaped.get_or_init(|| Font::read(cut.bytes)).as_ref().ok_or(Error::Font)
    }

    /// The face as the PDF writer sees it.
    ///
    /// # Errors
    /// [`Error::Font`] if the built-in file cannot be read.
    pub(crate) fn embedded(self) -> Result<&'static ParsedFont, Error> {
        let cut = self.cut().ok_or(Error::Font)?;
        let read = || ParsedFont::from_bytes(cut.bytes, 0, &mut Vec::new());
        cut.embedded.get_or_init(read).as_ref().ok_or(Error::Font)
    }

    fn cut(self) -> Option<&'static Cut> {
        let Family { regular, bold, .. } = FAMILIES.get(self.family)?;
        if self.is_bold { bold.as_ref() } else { Some(regular) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::typeface::{ARABIC, HAN, SANS};

    #[test]
    fn every_built_in_font_is_readable() {
        for family in 0..FAMILIES.len() {
            for weight in [Weight::Regular, Weight::Bold] {
                let key = Key::new(family, weight);
                let font = key.font().expect("a built-in font");
                assert!(font.nominal(' ').is_some(), "{key:?} has a space");
                key.embedded().expect("the PDF writer reads it too");
                assert_eq!(Key::of_id(&key.id()), Some(key));
                assert_eq!(key.numbers().expect("readable").is_some(), family == HAN, "{key:?}");
            }
        }
    }

    #[test]
    fn every_face_has_a_resource_name_of_its_own() {
        let keys = (0..FAMILIES.len())
            .flat_map(|family| [Weight::Regular, Weight::Bold].map(|w| Key::new(family, w)));
        let mut names: Vec<(String, Key)> = keys.map(|key| (key.id().0, key)).collect();
        names.sort();
        names.dedup();
        for pair in names.windows(2) {
            assert_ne!(pair[0].0, pair[1].0);
        }
        for (name, _) in names {
            assert!(name.bytes().all(|b| b.is_ascii_uppercase()), "{name} needs no escape");
        }
    }

    #[test]
    fn each_script_is_covered_by_its_own_face() {
        let [sans, arabic, han] = [SANS, ARABIC, HAN]
            .map(|family| Key::new(family, Weight::Bold).font().expect("a font"));
        assert!(['Ệ', 'Ж', 'Ω', 'ṣ'].map(|c| sans.nominal(c)).iter().all(Option::is_some));
        assert!(sans.nominal('م').is_none() && arabic.nominal('م').is_some());
        assert!(sans.nominal('漢').is_none() && han.nominal('漢').is_some());
    }

    #[test]
    fn ink_is_measured_from_the_baseline() {
        let sans = Key::new(SANS, Weight::Regular).font().expect("a font");
        let reach = |c| sans.reach(sans.nominal(c).expect("a glyph"));
        let (h, p) = (reach('H'), reach('p'));
        assert!((700.0..730.0).contains(&h.above) && h.below.abs() < 1.0, "{h:?}");
        assert!(p.above < h.above && (200.0..280.0).contains(&p.below), "{p:?}");
    }
}
