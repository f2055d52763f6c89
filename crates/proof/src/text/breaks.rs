//! Where a text may be cut into lines.
//!
//! At spaces; after a hyphen between letters; and between Han characters and kana, which are
//! written without any, by the rules of Unicode's annex 14. Thai, Lao, Khmer and Burmese are
//! written without spaces too, but only a dictionary could tell their words apart, and none knows
//! names: they are cut as all other scripts are, and no word is ever cut inside.

use std::ops::Range;

use harfrust::Script;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// The pieces of `text` that no line may cut, without the spaces around them.
pub(crate) fn pieces(text: &str) -> Vec<Range<usize>> {
    let allowed = |(at, kind): &(usize, BreakOpportunity)| {
        *kind == BreakOpportunity::Allowed && is_between_ideographs(text, *at)
    };
    let mut cuts: Vec<usize> = linebreaks(text).filter(allowed).map(|(at, _)| at).collect();
    for (at, _) in text.match_indices(' ') {
        cuts.extend([at, at + 1]);
    }
    let hyphens = text.match_indices(HYPHENS).map(|(at, hyphen)| (at, at + hyphen.len()));
    cuts.extend(hyphens.filter(|(at, end)| parts_letters(text, *at, *end)).map(|(_, end)| end));
    cuts.push(text.len());
    cuts.sort_unstable();
    cuts.dedup();
    let mut start = 0;
    let mut pieces = Vec::new();
    for cut in cuts {
        let piece = text.get(start..cut).unwrap_or_default();
        if !piece.is_empty() && piece != " " {
            pieces.push(start..cut);
        }
        start = cut;
    }
    pieces
}

/// The hyphens that join the parts of a name, Armenia's among them.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{58A}'];

/// Whether a piece that begins at `at` was cut off after a hyphen, and not at a space.
pub(crate) fn is_after_hyphen(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.ends_with(HYPHENS))
}

/// Whether the hyphen from `at` to `end` stands between letters, and not in a number or a range.
fn parts_letters(text: &str, at: usize, end: usize) -> bool {
    let no_letter = |c: char| c.is_numeric() || c.is_whitespace() || HYPHENS.contains(&c);
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    before.is_some_and(|c| !no_letter(c)) && after.is_some_and(char::is_alphabetic)
}

fn is_between_ideographs(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    before.chars().next_back().is_some_and(is_unspaced)
        && after.chars().next().is_some_and(is_unspaced)
}

/// Han, kana and bopomofo, and the punctuation set among them.
fn is_unspaced(c: char) -> bool {
    let script = harfrust::unicode::script(u32::from(c));
    matches!(script, Script::HAN | Script::HIRAGANA | Script::KATAKANA | Script::BOPOMOFO)
        || matches!(c, '\u{3000}'..='\u{30FF}' | '\u{FF01}'..='\u{FF9F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text).into_iter().map(|piece| &text[piece]).collect()
    }

    #[test]
    fn a_double_name_may_be_cut_after_its_hyphen() {
        assert_eq!(cut("José-Ana\u{2010}Li"), ["José-", "Ana\u{2010}", "Li"]);
        assert_eq!(cut("Jose\u{301}-Ana"), ["Jose\u{301}-", "Ana"]);
        assert_eq!(cut("Ա\u{58A}Բ"), ["Ա\u{58A}", "Բ"]);
    }

    #[test]
    fn a_hyphen_of_a_number_or_beside_a_space_cuts_nothing() {
        assert_eq!(cut("312-555 12-B - -Ana--Li-"), ["312-555", "12-B", "-", "-Ana--Li-"]);
    }

    #[test]
    fn a_name_is_cut_at_its_spaces_and_in_no_word() {
        assert_eq!(cut(" Ana Maria  O'Neil/Ruiz "), ["Ana", "Maria", "O'Neil/Ruiz"]);
        assert_eq!(cut("สมชาย ใจดี"), ["สมชาย", "ใจดี"]);
        assert_eq!(cut("김하늘 이"), ["김하늘", "이"]);
        assert!(cut("").is_empty() && cut("  ").is_empty());
    }

    #[test]
    fn han_and_kana_are_cut_anywhere_but_before_what_closes_or_lengthens() {
        assert_eq!(cut("欧阳娜"), ["欧", "阳", "娜"]);
        assert_eq!(cut("「東」京"), ["「東」", "京"]);
        assert_eq!(cut("ルーク"), ["ルー", "ク"]);
        assert_eq!(cut("李Ann"), ["李Ann"]);
    }
}
