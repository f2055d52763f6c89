//! Who leaves the counter alone finds it locked, whatever the clocks have done meanwhile.

use std::time::Duration;

use desk::Code;
use desk::ports::Clock;
use desk::view::Door;
use tempfile::tempdir;

use crate::counter::{Counter, person};
use crate::joined::joined;

const MINUTE_MS: i64 = 60_000;
/// The policy's idle time.
const IDLE_MS: i64 = 5 * MINUTE_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// Whether the counter lets nobody do anything.
fn is_locked(counter: &Counter) -> bool {
    let refused = counter.desk.applications().err().map(|error| error.code());
    assert!(matches!(refused, None | Some(Code::SignedOut)));
    let door = counter.desk.start().expect("a start").door;
    assert_eq!(door == Door::Locked, refused.is_some(), "the window is told the same");
    refused.is_some()
}

#[test]
fn an_hours_sleep_locks_the_counter_before_anything_is_shown() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let id = counter.desk.new_application().expect("begun").id;
    counter.clock.sleep_ms(MINUTE_MS);
    assert!(!is_locked(&counter), "a nap is no absence");
    counter.clock.sleep_ms(HOUR_MS);
    // The very first that a touch could ask for after waking.
    assert_eq!(counter.desk.still_here().expect_err("no").code(), Code::SignedOut);
    assert_eq!(counter.desk.open_application(&id).err().expect("no").code(), Code::SignedOut);
    assert!(is_locked(&counter));
    counter.sign_in();
    counter.desk.open_application(&id).expect("whole");
}

#[test]
fn a_clock_set_back_unlocks_nothing_and_lengthens_no_wait() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    counter.clock.leave_alone_ms(IDLE_MS - 1);
    counter.clock.set_ms(-HOUR_MS);
    assert!(!is_locked(&counter), "it is not time yet");
    counter.clock.leave_alone_ms(1);
    assert!(is_locked(&counter), "a clock set back does not lengthen the time");
    counter.clock.set_ms(-24 * HOUR_MS);
    assert!(is_locked(&counter), "nor does it unlock");
    counter.clock.set_ms(48 * HOUR_MS);
    assert!(is_locked(&counter));
}

#[test]
fn the_clock_on_the_wall_locks_where_the_machine_counts_no_sleep() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    counter.clock.set_ms(IDLE_MS);
    assert!(is_locked(&counter));
}

#[test]
fn who_is_at_the_counter_is_not_locked_out_and_the_machines_own_asking_is_nobody() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    counter.clock.pass_hours(2);
    assert!(!is_locked(&counter), "somebody was there all the time");
    let before = counter.desk.verify_audit().expect("whole");
    for _ in 0..4 {
        counter.clock.leave_alone_ms(IDLE_MS / 4);
        // The list looks again as the line changes.
        let _ = counter.desk.applications();
    }
    assert!(is_locked(&counter));
    counter.sign_in();
    assert_eq!(counter.desk.verify_audit().expect("whole"), before + 2, "locked once");
}

#[tokio::test]
async fn what_came_due_in_sleep_is_done_on_waking_by_the_counter_itself() {
    let folder = tempdir().expect("folder");
    let counter = Counter::set_up(folder.path());
    let id = counter.desk.new_application().expect("begun").id;
    counter.desk.save_person(&id, &person()).expect("saved");
    let mut locks = counter.desk.locks();
    let awake = async {
        // The watch has begun by now.
        tokio::time::sleep(Duration::from_millis(200)).await;
        counter.clock.sleep_ms(25 * HOUR_MS);
        locks.changed().await.expect("the counter is there");
        // The sweep follows the lock within one look at the clocks.
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    let woken = tokio::time::timeout(Duration::from_secs(10), async {
        tokio::select! {
            () = counter.desk.keep_watch() => {}
            () = awake => {}
        }
    });
    woken.await.expect("at once, not when a timer of before the sleep is over");
    assert_eq!(counter.clock.monotonic_ms(), 0, "a timer has seen nothing of it");
    assert_eq!(counter.desk.sweep().expect("swept").counter_only, 0, "nothing is left to do");
    counter.sign_in();
    let draft = counter.desk.open_application(&id).expect("open").person;
    assert_eq!(draft.address.reveal(), "", "older than the policy's hours");
    assert!(draft.name == person().name, "the control: the draft is there");
}

#[tokio::test]
async fn what_waits_for_its_time_to_ask_the_server_asks_on_waking() {
    let site = joined().await;
    let (desk, clock) = (&site.counter.desk, &site.counter.clock);
    let asked_again = async |before: Option<i64>| {
        while desk.line().expect("told").last_contact_ms == before {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let contact_ms = || desk.line().expect("told").last_contact_ms;
    let awake = async {
        let joined_ms = contact_ms();
        clock.pass_ms(1_000);
        asked_again(joined_ms).await;
        let before = contact_ms();
        // Too short for a sweep, which would ask as well.
        clock.sleep_ms(10 * MINUTE_MS);
        asked_again(before).await;
    };
    let woken = tokio::time::timeout(Duration::from_secs(15), async {
        tokio::select! {
            () = desk.keep_watch() => {}
            () = desk.keep_in_touch() => {}
            () = awake => {}
        }
    });
    woken.await.expect("at once, not when the pause of before the sleep is over");
}
