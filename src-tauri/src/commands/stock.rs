//! The blank cards.

use desk::view::Stock;

use super::AtDesk;
use crate::failure::Answer;

/// The blank cards, today's and all.
#[tauri::command(async)]
pub fn stock(desk: AtDesk<'_>) -> Answer<Stock> {
    Ok(desk.stock()?)
}

/// Records blanks that came in. A second press records nothing.
#[tauri::command(async)]
pub fn receive_stock(desk: AtDesk<'_>, entry: u64, count: u32) -> Answer<Stock> {
    Ok(desk.receive_stock(entry, count)?)
}

/// Records how many blanks were counted.
#[tauri::command(async)]
pub fn reconcile_stock(
    desk: AtDesk<'_>,
    entry: u64,
    counted: u32,
    reason: Option<String>,
) -> Answer<Stock> {
    Ok(desk.reconcile_stock(entry, counted, reason.as_deref())?)
}
