//! Which typeface draws which script: the table of all font files that the program carries.
//!
//! Reads none of them: a file is read when a text needs it, so that most cards cost two.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use harfrust::Script;
use printpdf::ParsedFont;

use super::font::Font;

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
        Cut::new(include_bytes!(concat!("../../../../assets/fonts/", $($file),+)))
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

/// A family without a bold cut.
macro_rules! single {
    ($tag:literal, $file:literal, [$($script:ident),+]) => {
        Family {
            tag: $tag,
            scripts: &[$(Script::$script),+],
            regular: cut!($file, "-Regular.ttf"),
            bold: None,
        }
    };
}

/// The family of all text that belongs to no script, and of unknown ones.
pub(crate) const SANS: usize = 0;
pub(crate) const ARABIC: usize = 1;
pub(crate) const HAN: usize = 2;
pub(crate) const DEVANAGARI: usize = 3;
/// Han characters of registers of persons that the family of Han lacks.
pub(crate) const RARE_HAN: usize = 4;

/// All families; the five named above stand at their own numbers.
pub(crate) static FAMILIES: [Family; 79] = [
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
    Family { tag: "KWRHN", scripts: &[], regular: cut!("Hanazono-Names.ttf"), bold: None },
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
    single!("KWSYR", "NotoSansSyriac", [SYRIAC]),
    family!("KWTAM", "NotoSansTamil", [TAMIL]),
    family!("KWTEL", "NotoSansTelugu", [TELUGU]),
    family!("KWTHA", "NotoSansThai", [THAI]),
    family!("KWADL", "NotoSansAdlam", [ADLAM]),
    family!("KWBAL", "NotoSansBalinese", [BALINESE]),
    family!("KWCAN", "NotoSansCanadianAboriginal", [CANADIAN_SYLLABICS]),
    family!("KWCHM", "NotoSansCham", [CHAM]),
    family!("KWCHE", "NotoSansCherokee", [CHEROKEE]),
    family!("KWROH", "NotoSansHanifiRohingya", [HANIFI_ROHINGYA]),
    family!("KWJAV", "NotoSansJavanese", [JAVANESE]),
    family!("KWKAY", "NotoSansKayahLi", [KAYAH_LI]),
    family!("KWLIS", "NotoSansLisu", [LISU]),
    family!("KWMED", "NotoSansMedefaidrin", [MEDEFAIDRIN]),
    family!("KWMEE", "NotoSansMeeteiMayek", [MEETEI_MAYEK]),
    family!("KWHMN", "NotoSerifNyiakengPuachueHmong", [NYIAKENG_PUACHUE_HMONG]),
    family!("KWOLC", "NotoSansOlChiki", [OL_CHIKI]),
    family!("KWORI", "NotoSansOriya", [ORIYA]),
    family!("KWSOR", "NotoSansSoraSompeng", [SORA_SOMPENG]),
    family!("KWSUN", "NotoSansSundanese", [SUNDANESE]),
    family!("KWLAN", "NotoSansTaiTham", [TAI_THAM]),
    family!("KWTHN", "NotoSansThaana", [THAANA]),
    family!("KWYEZ", "NotoSerifYezidi", [YEZIDI]),
    single!("KWBAM", "NotoSansBamum", [BAMUM]),
    single!("KWBAS", "NotoSansBassaVah", [BASSA_VAH]),
    single!("KWBTK", "NotoSansBatak", [BATAK]),
    single!("KWBUG", "NotoSansBuginese", [BUGINESE]),
    single!("KWBUH", "NotoSansBuhid", [BUHID]),
    single!("KWCAK", "NotoSansChakma", [CHAKMA]),
    single!("KWDES", "NotoSansDeseret", [DESERET]),
    single!("KWGUN", "NotoSansGunjalaGondi", [GUNJALA_GONDI]),
    single!("KWHAU", "NotoSansHanunoo", [HANUNOO]),
    single!("KWLEP", "NotoSansLepcha", [LEPCHA]),
    single!("KWLIM", "NotoSansLimbu", [LIMBU]),
    single!("KWMAN", "NotoSansMandaic", [MANDAIC]),
    single!("KWMAS", "NotoSansMasaramGondi", [MASARAM_GONDI]),
    single!("KWMEN", "NotoSansMendeKikakui", [MENDE_KIKAKUI]),
    single!("KWMIA", "NotoSansMiao", [MIAO]),
    single!("KWMON", "NotoSansMongolian", [MONGOLIAN]),
    single!("KWMRO", "NotoSansMro", [MRO]),
    single!("KWNEW", "NotoSansNewa", [NEWA]),
    single!("KWNTL", "NotoSansNewTaiLue", [NEW_TAI_LUE]),
    single!("KWNKO", "NotoSansNKo", [NKO]),
    single!("KWOSA", "NotoSansOsage", [OSAGE]),
    single!("KWOSM", "NotoSansOsmanya", [OSMANYA]),
    single!("KWPHM", "NotoSansPahawhHmong", [PAHAWH_HMONG]),
    single!("KWPAU", "NotoSansPauCinHau", [PAU_CIN_HAU]),
    single!("KWREJ", "NotoSansRejang", [REJANG]),
    single!("KWSAM", "NotoSansSamaritan", [SAMARITAN]),
    single!("KWSAU", "NotoSansSaurashtra", [SAURASHTRA]),
    single!("KWSYL", "NotoSansSylotiNagri", [SYLOTI_NAGRI]),
    single!("KWTGL", "NotoSansTagalog", [TAGALOG]),
    single!("KWTGB", "NotoSansTagbanwa", [TAGBANWA]),
    single!("KWTLE", "NotoSansTaiLe", [TAI_LE]),
    single!("KWTVT", "NotoSansTaiViet", [TAI_VIET]),
    single!("KWTIB", "NotoSerifTibetan", [TIBETAN]),
    single!("KWTIF", "NotoSansTifinagh", [TIFINAGH]),
    single!("KWVAI", "NotoSansVai", [VAI]),
    single!("KWWAN", "NotoSansWancho", [WANCHO]),
    single!("KWWAR", "NotoSansWarangCiti", [WARANG_CITI]),
    single!("KWYII", "NotoSansYi", [YI]),
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
