//! Opening the database, and the only two ways to use it.
//!
//! ```text
//! write(work): BEGIN IMMEDIATE, work, COMMIT    an error of any of the three: nothing happened
//! read(work):  BEGIN, work, ROLLBACK            a write in it is refused
//! ```
//!
//! There is one connection, so one writer. It knows no table.

use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::Error;
use crate::key::DatabaseKey;
use crate::tx::Tx;
use crate::{folder, migrate};

/// How long to wait for another program to let the database go: a counter that is just closing
/// needs less, and one that stays open never lets it go.
const BUSY_WAIT: Duration = Duration::from_millis(500);

/// Statements kept ready; the tables have about as many.
const READY_STATEMENTS: usize = 96;

/// How the connection works. Exclusive locking keeps a second process out and needs no shared
/// memory file; `secure_delete` overwrites what is deleted; FULL syncs at every commit.
const MANNERS: &str = "
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
";

/// The open database of this counter.
pub struct Store {
    open: Mutex<Open>,
}

struct Open {
    connection: Connection,
    /// A key was destroyed, and its old page may still lie in the write-ahead log.
    wipe_due: bool,
}

impl Store {
    /// Makes a new database at `path`, readable by its owner only.
    ///
    /// # Errors
    /// [`Error::AlreadyThere`] when there is a file; it is left alone. After any other error
    /// nothing is left at `path`.
    pub fn create(path: &Path, key: &DatabaseKey) -> Result<Self, Error> {
        folder::private().write(true).create_new(true).open(path)?;
        let made = folder::sync(path).map_err(Error::from).and_then(|()| Self::open(path, key));
        if made.is_err() {
            // The first error is the one to tell.
            let _ = fs::remove_file(path);
        }
        made
    }

    /// Opens the database at `path` and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::WrongKeyOrDamaged`], [`Error::Busy`] when it is open elsewhere,
    /// [`Error::NewerVersion`], [`Error::Io`] when there is no file.
    pub fn open(path: &Path, key: &DatabaseKey) -> Result<Self, Error> {
        fs::metadata(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY_WAIT)?;
        connection.set_prepared_statement_cache_capacity(READY_STATEMENTS);
        unlock(&connection, key)?;
        connection.execute_batch(MANNERS)?;
        migrate::migrate(&mut connection)?;
        let mut open = Open { connection, wipe_due: true };
        open.wipe();
        Ok(Self { open: Mutex::new(open) })
    }

    /// Does `work` in one transaction, committed only when it is `Ok`. `work` must not call the
    /// store again: there is one connection.
    ///
    /// # Errors
    /// Those of `work`; [`Error::DiskFull`] and the like from the commit itself. Nothing has
    /// happened then.
    pub fn write<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut open = self.lock();
        let tx = Tx::writing(&mut open.connection)?;
        let value = work(&tx)?;
        let wipes = tx.commit()?;
        open.wipe_due |= wipes;
        open.wipe();
        Ok(value)
    }

    /// Does `work` in one transaction that sees one state and changes nothing.
    ///
    /// # Errors
    /// Those of `work`; a write in it is refused.
    pub fn read<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut open = self.lock();
        let tx = Tx::reading(&mut open.connection)?;
        work(&tx)
    }

    /// A panic in `work` rolled its transaction back, so the connection is sound all the same.
    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a statement outside of the tables.
    #[cfg(test)]
    pub(crate) fn tamper(&self, sql: &str) {
        self.lock().connection.execute_batch(sql).expect("the statement is sound");
    }

    /// One number by a statement outside of the tables.
    #[cfg(test)]
    pub(crate) fn ask(&self, sql: &str) -> String {
        let read = |row: &rusqlite::Row<'_>| {
            Ok(match row.get_ref(0)? {
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                other => String::from_utf8_lossy(other.as_bytes().unwrap_or(b"?")).into_owned(),
            })
        };
        self.lock().connection.query_row(sql, (), read).expect("the statement is sound")
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store")
    }
}

impl Open {
    /// Moves the write-ahead log into the database and empties it, so that no older page stays
    /// in it. When that fails, the next write tries again: the commit itself stands.
    fn wipe(&mut self) {
        if self.wipe_due {
            let emptied = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| {
                Ok(row.get::<_, i64>(0)? == 0)
            });
            self.wipe_due = !emptied.unwrap_or(false);
        }
    }
}

/// Gives the connection its key. The statement holds the key, so its error is not passed on.
fn unlock(connection: &Connection, key: &DatabaseKey) -> Result<(), Error> {
    // A wrong key is an answer here, not something for SQLCipher to print.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    connection.execute_batch(&key.pragma()).map_err(|_| Error::WrongKeyOrDamaged)
}

#[cfg(test)]
mod tests;
