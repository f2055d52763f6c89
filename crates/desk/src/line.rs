//! What is decided of the line: what to send, what the receipts mean, what to try when. Pure.
//!
//! Touches no line, no journal and no clock; `server` does.

mod carry;
mod part;
mod plan;

pub(crate) use carry::{Carry, End, Next};
pub(crate) use part::{Part, Touch, is_graver, state_of};
pub(crate) use plan::{Settlement, Upload, plan, settle};
