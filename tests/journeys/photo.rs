//! The photograph: judged, framed, taken as it is for a reason, and never lost to a bad file.

use std::fs::File;
use std::path::PathBuf;

use desk::Code;
use desk::view::{Application, Crop, Frame, Which};
use domain::Stage;
use domain::photo::{Advice, Check};
use tempfile::{TempDir, tempdir};

use crate::counter::{Counter, fixture, person, portrait};
use crate::joined::joined;

/// A counter with one application whose photo is NASA's portrait.
fn photographed() -> (TempDir, Counter, Application) {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let id = counter.desk.new_application().expect("begun").id;
    let application = counter.desk.take_photo(&id, &portrait()).expect("taken");
    (folder, counter, application)
}

#[test]
fn a_portrait_is_framed_by_its_face() {
    let (_folder, _counter, application) = photographed();
    let report = application.photo.report.expect("judged");
    let face = report.face.expect("found");
    let crop = application.photo.crop.expect("framed");
    let picture = application.photo.picture.expect("kept");
    let middle = (face.left_eye.x + face.right_eye.x) / 2.0;
    assert!((crop.left + crop.width / 2.0 - middle).abs() < 0.05, "the face is in the middle");
    let height = crop.width * f64::from(picture.width) / 0.8 / f64::from(picture.height);
    let eyes = (face.left_eye.y + face.right_eye.y) / 2.0;
    let above_bottom = 1.0 - (eyes - crop.top) / height;
    // She sits near the picture's upper edge: the least frame can't go higher.
    assert!((0.5..=0.68).contains(&above_bottom), "the eyes are {above_bottom:.2} up");
    assert!(crop.top < 0.01);
}

#[test]
fn a_photo_that_does_not_pass_is_used_only_for_a_reason() {
    let (_folder, counter, application) = photographed();
    let report = application.photo.report.as_ref().expect("judged");
    assert!(!report.passes(), "a flag and a rocket are no plain background: {report:?}");
    assert!(!application.done.photo);
    let excepted = counter.desk.except_photo(&application.id, Some("medical")).expect("noted");
    assert!(excepted.done.photo);
    assert_eq!(excepted.photo.exception.as_deref(), Some("medical"));
    let entries = counter.desk.verify_audit().expect("whole");
    counter.desk.except_photo(&application.id, Some("medical")).expect("a second press");
    assert_eq!(counter.desk.verify_audit().expect("whole"), entries, "twice is once");
    let back = counter.desk.except_photo(&application.id, None).expect("taken back");
    assert!(!back.done.photo);
}

#[test]
fn a_reason_that_the_policy_does_not_know_is_refused() {
    let (_folder, counter, application) = photographed();
    let refused = counter.desk.except_photo(&application.id, Some("because")).err();
    assert_eq!(refused.map(|error| error.code()), Some(Code::NoSuchReason));
    let shown = counter.desk.open_application(&application.id).expect("open");
    assert_eq!(shown.photo.exception, None);
}

#[test]
fn a_reason_outlives_a_new_frame_and_a_restart_but_not_a_new_photo() {
    let (folder, counter, application) = photographed();
    let id = &application.id;
    counter.desk.except_photo(id, Some("religious")).expect("noted");
    let crop = Crop { left: 0.2, top: 0.05, width: 0.5, turn_degrees: 4.0 };
    counter.desk.crop_photo(id, crop).expect("framed");
    drop(counter);
    let counter = Counter::at(folder.path());
    counter.sign_in();
    let photo = counter.desk.open_application(id).expect("open").photo;
    assert_eq!(photo.exception.as_deref(), Some("religious"));
    assert_eq!(photo.crop, Some(crop));
    let again = counter.desk.take_photo(id, &portrait()).expect("taken");
    assert_eq!(again.photo.exception, None, "it was said of another picture");
}

#[test]
fn another_reason_is_no_new_decision_in_the_chain() {
    let (_folder, counter, application) = photographed();
    let id = &application.id;
    counter.desk.except_photo(id, Some("likeness")).expect("noted");
    let entries = counter.desk.verify_audit().expect("whole");
    let other = counter.desk.except_photo(id, Some("medical")).expect("noted");
    assert_eq!(other.photo.exception.as_deref(), Some("medical"));
    assert_eq!(counter.desk.verify_audit().expect("whole"), entries);
    counter.desk.except_photo(id, None).expect("taken back");
    assert_eq!(counter.desk.verify_audit().expect("whole"), entries + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_frame_that_there_is_leaves_what_was_confirmed() {
    let joined = joined().await;
    let desk = &joined.counter.desk;
    let confirmed = joined.counter.enrol();
    let crop = confirmed.photo.crop.expect("framed");
    // As far off as a number's rounding on its way to the window and back.
    let same = Crop { left: crop.left + 1e-12, ..crop };
    let shown = desk.crop_photo(&confirmed.id, same).expect("framed");
    assert_eq!(shown.stage, Stage::Confirmed, "nothing changed");
    assert_eq!(shown.photo.edition, confirmed.photo.edition);
    let wider = Crop { left: 0.2, top: 0.05, width: 0.5, turn_degrees: 0.0 };
    let shown = desk.crop_photo(&confirmed.id, wider).expect("framed");
    assert_eq!(shown.stage, Stage::Draft, "another card must be confirmed anew");
}

#[test]
fn a_file_that_is_refused_leaves_the_old_photo() {
    let (_folder, counter, application) = photographed();
    let id = &application.id;
    let before = counter.desk.photo_bytes(id, Which::Card).expect("there");
    let broken = std::fs::read(fixture("photos/overflowing.webp")).expect("the fixture");
    for bytes in [&b"no picture"[..], &[], &broken] {
        counter.desk.take_photo(id, bytes).err().expect("refused");
    }
    assert_eq!(counter.desk.photo_bytes(id, Which::Card).expect("there"), before);
    let shown = counter.desk.open_application(id).expect("open");
    assert_eq!(shown.photo.edition, application.photo.edition);
}

#[test]
fn a_frame_outside_the_picture_changes_nothing() {
    let (_folder, counter, application) = photographed();
    let outside = Crop { left: 0.0, top: 0.0, width: 0.8, turn_degrees: 9.0 };
    let refused = counter.desk.crop_photo(&application.id, outside).err();
    assert_eq!(refused.map(|error| error.code()), Some(Code::CropOutside));
    let shown = counter.desk.open_application(&application.id).expect("open");
    assert_eq!(shown.photo.crop, application.photo.crop);
}

#[test]
fn a_live_frame_without_a_face_is_told_so_and_leaves_no_trace() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let entries = counter.desk.verify_audit().expect("whole");
    let grey = vec![128; 480 * 360 * 4];
    let frame = Frame { width: 480, height: 360, rgba: &grey };
    let report = counter.desk.judge_frame(&frame).expect("judged");
    assert_eq!(report.findings[0].check, Check::Faces);
    assert_eq!(report.findings[0].advice, Some(Advice::NobodyThere));
    assert_eq!(counter.desk.verify_audit().expect("whole"), entries);
    let short = Frame { width: 480, height: 361, rgba: &grey };
    assert!(counter.desk.judge_frame(&short).is_err(), "bytes that are no such frame");
}

#[test]
fn an_application_without_a_usable_photo_is_not_proven() {
    let (_folder, counter, application) = photographed();
    let id = &application.id;
    counter.desk.save_person(id, &person()).expect("saved");
    let seen = ["passport".to_owned(), "utility_bill".to_owned()];
    counter.desk.save_documents(id, &seen, true).expect("saved");
    let refused = counter.desk.prove(id).err();
    assert_eq!(refused.map(|error| error.code()), Some(Code::NotComplete));
}

#[test]
fn a_dropped_file_is_read_alone_and_no_further_than_a_photo_may_be_large() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let picture = fixture("astronaut.png");
    let read = |files: &[PathBuf]| counter.desk.read_dropped(files);
    assert_eq!(read(std::slice::from_ref(&picture)).expect("read"), portrait());
    assert!(read(&[]).expect("nothing was dropped").is_empty());
    assert!(read(&[folder.path().to_owned()]).expect("a folder is no file").is_empty());
    let several = read(&[picture.clone(), picture.clone()]).expect_err("which one?");
    assert_eq!(several.code(), Code::SeveralFiles);
    let vast = folder.path().join("vast.jpg");
    File::create(&vast).expect("made").set_len(40_000_001).expect("grown");
    assert_eq!(read(&[vast]).expect_err("too large").code(), Code::PhotoTooLarge);
    counter.desk.lock().expect("locked");
    assert_eq!(read(&[picture]).expect_err("locked").code(), Code::SignedOut);
}
