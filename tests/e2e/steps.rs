//! The four steps of one application, by keyboard alone.

use fantoccini::Client;
use fantoccini::Locator;
use fantoccini::key::Key;

use crate::axe;
use crate::keys::{
    activate, choose, fill, pick, press, press_alt, tab_to, toggle, wait_for, wait_for_text,
};
use crate::stage::{Stage, workspace};

/// Who is enrolled.
pub const NAME: &str = "Nguyễn Thị Ánh-Tuyết O'Brien";
/// Where she lives; on the card, and nowhere else.
pub const ADDRESS: &str = "4001 North Ravenswood Avenue";

/// Person: what the clerk types.
pub async fn person(stage: &mut Stage) {
    let window = stage.window.clone();
    wait_for(&window, "#name").await;
    fill(&window, "name", NAME).await;
    fill(&window, "name_gone_by", "Tuyết").await;
    fill(&window, "birth_month", "2").await;
    fill(&window, "birth_day", "29").await;
    fill(&window, "birth_year", "1984").await;
    pick(&window, "language", "es").await;
    choose(&window, "gender", "gender_X").await;
    toggle(&window, "address_on_card").await;
    fill(&window, "address", ADDRESS).await;
    toggle(&window, "library").await;
    toggle(&window, "transit").await;
    fill(&window, "transit_stock", "0167001234567890").await;
    wait_for_text(&window, "42").await;
    saved(&window).await;
    axe::judge(&window, "person").await;
    stage.photograph("person").await;
    activate(&window, "person-next").await;
}

/// Documents: two kinds seen and returned.
pub async fn documents(stage: &mut Stage) {
    let window = stage.window.clone();
    wait_for(&window, "#document-search").await;
    toggle(&window, "kind-passport").await;
    fill(&window, "document-search", "util").await;
    press(&window, Key::Enter).await;
    wait_for(&window, "#kind-utility_bill:checked").await;
    fill(&window, "document-search", "pass").await;
    toggle(&window, "attest").await;
    saved(&window).await;
    axe::judge(&window, "documents").await;
    stage.photograph("documents").await;
    activate(&window, "documents-next").await;
}

/// Photo: once by the camera, with Space; then a portrait from a file.
pub async fn photo(stage: &mut Stage) {
    let window = stage.window.clone();
    wait_for(&window, "video[data-test=live]").await;
    axe::judge(&window, "photo, live").await;
    stage.photograph("photo-live").await;
    tab_to(&window, "shutter").await;
    press(&window, ' ').await;
    wait_for(&window, "[data-test=card-photo]").await;
    stage.photograph("photo-from-camera").await;
    activate(&window, "retake").await;
    // The driver hands the file over the way a file chooser does.
    tab_to(&window, "photo-file").await;
    let portrait = workspace().join("tests/fixtures/astronaut.png");
    let input = window.find(Locator::Id("photo-file")).await.expect("the file field");
    input.send_keys(&portrait.display().to_string()).await.expect("chosen");
    wait_for(&window, "[data-test=card-photo]").await;
    axe::judge(&window, "photo, framing").await;
    stage.photograph("photo-from-file").await;
    activate(&window, "photo-next").await;
}

/// Card: the proof, the applicant's confirmation, the submission.
pub async fn card(stage: &mut Stage) {
    let window = stage.window.clone();
    wait_for(&window, "[data-test=drawn]").await;
    axe::judge(&window, "card").await;
    stage.photograph("card-proof").await;
    activate(&window, "save-proof").await;
    wait_for(&window, "#saved-proof").await;
    activate(&window, "confirm").await;
    wait_for(&window, "#confirm[data-test=done]").await;
    stage.photograph("card-confirmed").await;
    activate(&window, "submit").await;
    wait_for(&window, "#receipt[data-test=accepted]").await;
    axe::judge(&window, "card, received").await;
    stage.photograph("card-received").await;
}

/// Goes back to the first step and forth again with Alt and a digit.
pub async fn look_back(window: &Client) {
    press_alt(window, '1').await;
    wait_for(window, "#name").await;
    press_alt(window, '2').await;
    wait_for(window, "#document-search").await;
    press(window, Key::Escape).await;
    wait_for(window, "#name").await;
    press_alt(window, '2').await;
    wait_for(window, "#document-search").await;
}

/// Waits until the window says that everything is saved.
pub async fn saved(window: &Client) {
    // Longer than the pause after the last key, so that the save has begun.
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    wait_for(window, "#save-state[data-test=saved]").await;
}
