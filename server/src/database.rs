//! The database: the only module that knows SQL.
//!
//! One writer, so that numbers and receipts are decided one after the other; readers beside it.
//! What a transaction has written is on the disk when it ends. Which envelope is good is not
//! decided here.
//!
//! PostgreSQL's place is this module: another [`Address`], another pool, the same functions.

pub mod code;
pub mod counter;
pub mod envelope;
pub mod lease;
pub mod listing;
pub mod quarantined;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Sqlite, Transaction};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use crate::error::Error;
use crate::key_file::private_file;

/// How long a command or the server waits for the other's transaction.
const BUSY_LIMIT: Duration = Duration::from_secs(10);
/// Connections that only read.
const READERS: u32 = 4;

/// Every step from an empty database to the newest version. A step is never changed once it is
/// released; it sets `user_version` itself.
const STEPS: [&str; 1] = [include_str!("../migrations/0001_first.sql")];

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A SQLite file.
    Sqlite(PathBuf),
}

impl Address {
    /// Reads `--database`; without it the database is the file `default`.
    ///
    /// # Errors
    /// [`Error::NoPostgres`], or [`Error::UnknownDatabase`] for anything else that is not
    /// `sqlite:PATH`.
    pub fn read(typed: Option<&str>, default: PathBuf) -> Result<Self, Error> {
        let Some(typed) = typed else { return Ok(Self::Sqlite(default)) };
        if typed.starts_with("postgres://") || typed.starts_with("postgresql://") {
            return Err(Error::NoPostgres);
        }
        let path = typed.strip_prefix("sqlite:").ok_or(Error::UnknownDatabase)?;
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path.starts_with(':') {
            return Err(Error::UnknownDatabase);
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

/// One transaction that may write. Dropped without `commit`, it has changed nothing.
pub type Write = Transaction<'static, Sqlite>;

/// What queries run on.
pub type Line = SqliteConnection;

/// The open database.
#[derive(Clone, Debug)]
pub struct Database {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Database {
    /// Opens the database, makes it if it is not there, and brings it to the newest version.
    ///
    /// # Errors
    /// The file can't be used, or a newer server wrote it.
    pub async fn open(address: &Address) -> Result<Self, Error> {
        let Address::Sqlite(path) = address;
        // SQLite does not wait for its turn to turn on the write-ahead log in a new file.
        let _turn = turn_to_open(path).await?;
        let options = options(path);
        let writer = SqlitePoolOptions::new().max_connections(1);
        let writer = writer.connect_with(options.clone()).await?;
        let readers = SqlitePoolOptions::new().max_connections(READERS);
        let readers = readers.connect_lazy_with(options.create_if_missing(false));
        let database = Self { writer, readers };
        database.migrate().await?;
        Ok(database)
    }

    async fn migrate(&self) -> Result<(), Error> {
        let mut tx = self.write().await?;
        let (found,): (i64,) = sqlx::query_as("PRAGMA user_version").fetch_one(&mut *tx).await?;
        let known = STEPS.len() as i64;
        let done = usize::try_from(found).unwrap_or(usize::MAX);
        if done > STEPS.len() {
            return Err(Error::NewerDatabase { found, known });
        }
        for step in &STEPS[done..] {
            sqlx::raw_sql(*step).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Begins to write, after whoever is writing.
    ///
    /// # Errors
    /// The database is busy for too long, or failed.
    pub async fn write(&self) -> Result<Write, Error> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Begins to read; sees one state throughout.
    ///
    /// # Errors
    /// The database failed.
    pub async fn read(&self) -> Result<Write, Error> {
        Ok(self.readers.begin().await?)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn check(&self) -> Result<(), Error> {
        sqlx::query("SELECT count(*) FROM counter").execute(&self.readers).await?;
        Ok(())
    }

    /// Ends every connection.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_LIMIT)
}

/// Waits until no other process is opening this database; the turn ends with the file.
async fn turn_to_open(path: &Path) -> Result<File, Error> {
    let path = path.with_added_extension("lock");
    let lock = move || {
        let file = private_file(&path).map_err(Error::file(&path))?;
        file.lock().map_err(Error::file(&path))?;
        Ok(file)
    };
    spawn_blocking(lock).await?
}

/// A stored id.
fn id_of(text: &str) -> Result<Uuid, Error> {
    Uuid::try_parse(text).map_err(|_| Error::Stored("id"))
}

/// A number as SQLite keeps it. Numbers beyond it are refused or quarantined before they get
/// here; at the bound they stay distinct from every number that a counter reaches.
fn integer(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sqlite_is_in_this_build() {
        let read = |typed| Address::read(Some(typed), "default.db".into());
        assert!(matches!(read("postgres://db/keyway"), Err(Error::NoPostgres)));
        assert!(matches!(read("postgresql://db/keyway"), Err(Error::NoPostgres)));
        for wrong in ["", "server.db", "mysql://db", "sqlite:", "sqlite::memory:"] {
            assert!(matches!(read(wrong), Err(Error::UnknownDatabase)), "{wrong}");
        }
        for right in ["sqlite:/a/b.db", "sqlite:///a/b.db"] {
            assert_eq!(read(right).expect("an address"), Address::Sqlite("/a/b.db".into()));
        }
        let default = Address::read(None, "default.db".into()).expect("an address");
        assert_eq!(default, Address::Sqlite("default.db".into()));
    }

    #[tokio::test]
    async fn a_newer_database_is_refused_with_its_version() {
        let place = tempfile::tempdir().expect("a folder");
        let address = Address::Sqlite(place.path().join("server.db"));
        let database = Database::open(&address).await.expect("made");
        sqlx::raw_sql("PRAGMA user_version = 99").execute(&database.writer).await.expect("set");
        database.close().await;
        let refused = Database::open(&address).await.map(|_| ());
        assert!(matches!(refused, Err(Error::NewerDatabase { found: 99, known: 1 })));
    }

    #[tokio::test]
    async fn every_step_sets_its_version_and_every_write_reaches_the_disk() {
        let place = tempfile::tempdir().expect("a folder");
        let address = Address::Sqlite(place.path().join("server.db"));
        for _ in 0..2 {
            let database = Database::open(&address).await.expect("opened");
            for (pragma, value) in [
                ("PRAGMA user_version", STEPS.len() as i64),
                ("PRAGMA synchronous", 2),
                ("PRAGMA foreign_keys", 1),
            ] {
                let (found,): (i64,) =
                    sqlx::query_as(pragma).fetch_one(&database.writer).await.expect("a value");
                assert_eq!(found, value, "{pragma}");
            }
            database.close().await;
        }
    }
}
