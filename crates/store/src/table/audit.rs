//! The audit log: who did what, when; nothing personal, and a chain that shows every change.
//!
//! An entry's hash is SHA-256 over these bytes, integers big-endian:
//!
//! ```text
//! 32  the hash of the entry before; zeros for the first
//!  8  sequence        8  at_ms        8  monotonic_ms
//!  1  0, or 1 and 8 bytes of server_offset_ms
//!  1  0, or 1 and 16 bytes of the operator's id
//!  4  length in bytes of the verb, and the verb
//!  1  0, or 1 and 4 + n of the subject
//!  1  0, or 1 and 4 + n of the detail
//! ```
//!
//! The chain shows a change, an insertion and a gap. That the newest entries are missing shows
//! only against a length or hash that was noted elsewhere. No entry is ever changed or removed.

use std::ops::ControlFlow;

use domain::{Act, Stamp, Word};
use rusqlite::types::{FromSql, FromSqlResult, ValueRef};
use rusqlite::{Row, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::column::{kept, natural, read};
use crate::{Error, Tx};

/// What happened. Say whom it concerns by number, never by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When, by the counter's clocks.
    pub at: Stamp,
    /// The operator who did it; `None` for the counter itself.
    pub operator: Option<Uuid>,
    /// What was done.
    pub act: Act,
    /// What it was done to, such as an application's number.
    pub subject: Option<String>,
    /// Counts, classes and reasons.
    pub detail: Option<String>,
}

/// Appends an entry and says its number, from 1.
pub fn append(tx: &Tx<'_>, entry: &Entry) -> Result<u64, Error> {
    let last =
        tx.one("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1", (), |row| {
            Ok((natural(row, "sequence")?, read::<[u8; 32]>(row, "hash")?))
        })?;
    let (before, previous) = last.unwrap_or((0, [0; 32]));
    let sequence = before.saturating_add(1);
    let fields = Fields {
        sequence: kept(sequence, "sequence")?,
        at_ms: entry.at.at_ms,
        monotonic_ms: kept(entry.at.monotonic_ms, "monotonic_ms")?,
        server_offset_ms: entry.at.server_offset_ms,
        operator: entry.operator.map(Uuid::into_bytes),
        verb: Text(entry.act.word().as_bytes().to_vec()),
        subject: entry.subject.clone().map(|text| Text(text.into_bytes())),
        detail: entry.detail.clone().map(|text| Text(text.into_bytes())),
    };
    tx.run(
        "INSERT INTO audit (sequence, at_ms, monotonic_ms, server_offset_ms, operator_id, verb,
             subject, detail, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            fields.sequence,
            fields.at_ms,
            fields.monotonic_ms,
            fields.server_offset_ms,
            fields.operator,
            entry.act.word(),
            entry.subject,
            entry.detail,
            fields.hash(previous)
        ],
    )?;
    Ok(sequence)
}

/// Goes through the whole chain and says its length.
///
/// # Errors
/// [`Error::AuditBroken`] with the first entry that does not fit.
pub fn verify(tx: &Tx<'_>) -> Result<u64, Error> {
    let mut length = 0_u64;
    let mut previous = [0; 32];
    tx.each("SELECT * FROM audit ORDER BY sequence", (), |row| {
        length = length.saturating_add(1);
        let broken = Error::AuditBroken { sequence: length };
        let (Ok(fields), Ok(hash)) = (Fields::read(row), read::<[u8; 32]>(row, "hash")) else {
            return Err(broken);
        };
        let is_next = u64::try_from(fields.sequence) == Ok(length);
        if !is_next || fields.hash(previous) != hash {
            return Err(broken);
        }
        previous = hash;
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(length)
}

/// One entry as it is hashed: the very bytes of each column.
struct Fields {
    sequence: i64,
    at_ms: i64,
    monotonic_ms: i64,
    server_offset_ms: Option<i64>,
    operator: Option<[u8; 16]>,
    verb: Text,
    subject: Option<Text>,
    detail: Option<Text>,
}

/// A text column's bytes, whether or not they are still UTF-8.
struct Text(Vec<u8>);

impl FromSql for Text {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self(value.as_bytes()?.to_vec()))
    }
}

impl Fields {
    fn read(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            sequence: read(row, "sequence")?,
            at_ms: read(row, "at_ms")?,
            monotonic_ms: read(row, "monotonic_ms")?,
            server_offset_ms: read(row, "server_offset_ms")?,
            operator: read(row, "operator_id")?,
            verb: read(row, "verb")?,
            subject: read(row, "subject")?,
            detail: read(row, "detail")?,
        })
    }

    fn hash(&self, previous: [u8; 32]) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(previous);
        for number in [self.sequence, self.at_ms, self.monotonic_ms] {
            hasher.update(number.to_be_bytes());
        }
        add_option(&mut hasher, self.server_offset_ms.map(i64::to_be_bytes));
        add_option(&mut hasher, self.operator);
        hasher.update(self.verb.measured());
        add_option(&mut hasher, self.subject.as_ref().map(Text::measured));
        add_option(&mut hasher, self.detail.as_ref().map(Text::measured));
        hasher.finalize().into()
    }
}

impl Text {
    /// The text after its length. No text comes near the length that would not fit.
    fn measured(&self) -> Vec<u8> {
        let length = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        [length.to_be_bytes().as_slice(), &self.0].concat()
    }
}

fn add_option(hasher: &mut Sha256, bytes: Option<impl AsRef<[u8]>>) {
    match bytes {
        None => hasher.update([0]),
        Some(bytes) => {
            hasher.update([1]);
            hasher.update(bytes);
        }
    }
}

#[cfg(test)]
mod tests;
