//! The signature: kept as strokes, skipped for a reason that stays here, gone when it is cleared.

use desk::Code;
use desk::view::{Application, Stroke};
use domain::Stage;
use tempfile::{TempDir, tempdir};

use crate::counter::{Counter, signature};
use crate::joined::joined;

/// A counter with one fresh application.
fn begun() -> (TempDir, Counter, Application) {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let application = counter.desk.new_application().expect("begun");
    (folder, counter, application)
}

fn strokes(application: &Application) -> Option<Vec<Stroke>> {
    application.signature.strokes.as_ref().map(|signature| signature.strokes().to_vec())
}

#[test]
fn the_strokes_outlive_a_kill_dot_by_dot() {
    let (folder, counter, application) = begun();
    assert!(application.signature.is_wanted && !application.done.signature);
    counter.desk.sign(&application.id, signature()).expect("signed");
    let counter = counter.restarted(folder.path());
    counter.sign_in();
    let shown = counter.desk.open_application(&application.id).expect("open");
    assert_eq!(strokes(&shown), Some(signature()));
    assert!(shown.done.signature);
}

#[test]
fn the_same_strokes_twice_are_signed_once_and_the_chain_tells_of_the_first_stroke_only() {
    let (_folder, counter, application) = begun();
    let id = &application.id;
    counter.desk.sign(id, signature()[..1].to_vec()).expect("one stroke");
    let entries = counter.desk.verify_audit().expect("whole");
    counter.desk.sign(id, signature()).expect("both");
    counter.desk.sign(id, signature()).expect("a second press");
    assert_eq!(counter.desk.verify_audit().expect("whole"), entries);
}

#[test]
fn a_tap_is_refused_and_the_signature_before_it_stays() {
    let (_folder, counter, application) = begun();
    let id = &application.id;
    counter.desk.sign(id, signature()).expect("signed");
    let refused = counter.desk.sign(id, vec![vec![(5, 5, 128).into()]]).err();
    assert_eq!(refused.map(|error| error.code()), Some(Code::SignatureTooLittle));
    let heavy = vec![signature().concat(); 1_000];
    let refused = counter.desk.sign(id, heavy).err();
    assert_eq!(refused.map(|error| error.code()), Some(Code::SignatureTooMuch));
    let shown = counter.desk.open_application(id).expect("open");
    assert_eq!(strokes(&shown), Some(signature()));
}

#[test]
fn it_is_skipped_only_for_a_reason_of_the_policys_and_signed_after_all() {
    let (_folder, counter, application) = begun();
    let id = &application.id;
    let refused = counter.desk.skip_signature(id, "in a hurry").err();
    assert_eq!(refused.map(|error| error.code()), Some(Code::NoSuchReason));
    let skipped = counter.desk.skip_signature(id, "cannot_sign").expect("skipped");
    assert_eq!(skipped.signature.skipped.as_deref(), Some("cannot_sign"));
    assert!(skipped.done.signature && strokes(&skipped).is_none());
    let signed = counter.desk.sign(id, signature()).expect("signed");
    assert_eq!(signed.signature.skipped, None);
}

#[test]
fn a_cleared_signature_is_gone_and_clearing_again_changes_nothing() {
    let (_folder, counter, application) = begun();
    let id = &application.id;
    counter.desk.sign(id, signature()).expect("signed");
    let cleared = counter.desk.clear_signature(id).expect("cleared");
    assert!(strokes(&cleared).is_none() && !cleared.done.signature);
    let entries = counter.desk.verify_audit().expect("whole");
    counter.desk.clear_signature(id).expect("a second press");
    assert_eq!(counter.desk.verify_audit().expect("whole"), entries);
}

#[tokio::test]
async fn a_new_signature_must_be_confirmed_anew_and_none_is_taken_once_submitted() {
    let site = joined().await;
    let id = site.counter.enrol().id;
    let same = site.counter.desk.sign(&id, signature()).expect("the same strokes");
    assert_eq!(same.stage, Stage::Confirmed, "nothing changed");
    let signed = site.counter.desk.sign(&id, signature()[..1].to_vec()).expect("another");
    assert_eq!(signed.stage, Stage::Draft);
    let cleared = site.counter.desk.clear_signature(&id).expect("cleared");
    assert!(!cleared.done.signature);
    let refused = site.counter.desk.prove(&id).err();
    assert_eq!(refused.map(|error| error.code()), Some(Code::NotComplete));
    site.counter.desk.skip_signature(&id, "child").expect("skipped");
    site.counter.desk.prove(&id).expect("proven");
    site.counter.desk.confirm(&id).expect("confirmed");
    site.counter.desk.submit(&id).expect("submitted");
    let late = site.counter.desk.sign(&id, signature()).err();
    assert_eq!(late.map(|error| error.code()), Some(Code::NotAllowedNow));
    site.counter.desk.sync_once().await.expect("sent");
    let fact = site.server.open(&site.server.first_counter(), 1);
    let packed: String = fact.split_whitespace().collect();
    assert!(packed.contains("\"signature\":null"), "{fact}");
    assert!(!fact.contains("child"), "the reason stays on the site.counter");
}

#[tokio::test]
async fn the_strokes_cross_the_wire_sealed_and_open_for_the_programme() {
    let site = joined().await;
    site.counter.enrol_and_submit();
    site.counter.desk.sync_once().await.expect("sent");
    let fact = site.server.open(&site.server.first_counter(), 1);
    let numbers: String = fact.split_whitespace().collect();
    assert!(numbers.contains("\"signature\":[[[3000,900,90],[4000,2100,160]],"), "{numbers}");
}
