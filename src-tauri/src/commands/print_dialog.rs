//! Printing the card by the system's print dialog.

use desk::view::{Press, Print};
use desk::{Code, Error};
use tauri::WebviewWindow;
use tauri::ipc::{Request, Response};

use super::AtDesk;
use super::raw::{header, raw};
use crate::dialog::{self, Faces};
use crate::failure::Answer;

/// The card as PDF, for the window to draw what the dialog prints.
#[tauri::command(async)]
pub fn card_for_dialog(desk: AtDesk<'_>, id: String, press: Press) -> Answer<Response> {
    Ok(Response::new(desk.card_for_dialog(&id, press)?))
}

/// Opens the dialog for the faces that the window has drawn: their pixels are the body, one after
/// the other. Answers when it is closed; a second press opens none.
#[tauri::command]
pub async fn print_by_dialog(
    desk: AtDesk<'_>,
    window: WebviewWindow,
    request: Request<'_>,
) -> Answer<Print> {
    let number = |name| header(&request, name).parse::<u32>().unwrap_or(0);
    let press =
        Press { seen: number("seen"), has_blanks: header(&request, "has-blanks") == "true" };
    let faces = Faces::read(number("face-width"), number("face-height"), raw(&request));
    let id = header(&request, "application-id");
    let faces = faces.ok_or(Error::Refused(Code::PrintDialog))?;
    if !desk.begin_dialog(id, press)? {
        return Ok(desk.follow_print(id).await?);
    }
    let end = dialog::print(&window, faces).await;
    Ok(desk.end_dialog(id, press, end)?)
}
