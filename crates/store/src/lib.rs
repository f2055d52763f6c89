//! The encrypted database of one counter: open, migrate, one file per table.
//!
//! ```text
//! slots (a file beside)      passphrase or recovery words -> DatabaseKey
//! Store (SQLCipher, WAL)     DatabaseKey -> write(|tx| ..) and read(|tx| ..)
//! table::*                   rows and queries, each taking the transaction
//! ```
//!
//! Nothing here reads a clock or draws randomness: both come in as arguments. It knows no wire
//! format, keeps no document number and no document image, and has no column for an address or
//! a telephone number: what it keeps of a person lies sealed under the application's own key.

#![deny(missing_docs)]

mod aead;
mod column;
mod error;
#[cfg(test)]
mod fixtures;
pub mod folder;
mod key;
mod migrate;
pub mod slots;
mod store;
pub mod table;
mod tx;

pub use error::Error;
pub use key::DatabaseKey;
pub use store::Store;
pub use tx::Tx;
