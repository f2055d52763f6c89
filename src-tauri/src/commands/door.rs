//! First start, sign-in, the top bar.

use desk::view::{Join, Line, Rules, Session, SetUp, SetUpDone, ShownWords, Start};

use super::AtDesk;
use crate::failure::Answer;

/// What the window must show first.
#[tauri::command(async)]
pub fn start(desk: AtDesk<'_>) -> Answer<Start> {
    let start = desk.start()?;
    tracing::info!(door = ?start.door, "the window asked what to show first");
    Ok(start)
}

/// Makes the counter.
#[tauri::command(async)]
pub fn set_up(desk: AtDesk<'_>, set_up: SetUp) -> Answer<SetUpDone> {
    Ok(desk.set_up(&set_up)?)
}

/// Takes in that somebody has the recovery words on paper. Safe to call twice.
#[tauri::command(async)]
pub fn confirm_recovery_words(desk: AtDesk<'_>, typed: [String; 2]) -> Answer<Session> {
    Ok(desk.confirm_recovery_words(&typed)?)
}

/// Makes new recovery words.
#[tauri::command(async)]
pub fn renew_recovery_words(desk: AtDesk<'_>, passphrase: String) -> Answer<ShownWords> {
    Ok(desk.renew_recovery_words(&passphrase)?)
}

/// Opens the counter for an operator.
#[tauri::command(async)]
pub fn sign_in(desk: AtDesk<'_>, name: String, passphrase: String) -> Answer<Session> {
    Ok(desk.sign_in(&name, &passphrase)?)
}

/// Locks the screen.
#[tauri::command(async)]
pub fn lock(desk: AtDesk<'_>) -> Answer<()> {
    Ok(desk.lock()?)
}

/// Somebody is at the counter.
#[tauri::command(async)]
pub fn still_here(desk: AtDesk<'_>) -> Answer<()> {
    Ok(desk.still_here()?)
}

/// Who works where today.
#[tauri::command(async)]
pub fn session(desk: AtDesk<'_>) -> Answer<Session> {
    Ok(desk.session()?)
}

/// Joins a server.
#[tauri::command]
pub async fn join(desk: AtDesk<'_>, join: Join) -> Answer<Session> {
    Ok(desk.join(&join).await?)
}

/// How the counter and the server stand.
#[tauri::command(async)]
pub fn line(desk: AtDesk<'_>) -> Answer<Line> {
    Ok(desk.line()?)
}

/// What the window needs of the policy.
#[tauri::command(async)]
pub fn rules(desk: AtDesk<'_>) -> Answer<Rules> {
    Ok(desk.rules())
}
