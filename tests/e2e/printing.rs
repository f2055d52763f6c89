//! The card comes out of a printer and is handed over, by keyboard alone.
//!
//! The printer is a real one as far as the wire goes: CUPS's `ippeveprinter`.

use std::process::Command;

use crate::axe;
use crate::keys::{activate, fill, wait_for, wait_until};
use crate::printer::Printer;
use crate::stage::Stage;
use crate::steps::{ADDRESS, CONTACT, NAME};

/// Keeps what was printed.
const KEEP: &str = "cp \"$1\" \"$(dirname \"$0\")/card.pdf\"";

/// Chooses a printer by its address, prints the submitted card, hands it over.
pub async fn print_and_hand_over(stage: &mut Stage) {
    let window = stage.window.clone();
    let printer = Printer::start(KEEP).await;
    fill(&window, "printer-address", &printer.uri()).await;
    activate(&window, "printer-use").await;
    let named = "return document.getElementById('print-print').innerText.includes('On ')";
    wait_until(&window, "the printer to be chosen", named).await;
    axe::judge(&window, "a card to print").await;
    stage.photograph("card-to-print").await;
    activate(&window, "print-print").await;
    wait_for(&window, "#print-state[data-test=printed]").await;
    stage.photograph("card-printed").await;
    let card = Command::new("pdftotext").arg(printer.file("card.pdf")).arg("-").output();
    let card = card.expect("poppler-utils are installed").stdout;
    let card = String::from_utf8(card).expect("text");
    let card = card.split_whitespace().collect::<Vec<_>>().join(" ");
    for shown in [NAME, ADDRESS, CONTACT] {
        assert!(card.contains(shown), "{shown} in {card}");
    }
    assert!(!card.contains("PROOF"), "{card}");
    activate(&window, "print-hand_over").await;
    wait_for(&window, "#print-state[data-test=handed_over]").await;
    axe::judge(&window, "a card handed over").await;
    stage.photograph("card-handed-over").await;
    let shown = window.execute("return document.body.innerText", vec![]).await.expect("a text");
    let shown = shown.as_str().expect("a text").to_owned();
    assert!(!shown.contains(ADDRESS) && !shown.contains(CONTACT), "destroyed: {shown}");
}
