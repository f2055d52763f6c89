//! One application that this program can't read, as a newer one or a fault leaves it, among others.

use std::path::Path;

use desk::{Code, Places};
use domain::Stage;
use store::slots::Slots;
use store::table::sealed::{self, Part};
use store::{Error, Store};
use tempfile::TempDir;
use uuid::Uuid;

use crate::counter::{Counter, NAME, PASSPHRASE, SUPERVISOR, person};
use crate::joined::{Joined, joined};

/// Writes a part as a newer program might, into the files of a counter that is not running.
fn write_as_a_newer_program(folder: &Path, id: &str, part: Part) {
    let counter = Places::under(folder).counter();
    let mut slots = Slots::open(&Places::slots_in(&counter)).expect("the slots");
    let unlocked = slots.unlock(SUPERVISOR, PASSPHRASE, i64::MAX).expect("the passphrase");
    let store = Store::open(&Places::database_in(&counter), &unlocked.key).expect("the database");
    let id = Uuid::try_parse(id).expect("an id");
    let newer = br#"{"of": "a newer program"}"#;
    store
        .write(|tx| sealed::put(tx, id, part, newer, [9; 24]))
        .map_err(|_: Error| ())
        .expect("put");
}

/// A counter with two drafts, of which the first can't be read in `part`.
fn with_an_unreadable(part: Part) -> (Counter, TempDir, [String; 2]) {
    let folder = tempfile::tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let ids = [(); 2].map(|()| {
        let id = counter.desk.new_application().expect("begun").id;
        counter.desk.save_person(&id, &person()).expect("saved");
        id
    });
    let clock = std::sync::Arc::clone(&counter.clock);
    drop(counter);
    write_as_a_newer_program(folder.path(), &ids[0], part);
    let counter = Counter::with_clock(folder.path(), clock);
    counter.sign_in();
    (counter, folder, ids)
}

#[test]
fn an_application_that_can_not_be_read_is_a_row_that_says_so_among_the_others() {
    let (counter, _folder, [bad, good]) = with_an_unreadable(Part::Person);
    let rows = counter.desk.applications().expect("the list is there");
    let rows: Vec<_> =
        rows.iter().map(|row| (row.id.as_str(), row.is_readable, row.name.as_str())).collect();
    assert_eq!(rows, [(good.as_str(), true, NAME), (bad.as_str(), false, "")]);
    let refused = counter.desk.open_application(&bad).err().map(|error| error.code());
    assert_eq!(refused, Some(Code::Unreadable));
    counter.desk.open_application(&good).expect("the others open");
}

#[test]
fn what_can_not_be_read_is_destroyed_unread_in_time_and_the_others_are_forgotten_as_ever() {
    let (counter, _folder, [bad, good]) = with_an_unreadable(Part::Person);
    counter.clock.pass_hours(23);
    assert_eq!(counter.desk.sweep().expect("swept").counter_only, 0);
    assert!(counter.desk.open_application(&bad).is_err(), "nothing is destroyed before its time");
    counter.clock.pass_hours(2);
    assert_eq!(counter.desk.sweep().expect("swept").counter_only, 6);
    let left = |id: &str| counter.desk.open_application(id).expect("open").person;
    assert_eq!(left(&good).address.reveal(), "");
    assert_eq!(left(&good).name.reveal(), NAME);
    assert_eq!(left(&bad).name.reveal(), "", "it is an empty draft now");
    assert!(!counter.desk.line().expect("told").is_overdue);
    counter.desk.verify_audit().expect("the chain is whole");
}

#[test]
fn another_part_that_can_not_be_read_holds_up_no_forgetting() {
    let (counter, _folder, [bad, _]) = with_an_unreadable(Part::Documents);
    let rows = counter.desk.applications().expect("the list is there");
    assert!(rows.iter().all(|row| row.is_readable), "its name can be read");
    counter.clock.pass_hours(25);
    assert_eq!(counter.desk.sweep().expect("swept").counter_only, 6);
    assert!(counter.desk.open_application(&bad).is_err());
    counter.desk.withdraw(&bad).expect("it can be given up all the same");
}

#[tokio::test]
async fn one_that_can_not_be_read_stops_neither_the_days_end_nor_the_sheets_of_the_others() {
    let site = joined().await;
    let ids = [(); 2].map(|()| site.counter.enrol_and_submit().id);
    site.counter.desk.sync_once().await.expect("sent");
    let Joined { counter, server, folder, .. } = site;
    let clock = std::sync::Arc::clone(&counter.clock);
    drop(counter);
    write_as_a_newer_program(folder.path(), &ids[0], Part::Person);
    let counter = Counter::with_clock(folder.path(), clock);
    counter.sign_in();
    let sheets = counter.desk.save_sheets(desk::view::SheetKind::LetterTen).expect("saved");
    assert_eq!((sheets.cards, sheets.left_out), (1, 1));

    counter.desk.sync_once().await.expect("the line works");
    counter.clock.pass_hours(24);
    assert_eq!(counter.desk.sweep().expect("swept").applications, 2);
    for id in &ids {
        let left = counter.desk.open_application(id).expect("its row stays");
        assert_eq!((left.stage, left.person.name.reveal().as_str()), (Stage::Closed, ""));
    }
    drop(server);
}
