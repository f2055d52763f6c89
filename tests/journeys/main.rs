//! Whole-system journeys: a real counter, the real server process, a line that fails.
//!
//! Nothing is faked but the clock and, where a journey says so, the line between the two.

mod card_code;
mod counter;
mod forgetting;
mod line;
mod photo;
mod receipt;
mod server;
mod sign_in;
mod signature;
