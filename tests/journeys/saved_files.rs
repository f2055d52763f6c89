//! Saved proofs and cards: no file outlives what was promised, whatever happens to the counter.

use std::fs;
use std::path::Path;

use crate::joined::joined;

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
    assert_eq!(files_in(&site.folder.path().join("proofs")), 0);
}
