//! The characters that keyboards and clipboards send: unseen ones, two spellings, other digits.
//!
//! What becomes of one text is tested in `text`; here every field is shown to go through it.

use super::*;

#[test]
fn a_date_is_read_in_the_digits_of_any_keyboard() {
    for (day, month, year) in [
        ("۷", "۳", "۱۹۹۰"),
        ("٧", "٣", "١٩٩٠"),
        ("७", "३", "१९९०"),
        ("৭", "৩", "১৯৯০"),
        ("၇", "၃", "၁၉၉၀"),
        ("７", "３", "１９９０"),
        ("\u{200F}۰۷", "03\u{200E}", "\u{FEFF}1990"),
    ] {
        assert_eq!(taken(&born(day, month, year)).birth_date.0, date(1990, 3, 7), "{year}");
    }
    assert_eq!(
        taken(&with_stock("٠١٢٣ ٤٥٦٧–٨٩٠١−٢٣٤٥")).transit_stock,
        Some("0123456789012345".into())
    );
}

#[test]
fn a_year_without_its_century_is_asked_for_again() {
    for year in ["90", "٩٠", "0", "990"] {
        let found = problems(&born("7", "3", year));
        assert_eq!(found, [(Field::BirthDate, Wrong::ShortYear)], "{year}");
    }
}

#[test]
fn marks_that_turn_text_around_or_that_nobody_sees_are_refused() {
    for mark in [
        '\u{061C}',
        '\u{200E}',
        '\u{200F}',
        '\u{202A}',
        '\u{202E}',
        '\u{2066}',
        '\u{2069}',
        '\0',
        '\u{1B}',
        '\u{7F}',
        '\u{200B}',
        '\u{FEFF}',
        '\u{AD}',
        '\u{34F}',
        '\u{115F}',
        '\u{1160}',
        '\u{17B4}',
        '\u{17B5}',
        '\u{180B}',
        '\u{180E}',
        '\u{2060}',
        '\u{2061}',
        '\u{2064}',
        '\u{206A}',
        '\u{206F}',
        '\u{3164}',
        '\u{FE00}',
        '\u{FE0F}',
        '\u{FFA0}',
        '\u{1BCA0}',
        '\u{1D173}',
        '\u{1D17A}',
        '\u{E0001}',
        '\u{E0041}',
        '\u{E007F}',
        '\u{E0100}',
        '\u{E0FFF}',
    ] {
        told_in_every_text_field(mark, Wrong::Unseen, 4);
    }
    for formless in ['\u{FFFC}', '\u{FFFD}', '\u{E000}', '\u{FFFE}', '\u{10FFFD}'] {
        told_in_every_text_field(formless, Wrong::Unprintable, 5);
    }
}

/// Every text field refuses `mark` inside its text, with its number and its place.
fn told_in_every_text_field(mark: char, wrong: Wrong, place: u32) {
    let text = format!("Rosa{mark} Delgado");
    let email = format!("rosa{mark}@example.org");
    let gone_by = PersonForm { name_gone_by: text.as_str().into(), ..form() };
    for (field, typed) in [
        (Field::Name, named(&text)),
        (Field::NameGoneBy, gone_by),
        (Field::Address, with_address(&text)),
        (Field::EmergencyContact, with_contact(&text)),
        (Field::MedicalNotes, with_notes(&text)),
        (Field::UpdatesEmail, with_email(&email)),
    ] {
        let found = typed.check(&chicago(), TODAY).expect_err("it is inside the text");
        let [Problem { field: named, wrong: told, limit: None, spot: Some(spot) }] = &*found else {
            panic!("{mark:?}: {found:?}");
        };
        assert_eq!((*named, *told), (field, wrong), "{mark:?}");
        assert_eq!(spot.code_point, format!("U+{:04X}", u32::from(mark)));
        assert_eq!((spot.line, spot.place), (1, place), "{mark:?}");
    }
}

#[test]
fn marks_at_the_ends_of_a_text_fall_off_and_nobody_is_asked() {
    let typed = PersonForm {
        name: "\u{FEFF}Rosa Delgado\u{200E}".into(),
        name_gone_by: "\u{202B}رزا\u{202C}".into(),
        address_on_card: true,
        address: "\u{200F}12 Elm Street\u{200E}\n\u{2067}Chicago\u{2069}".into(),
        emergency_contact: "Luz\u{200B}\n".into(),
        medical_notes: "\u{2060}Asthma".into(),
        updates: true,
        updates_email: "\u{200E}rosa@example.org\u{FEFF}".into(),
        ..with_stock("\u{FEFF}0123456789012345\u{200E}")
    };
    let person = taken(&typed);
    assert_eq!(person.name.reveal(), "Rosa Delgado");
    let texts = [
        (&person.name_gone_by, "رزا"),
        (&person.address, "12 Elm Street\nChicago"),
        (&person.emergency_contact, "Luz"),
        (&person.medical_notes, "Asthma"),
        (&person.updates_email, "rosa@example.org"),
    ];
    for (text, expected) in texts {
        assert_eq!(text.as_ref().expect("it was typed").reveal(), expected);
    }
    assert_eq!(person.transit_stock.as_deref(), Some("0123456789012345"));
    let blank = PersonForm { name_gone_by: "\u{200E}".into(), ..named("\u{FEFF}") };
    assert_eq!(problems(&blank), [(Field::Name, Wrong::Required)]);
}

#[test]
fn one_name_is_one_name_in_the_record_however_it_was_typed() {
    let (composed, decomposed) = ("José Nguyễn", "Jose\u{301} Nguye\u{302}\u{303}n");
    assert!(taken(&named(composed)) == taken(&named(decomposed)));
    let email = taken(&with_email("jose\u{301}@example.org")).updates_email;
    assert_eq!(email.expect("it is wanted").reveal(), "josé@example.org");
}

#[test]
fn a_form_of_a_han_character_is_chosen_once_and_of_nothing_else() {
    for name in ["a\u{E0100}b", "葛\u{E0100}\u{E0101}b", "葛 \u{E0100}b", "か\u{E0100}b"] {
        assert_eq!(problems(&named(name)), [(Field::Name, Wrong::Unseen)], "{name:?}");
    }
}
