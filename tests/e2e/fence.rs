//! Nothing replaces the page, and nothing of it is taken away.

use std::time::Duration;

use fantoccini::Client;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::first_start;
use crate::hands::{self, Neighbour};
use crate::keys::{press, press_alt, tab_to, wait_for};
use crate::stage::{Stage, workspace};
use crate::steps;

const NAME: &str = "Rosa Delgado";

#[tokio::test]
#[ignore = "needs a display and tauri-driver: ./dev e2e"]
async fn nothing_that_is_dropped_linked_or_pressed_replaces_the_page() {
    let mut stage = Stage::set("fence").await;
    first_start::go_through(&mut stage).await;
    let window = stage.window.clone();
    steps::begin(&window, NAME).await;
    mark(&window).await;
    let (elsewhere, picture) = (stage.server_url().to_owned(), portrait());

    for script in [
        "location.href = arguments[0]",
        "const a = document.createElement('a'); a.href = arguments[0]; document.body.append(a); \
         a.click(); a.remove()",
        "window.open(arguments[0])",
        "location.href = '#main'",
        "location.reload()",
    ] {
        window.execute(script, vec![json!(elsewhere)]).await.expect("a script runs");
        still_there(&window, script).await;
    }
    hands::focus();
    for key in ["F5", "ctrl+r", "ctrl+shift+r", "alt+Left", "BackSpace"] {
        tab_to(&window, "to-home").await;
        hands::press(key);
        still_there(&window, key).await;
    }
    for css in ["[data-test=step-person] h1", "#name"] {
        let there = hands::middle_of(&window, css).await;
        for dropped in [elsewhere.as_str(), picture.as_str()] {
            hands::drop_there(&[dropped], there);
            still_there(&window, dropped).await;
        }
    }
    let typed = window.execute("return document.querySelector('#name').value", vec![]).await;
    assert_eq!(typed.expect("a script runs"), NAME, "nor does a drop write into a field");

    press_alt(&window, '3').await;
    wait_for(&window, "#photo-file").await;
    let step = hands::middle_of(&window, "[data-test=step-photo] h1").await;
    hands::drop_there(&[&elsewhere], step);
    still_there_on(&window, "an address on the Photo step", "#photo-file").await;
    // The control: a drop does reach the page, where it is wanted.
    hands::drop_there(&[&picture], step);
    wait_for(&window, "[data-test=card-photo]").await;
    stage.photograph("dropped-photo").await;

    press(&window, Key::F8).await;
    wait_for(&window, "#passphrase").await;
    hands::drop_there(&[&picture], hands::middle_of(&window, "h1").await);
    still_there_on(&window, "a picture on the lock", "#passphrase").await;
    stage.strike().await;
}

#[tokio::test]
#[ignore = "needs a display and tauri-driver: ./dev e2e"]
async fn a_picture_is_not_copied_and_what_is_copied_does_not_outlast_the_lock() {
    let mut stage = Stage::set("copies").await;
    first_start::go_through(&mut stage).await;
    let window = stage.window.clone();
    steps::begin(&window, NAME).await;
    hands::focus();
    let alone = hands::windows();
    hands::click(3, hands::middle_of(&window, "#name").await);
    pause().await;
    assert!(hands::windows() > alone, "the control: a field has a menu, which can be counted");
    stage.photograph("menu-of-a-field").await;
    hands::press("Escape");
    pause().await;
    tab_to(&window, "name").await;
    for key in ["ctrl+a", "ctrl+c"] {
        hands::press(key);
    }
    pause().await;
    assert_eq!(hands::clipboard(), format!("text {NAME}"), "the control: a name can be copied");

    press_alt(&window, '3').await;
    wait_for(&window, "#photo-file").await;
    hands::drop_there(&[&portrait()], hands::middle_of(&window, "[data-test=step-photo] h1").await);
    wait_for(&window, "[data-test=card-photo]").await;
    for css in ["[data-test=card-photo]", "[data-test=picture]", "h1"] {
        let (spot, before) = (hands::middle_of(&window, css).await, hands::windows());
        hands::click(3, spot);
        pause().await;
        assert_eq!(hands::windows(), before, "{css} has no menu");
    }
    press(&window, Key::F8).await;
    wait_for(&window, "#passphrase").await;
    pause().await;
    assert_eq!(hands::clipboard(), "nothing", "the name does not outlast the lock");

    first_start::sign_in(&mut stage).await;
    let _theirs = Neighbour::with_copy_of("theirs");
    pause().await;
    assert_eq!(hands::clipboard(), "text theirs", "the control: another program has copied");
    press(&window, Key::F8).await;
    wait_for(&window, "#passphrase").await;
    pause().await;
    assert_eq!(hands::clipboard(), "text theirs", "what is not ours stays");
    stage.strike().await;
}

/// Marks the page: one that was loaded anew has no mark.
async fn mark(window: &Client) {
    window.execute("window.mark = 'same'", vec![]).await.expect("a script runs");
}

async fn still_there(window: &Client, what: &str) {
    still_there_on(window, what, "#name").await;
}

async fn still_there_on(window: &Client, what: &str, css: &str) {
    // Long enough for a page to be replaced.
    tokio::time::sleep(Duration::from_millis(700)).await;
    let script =
        "return [window.mark, location.origin, document.querySelector(arguments[0]) !== null]";
    let found = window.execute(script, vec![Value::from(css)]).await;
    let found = found.unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(found, json!(["same", "tauri://localhost", true]), "{what}");
}

async fn pause() {
    tokio::time::sleep(Duration::from_millis(500)).await;
}

fn portrait() -> String {
    format!("file://{}", workspace().join("tests/fixtures/astronaut.png").display())
}
