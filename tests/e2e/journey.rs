//! From first start to the server's receipt, and the tour.

use std::fs;

use fantoccini::key::Key;
use serde_json::Value;

use crate::keys::{activate, fill, press, tab_to, wait_for, wait_for_text};
use crate::stage::Stage;
use crate::steps::{self, ADDRESS, CONTACT, NAME};
use crate::{axe, first_start, printing};

#[tokio::test]
#[ignore = "needs a display and tauri-driver: ./dev e2e"]
async fn an_applicant_is_enrolled_from_first_start_to_receipt_by_keyboard_alone() {
    let mut stage = Stage::set("first-start-to-receipt").await;
    first_start::go_through(&mut stage).await;
    begin(&mut stage).await;
    steps::person(&mut stage).await;
    steps::look_back(&stage.window).await;
    steps::documents(&mut stage).await;
    steps::photo(&mut stage).await;
    steps::card(&mut stage).await;
    arrived_sealed(&stage);
    printing::print_and_hand_over(&mut stage).await;
    stage.strike().await;
}

#[tokio::test]
#[ignore = "needs a display and tauri-driver: ./dev e2e"]
async fn a_draft_is_resumed_from_the_list_after_kill_9() {
    let mut stage = Stage::set("kill-9").await;
    first_start::go_through(&mut stage).await;
    begin(&mut stage).await;
    fill(&stage.window, "name", NAME).await;
    steps::saved(&stage.window).await;
    stage.kill_and_reopen().await;
    first_start::sign_in_wrongly(&mut stage).await;
    first_start::sign_in(&mut stage).await;
    wait_for_text(&stage.window, NAME).await;
    axe::judge(&stage.window, "home with a draft").await;
    stage.photograph("home-with-draft").await;
    activate(&stage.window, "application-1").await;
    wait_for(&stage.window, "#name").await;
    let typed = "return document.querySelector('#name').value";
    let typed = stage.window.execute(typed, vec![]).await.expect("a script runs");
    assert_eq!(typed, Value::from(NAME));
    stage.strike().await;
}

#[tokio::test]
#[ignore = "needs a display and tauri-driver: ./dev tour"]
async fn tour() {
    let mut stage = Stage::set("").await;
    first_start::go_through(&mut stage).await;
    begin(&mut stage).await;
    steps::person(&mut stage).await;
    steps::documents(&mut stage).await;
    steps::photo(&mut stage).await;
    steps::card(&mut stage).await;
    arrived_sealed(&stage);
    let receipt = serde_json::to_string_pretty(&stage.envelopes()).expect("JSON");
    fs::write(stage.run().join("receipt.json"), receipt).expect("kept");
    let proof = stage.counter_data.path().join("proofs/proof-000001.pdf");
    fs::copy(proof, stage.run().join("proof.pdf")).expect("kept");
    stage.strike().await;
}

/// A new applicant, by F2 from the list.
async fn begin(stage: &mut Stage) {
    wait_for(&stage.window, "#new-applicant").await;
    axe::judge(&stage.window, "home").await;
    stage.photograph("home").await;
    tab_to(&stage.window, "new-applicant").await;
    press(&stage.window, Key::F2).await;
    wait_for(&stage.window, "#name").await;
}

/// The record is at the server, sealed, and opens with the programme's key only.
fn arrived_sealed(stage: &Stage) {
    let envelopes = stage.envelopes();
    let envelopes = envelopes.as_array().expect("a list");
    assert_eq!(envelopes.len(), 1);
    assert_eq!(envelopes[0]["outcome"], "accepted");
    let counter = envelopes[0]["counter"].as_str().expect("an id");
    let fact = stage.open(counter, 1);
    assert!(fact.contains(NAME), "the programme's key opens the name");
    assert!(!fact.contains(ADDRESS), "the address never crosses the wire");
    assert!(!fact.contains(CONTACT), "nor does the emergency contact");
}
