//! Decimal digits of every script, and the numbers that people type with them.
//!
//! Knows no thousands, fractions or signs.

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

use super::is_unseen;

/// The value of a decimal digit of any script, 0 to 9; `None` for what is none.
///
/// Unicode keeps the ten digits of a script side by side from zero up, and rows of ten may stand
/// side by side.
#[must_use]
pub fn digit(c: char) -> Option<u8> {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let is_digit = |code: &u32| categories.get32(*code) == GeneralCategory::DecimalNumber;
    let code = u32::from(c);
    let up_to_it = (0..=code).rev().take_while(is_digit).count();
    u8::try_from(up_to_it.checked_sub(1)? % 10).ok()
}

/// A text with every decimal digit written as 0 to 9.
#[must_use]
pub fn with_ascii_digits(typed: &str) -> String {
    typed.chars().map(|c| digit(c).map_or(c, |value| char::from(b'0' + value))).collect()
}

/// The digits of a number, written as 0 to 9; `None` where anything else was typed, such as a
/// sign. White space around it and what nobody sees are passed over.
#[must_use]
pub fn number(typed: &str) -> Option<String> {
    let seen: String = typed.chars().filter(|c| c.is_whitespace() || !is_unseen(*c)).collect();
    let digits = with_ascii_digits(seen.trim());
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decimal_digit_of_unicode_has_its_value() {
        let categories = CodePointMapData::<GeneralCategory>::new();
        let rows = categories.iter_ranges_for_value(GeneralCategory::DecimalNumber);
        let mut count = 0;
        for row in rows {
            let letters = row.filter_map(char::from_u32).collect::<Vec<_>>();
            assert_eq!(letters.len() % 10, 0, "rows of ten: {letters:?}");
            for (place, c) in letters.iter().enumerate() {
                assert_eq!(digit(*c).map(usize::from), Some(place % 10), "{c}");
            }
            count += letters.len();
        }
        assert!(count >= 760, "as many as Unicode 16 has: {count}");
    }

    #[test]
    fn digits_of_every_keyboard_are_read_and_other_signs_are_not() {
        for typed in [
            "1990",
            " 1990 ",
            "۱۹۹۰",
            "١٩٩٠",
            "१९९०",
            "১৯৯০",
            "၁၉၉၀",
            "１９９０",
            "𞥑𞥙𞥙𞥐",
            "\u{200F}۱۹۹۰\u{200E}",
            "19\u{200E}90",
        ] {
            assert_eq!(number(typed).as_deref(), Some("1990"), "{typed}");
        }
        for other in ["+1990", "-1", "1 990", "1990a", "一九九〇", "²", "Ⅳ", "1.5"] {
            assert_eq!(number(other), None, "{other}");
        }
        assert_eq!(with_ascii_digits("۱۲-ABC-٣"), "12-ABC-3");
    }
}
