//! Which of the characters that were typed became one of those that were kept, and how many a
//! reader counts.
//!
//! Judges no character.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Spot, is_unseen};

/// Where in `typed` the character stands that is number `nth` of `kept`, counted from 0.
///
/// `kept` is what became of `typed`: white space was folded, what nobody sees was dropped, and a
/// letter may be composed with its marks. None of it changes how many letters a reader counts,
/// so letters are matched by their number.
#[must_use]
pub fn spot_in(typed: &str, kept: &str, nth: usize) -> Option<Spot> {
    let seen = |(_, letter): &(usize, &str)| !letter.chars().all(is_passed_over);
    let (at, meant) = kept.char_indices().nth(nth)?;
    let before = kept.grapheme_indices(true).filter(seen);
    let number = before.take_while(|(start, letter)| start + letter.len() <= at).count();
    let (start, letter) = typed.grapheme_indices(true).filter(seen).nth(number)?;
    // The same part of the letter, where it was kept as it is.
    let within = letter.chars().position(|c| c == meant).unwrap_or(0);
    Spot::of(typed, typed.get(..start)?.chars().count() + within)
}

fn is_passed_over(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}

/// The start of `text` with this many characters, as a reader counts them.
#[must_use]
pub fn first_of(text: &str, count: usize) -> &str {
    let end = text.grapheme_indices(true).nth(count).map_or(text.len(), |(start, _)| start);
    text.get(..end).unwrap_or_default()
}

/// How many characters `text` has, as a reader counts them.
#[must_use]
pub fn count(text: &str) -> usize {
    text.graphemes(true).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(typed: &str, kept: &str, nth: usize) -> (String, u32, u32) {
        let spot = spot_in(typed, kept, nth).expect("a place");
        (spot.character.reveal().clone(), spot.line, spot.place)
    }

    #[test]
    fn a_letter_with_its_marks_is_one_character() {
        let name = "O\u{323}\u{300}la \u{1F600}";
        assert_eq!(told(name, name, 6), ("\u{1F600}".into(), 1, 5));
        assert_eq!(told(name, name, 2), ("O\u{323}\u{300}".into(), 1, 1));
        let spot = spot_in(name, name, 2).expect("a place");
        assert_eq!(spot.code_point, "U+0300", "the mark is meant, its letter is shown");
    }

    #[test]
    fn a_place_is_counted_in_what_was_typed_not_in_what_is_kept() {
        let typed = "\u{FEFF}  Ana   \u{1F600}";
        assert_eq!(told(typed, "Ana \u{1F600}", 4), ("\u{1F600}".into(), 1, 9));
        assert_eq!(told("e\u{301}\u{1F600}", "é\u{1F600}", 1), ("\u{1F600}".into(), 1, 2));
    }

    #[test]
    fn from_right_to_left_the_characters_are_counted_as_they_are_read() {
        assert_eq!(told("م\u{1F600}ر", "م\u{1F600}ر", 1), ("\u{1F600}".into(), 1, 2));
    }

    #[test]
    fn of_several_lines_the_line_is_told() {
        let typed = "12 Elm\n\n Apt \u{1F600}\n";
        assert_eq!(told(typed, "12 Elm\nApt \u{1F600}", 11), ("\u{1F600}".into(), 3, 6));
        assert_eq!(told("12 Elm\r\n\u{1F600}", "12 Elm\n\u{1F600}", 7).1, 2);
    }

    #[test]
    fn a_start_never_cuts_a_letter_from_its_mark() {
        assert_eq!(first_of("e\u{301}a", 1), "e\u{301}");
        assert_eq!((first_of("ab", 5), count("e\u{301}a\u{1F600}")), ("ab", 3));
    }
}
