//! What a reader's search and a screen reader find in the proof.
//!
//! Reads with pdftotext, pdffonts, pdfinfo and qpdf.

use keyway_proof::Face;

use unicode_normalization::UnicodeNormalization;

use crate::kit::{PHOTO, bare, full, proof, read_back, text_of};
use crate::names::{MIXED, SCRIPTS};

/// The composed form of a text, in which two spellings of a letter are the same.
fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Scripts from right to left whose direction pdftotext does not know: it gives their letters in
/// the order in which they stand on the page. N'Ko, Thaana, Samaritan, Mandaic, Rohingya, Yezidi,
/// Mende Kikakui and Adlam.
fn has_no_direction_in_pdftotext(letter: char) -> bool {
    matches!(letter, '\u{780}'..='\u{7ff}' | '\u{800}'..='\u{85f}' | '\u{10d00}'..='\u{10d3f}'
        | '\u{10e80}'..='\u{10ebf}' | '\u{1e800}'..='\u{1e8df}' | '\u{1e900}'..='\u{1e95f}')
}

/// How often `name` stands in what pdftotext has read; in any order of its letters where it knows
/// no better.
fn count_of(text: &str, name: &str) -> usize {
    if !name.chars().any(has_no_direction_in_pdftotext) {
        return text.matches(name).count();
    }
    let sorted = |letters: &[char]| {
        let mut letters = letters.to_vec();
        letters.sort_unstable();
        letters
    };
    let (text, name): (Vec<char>, Vec<char>) = (text.chars().collect(), name.chars().collect());
    let wanted = sorted(&name);
    // A window that ends a letter later may hold the same letters.
    text.windows(name.len()).filter(|window| sorted(window) == wanted).count().min(3)
}

#[test]
fn a_name_in_any_script_we_carry_is_read_back_as_typed() {
    let mut lost = Vec::new();
    for (script, names) in SCRIPTS {
        for name in names.iter().copied() {
            let text = composed(&text_of(&Face { name, ..full() }));
            // At true size, enlarged, and in the list to check.
            if count_of(&text, &composed(name)) != 3 {
                lost.push(format!("{script}: {name} ({}) in\n{text}", name.escape_unicode()));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn there_are_names_enough_in_scripts_enough() {
    assert!(SCRIPTS.len() >= 15);
    assert!(SCRIPTS.iter().map(|(_, names)| names.len()).sum::<usize>() >= 60);
}

#[test]
fn a_line_of_two_scripts_is_read_back_as_typed() {
    for name in MIXED {
        let text = composed(&text_of(&Face { name, ..full() }));
        assert_eq!(text.matches(&composed(name)).count(), 3, "{name} in:\n{text}");
    }
}

#[test]
fn a_decomposed_name_is_read_back_as_typed() {
    let name = "Nguye\u{302}\u{303}n A\u{301}nh";
    let text = text_of(&Face { name, name_gone_by: Some("Nguyễn Ánh"), ..full() });
    assert!(text.contains(name), "{text:?}");
    assert!(text.contains("Nguyễn Ánh"), "{text:?}");
}

#[test]
fn a_name_in_two_directions_is_read_back_with_both_parts_whole() {
    // pdftotext puts the parts of a line in two directions from left to right, as they stand.
    for (name, read) in
        [("Smith محمد", "Smith محمد"), ("محمد Smith", "Smith محمد"), ("שרה Cohen", "Cohen שרה")]
    {
        let text = text_of(&Face { name, ..full() });
        assert_eq!(text.matches(read).count(), 3, "{name} in:\n{text}");
    }
}

#[test]
fn a_telephone_number_beside_arabic_or_hebrew_is_read_back_as_it_is_dialled() {
    for (letters, number) in [
        ("أحمد", "312-555-0142"),
        ("أحمد", "+1 (312) 555-0142"),
        ("أحمد", "٣١٢-٥٥٥-٠١٤٢"),
        ("زینب", "۳۱۲ ۵۵۵ ۰۱۴۲"),
        ("שרה", "312 555 0142"),
    ] {
        let contact = format!("{letters} {number}");
        let text = text_of(&Face { emergency_contact: Some(&contact), ..full() });
        let read = format!("{number} {letters}");
        assert_eq!(text.matches(&read).count(), 3, "{contact} in:\n{text}");
    }
}

#[test]
fn every_field_stands_on_the_page() {
    let text = text_of(&full());
    for part in [
        "City of Chicago CityKey",
        "312-742-5375",
        "Josie",
        "Feb 29, 1984",
        "Nov 23, 2031",
        "1530 W Morse Ave, Apt 2E",
        "Chicago, IL 60626",
        "CHI-0042-7719",
        "20123456789011",
        "0165 3821 9947 2210 4406",
        "VETERAN",
        "DONOR",
        "Ana Ruiz, sister, 312-555-0142",
        "Type 1 diabetes, insulin.",
        "Please check",
    ] {
        assert!(text.contains(part), "{part} in:\n{text}");
    }
}

#[test]
fn a_field_left_blank_leaves_no_trace() {
    let text = text_of(&bare());
    for label in ["Gender", "Address", "Name gone by", "Library", "Transit", "Emergency", "Medical"]
    {
        assert!(!text.contains(label), "{label} in:\n{text}");
    }
    assert!(text.contains("No expiry"));
    let blank = Face { gender: Some(" "), address: Some("\n"), ..bare() };
    assert_eq!(proof(&blank).expect("blank is absent"), proof(&bare()).expect("drawn"));
}

#[test]
fn the_watermark_does_not_mix_with_the_words_it_crosses() {
    let text = text_of(&full());
    let stray = |word: &&str| word.chars().count() <= 2 && word.chars().all(char::is_uppercase);
    let mut strays: Vec<&str> = text.split(' ').filter(stray).collect();
    strays.sort_unstable();
    strays.dedup();
    // "I have checked", the gender marker, and what the address and the contact line hold.
    assert_eq!(strays, ["I", "IL", "N", "W", "X"], "{text}");
}

#[test]
fn every_font_is_embedded_as_a_subset_and_has_its_unicode() {
    for (script, names) in SCRIPTS {
        let fonts = fonts(&Face { name: names[0], name_gone_by: Some(names[0]), ..full() });
        assert!(fonts.len() >= 2, "{script}: {fonts:?}");
    }
    let face = Face { name: "محمد Smith", address: Some("شارع 5\nChicago"), ..full() };
    assert_eq!(fonts(&face).len(), 4, "Latin and Arabic, regular and bold");
}

/// The names of a proof's fonts, each of them an embedded subset.
fn fonts(face: &Face<'_>) -> Vec<String> {
    let fonts = read_back(face, "pdffonts", &["{pdf}"]);
    let row = |row: &str| {
        let columns: Vec<&str> = row.split_whitespace().rev().collect();
        assert_eq!(columns[2..5], ["yes", "yes", "yes"], "emb sub uni of {row}");
        row.split_whitespace().next().expect("a name").to_string()
    };
    let mut names: Vec<String> = fonts.lines().skip(2).map(row).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "each font once: {names:?}");
    names
}

#[test]
fn a_proof_in_any_script_is_small() {
    for (script, names) in SCRIPTS {
        let face = Face { name: names[0], name_gone_by: Some(names[1]), ..full() };
        let size = proof(&face).expect("drawn").len() - PHOTO.len();
        assert!(size <= 70_000, "{script}: {size} bytes besides the photo");
    }
}

#[test]
fn the_file_says_nothing_of_the_person_outside_the_page() {
    let info = read_back(&full(), "pdfinfo", &["{pdf}"]);
    assert!(info.contains("Proof of card CHI-0042-7719"), "{info}");
    assert!(info.contains("612 x 792 pts (letter)"), "{info}");
    assert!(!info.contains("Josefina") && !info.contains("Date"), "{info}");
}

#[test]
fn the_file_is_sound_and_the_same_each_time() {
    let report = read_back(&full(), "qpdf", &["--check", "{pdf}"]);
    assert!(report.contains("No syntax or stream encoding errors"), "{report}");
    assert_eq!(proof(&full()).expect("drawn"), proof(&full()).expect("drawn"));
}

#[test]
fn the_photo_is_taken_over_byte_for_byte_and_the_rest_is_small() {
    let pdf = proof(&full()).expect("drawn");
    let photo: &[u8] = &PHOTO;
    assert!(pdf.windows(photo.len()).any(|part| part == photo), "the JPEG itself is inside");
    let rest = pdf.len() - photo.len();
    assert!(rest <= 25_500, "{rest} bytes besides the photo");
}
