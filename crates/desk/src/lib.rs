//! What an operator can do at a counter, one file per verb.
//!
//! Knows no window: `src-tauri` unpacks, calls one verb, and returns its answer. Clocks, chance
//! and the network come in through [`ports`].
//!
//! The verbs lie in rooms. A room asks those below it and none above; `tests/tidy` fails where two
//! ask each other.
//!
//! ```text
//! top_bar        how the counter and the server stand
//! door           set up, sign in, recover, join
//! forgetting     sweep, withdraw
//! printing       every way to print, the ledger, the blanks, the hand-over
//! photo          the Photo step                      server   rounds with the server
//! application    begin, Person, Documents, prove, submit
//! card           its face, the signed code, the room on it
//! dossier        one application as it is stored
//! desk           what stands on it: the database, who sits there, the time, the day, the audit
//! line, time     pure: what to send when; what time it is
//! error, view, ports                                 what crosses to the window and to the world
//! ```

pub mod error;
pub mod ports;
pub mod view;

mod application;
mod card;
mod desk;
mod door;
mod dossier;
mod forgetting;
mod line;
mod photo;
mod printing;
mod server;
mod time;
mod top_bar;

pub use card::Verdict;
pub use desk::{Desk, Options, Places};
pub use domain::design::{CARD_HEIGHT_MM, CARD_WIDTH_MM};
pub use error::{Code, Error};
pub use forgetting::Swept;
pub use wire::{Birth, CardClaims};
