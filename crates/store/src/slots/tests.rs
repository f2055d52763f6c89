//! Claims about the key slots: what opens, what waits, what survives.
//!
//! Every derivation here is cheap; the recommended cost is only checked for its figures.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::fixtures::rng;

const CHEAP: Cost = Cost { memory_kib: 32, passes: 1, lanes: 4 };
const NOON: i64 = 1_772_000_000_000;
const ADA: Uuid = Uuid::from_u128(1);

struct Desk {
    folder: TempDir,
    key: DatabaseKey,
    words: String,
}

impl Desk {
    fn path(&self) -> PathBuf {
        self.folder.path().join("slots.json")
    }

    /// The slots as a program that has just started sees them.
    fn open(&self) -> Slots {
        Slots::open(&self.path()).expect("the file is sound")
    }

    fn try_at(&self, passphrase: &str, now_ms: i64) -> Result<Unlocked, UnlockError> {
        self.open().unlock("Ada", passphrase, now_ms)
    }

    /// Tries a wrong passphrase and says how long the slot waits then.
    fn fail_at(&self, now_ms: i64) -> i64 {
        match self.try_at("wrong", now_ms) {
            Err(UnlockError::Wrong { wait_until_ms }) => wait_until_ms - now_ms,
            other => panic!("it should be wrong, not {other:?}"),
        }
    }

    fn is_too_soon_at(&self, now_ms: i64) -> bool {
        matches!(self.try_at("correct horse", now_ms), Err(UnlockError::TooSoon { .. }))
    }
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let key = DatabaseKey::make(&mut rng());
    let words = RecoveryWords::make(&mut rng());
    let desk = Desk { folder, key, words: words.words().join(" ") };
    let mut slots = Slots::create(&desk.path());
    assert!(!Slots::exists(&desk.path()), "nothing is written before the first slot");
    slots.add_recovery(&words, &desk.key, CHEAP, &mut rng()).expect("a recovery slot");
    slots
        .add_operator(ADA, "Ada", "correct horse", &desk.key, CHEAP, &mut rng())
        .expect("an operator's slot");
    desk
}

#[test]
fn each_operators_passphrase_opens_the_same_key() {
    let desk = desk();
    let grace = Uuid::from_u128(2);
    desk.open()
        .add_operator(grace, "Grace", "battery staple", &desk.key, CHEAP, &mut rng())
        .expect("a second operator");
    assert_eq!(desk.open().operator_names(), ["Ada", "Grace"]);
    for (name, passphrase, id) in
        [("Ada", "correct horse", ADA), ("Grace", "battery staple", grace)]
    {
        let unlocked = desk.open().unlock(name, passphrase, NOON).expect("it is right");
        assert_eq!((unlocked.operator, unlocked.key.bytes()), (id, desk.key.bytes()));
    }
    let crossed = desk.open().unlock("Ada", "battery staple", NOON);
    assert!(matches!(crossed, Err(UnlockError::Wrong { .. })));
    let nobody = desk.open().unlock("Rosa", "correct horse", NOON);
    assert!(matches!(nobody, Err(UnlockError::Unknown)));
}

#[test]
fn the_recovery_words_open_the_key_and_new_ones_replace_them() {
    let desk = desk();
    let typed = desk.words.to_uppercase();
    let key = desk.open().recover(&typed, NOON).expect("the words are right");
    assert_eq!(key.bytes(), desk.key.bytes());
    let new = RecoveryWords::make(&mut rng());
    desk.open().add_recovery(&new, &desk.key, CHEAP, &mut rng()).expect("a new slot");
    let old = desk.open().recover(&desk.words, NOON);
    assert!(matches!(old, Err(UnlockError::Wrong { .. })));
    assert!(desk.open().recover(&new.words().join(" "), NOON).is_ok());
}

#[test]
fn a_new_passphrase_opens_the_same_key_at_once_and_the_old_one_opens_nothing() {
    let desk = desk();
    for _ in 0..4 {
        let _ = desk.try_at("wrong", NOON);
    }
    assert!(desk.is_too_soon_at(NOON), "wrong tries cost a wait");
    let mut slots = desk.open();
    let key = slots.recover(&desk.words, NOON).expect("the words open");
    let id = slots.set_passphrase("Ada", "battery staple", &key, CHEAP, &mut rng());
    assert_eq!(id.expect("set"), ADA);
    assert!(desk.try_at("battery staple", NOON).is_ok(), "the wait is forgotten");
    assert!(desk.try_at("correct horse", NOON).is_err());
    let nobody = slots.set_passphrase("Nobody", "battery staple", &key, CHEAP, &mut rng());
    assert!(matches!(nobody, Err(UnlockError::Unknown)));
}

#[test]
fn misread_recovery_words_are_wrong_and_cost_no_wait() {
    let desk = desk();
    for _ in 0..9 {
        let wrong = desk.open().recover("not our words", NOON);
        assert!(matches!(wrong, Err(UnlockError::Wrong { wait_until_ms: NOON })));
    }
    assert!(desk.open().recover(&desk.words, NOON).is_ok());
}

#[test]
fn a_passphrase_opens_however_its_letters_are_composed() {
    let desk = desk();
    let id = Uuid::from_u128(2);
    desk.open()
        .add_operator(id, "Zoe\u{308}", "cafe\u{301} au lait", &desk.key, CHEAP, &mut rng())
        .expect("a slot");
    assert!(desk.open().unlock("Zo\u{eb}", "caf\u{e9} au lait", NOON).is_ok());
}

#[test]
fn waits_grow_from_the_third_wrong_one_and_are_kept_over_restarts() {
    let desk = desk();
    let mut now_ms = NOON;
    let mut waits = Vec::new();
    for _ in 0..5 {
        let wait = desk.fail_at(now_ms);
        waits.push(wait);
        if wait > 0 {
            assert!(desk.is_too_soon_at(now_ms + wait - 1), "even the right one waits");
            assert_eq!(desk.open().wait_until_ms(now_ms), Some(now_ms + wait));
        }
        now_ms += wait;
    }
    assert_eq!(waits, [0, 0, 2_000, 4_000, 8_000]);
    assert!(desk.try_at("correct horse", now_ms).is_ok());
    assert_eq!(desk.open().wait_until_ms(now_ms), None);
    assert_eq!(desk.fail_at(now_ms), 0, "a right one clears the count");
}

#[test]
fn trying_too_soon_does_not_lengthen_the_wait() {
    let desk = desk();
    for _ in 0..3 {
        desk.fail_at(NOON);
    }
    for _ in 0..20 {
        assert!(desk.is_too_soon_at(NOON + 1));
    }
    assert_eq!(desk.open().wait_until_ms(NOON + 1), Some(NOON + 2_000));
}

#[test]
fn a_try_is_counted_on_disk_before_it_is_made() {
    let desk = desk();
    for _ in 0..2 {
        desk.fail_at(NOON);
    }
    // A slot whose cost is refused fails in the middle of a try, as a kill would.
    let text = fs::read_to_string(desk.path()).expect("the file");
    let broken = text.replace("\"memory_kib\": 32", "\"memory_kib\": 4294967295");
    fs::write(desk.path(), broken).expect("writes");
    let cut_off = desk.try_at("correct horse", NOON);
    assert!(matches!(cut_off, Err(UnlockError::Store(Error::Unreadable("cost")))), "{cut_off:?}");
    assert_eq!(desk.open().wait_until_ms(NOON), Some(NOON + 2_000), "it counts as the third");
}

#[test]
fn a_try_that_cannot_be_counted_is_not_made() {
    let desk = desk();
    // A folder where the new file would be written refuses every write.
    let in_the_way = desk.folder.path().join("slots.json.new");
    fs::create_dir(&in_the_way).expect("a folder");
    let refused = desk.try_at("correct horse", NOON);
    assert!(matches!(refused, Err(UnlockError::Store(Error::Io(_)))), "{refused:?}");
    fs::remove_dir(in_the_way).expect("removes");
    assert!(desk.try_at("correct horse", NOON).is_ok(), "the file is whole");
}

#[test]
fn a_clock_set_back_waits_no_longer_than_the_present_delay() {
    let year = 365 * 24 * 3_600_000;
    for ask_first in [true, false] {
        let desk = desk();
        for _ in 0..3 {
            desk.fail_at(NOON);
        }
        let back = NOON - year;
        if ask_first {
            assert_eq!(desk.open().wait_until_ms(back), Some(back + 2_000));
        } else {
            assert!(desk.is_too_soon_at(back));
        }
        assert!(desk.is_too_soon_at(back + 1_999), "it still waits");
        assert!(desk.try_at("correct horse", back + 2_000).is_ok(), "and then it is over");
    }
}

#[test]
fn waiting_on_one_slot_keeps_no_other_operator_out() {
    let desk = desk();
    let grace = Uuid::from_u128(2);
    desk.open()
        .add_operator(grace, "Grace", "battery staple", &desk.key, CHEAP, &mut rng())
        .expect("a second operator");
    for _ in 0..3 {
        desk.fail_at(NOON);
    }
    assert!(desk.open().unlock("Grace", "battery staple", NOON).is_ok());
    assert!(desk.is_too_soon_at(NOON), "and Ada still waits");
}

#[test]
fn a_second_window_sees_the_tries_of_the_first() {
    let desk = desk();
    let (mut first, mut second) = (desk.open(), desk.open());
    for slots in [&mut first, &mut second] {
        let wrong = slots.unlock("Ada", "wrong", NOON);
        assert!(matches!(wrong, Err(UnlockError::Wrong { wait_until_ms: NOON })));
    }
    let third = first.unlock("Ada", "wrong", NOON);
    assert!(matches!(third, Err(UnlockError::Wrong { wait_until_ms }) if wait_until_ms > NOON));
}

#[test]
fn a_passphrase_that_another_program_sets_during_a_try_stays_set() {
    let desk = desk();
    // A try long enough to be overtaken.
    let slow = Cost { memory_kib: 64 * 1024, passes: 4, lanes: 4 };
    let grace = Uuid::from_u128(2);
    desk.open()
        .add_operator(grace, "Grace", "battery staple", &desk.key, slow, &mut rng())
        .expect("a second operator");
    let path = desk.path();
    let counted = || desk.open().untold().expect("readable").passphrases;
    let overtaken = std::thread::scope(|scope| {
        let late = scope.spawn(|| {
            Slots::open(&path).expect("the file").unlock("Grace", "battery staple", NOON)
        });
        while counted() == 0 {
            std::thread::yield_now();
        }
        let mut other = desk.open();
        let set = other.set_passphrase("Grace", "a new one", &desk.key, CHEAP, &mut rng());
        set.expect("by the recovery words, in a terminal");
        late.join().expect("no panic")
    });
    assert!(matches!(overtaken, Err(UnlockError::Wrong { .. })), "{overtaken:?}");
    assert!(desk.open().unlock("Grace", "a new one", NOON).is_ok(), "the new one stays");
    let old = desk.open().unlock("Grace", "battery staple", NOON);
    assert!(matches!(old, Err(UnlockError::Wrong { .. })), "{old:?}");
}

#[test]
fn wrong_tries_are_counted_until_somebody_is_told() {
    let desk = desk();
    let format = || fs::read_to_string(desk.path()).expect("the file").contains("\"format\": 1");
    assert!(desk.try_at("correct horse", NOON).is_ok() && format(), "a right one is none");
    assert!(desk.try_at("wrong", NOON).is_err());
    let other = "abandon ".repeat(11) + "about";
    for wrong in ["not our words", &other] {
        assert!(desk.open().recover(wrong, NOON).is_err());
    }
    assert!(desk.try_at("correct horse", NOON).is_ok(), "which clears the wait and tells nobody");
    let told = desk.open().untold().expect("readable");
    assert_eq!(told, Tries { passphrases: 1, words: 2 });
    assert!(!format(), "a program that can't count them does not write over them");
    assert!(desk.try_at("wrong", NOON).is_err());
    desk.open().forget_untold(told).expect("written");
    let since = desk.open().untold().expect("readable");
    assert_eq!(since, Tries { passphrases: 1, words: 0 }, "what came meanwhile is told next time");
    desk.open().forget_untold(since).expect("written");
    assert!(format(), "and the program of before reads it again");
}

#[test]
fn a_taken_name_or_id_and_an_overwritten_file_are_refused() {
    let desk = desk();
    for (id, name) in [(ADA, "Grace"), (Uuid::from_u128(2), "Ada")] {
        let taken = desk.open().add_operator(id, name, "p", &desk.key, CHEAP, &mut rng());
        assert!(matches!(taken, Err(Error::AlreadyThere)));
    }
    let mut other = Slots::create(&desk.path());
    let over = other.add_operator(ADA, "Ada", "p", &desk.key, CHEAP, &mut rng());
    assert!(matches!(over, Err(Error::AlreadyThere)));
    assert!(desk.try_at("correct horse", NOON).is_ok(), "the file is untouched");
}

#[test]
fn a_slot_moved_made_cheaper_or_changed_opens_nothing() {
    let desk = desk();
    let text = fs::read_to_string(desk.path()).expect("the file");
    let other = Uuid::from_u128(7).to_string();
    for (from, to) in [
        (ADA.to_string(), other),
        ("\"memory_kib\": 32".into(), "\"memory_kib\": 33".into()),
        ("\"purpose\": \"operator\"".into(), "\"purpose\": \"recovery\"".into()),
    ] {
        let changed = text.replace(&from, &to);
        assert_ne!(changed, text, "{from}");
        fs::write(desk.path(), changed).expect("writes");
        let refused = desk.try_at("correct horse", NOON);
        assert!(matches!(refused, Err(UnlockError::Wrong { .. })), "{to}");
    }
}

#[test]
fn a_damaged_a_newer_and_a_missing_file_are_told_apart() {
    let desk = desk();
    fs::write(desk.path(), "{\"format\": 3, \"slots\": 5}").expect("writes");
    let newer = Slots::open(&desk.path()).err();
    assert!(matches!(newer, Some(Error::NewerVersion { found: 3, known: 2 })));
    for text in ["", "{}", "{\"format\": 1}", "\u{0}", "{\"format\": 1, \"slots\": [{}]}"] {
        fs::write(desk.path(), text).expect("writes");
        let damaged = Slots::open(&desk.path()).err();
        assert!(matches!(damaged, Some(Error::Unreadable("slots"))), "{text}");
    }
    fs::remove_file(desk.path()).expect("removes");
    assert!(matches!(Slots::open(&desk.path()).err(), Some(Error::Io(_))));
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owners_alone_and_nothing_is_left_beside_it() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let mode = fs::metadata(desk.path()).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(fs::read_dir(desk.folder.path()).expect("the folder").count(), 1);
    let text = fs::read_to_string(desk.path()).expect("the file");
    assert!(!text.contains("correct horse") && !text.contains(&hex::encode(desk.key.bytes())));
}

/// A slots file as format 1 writes it; counters out there have it.
const FROZEN: &str = include_str!("format_1.json");

#[test]
fn a_frozen_file_still_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("slots.json");
    fs::write(&path, FROZEN).expect("writes");
    let mut slots = Slots::open(&path).expect("format 1");
    let words = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    let unlocked = slots.unlock("Ada", "correct horse", NOON).expect("the passphrase");
    assert_eq!(unlocked.key.bytes(), &[0x42; 32]);
    assert_eq!(slots.recover(words, NOON).expect("the words").bytes(), &[0x42; 32]);
}
