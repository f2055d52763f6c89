//! What is left when the day is over: the people who come back tomorrow, and what is finished then.

use desk::Code;
use desk::view::{PersonForm, Press};
use domain::{CardStage, Stage};

use crate::counter::{ADDRESS, Counter, NAME, person};
use crate::joined::joined;

fn press(seen: u32) -> Press {
    Press { seen, has_blanks: true }
}

#[tokio::test]
async fn a_card_that_is_fetched_the_next_day_is_in_the_list_and_handed_over() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let id = site.counter.enrol_and_submit().id;
    desk.save_card(&id, press(0)).expect("saved");
    assert_eq!(desk.line().expect("told").to_answer, 1, "a file is not a card: staff are asked");
    desk.card_printed(&id, press(1)).expect("said");
    assert_eq!(desk.line().expect("told").to_answer, 0);
    desk.sync_once().await.expect("sent");
    site.counter.clock.pass_hours(24);
    desk.lock().expect("locked");
    site.counter.sign_in();

    let listed = desk.applications().expect("listed");
    let row = listed.iter().find(|row| row.id == id).expect("it is not lost");
    assert_eq!((row.stage, row.card), (Stage::Closed, Some(CardStage::Printed)));
    assert_eq!(row.name, "", "the day is over");
    desk.hand_over(&id).expect("handed over");
    let listed = desk.applications().expect("listed");
    assert!(listed.iter().all(|row| row.id != id), "nobody has to do anything more");
}

/// Finishes an application that was begun before.
fn finish(counter: &Counter, id: &str) {
    let desk = &counter.desk;
    desk.prove(id).expect("proven");
    desk.confirm(id).expect("confirmed");
    desk.submit(id).expect("submitted");
}

#[tokio::test]
async fn what_is_begun_yesterday_and_submitted_today_is_whole_until_today_is_over() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let id = site.counter.enrol().id;
    site.counter.clock.pass_hours(20);
    desk.submit(&id).expect("submitted");
    desk.sync_once().await.expect("sent");
    desk.lock().expect("locked");
    site.counter.sign_in();

    let kept = desk.open_application(&id).expect("open");
    assert_eq!((kept.stage, kept.person.name.reveal().as_str()), (Stage::Submitted, NAME));
    desk.save_card(&id, press(0)).expect("its card can be printed");
    let counter = site.server.first_counter();
    let day = format!("\"day\": \"{}\"", site.counter.clock.day());
    assert!(site.server.open(&counter, 1).contains(&day), "it is today's at the server, too");
    desk.sync_once().await.expect("the line works");
    assert_eq!(site.server.sequences("accepted"), [1], "its news address is today's, too");

    site.counter.clock.pass_hours(24);
    assert_eq!(desk.sweep().expect("swept").applications, 1, "the day is over");
}

#[tokio::test]
async fn a_session_that_passes_midnight_works_on_the_new_day() {
    let site = joined().await;
    let desk = &site.counter.desk;
    site.counter.clock.pass_hours(11);
    let before = site.counter.enrol_and_submit().id;
    site.counter.clock.pass_hours(2);
    let after = site.counter.enrol_and_submit().id;
    desk.sync_once().await.expect("sent");
    let today = site.counter.clock.day().to_string();
    assert_eq!(desk.session().expect("signed in").day, today);
    assert_eq!(desk.sweep().expect("swept").applications, 1, "yesterday's alone");
    let stage = |id: &str| desk.open_application(id).expect("open").stage;
    assert_eq!((stage(&before), stage(&after)), (Stage::Closed, Stage::Submitted));
    let listed = desk.applications().expect("listed");
    assert_eq!(listed.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), [after.as_str()]);

    desk.receive_stock(0, 9).expect("blanks came in after midnight");
    assert_eq!(desk.stock().expect("told").today.received, 9);
    desk.sync_once().await.expect("sent");
    let news = site.server.open(&site.server.first_counter(), 3);
    assert_eq!(news.matches("rosa@example.org").count(), 1, "today's stays here until tomorrow");
}

#[tokio::test]
async fn what_is_given_up_today_is_in_todays_list() {
    let site = joined().await;
    let id = site.counter.enrol().id;
    site.counter.clock.pass_hours(20);
    site.counter.desk.withdraw(&id).expect("withdrawn");
    let listed = site.counter.desk.applications().expect("listed");
    assert!(listed.iter().any(|row| row.id == id));
    site.counter.clock.pass_hours(24);
    assert!(site.counter.desk.applications().expect("listed").is_empty());
}

#[tokio::test]
async fn an_address_that_is_typed_the_next_day_is_carried_to_the_card() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let bare = PersonForm {
        address_on_card: false,
        address: "".into(),
        emergency_contact: "".into(),
        medical_notes: "".into(),
        ..person()
    };
    let id = site.counter.enrol_as(&bare).id;
    site.counter.clock.pass_hours(26);
    desk.save_person(&id, &person()).expect("saved");
    finish(&site.counter, &id);
    let over = desk.sweep().expect("swept").counter_only;
    assert_eq!(over, 1, "which documents were seen; the address is a minute old");
    let saved = desk.save_proof(&id).expect("saved");
    assert_eq!(saved.kept_hours, 24);
    desk.save_card(&id, press(0)).expect("and it can be printed");
    assert_eq!(desk.open_application(&id).expect("open").person.address.reveal(), ADDRESS);

    site.counter.clock.pass_hours(25);
    assert_eq!(desk.sweep().expect("swept").counter_only, 3);
}

#[test]
fn no_keystroke_elsewhere_puts_the_forgetting_of_an_address_off() {
    let folder = tempfile::tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let id = counter.desk.new_application().expect("begun").id;
    counter.desk.save_person(&id, &person()).expect("saved");
    counter.clock.pass_hours(20);
    let mended = PersonForm { name: "Rosa Delgado".into(), medical_notes: "".into(), ..person() };
    counter.desk.save_person(&id, &mended).expect("saved");
    let again = PersonForm { medical_notes: "Asthma".into(), ..mended };
    counter.desk.save_person(&id, &again).expect("saved");

    counter.clock.pass_hours(5);
    assert_eq!(counter.desk.sweep().expect("swept").counter_only, 2);
    let left = counter.desk.open_application(&id).expect("open").person;
    assert_eq!(
        (left.address.reveal().as_str(), left.medical_notes.reveal().as_str()),
        ("", "Asthma")
    );
    counter.clock.pass_hours(20);
    assert_eq!(counter.desk.sweep().expect("swept").counter_only, 1, "typed anew, it counted anew");
}

#[tokio::test]
async fn an_address_whose_hours_are_over_is_said_to_be_forgotten_and_not_before() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let id = site.counter.enrol().id;
    site.counter.clock.pass_hours(23);
    desk.save_proof(&id).expect("an hour is left");
    site.counter.clock.pass_hours(2);
    let refused = desk.save_proof(&id).err().map(|error| error.code());
    assert_eq!(refused, Some(Code::FieldsForgotten));
}
