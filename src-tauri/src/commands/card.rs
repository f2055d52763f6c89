//! The step Card.

use desk::view::{Application, SavedProof};
use tauri::ipc::Response;

use super::AtDesk;
use crate::failure::Answer;

/// Reserves the numbers and makes the application ready for its proof.
#[tauri::command(async)]
pub fn prove(desk: AtDesk<'_>, id: String) -> Answer<Application> {
    Ok(desk.prove(&id)?)
}

/// The proof as PDF.
#[tauri::command(async)]
pub fn proof_pdf(desk: AtDesk<'_>, id: String) -> Answer<Response> {
    Ok(Response::new(desk.proof_pdf(&id)?))
}

/// Saves the proof as a file.
#[tauri::command(async)]
pub fn save_proof(desk: AtDesk<'_>, id: String) -> Answer<SavedProof> {
    Ok(desk.save_proof(&id)?)
}

/// Records that the applicant confirmed. Safe to call twice.
#[tauri::command(async)]
pub fn confirm(desk: AtDesk<'_>, id: String) -> Answer<Application> {
    Ok(desk.confirm(&id)?)
}

/// Submits a confirmed application to the journal. Safe to call twice.
#[tauri::command(async)]
pub fn submit(desk: AtDesk<'_>, id: String) -> Answer<Application> {
    Ok(desk.submit(&id)?)
}
