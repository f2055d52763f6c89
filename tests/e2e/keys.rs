//! The keyboard, and nothing else: there is no click in this folder.

use std::time::Duration;

use fantoccini::Client;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::Value;

/// More Tab presses than any screen has stops.
const LIMIT_TABS: usize = 120;
/// More choices than any group has.
const LIMIT_CHOICES: usize = 8;
/// How long a screen may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// Presses one key.
pub async fn press(window: &Client, key: impl Into<char>) {
    let value = key.into();
    let keys = KeyActions::new("keyboard".into())
        .then(KeyAction::Down { value })
        .then(KeyAction::Up { value });
    window.perform_actions(keys).await.expect("pressed");
}

/// Presses a key while Alt is held.
pub async fn press_alt(window: &Client, key: char) {
    let alt: char = Key::Alt.into();
    let keys = KeyActions::new("keyboard".into())
        .then(KeyAction::Down { value: alt })
        .then(KeyAction::Down { value: key })
        .then(KeyAction::Up { value: key })
        .then(KeyAction::Up { value: alt });
    window.perform_actions(keys).await.expect("pressed");
}

/// Types a text into whatever has the focus.
pub async fn type_text(window: &Client, text: &str) {
    let focused = window.active_element().await.expect("something has the focus");
    focused.send_keys(text).await.expect("typed");
}

/// Goes to the element `id` with Tab alone, the way a clerk would.
pub async fn tab_to(window: &Client, id: &str) {
    wait_for(window, &format!("#{id}")).await;
    for _ in 0..LIMIT_TABS {
        if focused_id(window).await == id {
            return;
        }
        press(window, Key::Tab).await;
    }
    panic!("#{id} can't be reached with Tab; the focus is on {:?}", focused_id(window).await);
}

/// Goes to a field and fills it.
pub async fn fill(window: &Client, id: &str, text: &str) {
    tab_to(window, id).await;
    type_text(window, text).await;
}

/// Goes to a button or link and presses it.
pub async fn activate(window: &Client, id: &str) {
    tab_to(window, id).await;
    wait_until(window, &format!("#{id} to be enabled"), &enabled(id)).await;
    press(window, Key::Enter).await;
}

/// Goes to a checkbox or switch and toggles it.
pub async fn toggle(window: &Client, id: &str) {
    tab_to(window, id).await;
    type_text(window, " ").await;
}

/// Goes to a group of radio buttons with Tab and to one of them with the arrow.
pub async fn choose(window: &Client, name: &str, id: &str) {
    let in_group = format!("return document.activeElement.name === {}", Value::from(name));
    for _ in 0..LIMIT_TABS {
        if window.execute(&in_group, vec![]).await.expect("a script runs") == Value::Bool(true) {
            break;
        }
        press(window, Key::Tab).await;
    }
    for arrow in [Key::Up, Key::Down] {
        for _ in 0..LIMIT_CHOICES {
            if focused_id(window).await == id {
                return;
            }
            press(window, arrow).await;
        }
    }
    panic!("#{id} can't be reached with the arrows; at {:?}", focused_id(window).await);
}

/// Goes to a list and to one of its options with the arrow.
pub async fn pick(window: &Client, id: &str, value: &str) {
    tab_to(window, id).await;
    let script = format!("return document.querySelector({}).value", Value::from(format!("#{id}")));
    for _ in 0..LIMIT_CHOICES {
        if window.execute(&script, vec![]).await.expect("a script runs") == value {
            return;
        }
        press(window, Key::Down).await;
    }
    panic!("{value} can't be picked in #{id} with the arrow");
}

/// Waits for an element.
pub async fn wait_for(window: &Client, css: &str) {
    let script = format!("return document.querySelector({}) !== null", Value::from(css));
    wait_until(window, css, &script).await;
}

/// Waits until the page shows a text.
pub async fn wait_for_text(window: &Client, text: &str) {
    let script = format!("return document.body.innerText.includes({})", Value::from(text));
    wait_until(window, text, &script).await;
}

/// Waits until a script answers `true`.
pub async fn wait_until(window: &Client, what: &str, script: &str) {
    let answered = tokio::time::timeout(PATIENCE, async {
        while window.execute(script, vec![]).await.expect("a script runs") != Value::Bool(true) {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    });
    if answered.await.is_err() {
        let shown = window.execute("return document.body.innerText", vec![]).await;
        panic!("waited in vain for {what}; the window shows: {shown:?}");
    }
}

async fn focused_id(window: &Client) -> String {
    let script = "return document.activeElement ? document.activeElement.id : ''";
    let id = window.execute(script, vec![]).await.expect("a script runs");
    id.as_str().unwrap_or_default().to_owned()
}

fn enabled(id: &str) -> String {
    let css = Value::from(format!("#{id}"));
    format!(
        "const e = document.querySelector({css}); return !e.disabled && e.ariaDisabled !== 'true'"
    )
}
