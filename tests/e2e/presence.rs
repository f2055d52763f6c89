//! Who is at the counter: the keys that count, and the lock that comes when nobody is.

use std::fs;
use std::time::Duration;

use fantoccini::Client;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::first_start;
use crate::hands::{self, Neighbour};
use crate::keys::{press, tab_to, toggle, wait_for, wait_until};
use crate::stage::Stage;
use crate::steps;

const NAME: &str = "Rosa Delgado";
/// Loaded into the counter and what it starts, it gives them the time that a file says.
const FAKE_TIME: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

#[tokio::test]
#[ignore = "needs a display and tauri-driver: ./dev e2e"]
async fn a_held_key_begins_one_application() {
    let mut stage = Stage::set("held-key").await;
    first_start::go_through(&mut stage).await;
    let window = stage.window.clone();
    wait_for(&window, "#new-applicant").await;
    let count = "window.beats = 0; addEventListener('keydown', () => (window.beats += 1), true)";
    window.execute(count, vec![]).await.expect("a script runs");
    hands::focus();
    hands::hold("F2", Duration::from_millis(1_200));
    wait_for(&window, "#name").await;
    let beats = window.execute("return window.beats", vec![]).await.expect("a script runs");
    assert!(beats.as_u64().expect("a number") > 8, "the control: the key repeats: {beats}");
    assert_eq!(applications(&window).await, 1);
    hands::hold("Return", Duration::from_millis(1_200));
    wait_for(&window, "#error-summary").await;
    // One press asks for what is missing; a repeat would follow the summary's first link.
    let focus = "return document.activeElement.id";
    assert_eq!(window.execute(focus, vec![]).await.expect("a script runs"), "error-summary");
    stage.strike().await;
}

#[tokio::test]
#[ignore = "needs a display and tauri-driver: ./dev e2e"]
async fn a_scan_that_ends_with_two_line_ends_stays_where_it_belongs() {
    let mut stage = Stage::set("scan").await;
    first_start::go_through(&mut stage).await;
    let window = stage.window.clone();
    wait_for(&window, "#new-applicant").await;
    press(&window, Key::F2).await;
    wait_for(&window, "#name").await;
    toggle(&window, "transit").await;
    hands::focus();
    for (end, between_ms) in
        [("Return", 60), ("Return", 150), ("Linefeed", 60), ("ctrl+j", 100), ("KP_Enter", 100)]
    {
        tab_to(&window, "transit_stock").await;
        hands::scan("0167001234567890");
        hands::press_both("Return", Duration::from_millis(between_ms), end);
        tokio::time::sleep(Duration::from_millis(800)).await;
        let seen = "return [document.activeElement.id, document.querySelector('#error-summary'),
            document.querySelector('[data-test=step-person]') !== null]";
        let seen = window.execute(seen, vec![]).await.expect("a script runs");
        assert_eq!(seen, json!(["updates", null, true]), "{end} after {between_ms} ms");
        let again = "document.querySelector('#transit_stock').select()";
        window.execute(again, vec![]).await.expect("a script runs");
    }
    stage.strike().await;
}

#[tokio::test]
#[ignore = "needs a display and tauri-driver: ./dev e2e"]
async fn a_machine_that_wakes_shows_the_lock_before_anything_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let time = folder.path().join("time");
    fs::write(&time, "+0").expect("the time");
    let time_file = time.display().to_string();
    let faked = [
        ("LD_PRELOAD", FAKE_TIME),
        ("FAKETIME_TIMESTAMP_FILE", &time_file),
        ("FAKETIME_NO_CACHE", "1"),
        // Timers stand still in sleep: only the wall clock is another one on waking.
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ("DONT_FAKE_MONOTONIC", "1"),
    ];
    let mut stage = Stage::set_with("sleep", &faked).await;
    first_start::go_through(&mut stage).await;
    let window = stage.window.clone();
    steps::begin(&window, NAME).await;
    let watch = "window.seen = [];
        new MutationObserver(() => window.seen.push(document.documentElement.matches(
            '[data-covered]') ? 'covered' : document.querySelector('#passphrase') ? 'lock' : 'open'
        )).observe(document, { subtree: true, childList: true, attributes: true })";
    window.execute(watch, vec![]).await.expect("a script runs");
    tokio::time::sleep(Duration::from_secs(3)).await;
    wait_until(&window, "the control: open", "return document.querySelector('#name') !== null")
        .await;

    fs::write(&time, "+3600").expect("an hour passes");
    wait_for(&window, "#passphrase").await;
    let seen = window.execute("return window.seen", vec![]).await.expect("a script runs");
    let seen: Vec<&str> =
        seen.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let covered = seen.iter().position(|one| *one == "covered").expect("covered on waking");
    assert!(seen[covered..].iter().all(|one| *one != "open"), "nothing before the lock: {seen:?}");
    let shown = window.execute("return document.body.innerText", vec![]).await.expect("text");
    assert!(!shown.as_str().expect("text").contains(NAME));
    assert_eq!(asked(&window, "applications").await, "signed_out", "whatever the page thinks");
    stage.photograph("after-waking").await;
    first_start::sign_in(&mut stage).await;
    stage.strike().await;
}

#[tokio::test]
#[ignore = "needs a display and tauri-driver: ./dev e2e"]
async fn the_counter_is_locked_before_the_machine_sleeps() {
    let mut logind = Neighbour::start("logind.py", &[]);
    assert_eq!(logind.hears(), "ready");
    let bus = std::env::var("DBUS_SESSION_BUS_ADDRESS").expect("a bus of the test's own");
    let mut stage = Stage::set_with("before-sleep", &[("DBUS_SYSTEM_BUS_ADDRESS", &bus)]).await;
    assert_eq!(logind.hears(), "waited for");
    first_start::go_through(&mut stage).await;
    // On the way there the power was cut once.
    assert_eq!([logind.hears(), logind.hears()], ["let go", "waited for"]);
    let window = stage.window.clone();
    steps::begin(&window, NAME).await;
    for _ in 0..2 {
        logind.tell("sleep");
        assert_eq!(logind.hears(), "let go", "the machine need not wait for longer");
        let shown = "return document.querySelector('#passphrase') !== null";
        let shown = window.execute(shown, vec![]).await.expect("a script runs");
        assert_eq!(shown, true, "locked by the time that it sleeps");
        logind.tell("wake");
        assert_eq!(logind.hears(), "waited for", "the next time too");
        first_start::sign_in(&mut stage).await;
    }
    stage.strike().await;
}

/// How many applications there are.
async fn applications(window: &Client) -> usize {
    let list = "return window.__TAURI_INTERNALS__.invoke('applications')";
    let list = window.execute(list, vec![]).await.expect("a list");
    list.as_array().expect("a list").len()
}

/// With what code a command is refused.
async fn asked(window: &Client, command: &str) -> Value {
    let ask = "return window.__TAURI_INTERNALS__.invoke(arguments[0]).then(
        () => 'allowed', (failure) => failure.code)";
    window.execute(ask, vec![json!(command)]).await.expect("an answer")
}
