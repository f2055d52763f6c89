//! Cuts a stretch of one direction into items of one font and one script.
//!
//! Shapes nothing; that a font lacks a glyph is found by the shaping.

use std::ops::Range;

use harfrust::Script;

use super::key::{Key, Weight};
use super::typeface::{HAN, RARE_HAN, SANS, of_block, of_script};
use crate::error::Error;

/// A stretch of text in one font and one script.
pub(crate) struct Item {
    pub(crate) range: Range<usize>,
    pub(crate) key: Key,
    pub(crate) script: Option<Script>,
}

/// Cuts `run` wherever the font or the script changes.
///
/// What belongs to no script (a space, a digit) stays with the font before it as long as that
/// covers it; a mark or a joiner always does, so that it is never torn from its letter.
pub(crate) fn items(text: &str, run: Range<usize>, weight: Weight) -> Result<Vec<Item>, Error> {
    let mut items: Vec<Item> = Vec::new();
    for (offset, c) in text.get(run.clone()).unwrap_or_default().char_indices() {
        let at = run.start + offset;
        let end = at + c.len_utf8();
        let before = items.last().map_or(Key::new(SANS, weight), |item| item.key);
        let (key, script) = match harfrust::unicode::script(u32::from(c)) {
            Script::INHERITED => (before, None),
            Script::COMMON if is_invisible(c) => (before, None),
            Script::COMMON => (shared(c, before, weight)?, None),
            Script::HAN => (han(c, weight)?, Some(Script::HAN)),
            script => (Key::new(of_script(script), weight), Some(script)),
        };
        match items.last_mut() {
            Some(item) if item.key == key && is_same(item.script, script) => {
                item.range.end = end;
                item.script = item.script.or(script);
            }
            _ => items.push(Item { range: at..end, key, script }),
        }
    }
    Ok(items)
}

fn is_same(item: Option<Script>, script: Option<Script>) -> bool {
    item.is_none() || script.is_none() || item == script
}

/// The face of a character that belongs to no script.
fn shared(c: char, before: Key, weight: Weight) -> Result<Key, Error> {
    let own = Key::new(of_block(c), weight);
    Ok(if before.font()?.nominal(c).is_some() { before } else { own })
}

/// The face of a Han character: that of the rare ones where the common one lacks it.
fn han(c: char, weight: Weight) -> Result<Key, Error> {
    let [common, rare] = [HAN, RARE_HAN].map(|family| Key::new(family, weight));
    let is_rare = common.font()?.nominal(c).is_none() && rare.font()?.nominal(c).is_some();
    Ok(if is_rare { rare } else { common })
}

/// Joiners, direction marks, soft hyphens and variation selectors (default ignorables).
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let items = items(text, 0..text.len(), Weight::Regular).expect("readable fonts");
        items.into_iter().map(|item| &text[item.range]).collect()
    }

    #[test]
    fn a_text_is_cut_where_its_script_changes() {
        assert_eq!(cut("Ana Ли 李娜"), ["Ana ", "Ли ", "李娜"]);
        assert_eq!(cut("田中さん"), ["田中", "さん"]);
    }

    #[test]
    fn marks_joiners_and_spaces_stay_with_what_is_before_them() {
        assert_eq!(cut("O\u{329}la\u{301} "), ["O\u{329}la\u{301} "]);
        assert_eq!(cut("می\u{200C}خواهم"), ["می\u{200C}خواهم"]);
        assert_eq!(cut("बुद्ध।"), ["बुद्ध।"]);
    }

    #[test]
    fn a_rare_han_character_takes_the_face_that_has_it_and_its_neighbours_keep_theirs() {
        assert_eq!(cut("王\u{2A600}玥"), ["王\u{2A600}玥"], "no face has it");
        assert_eq!(cut("王\u{20006}玥"), ["王", "\u{20006}", "玥"]);
    }

    #[test]
    fn a_digit_that_a_font_lacks_is_set_in_the_sans() {
        assert_eq!(cut("שלום 12 אב"), ["שלום ", "12 ", "אב"]);
    }
}
