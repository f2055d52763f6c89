//! Columns in and out: what SQLite keeps against what the rows say.
//!
//! A value that does not fit is [`Error::Unreadable`] with its column, never a panic and never a
//! default.

use domain::printing::SaidBy;
use domain::{CardStage, EnvelopeStage, PrintStage, Stage, Trouble};
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

/// An application's stage, kept as its word.
pub(crate) fn stage(row: &Row<'_>, column: &'static str) -> Result<Stage, Error> {
    Stage::from_word(&read::<String>(row, column)?).ok_or(Error::Unreadable(column))
}

/// A card's stage, kept as its word.
pub(crate) fn card_stage(row: &Row<'_>, column: &'static str) -> Result<CardStage, Error> {
    CardStage::from_word(&read::<String>(row, column)?).ok_or(Error::Unreadable(column))
}

/// An envelope's stage, kept as its word.
pub(crate) fn envelope_stage(row: &Row<'_>, column: &'static str) -> Result<EnvelopeStage, Error> {
    EnvelopeStage::from_word(&read::<String>(row, column)?).ok_or(Error::Unreadable(column))
}

/// A print job's stage, kept as its word.
pub(crate) fn print_stage(row: &Row<'_>, column: &'static str) -> Result<PrintStage, Error> {
    PrintStage::from_word(&read::<String>(row, column)?).ok_or(Error::Unreadable(column))
}

/// A print job's trouble, where there is one; one of a later build is some other trouble.
pub(crate) fn trouble(row: &Row<'_>, column: &'static str) -> Result<Option<Trouble>, Error> {
    Ok(read::<Option<String>>(row, column)?.map(|word| Trouble::from_word(&word)))
}

/// Who says what became of a card, where somebody has.
pub(crate) fn said_by(row: &Row<'_>, column: &'static str) -> Result<Option<SaidBy>, Error> {
    let Some(word) = read::<Option<String>>(row, column)? else { return Ok(None) };
    SaidBy::from_word(&word).map(Some).ok_or(Error::Unreadable(column))
}

/// A number as SQLite keeps it.
///
/// # Errors
/// [`Error::Unreadable`] above 2^63 - 1, which SQLite can't keep.
pub(crate) fn kept(value: u64, column: &'static str) -> Result<i64, Error> {
    i64::try_from(value).map_err(|_| Error::Unreadable(column))
}
