//! What the promise says is destroyed is destroyed, by the counter itself.

use desk::view::PersonForm;
use domain::Stage;
use tempfile::tempdir;

use crate::counter::{Counter, person};
use crate::joined::joined;

#[test]
fn what_never_leaves_the_counter_is_destroyed_after_the_policys_hours_even_without_a_network() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let id = counter.desk.new_application().expect("begun").id;
    counter.desk.save_person(&id, &person()).expect("saved");
    counter.clock.pass_hours(23);
    assert_eq!(counter.desk.sweep().expect("swept").counter_only, 0);
    counter.clock.pass_hours(2);
    assert_eq!(counter.desk.sweep().expect("swept").counter_only, 3);
    let draft = counter.desk.open_application(&id).expect("open").person;
    for gone in [&draft.address, &draft.emergency_contact, &draft.medical_notes] {
        assert_eq!(gone.reveal(), "");
    }
    assert!(!draft.address_on_card);
    assert!(draft.name == person().name && draft.veteran, "the rest of the draft stays");
    assert_eq!(counter.desk.sweep().expect("swept again").counter_only, 0);
}

#[tokio::test]
async fn an_emergency_contact_that_is_destroyed_takes_the_confirmation_with_it() {
    let site = joined().await;
    let id = site.counter.enrol().id;
    let bare = PersonForm {
        address_on_card: false,
        address: "".into(),
        medical_notes: "".into(),
        ..person()
    };
    site.counter.desk.save_person(&id, &bare).expect("saved");
    site.counter.desk.prove(&id).expect("proven");
    site.counter.desk.confirm(&id).expect("confirmed");
    let waiting = site.counter.enrol_and_submit().id;

    site.counter.clock.pass_hours(25);
    assert_eq!(site.counter.desk.sweep().expect("swept").counter_only, 6);

    let open = site.counter.desk.open_application(&id).expect("open");
    assert_eq!(open.stage, Stage::Draft, "the proof showed it: it is confirmed anew");
    let sent = site.counter.desk.open_application(&waiting).expect("open");
    assert_eq!(sent.stage, Stage::Submitted, "what is under way stays under way");
    assert_eq!(sent.person.emergency_contact.reveal(), "");
    assert_eq!(sent.person.medical_notes.reveal(), "");
    assert!(sent.documents.seen.is_empty() && sent.done.documents, "they were seen, once");
}

#[tokio::test]
async fn which_documents_were_seen_never_leaves_the_counter_and_ends_with_the_hand_over() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let id = site.counter.enrol_and_submit().id;
    desk.sync_once().await.expect("sent");
    let told = site.server.open(&site.server.first_counter(), 1);
    assert!(told.contains("\"enough\": true") && !told.contains("passport"), "{told}");

    let press = |seen| desk::view::Press { seen, has_blanks: true };
    desk.save_card(&id, press(0)).expect("saved");
    desk.card_printed(&id, press(1)).expect("said");
    assert!(!desk.open_application(&id).expect("open").documents.seen.is_empty());
    desk.hand_over(&id).expect("handed over");
    assert!(desk.open_application(&id).expect("open").documents.seen.is_empty());
    site.counter.clock.pass_hours(25);
    assert_eq!(desk.sweep().expect("swept").counter_only, 0, "nothing is left to do");
}

#[test]
fn documents_that_were_seen_too_long_ago_are_seen_again_and_hold_no_card_back() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let id = counter.desk.new_application().expect("begun").id;
    let seen = ["passport".to_owned(), "utility_bill".to_owned()];
    counter.desk.save_documents(&id, &seen[..1], false).expect("saved");
    counter.clock.pass_hours(23);
    counter.desk.save_documents(&id, &seen, true).expect("the second kind counts both anew");
    counter.clock.pass_hours(23);
    assert_eq!(counter.desk.sweep().expect("swept").counter_only, 0);
    counter.clock.pass_hours(2);
    counter.sign_in();
    let left = counter.desk.open_application(&id).expect("open");
    assert!(left.documents.seen.is_empty() && !left.documents.is_attested);
    assert!(!left.done.documents, "the step says so");
    let again = counter.desk.save_documents(&id, &seen, true).expect("saved");
    assert!(again.documents.is_attested);
}

#[tokio::test]
async fn what_the_server_keeps_is_destroyed_here_when_the_day_is_over() {
    let mut site = joined().await;
    let sent = site.counter.enrol_and_submit().id;
    site.counter.desk.sync_once().await.expect("sent");
    site.server.unplug();
    let waiting = site.counter.enrol_and_submit().id;

    site.counter.clock.pass_hours(24);
    site.counter.desk.lock().expect("locked");
    site.counter.sign_in();

    let gone = site.counter.desk.open_application(&sent).expect("its row stays");
    assert_eq!(gone.stage, Stage::Closed);
    assert_eq!(gone.person.name.reveal(), "");
    assert_eq!(gone.person.emergency_contact.reveal(), "", "all of it goes at day close");
    let kept = site.counter.desk.open_application(&waiting).expect("open");
    assert_eq!(kept.stage, Stage::Submitted, "what nobody acknowledged is not destroyed");

    site.server.plug_in();
    site.counter.desk.sync_once().await.expect("sent");
    assert_eq!(
        site.server.sequences("accepted"),
        [1, 2, 3],
        "and the news addresses, by themselves"
    );
    let news = site.server.open(&site.server.first_counter(), 3);
    assert!(news.contains("rosa@example.org"));
}

#[tokio::test]
async fn a_saved_proof_goes_with_the_application_when_the_day_is_over() {
    let site = joined().await;
    let sent = site.counter.enrol_and_submit().id;
    let saved = site.counter.desk.save_proof(&sent).expect("saved");
    site.counter.desk.sync_once().await.expect("sent");
    // After midnight, when the file's own hours are not over.
    site.counter.clock.pass_hours(13);
    let swept = site.counter.desk.sweep().expect("swept");
    assert_eq!((swept.applications, swept.proofs), (1, 1));
    assert!(!std::path::Path::new(&saved.path).exists());
}

#[tokio::test]
async fn a_saved_proof_is_deleted_after_the_policys_hours() {
    let site = joined().await;
    let id = site.counter.enrol().id;
    let saved = site.counter.desk.save_proof(&id).expect("saved");
    let again = site.counter.desk.save_proof(&id).expect("saved again");
    assert_eq!(saved.path, again.path);
    assert!(!saved.path.contains("Rosa"), "no personal data in a file's name");
    site.counter.clock.pass_hours(25);
    assert_eq!(site.counter.desk.sweep().expect("swept").proofs, 1);
    assert!(!std::path::Path::new(&saved.path).exists());
}

#[tokio::test]
async fn a_withdrawn_application_leaves_nothing_personal() {
    let site = joined().await;
    let id = site.counter.enrol().id;
    let saved = site.counter.desk.save_proof(&id).expect("saved");
    site.counter.desk.withdraw(&id).expect("withdrawn");
    assert!(!std::path::Path::new(&saved.path).exists(), "nor does a file");
    site.counter.desk.withdraw(&id).expect("twice is once");
    let left = site.counter.desk.open_application(&id).expect("its row stays");
    assert_eq!(left.stage, Stage::Withdrawn);
    assert_eq!(left.person.name.reveal(), "");
    assert_eq!(left.person.medical_notes.reveal(), "");
    assert!(left.photo.picture.is_none());
}
