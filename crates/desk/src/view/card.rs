//! The Card step, and the proof that was saved of it.

use serde::Serialize;
use ts_rs::TS;

/// The Card step.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Card {
    /// The card's number.
    pub number: String,
    /// The library number, if the card is a library card.
    pub library_number: Option<String>,
    /// The last day of the card, `YYYY-MM-DD`; none for no expiry.
    pub expires_on: Option<String>,
}

/// Where a proof was saved.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct SavedProof {
    /// The file's path.
    pub path: String,
    /// Hours after which the counter deletes it at the latest.
    pub kept_hours: u32,
}
