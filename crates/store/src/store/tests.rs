//! Claims about the database as a whole: what a thief, a fault and a second program get.
//!
//! Claims about single tables stand with the tables.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::*;
use crate::fixtures::{APPLICATION, Counter, apply, counter, name, rng};
use crate::table::{application, sealed, setting};
use uuid::Uuid;

const NAME: &str = "Rosa Maria Delgado-Quintanilla";

/// Whether `needle` stands in any file of the folder.
fn is_anywhere(folder: &Path, needle: &[u8]) -> bool {
    let files = fs::read_dir(folder).expect("the folder");
    files
        .map(|file| fs::read(file.expect("an entry").path()).expect("a file"))
        .any(|bytes| bytes.windows(needle.len()).any(|window| window == needle))
}

/// Copies every file of the counter into a new folder, as they are now.
fn snapshot(counter: &Counter) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    for file in fs::read_dir(counter.folder.path()).expect("the folder") {
        let file = file.expect("an entry");
        fs::copy(file.path(), copy.path().join(file.file_name())).expect("a copy");
    }
    copy
}

fn wal_bytes(counter: &Counter) -> u64 {
    fs::metadata(counter.folder.path().join("counter.db-wal")).map_or(0, |file| file.len())
}

#[test]
fn no_file_of_the_counter_shows_a_name() {
    let counter = counter();
    counter.write(|tx| {
        name(tx, APPLICATION, NAME)?;
        setting::set(tx, "plain", "an unsealed setting of the counter")
    });
    assert!(wal_bytes(&counter) > 0, "the write-ahead log is among the files");
    for needle in [NAME.as_bytes(), b"unsealed setting", b"SQLite format 3", b"CREATE TABLE"] {
        assert!(!is_anywhere(counter.folder.path(), needle));
    }
    let shut = counter.shut();
    assert!(!is_anywhere(shut.folder.path(), NAME.as_bytes()), "nor after it is closed");
}

#[test]
fn the_connection_keeps_its_manners() {
    let counter = counter();
    for (pragma, expected) in [
        ("journal_mode", "wal"),
        ("locking_mode", "exclusive"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("secure_delete", "1"),
        ("temp_store", "2"),
        ("trusted_schema", "0"),
    ] {
        assert_eq!(counter.store.ask(&format!("PRAGMA {pragma}")), expected, "{pragma}");
    }
    assert!(counter.store.ask("PRAGMA cipher_version").starts_with('4'));
}

#[test]
fn a_wrong_key_is_refused_and_harms_nothing() {
    let counter = counter();
    counter.write(|tx| name(tx, APPLICATION, NAME));
    let shut = counter.shut();
    let wrong = DatabaseKey::make(&mut rng());
    let refused = Store::open(&shut.database, &wrong).expect_err("a wrong key");
    assert!(matches!(refused, Error::WrongKeyOrDamaged));
    let store = shut.open().expect("the right key");
    let part = store.read(|tx| sealed::get(tx, APPLICATION, sealed::Part::Person));
    assert_eq!(part.expect("reads").expect("is there").as_slice(), NAME.as_bytes());
}

#[test]
fn damage_a_missing_file_and_a_taken_place_are_told_apart() {
    let shut = counter().shut();
    let taken = Store::create(&shut.database, &shut.key).expect_err("it is there");
    assert!(matches!(taken, Error::AlreadyThere));
    assert!(shut.open().is_ok(), "it is left alone");
    let mut bytes = fs::read(&shut.database).expect("the file");
    bytes[100..200].fill(0);
    fs::write(&shut.database, bytes).expect("writes");
    assert!(matches!(shut.open().expect_err("damaged"), Error::WrongKeyOrDamaged));
    fs::remove_file(&shut.database).expect("removes");
    assert!(matches!(shut.open().expect_err("missing"), Error::Io(_)));
    assert!(!shut.database.exists(), "opening makes no file");
}

#[test]
fn a_second_opening_of_the_same_file_is_busy() {
    let counter = counter();
    let second = Store::open(&counter.database(), &counter.key).expect_err("it is open");
    assert!(matches!(second, Error::Busy));
    counter.write(|tx| name(tx, APPLICATION, NAME));
    let shut = counter.shut();
    assert!(shut.open().is_ok(), "and free once it is closed");
}

#[cfg(unix)]
#[test]
fn the_database_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let counter = counter();
    for file in fs::read_dir(counter.folder.path()).expect("the folder") {
        let file = file.expect("an entry");
        let mode = file.metadata().expect("its mode").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", file.file_name());
    }
}

#[test]
fn a_power_cut_loses_only_the_open_transaction() {
    let counter = counter();
    let (kept, open) = (Uuid::from_u128(2), Uuid::from_u128(3));
    counter.write(|tx| apply(tx, kept));
    let mut copy = None;
    counter.write(|tx| {
        apply(tx, open)?;
        copy = Some(snapshot(&counter));
        Ok(())
    });
    let copy = copy.expect("copied in the middle");
    let store = Store::open(&copy.path().join("counter.db"), &counter.key).expect("opens");
    let found = store.read(|tx| {
        Ok::<_, Error>((application::get(tx, kept)?.is_some(), application::get(tx, open)?))
    });
    assert_eq!(found.expect("reads"), (true, None));
}

#[test]
fn an_error_and_a_refused_commit_leave_nothing_behind() {
    let counter = counter();
    let new = Uuid::from_u128(2);
    counter.refuse(|tx| {
        apply(tx, new)?;
        Err::<(), _>(Error::StageMoved)
    });
    counter.refuse(|tx| {
        apply(tx, new)?;
        // Put off to the commit, a broken reference makes the commit itself fail.
        tx.run("PRAGMA defer_foreign_keys = ON", ())?;
        tx.run("UPDATE application SET day_id = zeroblob(16)", ())
    });
    assert_eq!(counter.write(|tx| application::get(tx, new)), None);
    counter.write(|tx| apply(tx, new));
}

#[test]
fn a_panic_in_the_middle_rolls_back_and_the_store_goes_on() {
    let counter = counter();
    let new = Uuid::from_u128(2);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        counter.store.write(|tx| -> Result<(), Error> {
            apply(tx, new)?;
            panic!("a fault in the middle")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(counter.write(|tx| application::get(tx, new)), None);
    counter.write(|tx| apply(tx, new));
}

#[test]
fn a_read_changes_nothing_and_says_so() {
    let counter = counter();
    let refused = counter.store.read(|tx| setting::set(tx, "theme", "dark"));
    assert!(matches!(refused, Err(Error::Database(_))));
    assert_eq!(counter.write(|tx| setting::get(tx, "theme")), None);
}

#[test]
fn a_full_disk_is_told_and_the_old_state_stands() {
    let counter = counter();
    counter.write(|tx| name(tx, APPLICATION, NAME));
    let pages = counter.store.ask("PRAGMA page_count");
    counter.store.tamper(&format!("PRAGMA max_page_count = {pages}"));
    let photo = vec![0x5a; 200_000];
    let put = |tx: &Tx<'_>| sealed::put(tx, APPLICATION, sealed::Part::Photo, &photo, [8; 24]);
    let refused = counter.refuse(|tx| {
        sealed::put(tx, APPLICATION, sealed::Part::Person, b"changed", [9; 24])?;
        put(tx)
    });
    assert!(matches!(refused, Error::DiskFull), "{refused:?}");
    let part = counter.write(|tx| sealed::get(tx, APPLICATION, sealed::Part::Person));
    assert_eq!(part.expect("is there").as_slice(), NAME.as_bytes());
    counter.store.tamper("PRAGMA max_page_count = 1000000");
    counter.write(put);
}

#[test]
fn a_destroyed_key_leaves_the_write_ahead_log_at_once() {
    let counter = counter();
    counter.write(|tx| name(tx, APPLICATION, NAME));
    assert!(wal_bytes(&counter) > 0, "the page with the key stood in the log");
    counter.write(|tx| sealed::destroy(tx, APPLICATION));
    assert_eq!(wal_bytes(&counter), 0);
}

#[test]
fn opening_empties_a_log_that_a_power_cut_left() {
    let counter = counter();
    counter.write(|tx| name(tx, APPLICATION, NAME));
    let copy = snapshot(&counter);
    let path = copy.path().join("counter.db");
    let log = copy.path().join("counter.db-wal");
    assert!(fs::metadata(&log).expect("the log").len() > 0);
    let _store = Store::open(&path, &counter.key).expect("opens");
    assert_eq!(fs::metadata(&log).map_or(0, |file| file.len()), 0);
}

/// Runs itself again as the second process, which finds the path in its environment.
#[test]
fn a_second_process_is_kept_out() {
    const PATH: &str = "KEYWAY_TEST_BUSY_DATABASE";
    let key = DatabaseKey::from_slice(&[0x42; 32]).expect("32 bytes");
    if let Ok(path) = std::env::var(PATH) {
        let refused = Store::open(Path::new(&path), &key).expect_err("the first has it open");
        assert!(matches!(refused, Error::Busy));
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("counter.db");
    let _store = Store::create(&path, &key).expect("a new store");
    let second = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "store::tests::a_second_process_is_kept_out"])
        .env(PATH, &path)
        .output()
        .expect("the process runs");
    let told = String::from_utf8_lossy(&second.stdout).into_owned();
    assert!(second.status.success() && told.contains("1 passed"), "{told}");
}
