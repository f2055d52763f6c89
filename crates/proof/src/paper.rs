//! Paper on which cards are shown: the proof's page with its words, and sheets of many cards.
//!
//! Draws no part of a card itself.

mod list;
mod page;
mod promise;
mod proof_page;
mod sentences;
mod sheets;

pub(crate) use page::{PAGE, Page, Subject};
pub use proof_page::{BACK_AT_MM, FRONT_AT_MM};
pub(crate) use proof_page::{check, draw};
pub use sentences::{Language, Promise};
pub use sheets::{Paper, PerSheet, Sheets, place_mm};
