//! The four steps of one application, by keyboard alone.

use std::time::Duration;

use fantoccini::Client;
use fantoccini::Locator;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::key::Key;

use crate::axe;
use crate::framing;
use crate::keys::{
    activate, choose, fill, pick, press, press_alt, tab_to, toggle, wait_for, wait_for_text,
    wait_until,
};
use crate::stage::{Stage, workspace};

/// Who is enrolled.
pub const NAME: &str = "Nguyễn Thị Ánh-Tuyết O'Brien";
/// Where she lives; on the card, and nowhere else.
pub const ADDRESS: &str = "4001 North Ravenswood Avenue";
/// Who is told in an emergency; on the back of the card, and nowhere else.
pub const CONTACT: &str = "Lan O'Brien, her sister";

/// How long the mouse takes for one part of a stroke.
const PEN_STEP: Option<Duration> = Some(Duration::from_millis(60));

/// A new applicant with a name.
pub async fn begin(window: &Client, name: &str) {
    wait_for(window, "#new-applicant").await;
    press(window, Key::F2).await;
    fill(window, "name", name).await;
    saved(window).await;
}

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
    toggle(&window, "veteran").await;
    toggle(&window, "emergency_contact_on_card").await;
    fill(&window, "emergency_contact", CONTACT).await;
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

/// Photo: once by the camera, which shows nobody; then a portrait from a file.
pub async fn photo(stage: &mut Stage) {
    let window = stage.window.clone();
    wait_for(&window, "video[data-test=live]").await;
    wait_for(&window, "[data-test=guidance][data-advice=nobody_there]").await;
    axe::judge(&window, "photo, live").await;
    stage.photograph("photo-live").await;
    tab_to(&window, "shutter").await;
    press(&window, ' ').await;
    wait_for(&window, "[data-test=report][data-passes=false] [data-test=open-faces]").await;
    wait_for(&window, "[data-test=card-photo]").await;
    axe::judge(&window, "photo, nobody in it").await;
    stage.photograph("photo-from-camera").await;
    activate(&window, "retake").await;
    // The driver hands the file over the way a file chooser does.
    tab_to(&window, "photo-file").await;
    let portrait = workspace().join("tests/fixtures/astronaut.png");
    let input = window.find(Locator::Id("photo-file")).await.expect("the file field");
    input.send_keys(&portrait.display().to_string()).await.expect("chosen");
    wait_for(&window, "#try-2").await;
    wait_for(&window, "[data-test=card-photo]").await;
    framing::lies_around_the_face(&window).await;
    axe::judge(&window, "photo, framing").await;
    stage.photograph("photo-from-file").await;
    correct_the_frame(&window).await;
    sign(&window).await;
    stage.photograph("photo-signed").await;
    take_it_as_it_is(&window).await;
    activate(&window, "photo-next").await;
}

/// Turns the frame by hand, and puts it back to where the machine laid it.
async fn correct_the_frame(window: &Client) {
    let turn = "document.getElementById('crop-turn').value";
    let automatic = window.execute(&format!("return {turn}"), vec![]).await.expect("a turn");
    // The other way where it is turned as far as it goes.
    let key = if automatic.as_str() == Some("10") { '[' } else { ']' };
    tab_to(window, "crop-frame").await;
    press(window, key).await;
    wait_until(window, "another turn", &format!("return {turn} !== {automatic}")).await;
    saved(window).await;
    activate(window, "crop-automatic").await;
    wait_until(window, "the machine's turn", &format!("return {turn} === {automatic}")).await;
    saved(window).await;
}

/// Draws two strokes on the pad, as the applicant does with a mouse; takes one back.
async fn sign(window: &Client) {
    let show = "document.getElementById('signature-pad').scrollIntoView({ block: 'center' })";
    window.execute(show, vec![]).await.expect("in view");
    let pad = window.find(Locator::Id("signature-pad")).await.expect("the pad");
    for from in [-160.0, 40.0] {
        let pen = MouseActions::new("pen".to_owned());
        let start =
            PointerAction::MoveToElement { element: pad.clone(), duration: None, x: from, y: 20.0 };
        let across = |y| PointerAction::MoveBy { duration: PEN_STEP, x: 50.0, y };
        let (down, up) = (
            PointerAction::Down { button: MOUSE_BUTTON_LEFT },
            PointerAction::Up { button: MOUSE_BUTTON_LEFT },
        );
        let pen = [start, down, across(-50.0), across(30.0), up].into_iter().fold(pen, then);
        window.perform_actions(pen).await.expect("drawn");
    }
    let inks = "return document.querySelectorAll('#signature-pad path').length";
    wait_until(window, "two strokes", &format!("{inks} === 2")).await;
    activate(window, "signature-undo").await;
    wait_until(window, "one stroke", &format!("{inks} === 1")).await;
    saved(window).await;
}

fn then(pen: MouseActions, action: PointerAction) -> MouseActions {
    pen.then(action)
}

/// Gives a reason if a check does not pass: the clerk decides.
async fn take_it_as_it_is(window: &Client) {
    let failing = "return document.querySelector('[data-test=report]').dataset.passes === 'false'";
    if window.execute(failing, vec![]).await.expect("a report") == true {
        pick(window, "photo-exception", "likeness").await;
        saved(window).await;
    }
    wait_for(window, "#step-photo.done").await;
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
