//! Printing the card, and handing it over.

use desk::view::{Application, Press, Print, Printers, SavedProof, SavedSheets, SheetKind};

use super::AtDesk;
use crate::failure::Answer;

/// How the printing of a card stands by what is stored.
#[tauri::command(async)]
pub fn show_print(desk: AtDesk<'_>, id: String) -> Answer<Print> {
    Ok(desk.show_print(&id)?)
}

/// How the printing of a card stands; asks the printer.
#[tauri::command]
pub async fn follow_print(desk: AtDesk<'_>, id: String) -> Answer<Print> {
    Ok(desk.follow_print(&id).await?)
}

/// Sends a card to the chosen printer. Safe to call twice.
#[tauri::command]
pub async fn print_card(desk: AtDesk<'_>, id: String, press: Press) -> Answer<Print> {
    Ok(desk.print_card(&id, press).await?)
}

/// Asks the printer to give a job up.
#[tauri::command]
pub async fn cancel_print(desk: AtDesk<'_>, id: String, press: Press) -> Answer<Print> {
    Ok(desk.cancel_print(&id, press).await?)
}

/// The clerk has a good card in hand. Safe to call twice.
#[tauri::command(async)]
pub fn card_printed(desk: AtDesk<'_>, id: String, press: Press) -> Answer<Print> {
    Ok(desk.card_printed(&id, press)?)
}

/// The blank was ruined. Safe to call twice.
#[tauri::command(async)]
pub fn card_spoiled(desk: AtDesk<'_>, id: String, press: Press, reason: String) -> Answer<Print> {
    Ok(desk.card_spoiled(&id, press, &reason)?)
}

/// Nothing came out. Safe to call twice.
#[tauri::command(async)]
pub fn not_printed(desk: AtDesk<'_>, id: String, press: Press) -> Answer<Print> {
    Ok(desk.not_printed(&id, press)?)
}

/// The printer makes no card of a job any more, says the clerk. Safe to call twice.
#[tauri::command(async)]
pub fn release_print(desk: AtDesk<'_>, id: String, press: Press) -> Answer<Print> {
    Ok(desk.release_print(&id, press)?)
}

/// Voids a printed card so that it can be printed anew. Safe to call twice.
#[tauri::command(async)]
pub fn reprint_card(desk: AtDesk<'_>, id: String, press: Press, reason: String) -> Answer<Print> {
    Ok(desk.reprint_card(&id, press, &reason)?)
}

/// Saves the card as a file, to be printed elsewhere.
#[tauri::command(async)]
pub fn save_card(desk: AtDesk<'_>, id: String, press: Press) -> Answer<SavedProof> {
    Ok(desk.save_card(&id, press)?)
}

/// Saves the cards that wait to be printed on sheets. Safe to call twice.
#[tauri::command(async)]
pub fn save_sheets(desk: AtDesk<'_>, kind: SheetKind) -> Answer<SavedSheets> {
    Ok(desk.save_sheets(kind)?)
}

/// Records that the cardholder has the card. Safe to call twice.
#[tauri::command(async)]
pub fn hand_over(desk: AtDesk<'_>, id: String) -> Answer<Application> {
    Ok(desk.hand_over(&id)?)
}

/// The printers to choose from.
#[tauri::command]
pub async fn list_printers(desk: AtDesk<'_>) -> Answer<Printers> {
    Ok(desk.list_printers().await?)
}

/// Chooses the printer that this counter prints on.
#[tauri::command]
pub async fn choose_printer(desk: AtDesk<'_>, address: String) -> Answer<Printers> {
    Ok(desk.choose_printer(&address).await?)
}
