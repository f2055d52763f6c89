//! The list of applications.

use desk::view::{Application, ApplicationRow};

use super::AtDesk;
use crate::failure::Answer;

/// All that are open, and those of today.
#[tauri::command(async)]
pub fn applications(desk: AtDesk<'_>) -> Answer<Vec<ApplicationRow>> {
    Ok(desk.applications()?)
}

/// Begins an application.
#[tauri::command(async)]
pub fn new_application(desk: AtDesk<'_>) -> Answer<Application> {
    Ok(desk.new_application()?)
}

/// An application as it was left.
#[tauri::command(async)]
pub fn open_application(desk: AtDesk<'_>, id: String) -> Answer<Application> {
    Ok(desk.open_application(&id)?)
}

/// Gives an application up. Safe to call twice.
#[tauri::command(async)]
pub fn withdraw(desk: AtDesk<'_>, id: String) -> Answer<()> {
    Ok(desk.withdraw(&id)?)
}
