//! The counters that have joined.
//!
//! A counter's key never changes; another key is another counter.

use uuid::Uuid;
use wire::VerifyKey;

use super::{Line, id_of, integer};
use crate::error::Error;

/// A counter that has joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CounterRow {
    /// Its id.
    pub id: Uuid,
    /// The key with which it signs.
    pub key: VerifyKey,
    /// The site's name.
    pub site: String,
    /// When it joined, in Unix milliseconds.
    pub joined_at_ms: i64,
    /// When it was revoked, in Unix milliseconds.
    pub revoked_at_ms: Option<i64>,
    /// The smallest number that no envelope accounts for yet.
    pub expected: u64,
}

type Columns = (String, Vec<u8>, String, i64, Option<i64>, i64);

fn row_of(columns: Columns) -> Result<CounterRow, Error> {
    let (id, key, site, joined_at_ms, revoked_at_ms, expected) = columns;
    Ok(CounterRow {
        id: id_of(&id)?,
        key: VerifyKey::from_bytes(&key).map_err(|_| Error::Stored("key"))?,
        site,
        joined_at_ms,
        revoked_at_ms,
        expected: u64::try_from(expected).map_err(|_| Error::Stored("number"))?,
    })
}

/// Keeps a new counter.
///
/// # Errors
/// The database failed.
pub async fn add(line: &mut Line, row: &CounterRow) -> Result<(), Error> {
    sqlx::query("INSERT INTO counter (id, key, site, joined_at_ms) VALUES (?, ?, ?, ?)")
        .bind(row.id.to_string())
        .bind(row.key.to_bytes().as_slice())
        .bind(&row.site)
        .bind(row.joined_at_ms)
        .execute(line)
        .await?;
    Ok(())
}

/// The counter with this id.
///
/// # Errors
/// The database failed.
pub async fn get(line: &mut Line, id: Uuid) -> Result<Option<CounterRow>, Error> {
    let found: Option<Columns> = sqlx::query_as(
        "SELECT id, key, site, joined_at_ms, revoked_at_ms, expected FROM counter WHERE id = ?",
    )
    .bind(id.to_string())
    .fetch_optional(line)
    .await?;
    found.map(row_of).transpose()
}

/// The counter that signs with this key.
///
/// # Errors
/// The database failed.
pub async fn with_key(line: &mut Line, key: &VerifyKey) -> Result<Option<CounterRow>, Error> {
    let found: Option<Columns> = sqlx::query_as(
        "SELECT id, key, site, joined_at_ms, revoked_at_ms, expected FROM counter WHERE key = ?",
    )
    .bind(key.to_bytes().as_slice())
    .fetch_optional(line)
    .await?;
    found.map(row_of).transpose()
}

/// Every counter, in the order of joining.
///
/// # Errors
/// The database failed.
pub async fn all(line: &mut Line) -> Result<Vec<CounterRow>, Error> {
    let found: Vec<Columns> = sqlx::query_as(
        "SELECT id, key, site, joined_at_ms, revoked_at_ms, expected FROM counter
         ORDER BY joined_at_ms, id",
    )
    .fetch_all(line)
    .await?;
    found.into_iter().map(row_of).collect()
}

/// Revokes a counter; false when there is none with this id. Revoking twice changes nothing.
///
/// # Errors
/// The database failed.
pub async fn revoke(line: &mut Line, id: Uuid, now_ms: i64) -> Result<bool, Error> {
    let done =
        sqlx::query("UPDATE counter SET revoked_at_ms = coalesce(revoked_at_ms, ?) WHERE id = ?")
            .bind(now_ms)
            .bind(id.to_string())
            .execute(line)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// Says which number is the smallest that no envelope accounts for.
///
/// # Errors
/// The database failed.
pub async fn set_expected(line: &mut Line, id: Uuid, expected: u64) -> Result<(), Error> {
    sqlx::query("UPDATE counter SET expected = ? WHERE id = ?")
        .bind(integer(expected))
        .bind(id.to_string())
        .execute(line)
        .await?;
    Ok(())
}
