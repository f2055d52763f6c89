//! The step Photo. Pictures cross as raw bytes, never as text or as a file.

use desk::view::{Application, Crop, Which};
use tauri::ipc::{InvokeBody, Request, Response};

use super::AtDesk;
use crate::failure::Answer;

/// Takes in a picture: its bytes are the body, the application's id is a header.
#[tauri::command(async)]
pub fn take_photo(desk: AtDesk<'_>, request: Request<'_>) -> Answer<Application> {
    let id = request.headers().get("application-id").and_then(|value| value.to_str().ok());
    let bytes: &[u8] = match request.body() {
        InvokeBody::Raw(bytes) => bytes,
        InvokeBody::Json(_) => &[],
    };
    Ok(desk.take_photo(id.unwrap_or_default(), bytes)?)
}

/// Frames the picture anew.
#[tauri::command(async)]
pub fn crop_photo(desk: AtDesk<'_>, id: String, crop: Crop) -> Answer<Application> {
    Ok(desk.crop_photo(&id, crop)?)
}

/// The bytes of a picture.
#[tauri::command(async)]
pub fn photo_bytes(desk: AtDesk<'_>, id: String, which: Which) -> Answer<Response> {
    Ok(Response::new(desk.photo_bytes(&id, which)?.to_vec()))
}
