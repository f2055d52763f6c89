//! What an operator can do at a counter, one file per verb.
//!
//! Knows no window: `src-tauri` unpacks, calls one verb, and returns its answer. Clocks, chance
//! and the network come in through [`ports`].

pub mod code;
pub mod error;
pub mod places;
pub mod policy;
pub mod ports;
pub mod sync;
pub mod view;

mod day;
mod desk;
mod dossier;
mod idle;
mod known;
mod moment;
mod once;
mod room;
mod time;
mod verb;
mod waits;
mod watch;

pub use code::Code;
pub use desk::{Desk, Options};
pub use domain::design::{CARD_HEIGHT_MM, CARD_WIDTH_MM};
pub use error::Error;
pub use places::Places;
pub use verb::{Swept, Verdict};
pub use wire::{Birth, CardClaims};
