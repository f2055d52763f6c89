//! Sending the journal: what is due, in order, until each envelope has its receipt.
//!
//! ```text
//! plan(due) -> Upload -> the line -> settle(upload, receipts) -> Settlement
//! ```
//!
//! The first and the last are pure; only [`run`] touches the line and the database. The network
//! failing stops the queue; a bad envelope never does.

mod health;
mod keep;
mod leases;
mod plan;
mod run;

pub use health::Health;
pub use plan::{Settlement, Upload, plan, settle};
pub use run::Progress;
