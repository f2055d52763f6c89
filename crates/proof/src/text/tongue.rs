//! In which country's manner a text's Han characters are drawn.
//!
//! Unicode gives one number to forms that China, Taiwan, Japan and Korea write differently. No
//! form of the card says which is meant, so the text itself must: by its other letters, or by
//! the national character set that holds all its characters. Only ever a choice of form: every
//! character is drawn, and recognisable, whichever is chosen.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK};
use harfrust::{Language, Script};

/// The manner of a text, `None` if it holds no Han character.
pub(crate) fn of(text: &str) -> Option<Language> {
    let scripts = || text.chars().map(|c| harfrust::unicode::script(u32::from(c)));
    if !scripts().any(|script| script == Script::HAN) {
        return None;
    }
    let has = |wanted: &[Script]| scripts().any(|script| wanted.contains(&script));
    let han: String =
        text.chars().filter(|c| harfrust::unicode::script(u32::from(*c)) == Script::HAN).collect();
    let tag = if has(&[Script::HIRAGANA, Script::KATAKANA]) {
        "ja"
    } else if has(&[Script::HANGUL]) {
        "ko"
    } else if has(&[Script::BOPOMOFO]) {
        "zh-Hant"
    } else if text.contains(chooses_form) {
        "ja"
    } else {
        by_character_set(&han)
    };
    Language::new(tag)
}

/// Whether a character chooses the form of the one before it, as Japanese names do.
fn chooses_form(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE02}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a national set holds all of some Han characters.
type Holds = fn(&str) -> bool;

/// The first national set that holds all of `han`, the most likely in Chicago first.
fn by_character_set(han: &str) -> &'static str {
    let sets: [(&str, Holds); 4] = [
        ("zh-Hans", is_gb2312),
        ("zh-Hant", |han| holds(BIG5, han)),
        ("ja", |han| holds(EUC_JP, han)),
        ("ko", |han| holds(EUC_KR, han)),
    ];
    sets.iter().find(|(_, holds_all)| holds_all(han)).map_or("zh-Hans", |(tag, _)| tag)
}

fn holds(encoding: &'static Encoding, han: &str) -> bool {
    let (_, _, has_unmappable) = encoding.encode(han);
    !has_unmappable
}

/// GB 2312: the part of GBK whose first byte is B0 to F7 and whose second is A1 or more.
fn is_gb2312(han: &str) -> bool {
    let (bytes, _, has_unmappable) = GBK.encode(han);
    let is_old = |pair: &[u8]| matches!(pair, [0xB0..=0xF7, 0xA1..=0xFF]);
    !has_unmappable && bytes.chunks(2).all(is_old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_drawn_in_the_manner_that_its_characters_tell() {
        for (name, tag) in [
            ("张伟", Some("zh-hans")),
            ("王小明", Some("zh-hans")),
            ("張偉", Some("zh-hant")),
            ("ㄔㄣˊ 陳", Some("zh-hant")),
            ("渡辺 直美", Some("ja")),
            ("山田 はな", Some("ja")),
            ("神\u{FE00}谷", Some("ja")),
            ("葛\u{E0100}城", Some("ja")),
            ("金 하늘", Some("ko")),
            ("김하늘", None),
            ("Anna", None),
        ] {
            assert_eq!(of(name).as_ref().map(Language::as_str), tag, "{name}");
        }
    }
}
