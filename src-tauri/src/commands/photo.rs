//! The step Photo. Pictures cross as raw bytes, never as text or as a file.

use desk::view::{Application, Crop, Frame, Report, Turn, Which};
use tauri::State;
use tauri::ipc::{Request, Response};

use super::AtDesk;
use super::raw::{header, raw};
use crate::dropped::Dropped;
use crate::failure::Answer;

/// Judges one frame of the live picture: its pixels are the body, its size two headers.
#[tauri::command(async)]
pub fn judge_frame(desk: AtDesk<'_>, request: Request<'_>) -> Answer<Report> {
    let size = |name| header(&request, name).parse().unwrap_or(0);
    let (width, height) = (size("frame-width"), size("frame-height"));
    Ok(desk.judge_frame(&Frame { width, height, rgba: raw(&request) })?)
}

/// The bytes of the picture file that was just dropped; none where it was no file.
#[tauri::command(async)]
pub fn dropped_picture(desk: AtDesk<'_>, dropped: State<'_, Dropped>) -> Answer<Response> {
    Ok(Response::new(desk.read_dropped(&dropped.take())?))
}

/// Takes in a picture: its bytes are the body, the application's id is a header.
#[tauri::command(async)]
pub fn take_photo(desk: AtDesk<'_>, request: Request<'_>) -> Answer<Application> {
    Ok(desk.take_photo(header(&request, "application-id"), raw(&request))?)
}

/// Takes the photo as it is, for a reason; none takes that back.
#[tauri::command(async)]
pub fn except_photo(desk: AtDesk<'_>, id: String, reason: Option<String>) -> Answer<Application> {
    Ok(desk.except_photo(&id, reason.as_deref())?)
}

/// Turns the picture by a quarter, or mirrors it.
#[tauri::command(async)]
pub fn turn_photo(desk: AtDesk<'_>, id: String, turn: Turn) -> Answer<Application> {
    Ok(desk.turn_photo(&id, turn)?)
}

/// Frames the picture anew.
#[tauri::command(async)]
pub fn crop_photo(desk: AtDesk<'_>, id: String, crop: Crop) -> Answer<Application> {
    Ok(desk.crop_photo(&id, crop)?)
}

/// Shows the picture on the card as it was taken, or brightened by its scene's lights again.
#[tauri::command(async)]
pub fn light_photo(desk: AtDesk<'_>, id: String, as_taken: bool) -> Answer<Application> {
    Ok(desk.light_photo(&id, as_taken)?)
}

/// The bytes of a picture.
#[tauri::command(async)]
pub fn photo_bytes(desk: AtDesk<'_>, id: String, which: Which) -> Answer<Response> {
    Ok(Response::new(desk.photo_bytes(&id, which)?.to_vec()))
}
