//! What keyboards and clipboards send, and what becomes of it in the record and on the card.

use desk::Code;
use desk::view::{PersonForm, SetUp};
use domain::person::Wrong;
use serde_json::Value;
use tempfile::tempdir;

use crate::counter::{Counter, PASSPHRASE, person};
use crate::joined::{Joined, joined};

/// The fact of the envelope `sequence`, opened with the programme's key.
fn fact(site: &Joined, sequence: u64) -> Value {
    let opened = site.server.open(&site.server.first_counter(), sequence);
    serde_json::from_str(&opened).expect("JSON")
}

#[tokio::test]
async fn a_person_is_one_person_in_the_record_on_whichever_keyboard_it_was_typed() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let plain = PersonForm { name: "José Nguyễn".into(), ..person() };
    let pasted = PersonForm {
        name: "\u{FEFF}Jose\u{301} Nguye\u{302}\u{303}n\u{200E}".into(),
        birth_day: "۲۹".into(),
        birth_month: "\u{200F}٢".into(),
        birth_year: "१९८४".into(),
        transit_stock: "０１６７ 0012–۳۴۵۶ ৭৮৯০".into(),
        ..person()
    };
    for typed in [&plain, &pasted] {
        let id = site.counter.enrol_as(typed).id;
        let shown = desk.submit(&id).expect("submitted");
        assert!(shown.person.name == typed.name, "what is shown stays as typed");
    }
    desk.sync_once().await.expect("both are sent");
    let (first, second) = (fact(&site, 1), fact(&site, 2));
    for field in ["name", "birth_date"] {
        let told = |fact: &Value| found(fact, field).expect("the fact has it");
        assert_eq!(told(&first), told(&second), "{field}");
    }
    assert_eq!(found(&second, "name"), Some("José Nguyễn".into()));
    assert_eq!(found(&second, "birth_date"), Some("1984-02-29".into()));
    assert_eq!(found(&second, "transit_stock"), Some("0167001234567890".into()));
}

/// The text under `key`, however deep it lies.
fn found(value: &Value, key: &str) -> Option<String> {
    match value {
        Value::Object(map) => match map.get(key) {
            Some(Value::String(text)) => Some(text.clone()),
            _ => map.values().find_map(|inner| found(inner, key)),
        },
        Value::Array(list) => list.iter().find_map(|inner| found(inner, key)),
        _ => None,
    }
}

#[test]
fn a_joiner_inside_a_latin_name_is_told_with_its_place_and_keeps_the_card_back() {
    let folder = tempdir().expect("a folder");
    let counter = Counter::set_up(folder.path());
    let desk = &counter.desk;
    let id = desk.new_application().expect("begun").id;
    let joined = PersonForm { name: "Ros\u{200D}a".into(), ..person() };
    let shown = desk.save_person(&id, &joined).expect("saved, right or wrong");
    let [problem] = shown.problems.as_slice() else { panic!("one problem: {:?}", shown.problems) };
    assert_eq!(problem.wrong, Wrong::Unseen);
    let spot = problem.spot.as_ref().expect("a place");
    assert_eq!((spot.code_point.as_str(), spot.line, spot.place), ("U+200D", 1, 3));
    let wanted = PersonForm { name: "علی\u{200C}رضا".into(), ..person() };
    let shown = desk.save_person(&id, &wanted).expect("saved");
    assert!(shown.problems.is_empty(), "the script wants it: {:?}", shown.problems);
}

#[test]
fn names_of_site_and_operator_are_kept_bare_and_composed() {
    let folder = tempdir().expect("a folder");
    let counter = Counter::at(folder.path());
    let wish = |supervisor: &str| SetUp {
        site: "\u{FEFF}Sulzer Library\u{200E}".into(),
        supervisor: supervisor.into(),
        passphrase: PASSPHRASE.into(),
    };
    let refused = counter.desk.set_up(&wish("Ada\u{200D} Brook")).err().expect("nobody sees it");
    assert_eq!(refused.code(), Code::BadCharacter);
    let detail = refused.detail();
    assert_eq!(detail["field"], "supervisor");
    assert_eq!(detail["code_point"], "U+200D");
    assert_eq!(detail["place"], 3);
    let done = counter.desk.set_up(&wish(" Ade\u{301} Brook\u{200F}")).expect("set up");
    assert_eq!(
        (done.session.site.as_str(), done.session.operator.as_str()),
        ("Sulzer Library", "Adé Brook")
    );
    counter.desk.lock().expect("locked");
    counter.desk.sign_in("Adé Brook", PASSPHRASE).expect("by the name in the list");
}
