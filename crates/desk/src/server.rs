//! Speaking with the server: who is there, what is sent, what the counter lacks.
//!
//! ```text
//! plan(due) -> Upload -> the line -> settle(upload, receipts) -> Settlement
//!                                 -> carry.learn(load, end)   -> what the next upload may hold
//! ```
//!
//! What is decided is decided in `line`; [`run`] orders the parts of a round, and [`send`] touches
//! the line and the journal. The network failing stops the queue; a bad envelope never does, and
//! neither does one that the line can't carry.

mod certify;
mod keep;
mod leases;
mod reply;
mod run;
mod send;

pub(crate) use reply::{keys_of, lease_row};
