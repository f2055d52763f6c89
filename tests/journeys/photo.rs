//! The photograph: judged, framed, taken as it is for a reason, and never lost to a bad file.

use std::fs::File;
use std::path::PathBuf;

use desk::Code;
use desk::view::{Application, Crop, Frame, PhotoLight, Turn, Which};
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

fn officer() -> Vec<u8> {
    std::fs::read(fixture("portraits/navy_officer_cap_glasses.jpg")).expect("the fixture")
}

/// Width and height of the picture.
fn size(application: &Application) -> (u32, u32) {
    let picture = application.photo.picture.expect("kept");
    (picture.width, picture.height)
}

fn lean(application: &Application) -> f64 {
    let findings = &application.photo.report.as_ref().expect("judged").findings;
    findings.iter().find(|finding| finding.check == Check::Level).expect("a face").value
}

#[test]
fn a_photo_that_is_turned_stays_so_framed_anew_and_excused_as_it_was() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let id = counter.desk.new_application().expect("begun").id;
    let upright = counter.desk.take_photo(&id, &officer()).expect("taken");
    counter.desk.except_photo(&id, Some("medical")).expect("noted");
    let (width, height) = size(&upright);
    let lying = counter.desk.turn_photo(&id, Turn::Left).expect("turned");
    assert_eq!(size(&lying), (height, width));
    assert!(lying.photo.edition > upright.photo.edition, "another card");
    assert_ne!(lying.photo.crop, upright.photo.crop, "framed anew");
    assert_eq!(lying.photo.exception.as_deref(), Some("medical"), "it is the same photo");
    let bytes = counter.desk.photo_bytes(&id, Which::Picture).expect("there");
    drop(counter);

    let counter = Counter::at(folder.path());
    counter.sign_in();
    assert_eq!(size(&counter.desk.open_application(&id).expect("open")), (height, width));
    assert_eq!(counter.desk.photo_bytes(&id, Which::Picture).expect("there"), bytes);
    let back = counter.desk.turn_photo(&id, Turn::Right).expect("turned back");
    assert_eq!(size(&back), (width, height));
    assert!(lean(&back) < 5.0, "judged anew: {}", lean(&back));
    let eye = |application: &Application| {
        application.photo.report.as_ref().and_then(|report| report.face).expect("found").left_eye.x
    };
    let mirrored = counter.desk.turn_photo(&id, Turn::Mirror).expect("mirrored");
    assert_eq!(size(&mirrored), (width, height));
    assert!((eye(&mirrored) - eye(&back)).abs() > 0.01, "left is right");
}

#[test]
fn a_file_that_lies_without_saying_so_is_taken_upright() {
    let (_folder, counter, application) = photographed();
    let id = &application.id;
    let upright = counter.desk.take_photo(id, &officer()).expect("taken");
    for turns in [&[Turn::Left][..], &[Turn::Right], &[Turn::Right, Turn::Right]] {
        counter.desk.take_photo(id, &officer()).expect("taken");
        for &turn in turns {
            counter.desk.turn_photo(id, turn).expect("turned");
        }
        let lying = counter.desk.photo_bytes(id, Which::Picture).expect("there");
        let other = counter.desk.new_application().expect("begun").id;
        let taken = counter.desk.take_photo(&other, &lying).expect("taken");
        assert_eq!(size(&taken), size(&upright), "turned by {turns:?}");
        assert!(lean(&taken) < 5.0, "turned by {turns:?} it leans by {}", lean(&taken));
    }
}

#[test]
fn two_turns_at_once_are_one_or_two_and_never_a_mixture() {
    let (_folder, counter, application) = photographed();
    let (id, desk) = (&application.id, &counter.desk);
    let (width, height) = size(&desk.take_photo(id, &officer()).expect("taken"));
    std::thread::scope(|scope| {
        let presses = [(); 2].map(|()| scope.spawn(|| desk.turn_photo(id, Turn::Right)));
        for press in presses {
            press.join().expect("no panic").expect("answered");
        }
    });
    let shown = desk.open_application(id).expect("open");
    assert!([(width, height), (height, width)].contains(&size(&shown)));
    let crop = shown.photo.crop.expect("framed");
    let tighter = Crop { width: crop.width * 0.9, ..crop };
    desk.crop_photo(id, tighter).expect("the frame is this picture's");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_turned_before_it_is_submitted_or_not_at_all() {
    let joined = joined().await;
    let desk = &joined.counter.desk;
    let confirmed = joined.counter.enrol();
    let turned = desk.turn_photo(&confirmed.id, Turn::Mirror).expect("turned");
    assert_eq!(turned.stage, Stage::Draft, "another card must be confirmed anew");
    let id = joined.counter.enrol_and_submit().id;
    let bytes = desk.photo_bytes(&id, Which::Picture).expect("there");
    let refused = desk.turn_photo(&id, Turn::Left).err();
    assert_eq!(refused.map(|error| error.code()), Some(Code::NotAllowedNow));
    assert_eq!(desk.photo_bytes(&id, Which::Picture).expect("there"), bytes);
    let empty = desk.new_application().expect("begun").id;
    let refused = desk.turn_photo(&empty, Turn::Left).err();
    assert_eq!(refused.map(|error| error.code()), Some(Code::NotComplete));
}

#[test]
fn a_jpeg_that_lost_its_end_marker_alone_is_taken_and_one_that_lost_rows_is_not() {
    let (_folder, counter, application) = photographed();
    let id = &application.id;
    let progressive = std::fs::read(fixture("photos/progressive.jpg")).expect("the fixture");
    for whole in [officer(), progressive] {
        let last = whole.len() - 2;
        assert_eq!(whole[last..], [0xFF, 0xD9]);
        counter.desk.take_photo(id, &whole[..last]).expect("taken");
        let kept = counter.desk.photo_bytes(id, Which::Picture).expect("there");
        let refused = counter.desk.take_photo(id, &whole[..last * 2 / 3]).err();
        assert_eq!(refused.map(|error| error.code()), Some(Code::PhotoCorrupt));
        assert_eq!(counter.desk.photo_bytes(id, Which::Picture).expect("there"), kept);
    }
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
fn a_dark_picture_is_brighter_on_the_card_until_the_clerk_wants_it_as_it_was_taken() {
    let (folder, counter, application) = photographed();
    let id = &application.id;
    assert_eq!(application.photo.light, Some(PhotoLight::Good), "a picture in good light");
    let dim = std::fs::read(fixture("photos/dim.jpg")).expect("the fixture");
    let photo = counter.desk.take_photo(id, &dim).expect("taken").photo;
    assert_eq!(photo.light, Some(PhotoLight::Brightened));
    let findings = photo.report.expect("judged").findings;
    let scene = findings.iter().find(|finding| finding.check == Check::SceneLight);
    assert_eq!(scene.and_then(|scene| scene.advice), Some(Advice::MoreLight), "{scene:?}");
    let brightened = counter.desk.photo_bytes(id, Which::Card).expect("there");

    let photo = counter.desk.light_photo(id, true).expect("shown").photo;
    assert_eq!(photo.light, Some(PhotoLight::Untouched));
    let untouched = counter.desk.photo_bytes(id, Which::Card).expect("there");
    assert_ne!(untouched, brightened);
    let again = counter.desk.light_photo(id, true).expect("shown").photo;
    assert_eq!(again.edition, photo.edition, "twice is once");
    // Both are cut out of the stored picture now, so that the light alone tells them apart.
    for (as_taken, is_untouched) in [(false, false), (true, true)] {
        counter.desk.light_photo(id, as_taken).expect("shown");
        let card = counter.desk.photo_bytes(id, Which::Card).expect("there");
        assert_eq!(card == untouched, is_untouched, "as taken: {as_taken}");
    }
    let crop = Crop { left: 0.2, top: 0.05, width: 0.5, turn_degrees: 4.0 };
    counter.desk.crop_photo(id, crop).expect("framed");
    drop(counter);
    let counter = Counter::at(folder.path());
    counter.sign_in();
    let photo = counter.desk.open_application(id).expect("open").photo;
    assert_eq!(photo.light, Some(PhotoLight::Untouched), "through a new frame and a restart");

    let photo = counter.desk.light_photo(id, false).expect("shown").photo;
    assert_eq!((photo.light, photo.crop), (Some(PhotoLight::Brightened), Some(crop)));
    counter.desk.light_photo(id, true).expect("shown");
    let other = counter.desk.take_photo(id, &dim).expect("taken").photo;
    assert_eq!(other.light, Some(PhotoLight::Brightened), "it was said of another picture");
}

#[test]
fn a_dark_picture_that_is_turned_is_brightened_anew_or_left_as_it_was_taken() {
    let (_folder, counter, application) = photographed();
    let (id, desk) = (&application.id, &counter.desk);
    let dim = std::fs::read(fixture("photos/dim.jpg")).expect("the fixture");
    desk.take_photo(id, &dim).expect("taken");
    let turned = desk.turn_photo(id, Turn::Mirror).expect("turned").photo;
    assert_eq!(turned.light, Some(PhotoLight::Brightened), "its light is judged anew");

    desk.light_photo(id, true).expect("shown");
    for turn in [Turn::Left, Turn::Right, Turn::Mirror] {
        let turned = desk.turn_photo(id, turn).expect("turned").photo;
        assert_eq!(turned.light, Some(PhotoLight::Untouched), "after {turn:?}");
    }
    let untouched = desk.photo_bytes(id, Which::Card).expect("there");
    let again = desk.light_photo(id, false).expect("shown").photo;
    assert_eq!(again.light, Some(PhotoLight::Brightened));
    assert_ne!(desk.photo_bytes(id, Which::Card).expect("there"), untouched);
}

#[test]
fn without_a_picture_there_is_no_light_to_leave_as_it_was() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let id = counter.desk.new_application().expect("begun").id;
    let refused = counter.desk.light_photo(&id, true).err();
    assert_eq!(refused.map(|error| error.code()), Some(Code::NotComplete));
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
