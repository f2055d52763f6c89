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
//! The rooms, each of which uses only what stands to its right:
//!
//! ```text
//! take -> judge -> crop -> framing -> face -> open -> picture -> guard -> error
//! ```
//!
//! Nothing here touches a disk, a clock or a network, keeps any of a file's metadata, or
//! panics on what it is given. A picture's pixels never reach a log.

mod crop;
mod error;
mod face;
mod framing;
mod guard;
mod judge;
mod open;
mod picture;
mod take;
#[cfg(test)]
mod tests;

pub use crop::{CardPhoto, Lift, crop, crop_lifted};
pub use error::Error;
pub use face::Finder;
pub use judge::{Judged, judge, judge_crop};
pub use open::{open, read_codes};
pub use picture::{Picture, WORKING_LIMIT_PX};
pub use take::{Taken, take, turn};
