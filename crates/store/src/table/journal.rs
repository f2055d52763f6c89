//! The journal: the counter's ordered facts, each until the server's receipt.
//!
//! [`domain::EnvelopeStage::after`] is the only rule. Numbers start at 1 and have no gap, since
//! a row is never removed: an accepted one only loses its bytes. Nothing here sends, and the
//! bytes of an envelope mean nothing to it.

use std::ops::ControlFlow;

use domain::envelope::{EnvelopeEvent, IllegalEnvelopeMove};
use domain::{EnvelopeStage, Word};
use rusqlite::{Row, params};
use uuid::Uuid;

use crate::column::{kept, maybe_id, natural, read, word, words_of};
use crate::{Error, Tx};

/// A fact to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// Its number: the answer of [`next_sequence`] in the same transaction.
    pub sequence: u64,
    /// The kind of fact.
    pub kind: String,
    /// The application that it is about, if it is about one.
    pub application_id: Option<Uuid>,
    /// The envelope as it goes on the wire.
    pub envelope: Vec<u8>,
    /// The envelope's SHA-256.
    pub sha256: [u8; 32],
    /// When it was queued, in Unix milliseconds.
    pub queued_at_ms: i64,
}

/// A fact that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRow {
    /// Its number.
    pub sequence: u64,
    /// The kind of fact.
    pub kind: String,
    /// The application that it is about, if it is about one.
    pub application_id: Option<Uuid>,
    /// The envelope as it goes on the wire.
    pub envelope: Vec<u8>,
    /// The envelope's SHA-256.
    pub sha256: [u8; 32],
    /// Where it stands.
    pub stage: EnvelopeStage,
    /// When it was queued, in Unix milliseconds.
    pub queued_at_ms: i64,
    /// How many uploads with it were begun.
    pub attempts: u32,
}

/// How many envelopes stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Waiting, or sent and without a receipt.
    pub waiting: u32,
    /// Set aside by the server.
    pub quarantined: u32,
    /// Kept by the server.
    pub accepted: u32,
}

/// The number of the next fact.
pub fn next_sequence(tx: &Tx<'_>) -> Result<u64, Error> {
    let last = tx.one("SELECT coalesce(max(sequence), 0) AS sequence FROM journal", (), |row| {
        natural(row, "sequence")
    })?;
    Ok(last.unwrap_or(0).saturating_add(1))
}

/// Appends a fact, waiting.
///
/// # Errors
/// [`Error::AlreadyThere`] when its number is not the next.
pub fn append(tx: &Tx<'_>, entry: &NewEntry) -> Result<(), Error> {
    if entry.sequence != next_sequence(tx)? {
        return Err(Error::AlreadyThere);
    }
    tx.run(
        "INSERT INTO journal (sequence, kind, application_id, envelope, sha256, stage,
             queued_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            kept(entry.sequence, "sequence")?,
            entry.kind,
            entry.application_id.map(Uuid::into_bytes),
            entry.envelope,
            entry.sha256,
            EnvelopeStage::Waiting.word(),
            entry.queued_at_ms
        ],
    )?;
    Ok(())
}

/// What is to be sent next, in order and without those that rest: at most `limit` facts of at
/// most `limit_bytes` together. A single one over the limit comes alone, so that it never stops
/// the queue.
pub fn due(
    tx: &Tx<'_>,
    limit: usize,
    limit_bytes: usize,
    rests: impl Fn(u64) -> bool,
) -> Result<Vec<JournalRow>, Error> {
    let mut found: Vec<JournalRow> = Vec::new();
    let mut bytes = 0_usize;
    tx.each(
        "SELECT * FROM journal WHERE stage IN (SELECT value FROM json_each(?1)) ORDER BY sequence",
        [words_of(EnvelopeStage::is_due)],
        |row| {
            if rests(natural(row, "sequence")?) {
                return Ok(ControlFlow::Continue(()));
            }
            let row = journal_row(row)?;
            bytes = bytes.saturating_add(row.envelope.len());
            if found.len() == limit || (bytes > limit_bytes && !found.is_empty()) {
                return Ok(ControlFlow::Break(()));
            }
            found.push(row);
            Ok(ControlFlow::Continue(()))
        },
    )?;
    Ok(found)
}

/// One fact that is still to be sent; `None` for a number that is not.
pub fn still_due(tx: &Tx<'_>, sequence: u64) -> Result<Option<JournalRow>, Error> {
    tx.one(
        "SELECT * FROM journal
         WHERE sequence = ?1 AND stage IN (SELECT value FROM json_each(?2))",
        params![kept(sequence, "sequence")?, words_of(EnvelopeStage::is_due)],
        journal_row,
    )
}

/// Moves an envelope by what happened on the way: sent, lost, released. Receipts go through
/// [`settle`].
///
/// # Errors
/// [`Error::IllegalEnvelopeMove`] when the table forbids it, or the event is a receipt's;
/// [`Error::StageMoved`] when there is no such envelope.
pub fn mark(tx: &Tx<'_>, sequence: u64, event: EnvelopeEvent) -> Result<EnvelopeStage, Error> {
    let from = stage_of(tx, sequence)?;
    if matches!(event, EnvelopeEvent::Accept | EnvelopeEvent::Quarantine) {
        return Err(IllegalEnvelopeMove { stage: from, event }.into());
    }
    let next = from.after(event)?;
    let changed = tx.run(
        "UPDATE journal SET stage = ?3, attempts = attempts + ?4, receipt = NULL, reason = NULL
         WHERE sequence = ?1 AND stage = ?2",
        params![
            kept(sequence, "sequence")?,
            from.word(),
            next.word(),
            event == EnvelopeEvent::Send
        ],
    )?;
    if changed == 1 { Ok(next) } else { Err(Error::StageMoved) }
}

/// Keeps the server's receipt. Once accepted, the envelope's bytes are emptied. The same outcome
/// twice changes nothing: the first receipt stays.
///
/// # Errors
/// [`Error::IllegalEnvelopeMove`] when the table forbids it, or the event is none of a
/// receipt; [`Error::StageMoved`] when there is no such envelope.
pub fn settle(
    tx: &Tx<'_>,
    sequence: u64,
    event: EnvelopeEvent,
    receipt: &[u8],
    reason: Option<&str>,
) -> Result<EnvelopeStage, Error> {
    let from = stage_of(tx, sequence)?;
    if !matches!(event, EnvelopeEvent::Accept | EnvelopeEvent::Quarantine) {
        return Err(IllegalEnvelopeMove { stage: from, event }.into());
    }
    let next = from.after(event)?;
    if next == from {
        return Ok(from);
    }
    let changed = tx.run(
        "UPDATE journal SET stage = ?3, receipt = ?4, reason = ?5,
             envelope = iif(?3 = 'accepted', NULL, envelope)
         WHERE sequence = ?1 AND stage = ?2",
        params![kept(sequence, "sequence")?, from.word(), next.word(), receipt, reason],
    )?;
    if changed == 1 { Ok(next) } else { Err(Error::StageMoved) }
}

/// How many envelopes stand where.
pub fn counts(tx: &Tx<'_>) -> Result<Counts, Error> {
    let mut counts = Counts::default();
    tx.each("SELECT stage, count(*) AS rows FROM journal GROUP BY stage", (), |row| {
        let rows: u32 = read(row, "rows")?;
        match word(row, "stage")? {
            EnvelopeStage::Waiting | EnvelopeStage::Sent => counts.waiting += rows,
            EnvelopeStage::Quarantined => counts.quarantined += rows,
            EnvelopeStage::Accepted => counts.accepted += rows,
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(counts)
}

/// When the oldest envelope without a receipt was queued, in Unix milliseconds.
pub fn oldest_waiting_ms(tx: &Tx<'_>) -> Result<Option<i64>, Error> {
    tx.one(
        "SELECT queued_at_ms FROM journal WHERE stage IN (SELECT value FROM json_each(?1))
         ORDER BY sequence LIMIT 1",
        [words_of(EnvelopeStage::is_due)],
        |row| read(row, "queued_at_ms"),
    )
}

/// The last fact about an application: its number, where it stands, and why it was set aside.
pub fn of_application(
    tx: &Tx<'_>,
    application: Uuid,
) -> Result<Option<(u64, EnvelopeStage, Option<String>)>, Error> {
    tx.one(
        "SELECT sequence, stage, reason FROM journal WHERE application_id = ?1
         ORDER BY sequence DESC LIMIT 1",
        [application.as_bytes()],
        |row| Ok((natural(row, "sequence")?, word(row, "stage")?, read(row, "reason")?)),
    )
}

fn stage_of(tx: &Tx<'_>, sequence: u64) -> Result<EnvelopeStage, Error> {
    let found = tx.one(
        "SELECT stage FROM journal WHERE sequence = ?1",
        [kept(sequence, "sequence")?],
        |row| word(row, "stage"),
    )?;
    found.ok_or(Error::StageMoved)
}

fn journal_row(row: &Row<'_>) -> Result<JournalRow, Error> {
    Ok(JournalRow {
        sequence: natural(row, "sequence")?,
        kind: read(row, "kind")?,
        application_id: maybe_id(row, "application_id")?,
        envelope: read(row, "envelope")?,
        sha256: read(row, "sha256")?,
        stage: word(row, "stage")?,
        queued_at_ms: read(row, "queued_at_ms")?,
        attempts: read(row, "attempts")?,
    })
}

#[cfg(test)]
mod tests;
