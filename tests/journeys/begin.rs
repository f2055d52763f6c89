//! A new application is begun once, however often the key says so.

use std::collections::BTreeSet;

use desk::view::PersonForm;
use tempfile::tempdir;

use crate::counter::{Counter, signature};

#[test]
fn a_new_application_without_a_word_typed_is_the_same_one() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let begun: BTreeSet<String> = std::thread::scope(|scope| {
        let begin = || counter.desk.new_application().expect("begun").id;
        let presses: Vec<_> = (0..8).map(|_| scope.spawn(begin)).collect();
        presses.into_iter().map(|press| press.join().expect("no panic")).collect()
    });
    assert_eq!(begun.len(), 1, "eight presses at once");
    assert_eq!(counter.desk.applications().expect("a list").len(), 1);
    // The set-up, the sign-in, and one beginning.
    assert_eq!(counter.desk.verify_audit().expect("whole"), 3);

    counter.desk.lock().expect("locked");
    counter.sign_in();
    let again = counter.desk.new_application().expect("begun").id;
    assert!(begun.contains(&again), "the same day, the same operator");
    counter.clock.pass_hours(24);
    counter.desk.lock().expect("locked");
    counter.sign_in();
    let tomorrow = counter.desk.new_application().expect("begun").id;
    assert!(!begun.contains(&tomorrow), "another day's is another one");
}

#[test]
fn whatever_was_done_in_it_makes_the_next_one_another() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let desk = &counter.desk;
    let typed = PersonForm { name_gone_by: "R".into(), ..PersonForm::default() };
    let deeds: [&dyn Fn(&str); 4] = [
        &|id| drop(desk.save_person(id, &typed).expect("saved")),
        &|id| drop(desk.save_documents(id, &["passport".to_owned()], false).expect("saved")),
        &|id| drop(desk.sign(id, signature()).expect("signed")),
        &|id| desk.withdraw(id).expect("given up"),
    ];
    for (before, deed) in deeds.iter().enumerate() {
        let id = desk.new_application().expect("begun").id;
        assert_eq!(desk.applications().expect("a list").len(), before + 1);
        deed(&id);
    }
    // What was typed and taken back is nothing typed.
    let id = desk.new_application().expect("begun").id;
    desk.save_person(&id, &typed).expect("saved");
    desk.save_person(&id, &PersonForm::default()).expect("saved");
    assert_eq!(desk.new_application().expect("begun").id, id);
}
