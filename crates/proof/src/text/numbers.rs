//! Keeps a number of several groups in one piece where letters run from right to left.
//!
//! Unicode's annex 9 turns the groups of `312-555-0142` around after an Arabic letter, for it
//! takes the hyphens for the line's own. Nobody would dial `0142-555-312` and reach a child's
//! mother, so the groups and what stands between them get one direction: that of their digits.
//!
//! Changes levels alone, never the text.

use std::ops::Range;

use unicode_bidi::ParagraphBidiInfo;

/// Gives each number's separators, brackets and sign the level of its digits.
pub(crate) fn keep_together(bidi: &mut ParagraphBidiInfo<'_>) {
    for number in numbers(bidi.text) {
        let Some(levels) = bidi.levels.get_mut(number) else { continue };
        // What is between digits never stands at a higher level than they do.
        if let Some(highest) = levels.iter().max().copied() {
            levels.fill(highest);
        }
    }
}

/// Where each number stands.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let end = number(text, at);
        found.extend(end.map(|end| at..end));
        at = end.unwrap_or(at + c.len_utf8());
    }
    found
}

/// Where the number that begins at `at` ends: a sign or none, and groups with nothing but
/// separators between them.
fn number(text: &str, at: usize) -> Option<usize> {
    let sign = usize::from(text.get(at..)?.starts_with('+'));
    let mut end = group(text, at + sign)?;
    while let Some(next) = group(text, past(text, end, is_separator)) {
        end = next;
    }
    Some(end)
}

/// Where the group that begins at `at` ends: digits, alone or in brackets with a sign.
fn group(text: &str, at: usize) -> Option<usize> {
    let digits = |at| Some(past(text, at, is_digit)).filter(|end| *end > at);
    let rest = text.get(at..)?;
    match rest.strip_prefix('(') {
        Some(inner) => {
            let end = digits(at + 1 + usize::from(inner.starts_with('+')))?;
            text.get(end..)?.starts_with(')').then_some(end + 1)
        }
        None => digits(at),
    }
}

/// Where the characters of a kind from `at` on end.
fn past(text: &str, at: usize, is_kind: fn(char) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(|c| !is_kind(c)).unwrap_or(rest.len())
}

/// European, Arabic and Persian digits: those that annex 9 does not take for letters.
fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

/// What people write between the groups of a telephone number: spaces, hyphens, dots, slashes.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '/' | '\u{2010}'..='\u{2013}')
}

#[cfg(test)]
mod tests {
    use crate::error::Field;
    use crate::text::key::Weight;
    use crate::text::shape::Paragraph;

    use super::*;

    /// The line as it stands on the page, from left to right.
    fn seen(text: &str) -> String {
        let paragraph = Paragraph::new(Field::EmergencyContact, text, Weight::Regular);
        let line = paragraph.and_then(|paragraph| paragraph.whole()).expect("covered text");
        line.clusters.iter().map(|cluster| cluster.text.as_str()).collect()
    }

    #[test]
    fn a_telephone_number_stands_as_it_is_dialled_after_letters_of_any_direction() {
        for letters in ["أحمد", "زینب", "محمد Smith", "Smith محمد", "שרה", "Rosa"]
        {
            for number in [
                "312-555-0142",
                "312 555 0142",
                "+1 312 555 0142",
                "+1 (312) 555-0142",
                "(312) 555-0142",
                "312.555.0142",
                "312/555/0142",
                "312 - 555 - 0142",
                "312\u{2011}555\u{2013}0142",
                "٣١٢-٥٥٥-٠١٤٢",
                "٣١٢ ٥٥٥ ٠١٤٢",
                "+٩٦٣ ١١ ٥٥٥ ٠١٤٢",
                "۰۲۱-۵۵۵-۰۱۴۲",
                "+۹۸ (۲۱) ۵۵۵ ۰۱۴۲",
            ] {
                for text in [
                    format!("{letters} {number}"),
                    format!("{number} {letters}"),
                    format!("{letters}، {number}، {letters}"),
                ] {
                    assert!(seen(&text).contains(number), "{text} is {}", seen(&text));
                }
            }
        }
    }

    #[test]
    fn what_is_around_a_number_keeps_the_direction_of_its_line() {
        assert_eq!(seen("م 5، 1530"), "1530 ،5 م");
        assert_eq!(seen("م (312-555)"), ")312-555( م");
        assert_eq!(seen("م (م 5) 312"), "312 )5 م( م");
        assert_eq!(seen("م 5 (312-555)"), ")312-555( 5 م");
        assert_eq!(seen("م - 5 +"), "+ 5 - م");
    }

    #[test]
    fn numbers_are_found_with_their_signs_and_brackets() {
        let found = |text| -> Vec<&str> {
            numbers(text).into_iter().map(|number| text.get(number).unwrap_or_default()).collect()
        };
        assert_eq!(found("tel +1 (312) 555-0142."), ["+1 (312) 555-0142"]);
        assert_eq!(found("5, 1530 - 7"), ["5", "1530 - 7"]);
        assert_eq!(found("(312-555) +(+1)2 (3"), ["312-555", "+(+1)2", "3"]);
        assert_eq!(found("+ - ( ) م"), Vec::<&str>::new());
        assert_eq!(found(""), Vec::<&str>::new());
    }
}
