//! From first start to the server's receipt.

use domain::{EnvelopeStage, Stage};
use tempfile::tempdir;

use crate::counter::{ADDRESS, CONTACT, Counter, NAME, NOTES, any_file_holds, copy_files, person};
use crate::joined::joined;

#[tokio::test]
async fn an_applicant_is_enrolled_and_the_record_arrives_sealed() {
    let site = joined().await;
    let submitted = site.counter.enrol_and_submit();
    assert_eq!(submitted.stage, Stage::Submitted);

    site.counter.desk.sync_once().await.expect("sent");

    let shown = site.counter.desk.open_application(&submitted.id).expect("open");
    assert_eq!(shown.envelope, Some(EnvelopeStage::Accepted));
    assert_eq!(site.server.sequences("accepted"), [1]);
    let fact = site.server.open(&site.server.first_counter(), 1);
    assert!(fact.contains(NAME), "the programme's key opens the name");
    for text in [ADDRESS, CONTACT, NOTES] {
        assert!(!fact.contains(text), "this never crosses the wire: {text}");
    }
    assert!(fact.contains("\"veteran\"") && !fact.contains("\"organ_donor\""), "as chosen");
    assert!(!fact.contains("rosa@example.org"), "news is never joined to an application");
    assert!(!any_file_holds(site.server.data(), NAME), "the site.server itself can't read it");
}

#[tokio::test]
async fn nothing_personal_lies_readable_on_the_counters_disk() {
    let site = joined().await;
    site.counter.enrol_and_submit();
    let chip = "0167001234567890";
    for text in [NAME, ADDRESS, CONTACT, NOTES, "rosa@example.org", chip, "SQLite format 3"] {
        assert!(!any_file_holds(site.folder.path(), text), "{text}");
    }
}

#[tokio::test]
async fn submitting_twice_sends_one_envelope() {
    let site = joined().await;
    let id = site.counter.enrol_and_submit().id;
    site.counter.desk.submit(&id).expect("a second press is harmless");
    site.counter.desk.sync_once().await.expect("sent");
    site.counter.desk.sync_once().await.expect("nothing more to send");
    assert_eq!(site.server.sequences("accepted"), [1]);
}

#[tokio::test]
async fn a_change_after_the_confirmation_must_be_confirmed_anew() {
    let site = joined().await;
    let confirmed = site.counter.enrol();
    let number = confirmed.card.expect("a card").number;
    let mut corrected = person();
    corrected.name = "Rosa Delgado".into();
    let draft = site.counter.desk.save_person(&confirmed.id, &corrected).expect("saved");
    assert_eq!(draft.stage, Stage::Draft);
    assert!(site.counter.desk.submit(&confirmed.id).is_err(), "not confirmed any more");
    let proven = site.counter.desk.prove(&confirmed.id).expect("proven again");
    assert_eq!(proven.card.expect("a card").number, number, "the number stays");
}

#[test]
fn a_draft_survives_the_power_cut_right_after_its_save() {
    let (folder, after) = (tempdir().expect("folder"), tempdir().expect("folder"));
    let counter = Counter::set_up(folder.path());
    let id = counter.desk.new_application().expect("begun").id;
    counter.desk.save_person(&id, &person()).expect("saved");
    // The files as they lie at this moment, with the database still open.
    copy_files(folder.path(), after.path());
    let counter = Counter::at(after.path());
    counter.sign_in();
    let draft = counter.desk.open_application(&id).expect("there");
    assert_eq!(draft.person, person());
}
