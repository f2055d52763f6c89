//! What can go wrong on the server.
//!
//! No message carries personal data, a secret or the bytes of an envelope.

use std::io;
use std::path::PathBuf;

use uuid::Uuid;
use wire::join::RefusalCode;

/// What can go wrong on the server.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The asker is at fault, or asks at the wrong time; says so with a code.
    #[error("refused: {0:?}")]
    Refused(RefusalCode),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The database was written by a newer server.
    #[error("the database has version {found}; this server knows up to {known}")]
    NewerDatabase {
        /// The version of the database.
        found: i64,
        /// The newest version that this server knows.
        known: i64,
    },
    /// A PostgreSQL address was given.
    #[error("PostgreSQL is not in this build; leave --database out to use SQLite")]
    NoPostgres,
    /// An address of a database that is neither.
    #[error("not the address of a database; sqlite:PATH is one")]
    UnknownDatabase,
    /// A file or folder could not be read or written.
    #[error("{path} could not be used")]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A key file does not hold such a key.
    #[error("{0} does not hold the key that belongs there")]
    NotAKeyFile(PathBuf),
    /// A key is missing from a folder whose database was already in use.
    #[error("{0} is missing, though the server was already in use; put it back from a backup")]
    KeyIsGone(PathBuf),
    /// A command that makes nothing was given a folder without a server's data.
    #[error("{0} holds no server's data; serve makes it")]
    NoServerHere(PathBuf),
    /// The network failed.
    #[error("the network failed")]
    Network(#[source] io::Error),
    /// What was to be shown could not be written.
    #[error("the output could not be written")]
    Output(#[source] io::Error),
    /// A worker was stopped in the middle.
    #[error("the work was stopped")]
    Stopped(#[from] tokio::task::JoinError),
    /// The wire's formats refused something of our own.
    #[error("the wire refused: {0}")]
    Wire(#[from] wire::Error),
    /// Something that is stored can't be read back.
    #[error("a stored {0} cannot be read back")]
    Stored(&'static str),
    /// The program was built before the page that it should show.
    #[error("the page that checks cards is not in this build; ./dev builds both")]
    NoPage,
    /// No JSON could be made.
    #[error("no JSON could be made")]
    Json(#[from] serde_json::Error),
    /// No counter has this id.
    #[error("no counter {0} has joined")]
    NoSuchCounter(Uuid),
    /// The server keeps no such envelope.
    #[error("counter {counter} has no accepted envelope {sequence}")]
    NoSuchEnvelope {
        /// The counter.
        counter: Uuid,
        /// The number.
        sequence: u64,
    },
}

impl Error {
    /// What the asker is told.
    #[must_use]
    pub fn code(&self) -> RefusalCode {
        match self {
            Self::Refused(code) => *code,
            _ => RefusalCode::Internal,
        }
    }

    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::File { path, source }
    }
}
