//! Accepted envelopes, each with the bytes of its receipt.
//!
//! A row is written once and never changed.

use uuid::Uuid;

use super::{Line, integer};
use crate::error::Error;

/// An accepted envelope, to be kept.
#[derive(Debug)]
pub struct EnvelopeRow<'a> {
    /// The counter that sent it.
    pub counter: Uuid,
    /// Its number.
    pub sequence: u64,
    /// SHA-256 of its bytes.
    pub sha256: &'a [u8; 32],
    /// The word for its kind of fact.
    pub kind: &'a str,
    /// The application that it is about.
    pub application: Option<Uuid>,
    /// When it was first seen, in Unix milliseconds.
    pub received_at_ms: i64,
    /// The receipt's bytes.
    pub receipt: &'a [u8],
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Keeps an accepted envelope.
///
/// # Errors
/// The database failed; also when the number is taken.
pub async fn add(line: &mut Line, row: &EnvelopeRow<'_>) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO envelope (counter, sequence, sha256, kind, application, received_at_ms,
         receipt, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(row.counter.to_string())
    .bind(integer(row.sequence))
    .bind(row.sha256.as_slice())
    .bind(row.kind)
    .bind(row.application.map(|id| id.to_string()))
    .bind(row.received_at_ms)
    .bind(row.receipt)
    .bind(row.bytes)
    .execute(line)
    .await?;
    Ok(())
}

/// Hash and receipt of the envelope that has this number.
///
/// # Errors
/// The database failed.
pub async fn receipt(
    line: &mut Line,
    counter: Uuid,
    sequence: u64,
) -> Result<Option<(Vec<u8>, Vec<u8>)>, Error> {
    let found =
        sqlx::query_as("SELECT sha256, receipt FROM envelope WHERE counter = ? AND sequence = ?")
            .bind(counter.to_string())
            .bind(integer(sequence))
            .fetch_optional(line)
            .await?;
    Ok(found)
}

/// The bytes of the envelope that has this number.
///
/// # Errors
/// The database failed.
pub async fn bytes(
    line: &mut Line,
    counter: Uuid,
    sequence: u64,
) -> Result<Option<Vec<u8>>, Error> {
    let found: Option<(Vec<u8>,)> =
        sqlx::query_as("SELECT bytes FROM envelope WHERE counter = ? AND sequence = ?")
            .bind(counter.to_string())
            .bind(integer(sequence))
            .fetch_optional(line)
            .await?;
    Ok(found.map(|(bytes,)| bytes))
}

/// Whether an envelope accounts for this number: an accepted one, or one that was set aside for
/// good. One that was set aside for a gap accounts for nothing: its turn is still to come.
///
/// # Errors
/// The database failed.
pub async fn is_accounted_for(
    line: &mut Line,
    counter: Uuid,
    sequence: u64,
) -> Result<bool, Error> {
    let (found,): (bool,) = sqlx::query_as(
        "SELECT EXISTS (SELECT 1 FROM envelope WHERE counter = ?1 AND sequence = ?2)
             OR EXISTS (SELECT 1 FROM quarantined
                        WHERE joined = ?1 AND sequence = ?2 AND reason <> 'sequence_gap')",
    )
    .bind(counter.to_string())
    .bind(integer(sequence))
    .fetch_one(line)
    .await?;
    Ok(found)
}
