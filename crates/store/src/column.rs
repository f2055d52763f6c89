//! Columns in and out: what SQLite keeps against what the rows say.
//!
//! A value that does not fit is [`Error::Unreadable`] with its column, never a panic and never a
//! default.

use domain::{Trouble, Word};
use jiff::civil::Date;
use rusqlite::Row;
use rusqlite::types::FromSql;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::error::Error;

/// One column as its type.
pub(crate) fn read<T: FromSql>(row: &Row<'_>, column: &'static str) -> Result<T, Error> {
    row.get(column).map_err(|_| Error::Unreadable(column))
}

/// An id, kept as its 16 bytes.
pub(crate) fn id(row: &Row<'_>, column: &'static str) -> Result<Uuid, Error> {
    Ok(Uuid::from_bytes(read(row, column)?))
}

/// An id that may be absent.
pub(crate) fn maybe_id(row: &Row<'_>, column: &'static str) -> Result<Option<Uuid>, Error> {
    Ok(read::<Option<[u8; 16]>>(row, column)?.map(Uuid::from_bytes))
}

/// A count or number that is never negative.
pub(crate) fn natural(row: &Row<'_>, column: &'static str) -> Result<u64, Error> {
    u64::try_from(read::<i64>(row, column)?).map_err(|_| Error::Unreadable(column))
}

/// A secret key.
pub(crate) fn key(row: &Row<'_>, column: &'static str) -> Result<Zeroizing<[u8; 32]>, Error> {
    Ok(Zeroizing::new(read(row, column)?))
}

/// An entry of a closed list, kept as its word.
pub(crate) fn word<T: Word>(row: &Row<'_>, column: &'static str) -> Result<T, Error> {
    T::from_word(&read::<String>(row, column)?).ok_or(Error::Unreadable(column))
}

/// An entry of a closed list that may be absent.
pub(crate) fn maybe_word<T: Word>(row: &Row<'_>, column: &'static str) -> Result<Option<T>, Error> {
    let Some(word) = read::<Option<String>>(row, column)? else { return Ok(None) };
    T::from_word(&word).map(Some).ok_or(Error::Unreadable(column))
}

/// The words of those entries of a closed list for which `is_in` holds, for SQL that asks
/// `IN (SELECT value FROM json_each(?))`: which they are is the domain's to say.
pub(crate) fn words_of<T: Word>(is_in: impl Fn(T) -> bool) -> String {
    let words = T::ALL.iter().copied().filter(|entry| is_in(*entry));
    let quoted = words.map(|entry| format!("\"{}\"", entry.word())).collect::<Vec<_>>();
    format!("[{}]", quoted.join(","))
}

/// A print job's trouble, where there is one; one of a later build is some other trouble.
pub(crate) fn trouble(row: &Row<'_>, column: &'static str) -> Result<Option<Trouble>, Error> {
    let word = read::<Option<String>>(row, column)?;
    Ok(word.map(|word| Trouble::from_word(&word).unwrap_or(Trouble::Other)))
}

/// A calendar day that may be absent, kept as `YYYY-MM-DD`.
pub(crate) fn maybe_date(row: &Row<'_>, column: &'static str) -> Result<Option<Date>, Error> {
    let Some(day) = read::<Option<String>>(row, column)? else { return Ok(None) };
    day.parse().map(Some).map_err(|_| Error::Unreadable(column))
}

/// A number as SQLite keeps it.
///
/// # Errors
/// [`Error::Unreadable`] above 2^63 - 1, which SQLite can't keep.
pub(crate) fn kept(value: u64, column: &'static str) -> Result<i64, Error> {
    i64::try_from(value).map_err(|_| Error::Unreadable(column))
}
