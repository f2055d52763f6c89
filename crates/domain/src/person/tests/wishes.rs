//! The emergency contact, the medical notes and the two marks: asked for, bounded, forgotten.
//!
//! Names and dates are tested one level up.

use super::*;
use crate::fixtures::points;

#[test]
fn an_emergency_contact_has_one_or_two_lines_and_may_be_left_out() {
    assert_eq!(taken(&with_contact(" \n ")).emergency_contact, None);
    let two = taken(&with_contact(" Luz  Delgado,\r\n\r\n her mother ")).emergency_contact;
    assert_eq!(two.expect("it was typed").reveal(), "Luz Delgado,\nher mother");
    let found = with_contact("Luz\nPablo\nAna").check(&chicago(), TODAY);
    let three = Problem {
        field: Field::EmergencyContact,
        wrong: Wrong::TooManyLines,
        limit: Some(2),
        spot: None,
    };
    assert_eq!(found.expect_err("one line too many"), [three]);
    assert_eq!(problems(&with_contact("312")), [(Field::EmergencyContact, Wrong::NoLetter)]);
}

#[test]
fn the_back_of_the_card_has_room_for_so_many_characters() {
    for (field, limit, with) in [
        (Field::EmergencyContact, 120, with_contact as fn(&str) -> PersonForm),
        (Field::MedicalNotes, 160, with_notes),
    ] {
        taken(&with(&"ű".repeat(limit as usize)));
        let found = with(&"ű".repeat(limit as usize + 1)).check(&chicago(), TODAY);
        let too_long = Problem { field, wrong: Wrong::TooLong, limit: Some(limit), spot: None };
        assert_eq!(found.expect_err("one too many"), [too_long]);
    }
}

#[test]
fn medical_notes_keep_their_lines() {
    let notes = taken(&with_notes("Asthma\nPenicillin\n\n Insulin")).medical_notes;
    assert_eq!(notes.expect("they were typed").reveal(), "Asthma\nPenicillin\nInsulin");
}

#[test]
fn what_the_policy_does_not_ask_for_is_ignored_whatever_it_says() {
    let all = PersonForm {
        emergency_contact: "Luz Delgado".into(),
        medical_notes: "Asthma".into(),
        veteran: true,
        organ_donor: true,
        ..form()
    };
    let person = taken(&all);
    assert!(person.veteran && person.organ_donor);
    assert!(person.emergency_contact.is_some() && person.medical_notes.is_some());
    let wrong = PersonForm { medical_notes: "\u{202E}".into(), ..all };
    let silent = wrong.check(&points(), TODAY).expect("it is not asked for");
    assert!(!silent.veteran && !silent.organ_donor);
    assert_eq!((silent.emergency_contact, silent.medical_notes), (None, None));
}

#[test]
fn an_emergency_contact_that_the_policy_requires_is_asked_for() {
    let mut policy = chicago();
    let rule = policy.fields.get_mut(&Field::EmergencyContact).expect("the policy has it");
    rule.required = true;
    let found = form().check(&policy, TODAY).expect_err("it is left out");
    let missing =
        Problem { field: Field::EmergencyContact, wrong: Wrong::Required, limit: None, spot: None };
    assert_eq!(found, [missing]);
}

#[test]
fn forgetting_takes_out_what_never_leaves_the_counter_and_nothing_else() {
    let mut typed = PersonForm {
        emergency_contact: "Luz Delgado".into(),
        medical_notes: "Asthma".into(),
        veteran: true,
        organ_donor: true,
        ..with_address("12 Elm Street")
    };
    let policy = chicago();
    let mut forget = || policy.counter_only().filter(|field| typed.forget(*field)).count();
    assert_eq!(forget(), 3);
    assert_eq!(forget(), 0, "nothing is left to forget");
    assert!(typed == PersonForm { veteran: true, organ_donor: true, ..form() });
}

/// A Person step as it was stored before the card had a place for more than an address.
const OLDER: &str = r#"{"name":"Rosa Delgado","name_gone_by":"","birth_day":"7",
    "birth_month":"3","birth_year":"1990","gender":"X","language":"es","address_on_card":true,
    "address":"12 Elm Street","library":true,"transit":false,"transit_stock":"",
    "updates":false,"updates_email":""}"#;

#[test]
fn what_an_older_counter_stored_still_opens() {
    let read: PersonForm = serde_json::from_str(OLDER).expect("it opens");
    let expected =
        PersonForm { gender: Some(Gender::X), library: true, ..with_address("12 Elm Street") };
    assert!(read == expected, "with nothing in the fields that it did not know");
}
