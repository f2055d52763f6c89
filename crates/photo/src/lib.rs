//! Bytes of any origin in, a card-ready photo out.
//!
//! ```text
//! bytes -> open: format, limits, decode, shrink, colour, upright -> Picture (working copy)
//!                                                                      |
//!                    judge: find the face, frame it, look at it -> Report and Crop
//!                                                                      v
//!                           crop: frame, resample, brighten, encode -> CardPhoto
//! ```
//!
//! A live frame takes the way of `judge` alone ([`Picture::from_rgba`]).
//!
//! Nothing here touches a disk, a clock or a network, keeps any of a file's metadata, or
//! panics on what it is given. A picture's pixels never reach a log.

#[cfg(test)]
mod broken;
mod code;
mod colour;
mod crop;
mod encode;
mod error;
mod face;
mod format;
mod framing;
mod guard;
mod header;
#[cfg(test)]
mod hostile;
mod judge;
mod lift;
mod open;
mod picture;
#[cfg(test)]
mod portrait;
mod resample;
mod rows;
#[cfg(test)]
mod sample;
mod scaled;
mod surroundings;
mod take;
mod turn;
mod upright;

pub use code::read_codes;
pub use crop::{CardPhoto, crop, crop_lifted};
pub use error::Error;
pub use face::Finder;
pub use judge::{Judged, judge, judge_crop};
pub use lift::Lift;
pub use open::open;
pub use picture::{Picture, WORKING_LIMIT_PX};
pub use take::{Taken, take, turn};
