//! Which typeface draws which script: the table of all font files that the program carries.
//!
//! Reads none of them: a file is read when a text needs it, so that most cards cost two.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use harfrust::Script;
use printpdf::ParsedFont;

use crate::font::Font;

/// A font file and, once needed, what the shaper and the PDF writer made of it.
pub(crate) struct Cut {
    pub(crate) bytes: &'static [u8],
    pub(crate) shaped: OnceLock<Option<Font>>,
    pub(crate) embedded: OnceLock<Option<ParsedFont>>,
    /// Which number the font's own outlines give a glyph, where they give any.
    pub(crate) numbers: OnceLock<Option<BTreeMap<u16, u16>>>,
}

impl Cut {
    const fn new(bytes: &'static [u8]) -> Cut {
        Cut { bytes, shaped: OnceLock::new(), embedded: OnceLock::new(), numbers: OnceLock::new() }
    }
}

/// The cuts of one design, and the scripts they draw.
pub(crate) struct Family {
    /// The first five letters of its cuts' resource names in a PDF.
    pub(crate) tag: &'static str,
    pub(crate) scripts: &'static [Script],
    pub(crate) regular: Cut,
    /// Where there is none, bold text is set in the regular cut.
    pub(crate) bold: Option<Cut>,
}

macro_rules! cut {
    ($($file:literal),+) => {
        Cut::new(include_bytes!(concat!("../../../assets/fonts/", $($file),+)))
    };
}

macro_rules! family {
    ($tag:literal, $file:literal, [$($script:ident),+]) => {
        Family {
            tag: $tag,
            scripts: &[$(Script::$script),+],
            regular: cut!($file, "-Regular.ttf"),
            bold: Some(cut!($file, "-Bold.ttf")),
        }
    };
}

/// The family of all text that belongs to no script, and of unknown ones.
pub(crate) const SANS: usize = 0;
pub(crate) const ARABIC: usize = 1;
pub(crate) const HAN: usize = 2;
pub(crate) const DEVANAGARI: usize = 3;

/// All families; the four named above stand at their own numbers.
pub(crate) static FAMILIES: [Family; 21] = [
    family!("KWSAN", "NotoSans", [LATIN, CYRILLIC, GREEK]),
    family!("KWARA", "NotoSansArabic", [ARABIC]),
    Family {
        tag: "KWHAN",
        scripts: &[
            Script::HAN,
            Script::HIRAGANA,
            Script::KATAKANA,
            Script::HANGUL,
            Script::BOPOMOFO,
        ],
        regular: cut!("NotoSansCJK-Names.otf"),
        bold: None,
    },
    family!("KWDEV", "NotoSansDevanagari", [DEVANAGARI]),
    family!("KWARM", "NotoSansArmenian", [ARMENIAN]),
    family!("KWBEN", "NotoSansBengali", [BENGALI]),
    family!("KWETH", "NotoSansEthiopic", [ETHIOPIC]),
    family!("KWGEO", "NotoSansGeorgian", [GEORGIAN]),
    family!("KWGUJ", "NotoSansGujarati", [GUJARATI]),
    family!("KWGUR", "NotoSansGurmukhi", [GURMUKHI]),
    family!("KWHEB", "NotoSansHebrew", [HEBREW]),
    family!("KWKAN", "NotoSansKannada", [KANNADA]),
    family!("KWKHM", "NotoSansKhmer", [KHMER]),
    family!("KWLAO", "NotoSansLao", [LAO]),
    family!("KWMAL", "NotoSansMalayalam", [MALAYALAM]),
    family!("KWMYA", "NotoSansMyanmar", [MYANMAR]),
    family!("KWSIN", "NotoSansSinhala", [SINHALA]),
    Family {
        tag: "KWSYR",
        scripts: &[Script::SYRIAC],
        regular: cut!("NotoSansSyriac-Regular.ttf"),
        bold: None,
    },
    family!("KWTAM", "NotoSansTamil", [TAMIL]),
    family!("KWTEL", "NotoSansTelugu", [TELUGU]),
    family!("KWTHA", "NotoSansThai", [THAI]),
];

/// The family of a script, the sans for scripts that none of the files draws.
pub(crate) fn of_script(script: Script) -> usize {
    FAMILIES.iter().position(|family| family.scripts.contains(&script)).unwrap_or(SANS)
}

/// The family of a character that several scripts share, by its block (Unicode 16, Blocks).
pub(crate) fn of_block(c: char) -> usize {
    match c {
        // Arabic commas, digits and the tatweel.
        '\u{600}'..='\u{6FF}' => ARABIC,
        // Dandas.
        '\u{964}' | '\u{965}' => DEVANAGARI,
        // CJK punctuation, kana marks, and the forms of full and half width.
        '\u{2E80}'..='\u{33FF}' | '\u{FF01}'..='\u{FF9F}' => HAN,
        _ => SANS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_families_that_are_named_stand_at_their_numbers() {
        for (script, family) in [
            (Script::LATIN, SANS),
            (Script::ARABIC, ARABIC),
            (Script::HANGUL, HAN),
            (Script::DEVANAGARI, DEVANAGARI),
            (Script::OGHAM, SANS),
        ] {
            assert_eq!(of_script(script), family, "{script:?}");
        }
    }

    #[test]
    fn no_script_has_two_families() {
        for (at, family) in FAMILIES.iter().enumerate() {
            for script in family.scripts {
                assert_eq!(of_script(*script), at, "{script:?}");
            }
        }
    }
}
