//! What the Person step takes, what it refuses, and with which word.
//!
//! Names are people's own: every test of a name that is taken compares it letter by letter.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::fixtures::{TODAY, chicago};

mod characters;
mod wishes;

fn form() -> PersonForm {
    PersonForm {
        name: "Rosa Delgado".into(),
        birth_day: "7".into(),
        birth_month: "3".into(),
        birth_year: "1990".into(),
        language: "es".into(),
        ..PersonForm::default()
    }
}

fn named(name: &str) -> PersonForm {
    PersonForm { name: name.into(), ..form() }
}

fn born(day: &str, month: &str, year: &str) -> PersonForm {
    PersonForm {
        birth_day: day.into(),
        birth_month: month.into(),
        birth_year: year.into(),
        ..form()
    }
}

fn with_address(address: &str) -> PersonForm {
    PersonForm { address_on_card: true, address: address.into(), ..form() }
}

fn with_contact(contact: &str) -> PersonForm {
    PersonForm { emergency_contact: contact.into(), ..form() }
}

fn with_notes(notes: &str) -> PersonForm {
    PersonForm { medical_notes: notes.into(), ..form() }
}

fn with_stock(stock: &str) -> PersonForm {
    PersonForm { transit: true, transit_stock: stock.into(), ..form() }
}

fn with_email(email: &str) -> PersonForm {
    PersonForm { updates: true, updates_email: email.into(), ..form() }
}

fn taken(form: &PersonForm) -> Person {
    form.check(&chicago(), TODAY).expect("the form has no fault")
}

fn problems(form: &PersonForm) -> Vec<(Field, Wrong)> {
    let found = form.check(&chicago(), TODAY).expect_err("the form has a fault");
    found.into_iter().map(|problem| (problem.field, problem.wrong)).collect()
}

#[test]
fn a_name_is_taken_exactly_as_typed() {
    for name in [
        "محمد عبد الله الأنصاري",
        "王小明",
        "欧阳娜娜",
        "Pelé",
        "Đ",
        "Mary-Jane Smith-O'Connor",
        "Seán O’Brien",
        "Nguyễn Thị Ánh Nguyệt",
        "Łucja Brzęczyszczykiewicz",
        "José María de la Cruz y Ñíguez",
        "می\u{200C}خواهم",
        "क्\u{200D}ष",
        "葛\u{E0100}城 辻\u{E0101}",
        "Ng 3rd, J.",
    ] {
        assert_eq!(taken(&named(name)).name.reveal(), name);
        let both = PersonForm { name_gone_by: name.into(), ..form() };
        assert_eq!(taken(&both).name_gone_by.expect("it was typed").reveal(), name);
    }
}

#[test]
fn white_space_in_a_name_is_folded_and_a_name_stands_in_one_line() {
    let person = taken(&named("  Rosa \t Delgado\u{A0}\r\n Ruiz "));
    assert_eq!(person.name.reveal(), "Rosa Delgado Ruiz");
}

#[test]
fn a_name_is_required_even_of_a_policy_that_forgot_to() {
    let mut policy = chicago();
    policy.fields.get_mut(&Field::Name).expect("the policy has it").required = false;
    let found = named(" ").check(&policy, TODAY).expect_err("a card needs a name");
    assert_eq!(
        found,
        [Problem { field: Field::Name, wrong: Wrong::Required, limit: None, spot: None }]
    );
}

#[test]
fn a_name_without_a_letter_is_refused() {
    for name in ["12345", "---", "🙂", "'"] {
        assert_eq!(problems(&named(name)), [(Field::Name, Wrong::NoLetter)], "{name}");
    }
}

#[test]
fn the_limit_counts_characters_and_not_bytes() {
    for letter in ["a", "ű", "王"] {
        assert_eq!(taken(&named(&letter.repeat(120))).name.reveal().chars().count(), 120);
        let found = named(&letter.repeat(121)).check(&chicago(), TODAY);
        let too_long =
            Problem { field: Field::Name, wrong: Wrong::TooLong, limit: Some(120), spot: None };
        assert_eq!(found.expect_err("one too many"), [too_long]);
    }
    let padded = format!("  {}  ", "a".repeat(120));
    assert_eq!(taken(&named(&padded)).name.reveal().len(), 120, "folded first");
}

#[test]
fn a_day_that_the_calendar_does_not_have_is_no_date() {
    assert_eq!(taken(&born("29", "2", "2000")).birth_date.0, date(2000, 2, 29));
    assert_eq!(taken(&born(" 07", "03 ", "1990")).birth_date.0, date(1990, 3, 7));
    for (day, month, year) in [
        ("29", "2", "2001"),
        ("29", "2", "1900"),
        ("31", "4", "1990"),
        ("0", "1", "1990"),
        ("1", "13", "1990"),
        ("1", "1", "01990"),
        ("1", "1", ""),
        ("", "1", "1990"),
        ("one", "1", "1990"),
        ("+1", "1", "1990"),
        ("1", "-1", "1990"),
        ("1", "1", "-990"),
        ("1", "1", "19.5"),
        ("99999999999999999999", "1", "1990"),
    ] {
        let found = problems(&born(day, month, year));
        assert_eq!(found, [(Field::BirthDate, Wrong::NotADate)], "{day} {month} {year}");
    }
    assert_eq!(problems(&born("", " ", "")), [(Field::BirthDate, Wrong::Required)]);
}

#[test]
fn nobody_is_born_tomorrow_or_before_the_oldest_life() {
    assert_eq!(taken(&born("23", "11", "2026")).band, "child", "born today");
    assert_eq!(problems(&born("24", "11", "2026")), [(Field::BirthDate, Wrong::InTheFuture)]);
    assert_eq!(taken(&born("24", "11", "1900")).band, "senior", "125 years old");
    let too_old = born("23", "11", "1900");
    assert_eq!(problems(&too_old), [(Field::BirthDate, Wrong::TooLongAgo)]);
    assert_eq!(problems(&born("1", "1", "0000")), [(Field::BirthDate, Wrong::TooLongAgo)]);
    assert_eq!(too_old.age(&chicago(), TODAY), None, "no band for an age that nobody has");
}

#[test]
fn the_age_bands_change_on_the_birthday() {
    for (year, day, years, band) in [
        ("2012", "24", 13, "child"),
        ("2012", "23", 14, "young"),
        ("2004", "24", 21, "young"),
        ("2004", "23", 22, "adult"),
        ("1961", "24", 64, "adult"),
        ("1961", "23", 65, "senior"),
    ] {
        let form = born(day, "11", year);
        assert_eq!(taken(&form).band, band, "{years}");
        let policy = chicago();
        let (age, shown) = form.age(&policy, TODAY).expect("the date is whole");
        assert_eq!((age, shown.id.as_str()), (years, band));
    }
}

#[test]
fn an_address_that_is_switched_off_is_ignored_whatever_it_says() {
    let typed = PersonForm { address: "\u{202E}".into(), ..form() };
    assert_eq!(taken(&typed).address, None);
    assert_eq!(problems(&with_address("  ")), [(Field::Address, Wrong::Required)]);
    let lines = taken(&with_address(" 12  Elm Street \r\n\r\n Chicago,\tIL ")).address;
    assert_eq!(lines.expect("it is wanted").reveal(), "12 Elm Street\nChicago, IL");
}

#[test]
fn a_stock_number_may_be_typed_with_spaces_and_dashes() {
    let stock = taken(&with_stock(" 0123 4567-8901 2345 ")).transit_stock;
    assert_eq!(stock.as_deref(), Some("0123456789012345"));
    for wrong in
        ["012345678901234", "012345678901234567890", "0123 4567 8901 234X", "²".repeat(16).as_str()]
    {
        let found = problems(&with_stock(wrong));
        assert_eq!(found, [(Field::TransitStock, Wrong::NotAStockNumber)], "{wrong}");
    }
    assert_eq!(problems(&with_stock(" - ")), [(Field::TransitStock, Wrong::Required)]);
    let switched_off = PersonForm { transit_stock: "X".into(), ..form() };
    assert_eq!(taken(&switched_off).transit_stock, None);
}

#[test]
fn an_email_address_has_one_at_sign_and_a_dotted_host() {
    for good in ["rosa@example.org", " r.d+id@mail.example.co ", "ñ@correo.example.es"] {
        let email = taken(&with_email(good)).updates_email.expect("it is wanted");
        assert_eq!(email.reveal(), good.trim());
    }
    let too_long = format!("{}@example.org", "a".repeat(243));
    for bad in [
        "rosa",
        "@example.org",
        "rosa@",
        "rosa@localhost",
        "rosa@example.",
        "rosa@.org",
        "rosa@@example.org",
        "a@b.org,c@d.org",
        "rosa delgado@example.org",
        &too_long,
    ] {
        assert_eq!(problems(&with_email(bad)), [(Field::UpdatesEmail, Wrong::NotAnEmail)], "{bad}");
    }
    assert_eq!(problems(&with_email(" ")), [(Field::UpdatesEmail, Wrong::Required)]);
    let switched_off = PersonForm { updates_email: "rosa".into(), ..form() };
    assert_eq!(taken(&switched_off).updates_email, None);
}

#[test]
fn a_language_is_one_of_the_policys() {
    let unknown = PersonForm { language: "tlh".into(), ..form() };
    assert_eq!(problems(&unknown), [(Field::Language, Wrong::UnknownChoice)]);
    let none = PersonForm { language: String::new(), ..form() };
    assert_eq!(problems(&none), [(Field::Language, Wrong::Required)]);
}

#[test]
fn a_gender_marker_is_asked_for_only_where_the_policy_requires_it() {
    assert_eq!(taken(&form()).gender, None);
    let mut policy = chicago();
    policy.fields.get_mut(&Field::Gender).expect("the policy has it").required = true;
    let found = form().check(&policy, TODAY).expect_err("it is left out");
    assert_eq!(
        found,
        [Problem { field: Field::Gender, wrong: Wrong::Required, limit: None, spot: None }]
    );
}

#[test]
fn every_problem_is_told_at_once_in_the_order_of_the_form() {
    let all_wrong = PersonForm {
        name: "12".into(),
        name_gone_by: "x".repeat(121).as_str().into(),
        birth_day: "31".into(),
        birth_month: "4".into(),
        birth_year: "1990".into(),
        gender: None,
        language: "tlh".into(),
        address_on_card: true,
        address: "".into(),
        emergency_contact: "1\n2\n3".into(),
        medical_notes: "a\0b".into(),
        veteran: true,
        organ_donor: true,
        library: true,
        transit: true,
        transit_stock: "1".into(),
        updates: true,
        updates_email: "rosa".into(),
    };
    let expected = [
        (Field::Name, Wrong::NoLetter),
        (Field::NameGoneBy, Wrong::TooLong),
        (Field::BirthDate, Wrong::NotADate),
        (Field::Language, Wrong::UnknownChoice),
        (Field::Address, Wrong::Required),
        (Field::EmergencyContact, Wrong::TooManyLines),
        (Field::MedicalNotes, Wrong::Unseen),
        (Field::TransitStock, Wrong::NotAStockNumber),
        (Field::UpdatesEmail, Wrong::NotAnEmail),
    ];
    assert_eq!(problems(&all_wrong), expected);
}

/// Text as bad as it gets: any character, the harmful ones often.
fn any_text() -> impl Strategy<Value = Personal<String>> {
    let harmful = "\u{202E}\u{200F}\u{200D}\u{301}\n\r\t\0\u{85}\u{2028}\u{FEFF}@.- 0۳aé王"
        .chars()
        .collect::<Vec<_>>();
    let letter = prop_oneof![any::<char>(), prop::sample::select(harmful)];
    prop::collection::vec(letter, 0..24)
        .prop_map(|letters| Personal::new(String::from_iter(letters)))
}

/// One of these, or anything.
fn mostly(good: &'static [&'static str]) -> impl Strategy<Value = Personal<String>> {
    prop_oneof![3 => prop::sample::select(good).prop_map(Personal::from), 1 => any_text()]
}

prop_compose! {
    fn any_form()(
        (name, name_gone_by) in (any_text(), any_text()),
        (birth_day, birth_month) in (mostly(&["1", "29", "31"]), mostly(&["2", "4", "12"])),
        birth_year in mostly(&["1990", "2012", "2000", "9999"]),
        (gender, language) in (
            prop::option::of(prop::sample::select(vec![Gender::F, Gender::M, Gender::X])),
            mostly(&["en", "ar"]),
        ),
        (address_on_card, address) in (any::<bool>(), any_text()),
        emergency_contact in mostly(&["", "Luz Delgado\nher mother"]),
        medical_notes in mostly(&["", "Asthma\nPenicillin\nInsulin"]),
        (veteran, organ_donor) in (any::<bool>(), any::<bool>()),
        (library, transit) in (any::<bool>(), any::<bool>()),
        transit_stock in mostly(&["0123456789012345"]),
        (updates, updates_email) in (any::<bool>(), mostly(&["rosa@example.org"])),
    ) -> PersonForm {
        PersonForm {
            name, name_gone_by, birth_day, birth_month, birth_year, gender,
            language: language.reveal().clone(),
            address_on_card, address, emergency_contact, medical_notes, veteran, organ_donor,
            library, transit, transit_stock, updates, updates_email,
        }
    }
}

fn personal_texts(person: &Person) -> impl Iterator<Item = &str> {
    let texts = [&person.name_gone_by, &person.updates_email];
    texts.into_iter().flatten().chain([&person.name]).map(|text| text.reveal().as_str())
}

fn texts_in_lines(person: &Person) -> impl Iterator<Item = &str> {
    let texts = [&person.address, &person.emergency_contact, &person.medical_notes];
    texts.into_iter().flatten().map(|text| text.reveal().as_str())
}

proptest! {
    #[test]
    fn whatever_is_typed_gives_a_person_or_a_reason(form in any_form()) {
        let policy = chicago();
        let band = form.age(&policy, TODAY).map(|(_, band)| band.id.clone());
        match form.check(&policy, TODAY) {
            Err(found) => prop_assert!(!found.is_empty(), "refused without a reason"),
            Ok(person) => {
                prop_assert_eq!(Some(&person.band), band.as_ref(), "as was shown while typing");
                prop_assert!(personal_texts(&person).all(|text| !text.contains(char::is_control)));
                prop_assert!(person.name.reveal().chars().count() <= 120);
                let again = crate::text::line(person.name.reveal());
                prop_assert_eq!(again.as_ref(), Ok(person.name.reveal()), "as in the record");
                for lines in texts_in_lines(&person) {
                    prop_assert!(!lines.contains(|c: char| c != '\n' && c.is_control()));
                    prop_assert!(!lines.is_empty() && !lines.contains("\n\n"));
                }
                let contact = person.emergency_contact.as_ref().map_or("", |it| it.reveal());
                prop_assert!(contact.lines().count() <= 2);
            }
        }
    }

    #[test]
    fn a_checked_person_has_no_control_characters(
        (name, gone_by, address) in (any_text(), any_text(), any_text()),
    ) {
        // A letter at the end, so that nothing but the characters themselves can be at fault.
        let lettered = |text: &Personal<String>| format!("{}a", text.reveal()).as_str().into();
        let typed = PersonForm {
            name: lettered(&name), name_gone_by: lettered(&gone_by),
            address_on_card: true, address: lettered(&address), ..form()
        };
        if let Ok(person) = typed.check(&chicago(), TODAY) {
            prop_assert!(personal_texts(&person).all(|text| !text.contains(char::is_control)));
            let address = person.address.expect("it is wanted");
            prop_assert!(!address.reveal().contains(|c: char| c != '\n' && c.is_control()));
        }
    }

    #[test]
    fn nothing_counter_only_is_left_after_forgetting(typed in any_form()) {
        let policy = chicago();
        let mut left = typed.clone();
        for field in policy.counter_only() {
            let held = typed.holds(field);
            prop_assert_eq!(left.forget(field), held);
            prop_assert!(!left.holds(field));
        }
        if let Ok(person) = left.check(&policy, TODAY) {
            prop_assert_eq!(texts_in_lines(&person).count(), 0);
        }
        prop_assert!(left.name == typed.name && left.veteran == typed.veteran);
    }

    #[test]
    fn debug_says_the_same_of_everybody(typed in any_form()) {
        prop_assert_eq!(format!("{typed:?}"), format!("{:?}", PersonForm::default()));
        if let Ok(person) = typed.check(&chicago(), TODAY) {
            prop_assert_eq!(format!("{person:?}"), format!("{:?}", taken(&form())));
        }
    }

    #[test]
    fn checking_what_was_taken_changes_nothing_more(typed in any_form()) {
        if let Ok(person) = typed.check(&chicago(), TODAY) {
            let again = PersonForm { name: person.name.clone(), ..typed };
            let name = again.check(&chicago(), TODAY).map(|person| person.name);
            prop_assert_eq!(name, Ok(person.name));
        }
    }
}
