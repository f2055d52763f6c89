//! Saved proofs and cards: no file outlives what was promised, whatever happens to the counter.

use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use desk::Code;
use desk::view::{PersonForm, Press, SheetKind};
use domain::PrintStage;

use crate::counter::person;
use crate::joined::joined;

/// Most proofs that are saved while one card is handed over.
const TRIES: u32 = 100;

const fn press(seen: u32) -> Press {
    Press { seen, has_blanks: true }
}

/// How many files lie in a folder.
fn files_in(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_file_that_can_not_be_deleted_holds_up_neither_the_others_nor_the_sign_in() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let stuck = desk.save_proof(&site.counter.enrol().id).expect("saved").path;
    let other = desk.save_proof(&site.counter.enrol().id).expect("saved").path;
    fs::remove_file(&stuck).expect("removed");
    fs::create_dir_all(Path::new(&stuck).join("in the way")).expect("made");
    site.counter.clock.pass_hours(25);
    desk.lock().expect("locked");
    site.counter.sign_in();
    assert!(!Path::new(&other).exists(), "the others go");
    desk.sweep().map(|_| ()).expect_err("it is told each time");
    fs::remove_dir_all(&stuck).expect("out of the way");
    assert_eq!(desk.sweep().expect("swept").proofs, 1, "it was not forgotten");
}

#[tokio::test]
async fn what_a_killed_counter_has_left_half_written_is_deleted_in_time() {
    let site = joined().await;
    let id = site.counter.enrol().id;
    let path = site.counter.desk.save_proof(&id).expect("saved").path;
    // The file as it lies when the power goes before it has its name.
    fs::rename(&path, format!("{path}.part")).expect("renamed");
    let counter = site.counter.restarted(site.folder.path());
    counter.clock.pass_hours(25);
    counter.sign_in();
    counter.desk.sync_once().await.expect("the server says what time it is");
    counter.desk.sweep().expect("swept");
    assert_eq!(files_in(&site.folder.path().join("proofs")), 0);
}

#[tokio::test]
async fn whoever_is_asked_about_a_saved_card_is_told_where_it_lies_also_after_a_restart() {
    let site = joined().await;
    let id = site.counter.enrol_and_submit().id;
    let path = site.counter.desk.save_card(&id, press(0)).expect("saved").path;
    let counter = site.counter.restarted(site.folder.path());
    counter.sign_in();
    let file = |print: desk::view::Print| print.job.expect("a job").file;
    assert_eq!(file(counter.desk.show_print(&id).expect("stored")), Some(path));
    let said = counter.desk.card_printed(&id, press(1)).expect("said");
    assert_eq!(file(said), None, "it is deleted");
}

#[tokio::test]
async fn a_card_that_can_not_be_written_to_its_file_asks_nothing() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let id = site.counter.enrol_and_submit().id;
    let blocked = site.folder.path().join("cards");
    fs::write(&blocked, "in the way").expect("written");
    desk.save_card(&id, press(0)).map(|_| ()).expect_err("there is no folder to write to");
    let stands = desk.follow_print(&id).await.expect("followed");
    assert_eq!(stands.job.expect("a job").stage, PrintStage::Failed);
    fs::remove_file(&blocked).expect("out of the way");
    let saved = desk.save_card(&id, press(1)).expect("saved");
    assert!(Path::new(&saved.path).exists());
}

#[tokio::test]
async fn a_saved_card_goes_as_soon_as_the_clerk_says_what_came_of_it() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let id = site.counter.enrol_and_submit().id;
    let save = |seen| desk.save_card(&id, press(seen)).expect("saved").path;
    let path = save(0);
    desk.not_printed(&id, press(1)).expect("said");
    assert!(!Path::new(&path).exists(), "nothing came out");
    assert_eq!(save(1), path);
    desk.card_spoiled(&id, press(2), "misfeed").expect("said");
    assert!(!Path::new(&path).exists(), "the blank was ruined");
    assert_eq!(save(2), path);
    desk.card_printed(&id, press(3)).expect("said");
    assert!(!Path::new(&path).exists(), "the card is there");
}

#[tokio::test]
async fn a_proof_that_is_saved_while_the_card_is_handed_over_does_not_stay() {
    let site = joined().await;
    let desk = &site.counter.desk;
    for _ in 0..3 {
        let id = &*site.counter.enrol_and_submit().id;
        desk.save_card(id, press(0)).expect("saved");
        desk.card_printed(id, press(1)).expect("said");
        let (first, begun) = mpsc::channel();
        let saved = thread::scope(|scope| {
            let saved = scope.spawn(move || {
                (0..TRIES)
                    .take_while(|_| desk.save_proof(id).is_ok() && first.send(()).is_ok())
                    .count()
            });
            begun.recv().expect("one is saved before the card is handed over");
            desk.hand_over(id).expect("handed over");
            saved.join().expect("no panic")
        });
        assert!(saved > 0);
    }
    assert_eq!(files_in(&site.folder.path().join("proofs")), 0);
}

#[tokio::test]
async fn a_file_goes_no_later_than_the_address_that_it_shows() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let on_sheet = site.counter.enrol_and_submit().id;
    desk.save_card(&on_sheet, press(0)).expect("saved");
    desk.not_printed(&on_sheet, press(1)).expect("said");
    site.counter.clock.pass_hours(20);
    let id = site.counter.enrol_and_submit().id;
    let proof = desk.save_proof(&on_sheet).expect("saved");
    let sheets = desk.save_sheets(SheetKind::LetterTen).expect("saved");
    assert_eq!((proof.kept_hours, sheets.cards, sheets.kept_hours), (4, 2, 4));
    assert_eq!(desk.save_proof(&id).expect("saved").kept_hours, 24);
    let paths = [proof.path, sheets.path.expect("a file")];
    let are_there = || paths.iter().filter(|path| Path::new(path).exists()).count();
    site.counter.clock.pass_hours(3);
    assert_eq!((desk.sweep().expect("swept").proofs, are_there()), (0, 2));
    site.counter.clock.pass_hours(1);
    let late = desk.save_proof(&on_sheet).map(|_| ()).expect_err("its time has come");
    assert_eq!(late.code(), Code::FieldsForgotten);
    assert_eq!((desk.sweep().expect("swept").proofs, are_there()), (2, 0));
}

#[tokio::test]
async fn a_card_that_shows_nothing_of_the_kind_can_be_saved_on_later_days() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let id = site.counter.enrol().id;
    let bare = PersonForm {
        address_on_card: false,
        address: "".into(),
        emergency_contact: "".into(),
        medical_notes: "".into(),
        ..person()
    };
    desk.save_person(&id, &bare).expect("saved");
    desk.prove(&id).expect("proven");
    desk.confirm(&id).expect("confirmed");
    desk.submit(&id).expect("submitted");
    site.counter.clock.pass_hours(30);
    desk.sweep().expect("swept");
    let saved = desk.save_card(&id, press(0)).expect("saved");
    assert_eq!(saved.kept_hours, 24);
    assert!(Path::new(&saved.path).exists());
}
