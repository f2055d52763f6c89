//! Envelopes that were set aside, each with its reason and the bytes of its receipt.
//!
//! What is kept is bounded, so that nobody can fill the disk with rubbish.

use uuid::Uuid;

use super::{Line, integer};
use crate::error::Error;

/// Most envelopes that are kept for one counter, and for all unknown ones together.
pub const LIMIT_ROWS: i64 = 1_000;
/// Most bytes of envelopes that are kept for one counter: 64 MiB. Of what comes after that only
/// hash, reason and receipt are kept; of unknown counters never more than those.
pub const LIMIT_BYTES: i64 = 64 * 1024 * 1024;

/// An envelope that was set aside, to be kept.
#[derive(Debug)]
pub struct QuarantinedRow<'a> {
    /// SHA-256 of its bytes.
    pub sha256: &'a [u8; 32],
    /// The counter that it claims; the nil id where it could not be read.
    pub counter: Uuid,
    /// Whether that counter has joined.
    pub is_joined: bool,
    /// The number that it claims; 0 where it could not be read.
    pub sequence: u64,
    /// The word for the kind of fact that it claims.
    pub kind: Option<&'a str>,
    /// The application that it claims to be about.
    pub application: Option<Uuid>,
    /// The reason's word.
    pub reason: &'a str,
    /// When it was first seen, in Unix milliseconds.
    pub received_at_ms: i64,
    /// The receipt's bytes.
    pub receipt: &'a [u8],
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What is remembered of an envelope that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The reason's word.
    pub reason: String,
    /// When it was first seen, in Unix milliseconds.
    pub received_at_ms: i64,
    /// The receipt's bytes.
    pub receipt: Vec<u8>,
}

/// What is remembered of the envelope with this hash.
///
/// # Errors
/// The database failed.
pub async fn get(line: &mut Line, sha256: &[u8; 32]) -> Result<Option<Remembered>, Error> {
    let found: Option<(String, i64, Vec<u8>)> =
        sqlx::query_as("SELECT reason, received_at_ms, receipt FROM quarantined WHERE sha256 = ?")
            .bind(sha256.as_slice())
            .fetch_optional(line)
            .await?;
    Ok(found.map(|(reason, received_at_ms, receipt)| Remembered {
        reason,
        received_at_ms,
        receipt,
    }))
}

/// Keeps an envelope that was set aside, in the place of what was remembered of it; false when
/// there is no room left.
///
/// # Errors
/// The database failed.
pub async fn put(line: &mut Line, row: &QuarantinedRow<'_>) -> Result<bool, Error> {
    remove(line, row.sha256).await?;
    let joined = row.is_joined.then(|| row.counter.to_string());
    let (rows, bytes): (i64, i64) = sqlx::query_as(
        "SELECT count(*), coalesce(sum(length(bytes)), 0) FROM quarantined WHERE joined IS ?",
    )
    .bind(joined.as_deref())
    .fetch_one(&mut *line)
    .await?;
    if rows >= LIMIT_ROWS {
        return Ok(false);
    }
    let has_room = bytes + row.bytes.len() as i64 <= LIMIT_BYTES;
    sqlx::query(
        "INSERT INTO quarantined (sha256, counter, joined, sequence, kind, application, reason,
         received_at_ms, receipt, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(row.sha256.as_slice())
    .bind(row.counter.to_string())
    .bind(joined.as_deref())
    .bind(integer(row.sequence))
    .bind(row.kind)
    .bind(row.application.map(|id| id.to_string()))
    .bind(row.reason)
    .bind(row.received_at_ms)
    .bind(row.receipt)
    .bind((row.is_joined && has_room).then_some(row.bytes))
    .execute(line)
    .await?;
    Ok(true)
}

/// Forgets the envelope with this hash, because it was accepted after all.
///
/// # Errors
/// The database failed.
pub async fn remove(line: &mut Line, sha256: &[u8; 32]) -> Result<(), Error> {
    sqlx::query("DELETE FROM quarantined WHERE sha256 = ?")
        .bind(sha256.as_slice())
        .execute(line)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use wire::VerifyKey;

    use super::*;
    use crate::database::counter::{self, CounterRow};
    use crate::database::{Address, Database};

    async fn kept_bytes(line: &mut Line, sha256: [u8; 32], is_joined: bool, size: usize) -> i64 {
        let row = QuarantinedRow {
            sha256: &sha256,
            counter: Uuid::nil(),
            is_joined,
            sequence: 1,
            kind: None,
            application: None,
            reason: "bad_signature",
            received_at_ms: 0,
            receipt: &[1],
            bytes: &vec![7; size],
        };
        assert!(put(line, &row).await.expect("written"));
        let (size,): (i64,) =
            sqlx::query_as("SELECT coalesce(length(bytes), 0) FROM quarantined WHERE sha256 = ?")
                .bind(sha256.as_slice())
                .fetch_one(line)
                .await
                .expect("a row");
        size
    }

    #[tokio::test]
    async fn bytes_are_kept_of_counters_that_joined_and_up_to_the_bound() {
        let place = tempfile::tempdir().expect("a folder");
        let address = Address::Sqlite(place.path().join("server.db"));
        let database = Database::open(&address).await.expect("made");
        let mut tx = database.write().await.expect("a line");
        let key = wire::CounterKey::make(&mut crate::chance::rng()).public();
        counter::add(&mut tx, &joined(key)).await.expect("added");
        assert_eq!(kept_bytes(&mut tx, [1; 32], false, 10).await, 0, "a stranger's");
        let most = LIMIT_BYTES as usize - 10;
        assert_eq!(kept_bytes(&mut tx, [2; 32], true, most).await, most as i64);
        assert_eq!(kept_bytes(&mut tx, [3; 32], true, 11).await, 0, "no room");
        assert_eq!(kept_bytes(&mut tx, [4; 32], true, 10).await, 10, "just enough room");
    }

    fn joined(key: VerifyKey) -> CounterRow {
        let (id, site) = (Uuid::nil(), String::new());
        CounterRow { id, key, site, joined_at_ms: 0, revoked_at_ms: None, expected: 1 }
    }
}
