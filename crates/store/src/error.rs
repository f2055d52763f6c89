//! Why the store refuses.
//!
//! No message names a person or a value: codes, versions, numbers and column names only.

use std::io;

use domain::card::IllegalCardMove;
use domain::envelope::IllegalEnvelopeMove;
use domain::printing::IllegalPrintMove;
use domain::stage::IllegalMove;
use rusqlite::ErrorCode;
use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};

/// Why the store refuses.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file was made by a newer program; opening it could harm it.
    #[error("the file is of version {found}; this program knows versions up to {known}")]
    NewerVersion {
        /// The version in the file.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// SQLCipher can't tell the two apart: the first page does not authenticate.
    #[error("the key is wrong or the database is damaged")]
    WrongKeyOrDamaged,
    /// Another process, or another [`crate::Store`], has the database open.
    #[error("another program has the database open")]
    Busy,
    /// The disk, or the quota, is full. What was saved before is untouched.
    #[error("the disk is full")]
    DiskFull,
    /// What should be new is there already.
    #[error("it is there already")]
    AlreadyThere,
    /// The row is not there, or no longer at the stage that the caller has seen.
    #[error("the row has moved on since it was read")]
    StageMoved,
    /// The application's stage forbids the event.
    #[error("refused: {0}")]
    IllegalMove(#[from] IllegalMove),
    /// The card's stage forbids the event.
    #[error("refused: {0}")]
    IllegalCardMove(#[from] IllegalCardMove),
    /// The envelope's stage forbids the event.
    #[error("refused: {0}")]
    IllegalEnvelopeMove(#[from] IllegalEnvelopeMove),
    /// The print job's stage forbids the event.
    #[error("refused: {0}")]
    IllegalPrintMove(#[from] IllegalPrintMove),
    /// Something sealed does not open under its key, or its key is destroyed.
    #[error("a sealed part does not open under its key")]
    Sealed,
    /// The audit chain does not fit at this entry: it was changed, or one before it is missing.
    #[error("the audit log is broken at entry {sequence}")]
    AuditBroken {
        /// The first entry that does not fit.
        sequence: u64,
    },
    /// A stored value is none that this program writes.
    #[error("the stored value of {0} cannot be read")]
    Unreadable(&'static str),
    /// A file beside the database failed.
    #[error("a file of the store failed")]
    Io(#[source] io::Error),
    /// SQLite refused for another reason.
    #[error("the database refused{}", code_of(.0))]
    Database(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let Some(cause) = error.sqlite_error() else { return Self::Database(error) };
        match (cause.code, cause.extended_code) {
            (ErrorCode::DiskFull, _) => Self::DiskFull,
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::Busy,
            (ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt, _) => Self::WrongKeyOrDamaged,
            (_, SQLITE_CONSTRAINT_PRIMARYKEY | SQLITE_CONSTRAINT_UNIQUE) => Self::AlreadyThere,
            _ => Self::Database(error),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::AlreadyExists => Self::AlreadyThere,
            _ => Self::Io(error),
        }
    }
}

/// SQLite's extended result code, where there is one; never its message.
fn code_of(error: &rusqlite::Error) -> String {
    match error.sqlite_error() {
        Some(cause) => format!(" with code {}", cause.extended_code),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn failure(code: i32) -> Error {
        let message = Some("UNIQUE constraint failed: Rosa Delgado".to_owned());
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), message).into()
    }

    #[test]
    fn each_cause_that_the_window_tells_apart_has_its_own_variant() {
        assert!(matches!(failure(ffi::SQLITE_FULL), Error::DiskFull));
        assert!(matches!(failure(ffi::SQLITE_BUSY), Error::Busy));
        assert!(matches!(failure(ffi::SQLITE_LOCKED), Error::Busy));
        assert!(matches!(failure(ffi::SQLITE_NOTADB), Error::WrongKeyOrDamaged));
        assert!(matches!(failure(ffi::SQLITE_CORRUPT), Error::WrongKeyOrDamaged));
        assert!(matches!(failure(SQLITE_CONSTRAINT_UNIQUE), Error::AlreadyThere));
        assert!(matches!(failure(ffi::SQLITE_READONLY), Error::Database(_)));
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert!(matches!(Error::from(full), Error::DiskFull));
    }

    #[test]
    fn no_value_reaches_the_message() {
        let shown = failure(ffi::SQLITE_READONLY).to_string();
        assert_eq!(shown, "the database refused with code 8");
    }
}
