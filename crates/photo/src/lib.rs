//! Bytes of any origin in, a card-ready photo out.
//!
//! ```text
//! bytes -> open: format, limits, decode, shrink, colour, upright -> Picture (working copy)
//!                                                                      |
//!                      (the face is found and judged here, on the      |
//!                       upright Picture, and proposes a Crop)          v
//!                                   crop: frame, resample, encode -> CardPhoto
//! ```
//!
//! Finding and judging the face takes its own module, `face`, between the two calls: it reads
//! a [`Picture`], which is upright, sRGB and of bounded size, and answers with findings and a
//! [`domain::photo::Crop`]. Neither `open` nor `crop` has to change for it.
//!
//! Nothing here touches a disk, a clock or a network, keeps any of a file's metadata, or
//! panics on what it is given. A picture's pixels never reach a log.

mod colour;
mod crop;
mod encode;
mod error;
mod format;
mod guard;
mod header;
#[cfg(test)]
mod hostile;
mod open;
mod picture;
#[cfg(test)]
mod portrait;
mod resample;
#[cfg(test)]
mod sample;

pub use crop::{CardPhoto, crop};
pub use error::Error;
pub use open::open;
pub use picture::{Picture, WORKING_LIMIT_PX};
