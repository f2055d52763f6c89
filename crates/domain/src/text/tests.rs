//! What a text becomes on its way into the record, and which character keeps it out.

use proptest::prelude::*;

use super::*;

fn taken(typed: &str) -> String {
    line(typed).unwrap_or_else(|blot| panic!("{typed:?}: {blot:?}"))
}

/// The code point and the place of the character that nobody sees.
fn unseen(typed: &str) -> (String, u32) {
    match line(typed) {
        Err(Blot::Unseen(spot)) => (spot.code_point, spot.place),
        other => panic!("{typed:?}: {other:?}"),
    }
}

#[test]
fn what_nobody_sees_falls_off_the_ends() {
    for typed in [
        "\u{FEFF}Rosa",
        "\u{200E}Rosa\u{200E}",
        "\u{202B}Rosa\u{202C}",
        "\u{2067}Rosa\u{2069}",
        " \u{200F} Rosa \u{200D}\u{200C} ",
        "\u{200B}\u{AD}\u{2060}Rosa\u{34F}\0",
        "\u{FFF9}Rosa\u{E0020}",
    ] {
        assert_eq!(taken(typed), "Rosa", "{typed:?}");
    }
    assert_eq!(
        lines("\u{FEFF}12 Elm St\u{200E}\r\n\u{200F}\n Chicago"),
        Ok("12 Elm St\nChicago".into())
    );
    assert!(is_blank(" \u{FEFF}\u{200E}\n") && !is_blank("\u{200E}a"));
}

#[test]
fn what_a_machine_reads_is_in_plain_letters_and_digits() {
    for (typed, read) in [
        ("\u{FEFF} https://x.\u{200B}org \u{200E}", "https://x.org"),
        ("۱۹۲.۱۶۸.۱.۲۰", "192.168.1.20"),
        ("ｐｒｉｎｔｅｒ．ｌｏｃａｌ：６３１", "printer.local:631"),
        ("७K2QM-9ZX4T", "7K2QM-9ZX4T"),
        ("مثال۱.example", "مثال۱.example"),
    ] {
        assert_eq!(plain(typed), read);
    }
}

#[test]
fn joiners_stay_where_the_script_wants_them() {
    for name in [
        "می\u{200C}خواهم",
        "علی\u{200C}رضا",
        "क्\u{200D}ष",
        "क्\u{200C}ष",
        "ශ්\u{200D}රී",
        "മോഹന്\u{200D}",
        "র\u{200D}্যাচেল",
        "ರ\u{200D}್ಯ",
        "葛\u{E0100}城 辻\u{E0101}",
        "ᠰᠠᠷ\u{180E}ᠠ",
        "ᠠ\u{180B}ᠨ",
    ] {
        assert_eq!(taken(name), name.nfc().collect::<String>());
    }
}

#[test]
fn joiners_that_no_script_wants_are_named_with_their_place() {
    for (name, code_point, place) in [
        ("Ro\u{200D}sa", "U+200D", 2),
        ("Rosa\u{200C}Delgado", "U+200C", 4),
        ("Nu\u{301}n\u{303}\u{200D}ez", "U+200D", 3),
        ("Rosa\u{200E} Delgado", "U+200E", 4),
        ("Rosa \u{202E}Delgado", "U+202E", 5),
        ("محمد\u{200C}رضا", "U+200C", 4),
        ("مح\u{200F}مد", "U+200F", 2),
        ("王\u{FEFF}小明", "U+FEFF", 1),
        ("a\u{E0100}b", "U+E0100", 1),
        ("क\u{200D}ष", "U+200D", 1),
        ("क्\u{200D}\u{93E}", "U+200D", 1),
        ("Ro\u{1B}sa", "U+001B", 2),
        ("Ro\u{3164}sa", "U+3164", 2),
    ] {
        assert_eq!(unseen(name), (code_point.to_owned(), place), "{name:?}");
    }
}

#[test]
fn the_line_of_a_character_is_told_and_the_character_itself_where_it_can_be_seen() {
    let Err(Blot::Unprintable(spot)) = lines("12 Elm\n\nA\u{301}b\u{E000}") else {
        panic!("a character for private use has no form");
    };
    assert_eq!((spot.line, spot.place, spot.code_point.as_str()), (2, 3, "U+E000"));
    assert_eq!(spot.character.reveal(), "\u{E000}");
    let marked = Spot::of("Jo\u{200C}se\u{301}", 4).expect("it is there");
    assert_eq!((marked.character.reveal().as_str(), marked.place), ("e\u{301}", 4));
    assert_eq!(Spot::of("ab", 2), None);
}

#[test]
fn one_name_has_one_spelling() {
    let composed = "Nguyễn Thị Ánh Nguyệt";
    assert_eq!(taken(&composed.nfd().collect::<String>()), composed);
    assert_eq!(taken(composed), composed);
    assert_eq!(taken("김하늘".nfd().collect::<String>().as_str()), "김하늘");
    assert_eq!(taken("\u{212B}sa"), "Åsa");
}

#[test]
fn a_compatibility_ideograph_keeps_the_form_that_its_owner_writes() {
    assert_eq!(taken("\u{FA19}田"), "\u{795E}\u{FE00}田", "not the more common form alone");
    assert_eq!(taken("\u{FA11}田"), "\u{FA11}田", "which is a character of its own");
    assert_eq!(taken(&taken("福\u{FE00} \u{FA1B}")), taken("福\u{FE00} \u{FA1B}"));
}

/// Names as they stand in a record: composed, folded, with nothing unseen.
fn clean_name() -> impl Strategy<Value = String> {
    let letters = "RosaÑuñezéĐłŚ’-王小明محمدЖанаकमलกขঅআ김하늘".chars().collect::<Vec<_>>();
    let word = prop::collection::vec(prop::sample::select(letters), 1..8);
    prop::collection::vec(word.prop_map(String::from_iter), 1..4)
        .prop_map(|words| words.join(" ").nfc().collect())
}

/// Text as bad as it gets: any character, the harmful ones often.
fn any_text() -> impl Strategy<Value = String> {
    let harmful = "\u{200C}\u{200D}\u{200E}\u{202E}\u{FEFF}\u{301}\u{94D}\u{E0100}\u{FE00}\u{180B}\
        \u{FA19}\u{AD}\u{34F}\0\u{85}\u{2028}\n \t aक王مدᠠ"
        .chars()
        .collect::<Vec<_>>();
    let letter = prop_oneof![1 => any::<char>(), 3 => prop::sample::select(harmful)];
    prop::collection::vec(letter, 0..16).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn a_clean_name_is_never_changed(name in clean_name()) {
        prop_assert_eq!(line(&name), Ok(name.clone()));
        prop_assert_eq!(lines(&name), Ok(name));
    }

    #[test]
    fn what_was_taken_is_taken_as_it_is_the_second_time(typed in any_text()) {
        if let Ok(text) = line(&typed) {
            prop_assert_eq!(line(&text), Ok(text));
        }
        if let Ok(text) = lines(&typed) {
            prop_assert_eq!(lines(&text), Ok(text));
        }
    }

    #[test]
    fn a_text_begins_and_ends_with_what_can_be_seen_or_is_wanted(typed in any_text()) {
        if let Ok(text) = line(&typed) {
            prop_assert!(!text.starts_with(|c: char| c.is_whitespace() || is_unseen(c)));
            prop_assert!(!text.ends_with(char::is_whitespace));
            let last = text.char_indices().next_back();
            let is_kept =
                last.is_none_or(|(at, c)| !is_unseen(c) || joiners::is_wanted(&text, at, c));
            prop_assert!(is_kept, "{:?}", text);
            prop_assert!(unicode_normalization::is_nfc(&text));
        }
    }

    #[test]
    fn wrapping_in_what_nobody_sees_changes_nothing(
        name in clean_name(), before in "[\u{200E}\u{200F}\u{FEFF}\u{202A}-\u{202E} ]{0,4}",
        after in "[\u{200C}-\u{200F}\u{FEFF}\u{202A}-\u{202E} ]{0,4}",
    ) {
        // A virama at the end would want the joiner.
        prop_assert_eq!(line(&format!("{before}{name}{after}")), Ok(name));
    }

    #[test]
    fn a_spot_can_be_counted_to(typed in any_text(), nth in 0_usize..16) {
        if let Some(spot) = Spot::of(&typed, nth) {
            prop_assert!(spot.line >= 1);
            let row = typed.split('\n').nth(spot.line as usize - 1).expect("the line is there");
            prop_assert!(spot.place as usize <= row.chars().count());
            prop_assert!(spot.character.reveal().is_empty() || spot.place >= 1);
        }
    }
}
