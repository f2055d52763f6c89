//! Who may sit at the counter.

use desk::ports::Clock;
use desk::view::Door;
use desk::{Code, Error};
use tempfile::tempdir;

use crate::counter::{Counter, PASSPHRASE, SUPERVISOR};

fn wait_of(error: &Error, counter: &Counter) -> i64 {
    let until = error.detail().get("wait_until_ms").and_then(serde_json::Value::as_i64);
    until.map_or(0, |until| until - counter.clock.at_ms())
}

#[test]
fn a_wrong_passphrase_makes_the_wait_grow_and_a_restart_does_not_shorten_it() {
    let folder = tempdir().expect("folder");
    let mut counter = Counter::set_up(folder.path());
    counter.desk.lock().expect("locked");
    let mut longest = 0;
    for _ in 0..4 {
        let error = counter.desk.sign_in(SUPERVISOR, "not the passphrase").expect_err("wrong");
        assert_eq!(error.code(), Code::WrongPassphrase);
        let wait = wait_of(&error, &counter);
        assert!(wait >= longest, "the wait never shrinks");
        longest = wait;
        if wait > 0 && longest < 4_000 {
            counter.clock.pass_ms(wait);
        }
    }
    assert!(longest > 0, "four wrong tries cost a wait");

    counter = counter.restarted(folder.path());
    let error = counter.desk.sign_in(SUPERVISOR, PASSPHRASE).expect_err("too soon");
    assert_eq!(error.code(), Code::TooSoon);
    let start = counter.desk.start().expect("a start");
    assert_eq!(start.door, Door::Locked);
    assert!(start.wait_until_ms.is_some(), "the screen says until when");

    counter.clock.pass_ms(longest);
    counter.sign_in();
}

#[test]
fn a_second_set_up_is_refused_and_changes_nothing() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let wish = desk::view::SetUp {
        site: "Elsewhere".into(),
        supervisor: "Somebody".into(),
        passphrase: "another passphrase".into(),
    };
    let error = counter.desk.set_up(&wish).err().expect("refused");
    assert_eq!(error.code(), Code::AlreadySetUp);
    counter.desk.lock().expect("locked");
    counter.sign_in();
    assert_eq!(counter.desk.session().expect("a session").site, "Sulzer Library");
}

#[test]
fn the_recovery_words_give_a_forgotten_passphrase_anew() {
    let folder = tempdir().expect("folder");
    let counter = Counter::at(folder.path());
    let wish = desk::view::SetUp {
        site: "Sulzer Library".into(),
        supervisor: SUPERVISOR.into(),
        passphrase: PASSPHRASE.into(),
    };
    let words = counter.desk.set_up(&wish).expect("set up").recovery_words.join(" ");
    let counter = counter.restarted(folder.path());
    let other = "abandon abandon abandon abandon abandon abandon \
                 abandon abandon abandon abandon abandon about";
    let error = counter.desk.recover(other, SUPERVISOR, "a new passphrase").expect_err("wrong");
    assert_eq!(error.code(), Code::WrongPassphrase);
    counter.desk.recover(&words, SUPERVISOR, "a new passphrase").expect("recovered");
    counter.desk.lock().expect("locked");
    assert!(counter.desk.sign_in(SUPERVISOR, PASSPHRASE).is_err(), "the old one is gone");
    counter.desk.sign_in(SUPERVISOR, "a new passphrase").expect("signed in");
}

#[test]
fn behind_the_lock_screen_nobody_reads_or_writes() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let id = counter.desk.new_application().expect("begun").id;
    counter.desk.lock().expect("locked");
    counter.desk.lock().expect("twice is once");
    assert_eq!(counter.desk.open_application(&id).err().expect("no").code(), Code::SignedOut);
    assert_eq!(counter.desk.new_application().err().expect("no").code(), Code::SignedOut);
}

#[test]
fn the_audit_chain_is_whole_and_tells_of_every_sign_in() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let before = counter.desk.verify_audit().expect("whole");
    counter.desk.lock().expect("locked");
    counter.sign_in();
    assert_eq!(counter.desk.verify_audit().expect("whole"), before + 2);
}

#[test]
fn setting_the_clock_neither_shortens_a_wait_nor_lengthens_it() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    counter.desk.lock().expect("locked");
    let wrong = || counter.desk.sign_in(SUPERVISOR, "not the passphrase").expect_err("wrong");
    let wait = [wrong(), wrong(), wrong()].map(|error| wait_of(&error, &counter))[2];
    assert!(wait > 1_000, "the third costs a wait");

    for hours in [24, -48, 1] {
        counter.clock.set_ms(hours * 3_600_000);
        let error = counter.desk.sign_in(SUPERVISOR, PASSPHRASE).expect_err("too soon");
        assert_eq!(error.code(), Code::TooSoon);
        assert_eq!(wait_of(&error, &counter), wait, "as the window counts it down");
        let told = counter.desk.start().expect("a start").wait_until_ms.expect("a wait");
        assert_eq!(told - counter.clock.at_ms(), wait);
    }
    counter.clock.pass_ms(wait - 1);
    assert!(counter.desk.sign_in(SUPERVISOR, PASSPHRASE).is_err(), "not a moment sooner");
    counter.clock.pass_ms(1);
    counter.sign_in();
}
