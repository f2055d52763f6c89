//! The class that the policy gives a field is what makes the counter forget it, whichever field
//! and however many hours.

use std::fs;
use std::path::Path;

use desk::Places;
use desk::view::Application;
use domain::field::Step;
use domain::{Field, Retention, Word};
use proptest::prelude::*;
use serde_json::Value;

use crate::counter::{Counter, person, portrait, signature};

const CHICAGO: &str = include_str!("../../assets/programme/chicago.json");

/// A class for every field, of those that it may have.
fn any_classes() -> impl Strategy<Value = Vec<(Field, Retention)>> {
    let choices = Field::ALL.iter().map(|field| {
        let class = prop::sample::select(field.traits().classes);
        class.prop_map(|class| (*field, class))
    });
    choices.collect::<Vec<_>>()
}

/// Writes the programme's file with these classes and hours.
fn write_policy(folder: &Path, classes: &[(Field, Retention)], hours: u32) {
    let mut policy: Value = serde_json::from_str(CHICAGO).expect("JSON");
    for (field, class) in classes {
        policy["fields"][field.word()]["retention"] = class.word().into();
    }
    policy["keep"]["counter_only_hours"] = hours.into();
    let path = Places::under(folder).policy();
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, policy.to_string()).expect("written");
}

/// Fills every field that there is.
fn fill(counter: &Counter) -> String {
    let desk = &counter.desk;
    let id = desk.new_application().expect("begun").id;
    let full = desk::view::PersonForm {
        name_gone_by: "Rosi".into(),
        gender: Some(domain::person::Gender::X),
        organ_donor: true,
        ..person()
    };
    desk.save_person(&id, &full).expect("saved");
    let seen = ["passport".to_owned(), "utility_bill".to_owned()];
    desk.save_documents(&id, &seen, true).expect("saved");
    desk.take_photo(&id, &portrait()).expect("taken");
    desk.sign(&id, signature()).expect("signed");
    id
}

/// Whether anything of `field` is left.
fn is_left(application: &Application, field: Field) -> bool {
    match field.traits().step {
        Step::Person => application.person.holds(field),
        Step::Documents => !application.documents.seen.is_empty(),
        Step::Photo => application.photo.picture.is_some(),
        Step::Signature => application.signature.strokes.is_some(),
    }
}

proptest! {
    // Each case sets up a counter of its own.
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_no_field_is_anything_left_after_its_hours_and_nothing_goes_before(
        classes in any_classes(),
        hours in 1_u32..72,
        rest in prop::collection::vec(1_i64..30, 1..5),
    ) {
        let folder = tempfile::tempdir().expect("folder");
        write_policy(folder.path(), &classes, hours);
        let counter = Counter::set_up(folder.path());
        prop_assert!(counter.desk.start().expect("told").notices.is_empty(), "the file is taken");
        let id = fill(&counter);
        let whole = counter.desk.open_application(&id).expect("open");
        prop_assert!(Field::ALL.iter().all(|field| is_left(&whole, *field)), "every field is filled");
        let mut passed = 0;
        for pause in rest {
            counter.clock.pass_hours(pause);
            passed += pause;
            counter.desk.sweep().expect("swept");
            counter.sign_in();
            let left = counter.desk.open_application(&id).expect("open");
            for (field, class) in &classes {
                let is_over = *class == Retention::CounterOnly && passed > i64::from(hours);
                prop_assert_eq!(is_left(&left, *field), !is_over, "{:?} after {} h", field, passed);
            }
        }
        counter.desk.verify_audit().expect("the chain is whole");
    }
}
