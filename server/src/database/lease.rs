//! Leased blocks of numbers.
//!
//! No two blocks of one kind share a serial; the caller holds the one writer.

use domain::Word;
use uuid::Uuid;
use wire::lease::{Lease, NumberKind};

use super::{Line, id_of, integer};
use crate::error::Error;

type Columns = (String, String, i64, i64, i64);

fn lease_of((id, kind, first, count, expires_at_ms): Columns) -> Result<Lease, Error> {
    let kind = NumberKind::from_word(&kind);
    Ok(Lease {
        id: id_of(&id)?,
        kind: kind.ok_or(Error::Stored("kind"))?,
        first: u64::try_from(first).map_err(|_| Error::Stored("serial"))?,
        count: u32::try_from(count).map_err(|_| Error::Stored("count"))?,
        expires_at_ms,
    })
}

/// Keeps a new lease.
///
/// # Errors
/// The database failed.
pub async fn add(line: &mut Line, counter: Uuid, request: Uuid, row: &Lease) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO lease (id, counter, request, kind, first, count, expires_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(row.id.to_string())
    .bind(counter.to_string())
    .bind(request.to_string())
    .bind(row.kind.word())
    .bind(integer(row.first))
    .bind(i64::from(row.count))
    .bind(row.expires_at_ms)
    .execute(line)
    .await?;
    Ok(())
}

/// The lease that answered this request.
///
/// # Errors
/// The database failed.
pub async fn answer(line: &mut Line, counter: Uuid, request: Uuid) -> Result<Option<Lease>, Error> {
    let found: Option<Columns> = sqlx::query_as(
        "SELECT id, kind, first, count, expires_at_ms FROM lease
         WHERE counter = ? AND request = ?",
    )
    .bind(counter.to_string())
    .bind(request.to_string())
    .fetch_optional(line)
    .await?;
    found.map(lease_of).transpose()
}

/// The leases that the counter got on joining.
///
/// # Errors
/// The database failed.
pub async fn from_joining(line: &mut Line, counter: Uuid) -> Result<Vec<Lease>, Error> {
    let found: Vec<Columns> = sqlx::query_as(
        "SELECT id, kind, first, count, expires_at_ms FROM lease
         WHERE counter = ? AND request = id ORDER BY kind",
    )
    .bind(counter.to_string())
    .fetch_all(line)
    .await?;
    found.into_iter().map(lease_of).collect()
}

/// The serial after every one that was ever leased; the first is 1.
///
/// # Errors
/// The database failed.
pub async fn next_serial(line: &mut Line, kind: NumberKind) -> Result<u64, Error> {
    let (next,): (i64,) =
        sqlx::query_as("SELECT coalesce(max(first + count), 1) FROM lease WHERE kind = ?")
            .bind(kind.word())
            .fetch_one(line)
            .await?;
    u64::try_from(next).map_err(|_| Error::Stored("serial"))
}

/// How many serials of a kind the counter holds that are not expired.
///
/// # Errors
/// The database failed.
pub async fn live_serials(
    line: &mut Line,
    counter: Uuid,
    kind: NumberKind,
    now_ms: i64,
) -> Result<u64, Error> {
    let (live,): (i64,) = sqlx::query_as(
        "SELECT coalesce(sum(count), 0) FROM lease
         WHERE counter = ? AND kind = ? AND expires_at_ms > ?",
    )
    .bind(counter.to_string())
    .bind(kind.word())
    .bind(now_ms)
    .fetch_one(line)
    .await?;
    u64::try_from(live).map_err(|_| Error::Stored("count"))
}
