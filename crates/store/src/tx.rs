//! One transaction, as the tables see it.
//!
//! Every statement is a constant and every value a parameter, so no value can become SQL or
//! stand in an error's text.

use std::cell::Cell;
use std::ops::ControlFlow;

use rusqlite::ffi::{self, SQLITE_READONLY};
use rusqlite::{Connection, Params, Row, Transaction, TransactionBehavior};

use crate::error::Error;

/// A transaction of one [`crate::Store`]; only the tables look inside.
pub struct Tx<'c> {
    inner: Transaction<'c>,
    may_write: bool,
    wipes: Cell<bool>,
}

impl<'c> Tx<'c> {
    /// Begins one that may write: it takes the write lock at once.
    pub(crate) fn writing(connection: &'c mut Connection) -> Result<Self, Error> {
        let inner = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Self { inner, may_write: true, wipes: Cell::new(false) })
    }

    /// Begins one that only reads.
    pub(crate) fn reading(connection: &'c mut Connection) -> Result<Self, Error> {
        let inner = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
        Ok(Self { inner, may_write: false, wipes: Cell::new(false) })
    }

    /// Asks that the pages which this transaction overwrites leave the write-ahead log as soon
    /// as it is committed. Whatever destroys a key does so by itself; a caller asks for it when
    /// it saves a part anew in order to forget what stood in it before.
    pub fn wipe(&self) {
        self.wipes.set(true);
    }

    /// Commits, and says whether the log is to be wiped. A refused commit is rolled back.
    pub(crate) fn commit(self) -> Result<bool, Error> {
        self.inner.commit()?;
        Ok(self.wipes.get())
    }

    /// Runs one statement and says how many rows it changed.
    pub(crate) fn run(&self, sql: &'static str, params: impl Params) -> Result<usize, Error> {
        if !self.may_write {
            let refusal = ffi::Error::new(SQLITE_READONLY);
            return Err(rusqlite::Error::SqliteFailure(refusal, None).into());
        }
        Ok(self.inner.prepare_cached(sql)?.execute(params)?)
    }

    /// The first row, if there is one.
    pub(crate) fn one<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let mut statement = self.inner.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(read).transpose()
    }

    /// Every row, in the statement's order.
    pub(crate) fn all<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        read: impl Fn(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(read(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// Goes through the rows one by one until `see` breaks off.
    pub(crate) fn each(
        &self,
        sql: &'static str,
        params: impl Params,
        mut see: impl FnMut(&Row<'_>) -> Result<ControlFlow<()>, Error>,
    ) -> Result<(), Error> {
        let mut statement = self.inner.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            if see(row)?.is_break() {
                break;
            }
        }
        Ok(())
    }
}
