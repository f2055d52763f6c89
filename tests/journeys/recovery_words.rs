//! The words that open the counter when every passphrase is forgotten: who has them, and what
//! becomes of those that nobody has.

use desk::view::{SetUp, ShownWords};
use desk::{Code, Desk};
use tempfile::tempdir;

use crate::counter::{Counter, PASSPHRASE, SUPERVISOR, any_file_holds};

const NEW_PASSPHRASE: &str = "another long passphrase";

/// What somebody types who has these words on paper.
fn typed(shown: &ShownWords) -> [String; 2] {
    shown.ask.map(|at| format!(" {} ", shown.words[usize::from(at) - 1].to_uppercase()))
}

fn has_words(desk: &Desk) -> bool {
    desk.session().expect("a session").has_recovery_words
}

#[test]
fn words_that_nobody_has_typed_from_paper_are_said_to_be_lost_until_somebody_has() {
    let folder = tempdir().expect("folder");
    let counter = Counter::at(folder.path());
    let wish = SetUp {
        site: "Sulzer Library".into(),
        supervisor: SUPERVISOR.into(),
        passphrase: PASSPHRASE.into(),
    };
    let shown = counter.desk.set_up(&wish).expect("set up").recovery;
    assert!(!has_words(&counter.desk), "to be shown is not to be written down");

    // The machine restarts while they are shown.
    let counter = counter.restarted(folder.path());
    for _ in 0..2 {
        counter.sign_in();
        assert!(!has_words(&counter.desk), "at each start it says so");
        counter.desk.lock().expect("locked");
    }
    counter.sign_in();
    let late = counter.desk.confirm_recovery_words(&typed(&shown)).expect_err("shown before");
    assert_eq!(late.code(), Code::NotAllowedNow, "what was shown is kept nowhere");

    let new = counter.desk.renew_recovery_words(PASSPHRASE).expect("new ones");
    assert_ne!(new.words, shown.words);
    let [first, second] = typed(&new);
    let crossed = counter.desk.confirm_recovery_words(&[second.clone(), first.clone()]);
    assert_eq!(crossed.expect_err("not at these places").code(), Code::WordsDiffer);
    assert!(!has_words(&counter.desk));
    let session = counter.desk.confirm_recovery_words(&[first, second]).expect("on paper");
    assert!(session.has_recovery_words);
    counter.desk.confirm_recovery_words(&typed(&new)).expect("twice is once");

    let counter = counter.restarted(folder.path());
    counter.sign_in();
    assert!(has_words(&counter.desk), "and it stays known");
    counter.desk.verify_audit().expect("whole");
    for between in [" ", "\",\"", "\n"] {
        for pair in new.words.windows(2).chain(shown.words.windows(2)) {
            assert!(!any_file_holds(folder.path(), &pair.join(between)), "written nowhere");
        }
    }
}

#[test]
fn new_words_open_the_counter_and_those_of_before_do_not() {
    let folder = tempdir().expect("folder");
    let (counter, old) = Counter::set_up_with_words(folder.path());
    let new = counter.desk.renew_recovery_words(PASSPHRASE).expect("new ones").words.join(" ");
    let counter = counter.restarted(folder.path());
    let refused = counter.desk.recover(&old, SUPERVISOR, NEW_PASSPHRASE).expect_err("replaced");
    assert_eq!(refused.code(), Code::WrongPassphrase);
    counter.desk.recover(&new, SUPERVISOR, NEW_PASSPHRASE).expect("they open");
}

#[test]
fn new_words_are_made_for_who_can_say_the_passphrase_only() {
    let folder = tempdir().expect("folder");
    let (counter, old) = Counter::set_up_with_words(folder.path());
    let wrong = counter.desk.renew_recovery_words("somebody at the screen").err();
    assert_eq!(wrong.expect("wrong").code(), Code::WrongPassphrase);
    counter.desk.lock().expect("locked");
    let out = counter.desk.renew_recovery_words(PASSPHRASE).err().expect("nobody is signed in");
    assert_eq!(out.code(), Code::SignedOut);
    counter.desk.recover(&old, SUPERVISOR, NEW_PASSPHRASE).expect("the old ones open still");
}

#[test]
fn words_that_could_not_be_replaced_open_still_and_are_said_to_be_lost() {
    let folder = tempdir().expect("folder");
    let (counter, old) = Counter::set_up_with_words(folder.path());
    let first = counter.desk.renew_recovery_words(PASSPHRASE).expect("new ones");
    counter.desk.confirm_recovery_words(&typed(&first)).expect("on paper");
    assert!(has_words(&counter.desk));
    // A folder where the new file would be written refuses every write.
    let in_the_way = folder.path().join("counter").join("keyway.slots.new");
    std::fs::create_dir(&in_the_way).expect("a folder");
    assert!(counter.desk.renew_recovery_words(PASSPHRASE).is_err(), "nothing can be written");
    std::fs::remove_dir(in_the_way).expect("removed");
    let counter = counter.restarted(folder.path());
    assert!(counter.desk.recover(&old, SUPERVISOR, NEW_PASSPHRASE).is_err());
    let words = first.words.join(" ");
    counter.desk.recover(&words, SUPERVISOR, NEW_PASSPHRASE).expect("those of before the fault");
}

#[test]
fn words_that_were_on_the_screen_at_the_lock_are_kept_nowhere_behind_it() {
    let folder = tempdir().expect("folder");
    let (counter, _) = Counter::set_up_with_words(folder.path());
    let shown = counter.desk.renew_recovery_words(PASSPHRASE).expect("new ones");
    counter.desk.lock().expect("locked");
    counter.sign_in();
    let late = counter.desk.confirm_recovery_words(&typed(&shown)).expect_err("another session");
    assert_eq!(late.code(), Code::NotAllowedNow);
    assert!(!has_words(&counter.desk));
}
