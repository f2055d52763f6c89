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
    let words = counter.desk.set_up(&wish).expect("set up").recovery.words.join(" ");
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

/// Twelve words with a right checksum, which are not ours.
const OTHER_WORDS: &str = "abandon abandon abandon abandon abandon abandon \
                           abandon abandon abandon abandon abandon about";
const NEW_PASSPHRASE: &str = "another long passphrase";

#[test]
fn recovery_beside_an_open_window_is_refused_and_changes_nothing() {
    let folder = tempdir().expect("folder");
    let (window, words) = Counter::set_up_with_words(folder.path());
    let before = window.desk.verify_audit().expect("whole");
    let terminal = Counter::at(folder.path());
    let refused = terminal.desk.recover(&words, SUPERVISOR, NEW_PASSPHRASE);
    assert_eq!(refused.expect_err("the window has it open").code(), Code::DatabaseBusy);
    window.desk.lock().expect("locked");
    let new = window.desk.sign_in(SUPERVISOR, NEW_PASSPHRASE).expect_err("never set");
    assert_eq!(new.code(), Code::WrongPassphrase);
    window.sign_in();
    let since = window.desk.verify_audit().expect("whole") - before;
    assert_eq!(since, 3, "a lock, a sign-in, and the wrong passphrase of just now");

    drop(window);
    let nobody = terminal.desk.recover(&words, "Nobody", NEW_PASSPHRASE).expect_err("who?");
    assert_eq!(nobody.code(), Code::UnknownOperator);
    terminal.desk.recover(&words, SUPERVISOR, NEW_PASSPHRASE).expect("the window is closed");
    let since = terminal.desk.verify_audit().expect("whole") - before;
    assert_eq!(since, 5, "it leaves its entry, and a sign-in");
    terminal.desk.lock().expect("locked");
    assert!(terminal.desk.sign_in(SUPERVISOR, PASSPHRASE).is_err());
}

#[test]
fn wrong_tries_are_told_to_the_audit_chain_at_the_next_sign_in_and_once() {
    let folder = tempdir().expect("folder");
    let window = Counter::set_up(folder.path());
    let length = || window.desk.verify_audit().expect("whole");
    let before = length();
    window.desk.lock().expect("locked");
    window.sign_in();
    assert_eq!(length() - before, 2, "without a wrong try, a lock and a sign-in");

    let before = length();
    let terminal = Counter::at(folder.path());
    for words in [OTHER_WORDS, "no such words at all"] {
        let wrong = terminal.desk.recover(words, SUPERVISOR, NEW_PASSPHRASE);
        assert_eq!(wrong.expect_err("not ours").code(), Code::WrongPassphrase);
    }
    let wrong = terminal.desk.sign_in(SUPERVISOR, "not the passphrase").expect_err("wrong");
    assert_eq!(wrong.code(), Code::WrongPassphrase);
    // Right, but the window has the database: that clears the wait and tells nobody.
    let busy = terminal.desk.sign_in(SUPERVISOR, PASSPHRASE).expect_err("open elsewhere");
    assert_eq!(busy.code(), Code::DatabaseBusy);
    drop(terminal);
    window.desk.lock().expect("locked");
    window.sign_in();
    assert_eq!(length() - before, 3, "a lock, the wrong tries, a sign-in");
    window.desk.lock().expect("locked");
    window.sign_in();
    assert_eq!(length() - before, 5, "they are told once");
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
