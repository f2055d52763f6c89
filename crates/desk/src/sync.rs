//! Sending the journal: what is due, in order, until each envelope has its receipt.
//!
//! ```text
//! plan(due) -> Upload -> the line -> settle(upload, receipts) -> Settlement
//!                                 -> carry.learn(load, end)   -> what the next upload may hold
//! ```
//!
//! `plan`, `settle` and `carry` are pure; [`run`] orders the parts of a round, and `send` touches
//! the line and the journal. The network failing stops the queue; a bad envelope never does, and
//! neither does one that the line can't carry.

mod carry;
mod health;
mod keep;
mod leases;
mod part;
mod plan;
mod run;
mod send;

pub use health::Health;
pub(crate) use part::Touch;
pub use plan::{Settlement, Upload, plan, settle};
pub use run::Progress;
