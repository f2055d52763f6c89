//! One card: what is printed on it, and both of its sides drawn by the programme's design.
//!
//! Knows no paper: where a side stands on a page is said by who shows it.

mod art;
mod cell;
mod edge;
mod face;
mod layout;
mod library_number;
mod piece;
mod scanned;
mod sides;
mod signature;
mod stack;
mod symbol;

pub use domain::design::{CARD_HEIGHT_MM, CARD_WIDTH_MM};
pub use edge::CARD_RADIUS_MM;
pub(crate) use edge::Purpose;
pub(crate) use face::Entry;
pub use face::Face;
pub use library_number::check_library_number;
pub(crate) use sides::{refusals, sides};
