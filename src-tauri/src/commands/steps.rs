//! The steps Person and Documents.

use desk::view::{Application, PersonForm};

use super::AtDesk;
use crate::failure::Answer;

/// Saves the Person step as typed.
#[tauri::command(async)]
pub fn save_person(desk: AtDesk<'_>, id: String, person: PersonForm) -> Answer<Application> {
    Ok(desk.save_person(&id, &person)?)
}

/// Saves the kinds that were ticked and the attestation.
#[tauri::command(async)]
pub fn save_documents(
    desk: AtDesk<'_>,
    id: String,
    seen: Vec<String>,
    is_attested: bool,
) -> Answer<Application> {
    Ok(desk.save_documents(&id, &seen, is_attested)?)
}
