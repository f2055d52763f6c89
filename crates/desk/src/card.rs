//! What stands on a card: its face, the code that is signed, and how much there is room for.
//!
//! Takes no number and moves no stage.

mod certificate;
mod code;
mod draw;
mod face;
mod trial;
mod verify;

pub use verify::Verdict;

pub(crate) use certificate::{certificate, certificate_of, keep_certificate};
