//! The first start, and signing in.

use fantoccini::Client;
use fantoccini::key::Key;

use crate::axe;
use crate::keys::{activate, fill, press, tab_to, wait_for, wait_until};
use crate::stage::Stage;

const PASSPHRASE: &str = "a long enough passphrase";

/// Makes the counter, loses the recovery words to a power cut, makes new ones and types two of them
/// from the paper, joins the server.
pub async fn go_through(stage: &mut Stage) {
    let window = stage.window.clone();
    fill(&window, "site", "Sulzer Library").await;
    fill(&window, "supervisor", "Ada Brook").await;
    fill(&window, "passphrase", PASSPHRASE).await;
    fill(&window, "passphrase-repeat", PASSPHRASE).await;
    axe::judge(&window, "first start").await;
    stage.photograph("first-start").await;
    activate(&window, "set-up").await;

    wait_for(&window, "#recovery-words li:nth-child(12)").await;
    axe::judge(&window, "recovery words").await;
    stage.photograph("recovery-words").await;
    let lost = words_on_screen(&window).await;
    stage.kill_and_reopen().await;
    sign_in(stage).await;
    let window = stage.window.clone();

    wait_for(&window, "#no-words").await;
    axe::judge(&window, "no recovery words").await;
    stage.photograph("no-recovery-words").await;
    activate(&window, "go-words").await;
    fill(&window, "passphrase", PASSPHRASE).await;
    axe::judge(&window, "new recovery words").await;
    activate(&window, "words-make").await;
    wait_for(&window, "#recovery-words li:nth-child(12)").await;
    let words = words_on_screen(&window).await;
    assert_ne!(words, lost, "new ones");
    activate(&window, "words-next").await;
    wait_for(&window, "#word-second").await;
    axe::judge(&window, "two words").await;
    stage.photograph("two-words").await;
    for id in ["word-first", "word-second"] {
        let at = place_asked(&window, id).await;
        fill(&window, id, &words[at - 1]).await;
    }
    activate(&window, "words-confirm").await;
    wait_for(&window, "#go-join").await;
    let gone = "return document.querySelector('#no-words') === null";
    wait_until(&window, "somebody to have the words", gone).await;
    activate(&window, "go-join").await;

    // Address and code were handed to the start-up and stand there already.
    wait_for(&window, "#join-code").await;
    axe::judge(&window, "join").await;
    stage.photograph("join").await;
    activate(&window, "join").await;
    wait_for(&window, "#new-applicant").await;
}

/// The recovery words, as somebody reads them who writes them down.
async fn words_on_screen(window: &Client) -> Vec<String> {
    let script = "return [...document.querySelectorAll('#recovery-words li')]
        .map((item) => item.lastChild.textContent.trim())";
    let words = window.execute(script, vec![]).await.expect("a script runs");
    serde_json::from_value(words).expect("words")
}

/// The number in the label of a field.
async fn place_asked(window: &Client, id: &str) -> usize {
    let script = format!("return document.querySelector('label[for={id}]').textContent");
    let label = window.execute(&script, vec![]).await.expect("a script runs");
    let digits = label.as_str().unwrap_or_default().chars().filter(char::is_ascii_digit);
    digits.collect::<String>().parse().expect("a number")
}

/// Three wrong passphrases: a clear error, and a wait that is counted down.
pub async fn sign_in_wrongly(stage: &mut Stage) {
    let window = stage.window.clone();
    for _ in 0..3 {
        fill(&window, "passphrase", "not the passphrase").await;
        press(&window, Key::Enter).await;
        // The error of the try before still stands there; only an answer empties the field.
        let answered = "return document.querySelector('#passphrase').value === ''";
        wait_until(&window, "an answer", answered).await;
    }
    wait_for(&window, "#passphrase-error").await;
    wait_for(&window, "#wait").await;
    axe::judge(&window, "sign-in with a wait").await;
    stage.photograph("sign-in-wait").await;
}

/// Signs the supervisor in, as soon as the wait is over.
pub async fn sign_in(stage: &mut Stage) {
    let window = stage.window.clone();
    wait_until(&window, "the wait to be over", "return document.querySelector('#wait') === null")
        .await;
    fill(&window, "passphrase", PASSPHRASE).await;
    tab_to(&window, "sign-in").await;
    activate(&window, "sign-in").await;
    wait_for(&window, "#new-applicant").await;
}
