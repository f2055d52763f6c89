//! The central server: counters join it, lease numbers from it, and send it sealed envelopes.
//!
//! It keeps envelopes that it can't read. Nothing here opens a body except [`open`], which the
//! terminal calls with the programme's key and the server never does.

#![deny(missing_docs)]

pub mod central;
pub mod chance;
pub mod clock;
pub mod database;
pub mod error;
pub mod folder;
pub mod http;
pub mod intake;
pub mod join;
pub mod judge;
pub mod key_file;
pub mod lease;
pub mod open;
mod openapi;

mod tries;

pub use central::Central;
pub use clock::Clock;
pub use database::{Address, Database};
pub use error::Error;
pub use folder::Folder;
pub use http::serve;
