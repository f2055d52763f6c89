//! The signature, a part of the step Photo. Strokes cross as numbers, never as a picture.

use desk::view::{Application, Stroke};

use super::AtDesk;
use crate::failure::Answer;

/// Keeps the strokes as they now are.
#[tauri::command(async)]
pub fn sign(desk: AtDesk<'_>, id: String, strokes: Vec<Stroke>) -> Answer<Application> {
    Ok(desk.sign(&id, strokes)?)
}

/// Goes without a signature, for a reason.
#[tauri::command(async)]
pub fn skip_signature(desk: AtDesk<'_>, id: String, reason: String) -> Answer<Application> {
    Ok(desk.skip_signature(&id, &reason)?)
}

/// Takes strokes or reason away.
#[tauri::command(async)]
pub fn clear_signature(desk: AtDesk<'_>, id: String) -> Answer<Application> {
    Ok(desk.clear_signature(&id)?)
}
