//! What cannot be printed is refused by its field, and nothing ever panics.
//!
//! Never looks at a drawn page.

use keyway_proof::{Error, Face, Field, Language, refusals};
use proptest::prelude::*;

use crate::kit::{DESIGN, bare, full, proof};

fn refused(face: &Face<'_>) -> Error {
    proof(face).expect_err("the face must be refused")
}

#[test]
fn a_character_without_a_glyph_names_its_field_and_place() {
    let error = refused(&Face { name_gone_by: Some("Mei \u{10380}"), ..full() });
    assert!(matches!(error, Error::MissingGlyph { field: Field::NameGoneBy, at: 4 }), "{error}");
    assert!(!error.to_string().contains('\u{10380}') && !error.to_string().contains("Mei"));
}

#[test]
fn a_text_too_long_for_its_area_names_its_field() {
    let long = "Bartholomew ".repeat(40);
    let faces = [
        (Field::Name, Face { name: &long, ..full() }),
        (Field::NameGoneBy, Face { name_gone_by: Some(&long), ..full() }),
        (Field::Address, Face { address: Some(&long), ..full() }),
        (Field::Gender, Face { gender: Some(&long), ..full() }),
        (Field::CardNumber, Face { card_number: &long, ..full() }),
        (Field::TransitStock, Face { transit_stock: Some(&long), ..full() }),
        (Field::Programme, Face { programme: &long, ..full() }),
        (Field::Contact, Face { contact: &long, ..full() }),
        (Field::EmergencyContact, Face { emergency_contact: Some(&long), ..full() }),
        (Field::MedicalNotes, Face { medical_notes: Some(&long), ..full() }),
    ];
    for (expected, face) in faces {
        let error = refused(&face);
        assert!(
            matches!(error, Error::DoesNotFit { field } if field == expected),
            "{expected}: {error}"
        );
    }
}

/// What is told of a face before it is drawn.
fn told(face: &Face<'_>) -> Vec<Error> {
    refusals(&DESIGN, face, Language::English)
}

#[test]
fn all_that_a_card_cannot_hold_is_told_at_once_without_a_photo() {
    for face in [full(), bare()] {
        assert!(told(&Face { photo_jpeg: &[], ..face }).is_empty());
    }
    let long = "Bartholomew ".repeat(40);
    let face = Face {
        name: "Mei \u{10380}",
        address: Some(&long),
        medical_notes: Some("\u{1F600}"),
        code: Some(&[0xA7; 1_000]),
        photo_jpeg: &[],
        ..full()
    };
    let found = told(&face);
    let fields: Vec<Option<Field>> = found.iter().map(Error::field).collect();
    let expected = [Field::Name, Field::Address, Field::MedicalNotes, Field::Code];
    assert_eq!(fields, expected.map(Some));
    assert!(matches!(found[0], Error::MissingGlyph { at: 4, .. }));
    assert!(matches!(found[1], Error::DoesNotFit { .. }));
    assert!(matches!(found[3], Error::Symbol { .. }));
}

#[test]
fn a_blank_field_is_not_told_while_the_form_is_filled_in() {
    let face = Face { name: "", card_number: "", photo_jpeg: &[], ..bare() };
    assert!(told(&face).is_empty());
}

#[test]
fn a_required_field_left_blank_is_named() {
    let error = refused(&Face { name: " ", ..full() });
    assert!(matches!(error, Error::Blank { field: Field::Name }), "{error}");
}

#[test]
fn a_wrong_library_number_or_photo_is_refused() {
    let error = refused(&Face { library_number: Some("20123456789012"), ..full() });
    assert!(matches!(error, Error::LibraryNumber), "{error}");
    let error = refused(&Face { photo_jpeg: b"no photo", ..full() });
    assert!(matches!(error, Error::Photo), "{error}");
}

#[test]
fn debug_output_holds_no_personal_data() {
    assert_eq!(format!("{:?}", full()), "Face([personal])");
}

#[test]
fn a_name_of_120_common_letters_fits() {
    let name = "Maria Oliveira dos Santos ".repeat(5);
    proof(&Face { name: name[..120].trim(), ..full() }).expect("a long name of common words");
}

/// Ranges of characters that the fonts carry, and of the marks and joiners among them.
const CARRIED: [(char, char); 37] = [
    (' ', '\u{24F}'),
    ('\u{300}', '\u{52F}'),
    ('\u{530}', '\u{6FF}'),
    ('\u{700}', '\u{74F}'),
    ('\u{900}', '\u{97F}'),
    ('\u{980}', '\u{9FF}'),
    ('\u{A00}', '\u{AFF}'),
    ('\u{B80}', '\u{C7F}'),
    ('\u{C80}', '\u{D7F}'),
    ('\u{D80}', '\u{DFF}'),
    ('\u{E00}', '\u{EFF}'),
    ('\u{1000}', '\u{10FF}'),
    ('\u{1100}', '\u{11FF}'),
    ('\u{1200}', '\u{137F}'),
    ('\u{1780}', '\u{17FF}'),
    ('\u{1E00}', '\u{1FFF}'),
    ('\u{2000}', '\u{206F}'),
    ('\u{3000}', '\u{312F}'),
    ('\u{4E00}', '\u{9FFF}'),
    ('\u{AC00}', '\u{D7A3}'),
    ('\u{FB1D}', '\u{FDFF}'),
    ('\u{FE00}', '\u{FEFF}'),
    ('\u{FF00}', '\u{FFEF}'),
    ('\u{20000}', '\u{2A6DF}'),
    ('\u{7C0}', '\u{85F}'),
    ('\u{B00}', '\u{B7F}'),
    ('\u{F00}', '\u{FFF}'),
    ('\u{13A0}', '\u{18FF}'),
    ('\u{1900}', '\u{1CFF}'),
    ('\u{2D30}', '\u{2D7F}'),
    ('\u{A000}', '\u{ABFF}'),
    ('\u{10400}', '\u{104FF}'),
    ('\u{10D00}', '\u{10EBF}'),
    ('\u{11000}', '\u{119FF}'),
    ('\u{16A00}', '\u{16FFF}'),
    ('\u{1E100}', '\u{1E95F}'),
    ('\u{1F300}', '\u{1F6FF}'),
];

/// Characters of up to three of the ranges, spaces among them, as a name might mix them.
fn mixed() -> impl Strategy<Value = String> {
    let range = || proptest::sample::select(&CARRIED[..]);
    [range(), range(), range()].prop_flat_map(|ranges| {
        let letter = ranges.map(|(first, last)| proptest::char::range(first, last));
        let [one, two, three] = letter;
        let letter = prop_oneof![8 => one, 1 => two, 1 => three, 2 => Just(' ')];
        proptest::collection::vec(letter, 1..=120).prop_map(String::from_iter)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_name_fits_or_is_refused_by_its_field(
        name in prop_oneof![
            proptest::collection::vec(any::<char>(), 1..=120).prop_map(String::from_iter),
            mixed(),
            mixed(),
            mixed(),
        ],
    ) {
        let face = Face { name: &name, ..full() };
        let told = told(&face);
        let drawn = proof(&face);
        let is_blank = matches!(drawn, Err(Error::Blank { .. }));
        prop_assert_eq!(told.is_empty(), drawn.is_ok() || is_blank, "{:?}", told);
        match drawn {
            Ok(pdf) => prop_assert!(pdf.starts_with(b"%PDF-1.7")),
            Err(Error::MissingGlyph { field, .. } | Error::DoesNotFit { field }) => {
                prop_assert_eq!(field, Field::Name);
            }
            Err(Error::Blank { field }) => {
                prop_assert_eq!(field, Field::Name);
                prop_assert!(name.trim().is_empty());
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}
