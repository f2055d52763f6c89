//! The first start, and signing in.

use fantoccini::key::Key;

use crate::axe;
use crate::keys::{activate, fill, press, tab_to, toggle, wait_for, wait_until};
use crate::stage::Stage;

const PASSPHRASE: &str = "a long enough passphrase";

/// Makes the counter, writes the recovery words down, joins the server.
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
    toggle(&window, "written-down").await;
    activate(&window, "words-next").await;

    // Address and code were handed to the start-up and stand there already.
    wait_for(&window, "#join-code").await;
    axe::judge(&window, "join").await;
    stage.photograph("join").await;
    activate(&window, "join").await;
    wait_for(&window, "#new-applicant").await;
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
