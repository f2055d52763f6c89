//! What cannot be printed is refused by its field, and nothing ever panics.
//!
//! Never looks at a drawn page.

use keyway_proof::{Error, Face, Field, proof};
use proptest::prelude::*;

use crate::kit::full;

fn refused(face: &Face<'_>) -> Error {
    proof(face).expect_err("the face must be refused")
}

#[test]
fn a_character_without_a_glyph_names_its_field_and_place() {
    let error = refused(&Face { name_gone_by: Some("Mei 美"), ..full() });
    assert!(matches!(error, Error::MissingGlyph { field: Field::NameGoneBy, at: 4 }), "{error}");
    assert!(!error.to_string().contains('美') && !error.to_string().contains("Mei"));
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
    ];
    for (expected, face) in faces {
        let error = refused(&face);
        assert!(
            matches!(error, Error::DoesNotFit { field } if field == expected),
            "{expected}: {error}"
        );
    }
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_name_fits_or_is_refused_by_its_field(
        name in prop_oneof![
            proptest::collection::vec(any::<char>(), 1..=120),
            proptest::collection::vec(
                prop_oneof![
                    proptest::char::range(' ', '\u{24F}'),
                    proptest::char::range('\u{300}', '\u{52F}'),
                    proptest::char::range('\u{600}', '\u{6FF}'),
                    proptest::char::range('\u{2000}', '\u{206F}'),
                    Just(' '),
                ],
                1..=120,
            ),
        ].prop_map(String::from_iter),
    ) {
        match proof(&Face { name: &name, ..full() }) {
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
