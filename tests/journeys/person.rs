//! The Person step: what the card can't hold is told while it is typed, not at the proof.

use desk::view::{Application, PersonForm};
use desk::{Code, Desk};
use domain::Field;
use domain::person::{Problem, Wrong};
use tempfile::tempdir;

use crate::counter::{Counter, person};

/// Picks a field of the form by its name.
fn with(field: Field, text: &str) -> PersonForm {
    let mut form = person();
    let place = match field {
        Field::Name => &mut form.name,
        Field::NameGoneBy => &mut form.name_gone_by,
        Field::Address => &mut form.address,
        Field::EmergencyContact => &mut form.emergency_contact,
        Field::MedicalNotes => &mut form.medical_notes,
        other => panic!("{other:?} is no text of the card"),
    };
    *place = text.into();
    form
}

const TEXTS: [Field; 5] =
    [Field::Name, Field::NameGoneBy, Field::Address, Field::EmergencyContact, Field::MedicalNotes];

fn saved(desk: &Desk, form: &PersonForm) -> Application {
    let id = desk.new_application().expect("begun").id;
    desk.save_person(&id, form).expect("saved")
}

/// The one problem of a form.
fn problem(desk: &Desk, form: &PersonForm) -> Problem {
    let application = saved(desk, form);
    assert!(!application.done.person, "the step is not done");
    let [problem] = application.problems.as_slice() else { panic!("{:?}", application.problems) };
    problem.clone()
}

#[test]
fn a_character_that_no_font_draws_is_told_in_every_text_as_it_is_typed() {
    let folder = tempdir().expect("folder");
    let desk = Counter::set_up(folder.path()).desk;
    assert!(saved(&desk, &person()).problems.is_empty(), "a name that can be printed");
    for field in TEXTS {
        let found = problem(&desk, &with(field, "Ana  \u{1F600} Li"));
        assert_eq!((found.field, found.wrong), (field, Wrong::NoGlyph));
        let spot = found.spot.expect("a place");
        assert_eq!(spot.character.reveal(), "\u{1F600}");
        assert_eq!((spot.code_point.as_str(), spot.line, spot.place), ("U+1F600", 1, 6));
    }
}

#[test]
fn a_place_is_told_as_its_reader_counts_whichever_way_the_line_runs() {
    let folder = tempdir().expect("folder");
    let desk = Counter::set_up(folder.path()).desk;
    for (typed, line, place) in [
        ("محمد\u{1F600} علي\u{1F601}", 1, 5),
        ("שרה \u{1F600} כהן \u{1F601}", 1, 5),
        ("O\u{323}\u{300}la \u{1F600}", 1, 5),
        ("\u{FEFF}Ana \u{1F600}", 1, 5),
    ] {
        // What nobody sees may be refused for itself.
        let found = problem(&desk, &with(Field::Name, typed));
        if found.wrong == Wrong::NoGlyph {
            let spot = found.spot.expect("a place");
            assert_eq!((spot.line, spot.place), (line, place), "{typed}");
        }
    }
    let found = problem(&desk, &with(Field::Address, "4001 Elm\n\nخیابان \u{1F600}"));
    let spot = found.spot.expect("a place");
    assert_eq!((spot.line, spot.place), (3, 8));
}

#[test]
fn a_text_without_room_is_told_as_it_is_typed_and_how_much_of_it_fits() {
    let folder = tempdir().expect("folder");
    let desk = Counter::set_up(folder.path()).desk;
    for field in TEXTS {
        let typed = "W".repeat(110);
        let found = problem(&desk, &with(field, &typed));
        assert_eq!((found.field, found.wrong), (field, Wrong::NoRoom));
        let limit = found.limit.expect("how many") as usize;
        assert!((1..110).contains(&limit), "{field:?}: {limit}");
        let shorter = saved(&desk, &with(field, &"W".repeat(limit)));
        assert!(shorter.problems.is_empty(), "{field:?}: {limit} fit");
        let one_more = problem(&desk, &with(field, &"W".repeat(limit + 1)));
        assert_eq!(one_more.wrong, Wrong::NoRoom);
    }
}

#[test]
fn it_is_told_before_the_rest_of_the_form_is_typed() {
    let folder = tempdir().expect("folder");
    let desk = Counter::set_up(folder.path()).desk;
    let form = PersonForm { name: "Ana \u{1F600}".into(), ..PersonForm::default() };
    let problems = saved(&desk, &form).problems;
    let about = |field| problems.iter().find(|one| one.field == field).map(|one| one.wrong);
    assert_eq!(about(Field::Name), Some(Wrong::NoGlyph));
    assert_eq!(about(Field::BirthDate), Some(Wrong::Required));
    assert_eq!(problems.first().map(|one| one.field), Some(Field::Name), "in the form's order");
}

#[test]
fn no_proof_is_made_of_what_the_person_step_refuses() {
    let folder = tempdir().expect("folder");
    let desk = Counter::set_up(folder.path()).desk;
    let application = saved(&desk, &with(Field::Name, "Ana \u{1F600}"));
    let refused = desk.prove(&application.id).err().expect("refused");
    assert_eq!(refused.code(), Code::NotComplete);
    assert_eq!(refused.detail().get("step"), Some(&"person".into()));
}
