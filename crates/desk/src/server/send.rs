//! Sending the journal, as much at a time as the line carries.
//!
//! An envelope that fails alone is passed over: its cover, a signed header without a body, goes
//! in its place, so that the server misses no number and takes the next ones. What was passed
//! over is never dropped: it rests and is tried again, or is set aside for a person to see.

use std::sync::Arc;

use domain::envelope::EnvelopeEvent;
use domain::{Stamp, Word};
use store::Store;
use store::table::journal::{self, JournalRow};
use store::table::membership::MembershipRow;
use wire::join::RefusalCode;
use wire::stream::read_all;
use wire::{
    About, CounterKey, Envelope, FactKind, LIMIT_UPLOAD_ENVELOPES, ProgrammePublic, Reason,
    Receipt, VerifyKey,
};

use super::run::Progress;
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::line::{Carry, End, Next, Settlement, Upload, plan, settle};
use crate::ports::LineError;
use crate::view::LineState;

/// Most uploads in one round; the rest waits for the next, so that a round always ends.
const LIMIT_UPLOADS: usize = 1_000;

/// Whose journal goes to whom.
#[derive(Clone, Copy)]
struct Way<'a> {
    store: &'a Arc<Store>,
    membership: &'a MembershipRow,
}

/// How one upload ended.
struct Sent {
    end: End,
    /// Why it failed.
    trouble: Option<Error>,
    /// What the server could not read at all.
    unread: Vec<u64>,
    /// Whether the server takes nothing from this counter any more.
    is_revoked: bool,
}

impl Desk {
    /// Sends what is due, in order, until nothing is or the line fails.
    pub(super) async fn send_due(
        &self,
        store: &Arc<Store>,
        membership: &MembershipRow,
        carry: &mut Carry,
        progress: &mut Progress,
    ) -> Result<(), Error> {
        let way = Way { store, membership };
        let mut went = self.send_rested(way, carry, progress).await;
        if went.as_ref().is_err_and(|error| !matches!(error, Error::Line(LineError::TooLarge))) {
            return went;
        }
        for _ in 0..LIMIT_UPLOADS {
            let due = store.read(|tx| {
                let rests = |sequence| carry.rests(sequence);
                Ok::<_, Error>(journal::due(
                    tx,
                    LIMIT_UPLOAD_ENVELOPES,
                    carry.limit_bytes(),
                    rests,
                )?)
            })?;
            let Some(upload) = plan(&due) else { return went };
            self.hear(LineState::Sending);
            let sent = self.send(way, &upload, progress).await?;
            if sent.is_revoked {
                went = Err(LineError::Refused(RefusalCode::NotThisCounter).into());
            }
            for row in due.iter().filter(|row| sent.unread.contains(&row.sequence)) {
                self.pass_over(way, row, End::Unreadable, carry, progress).await?;
            }
            match (carry.learn(upload.load(), sent.end), due.first()) {
                (Next::PassOver, Some(row)) => {
                    self.pass_over(way, row, sent.end, carry, progress).await?;
                    if sent.end != End::Unreadable {
                        went = Err(LineError::TooLarge.into());
                    }
                }
                (Next::Wait, _) => return sent.trouble.map_or(Ok(()), Err),
                _ => {}
            }
        }
        went
    }

    /// Tries again what has rested, each alone, so that it holds up no other.
    async fn send_rested(
        &self,
        way: Way<'_>,
        carry: &mut Carry,
        progress: &mut Progress,
    ) -> Result<(), Error> {
        let mut went = Ok(());
        for sequence in carry.rested(self.clock.steady_ms()) {
            let row = way.store.read(|tx| Ok::<_, Error>(journal::still_due(tx, sequence)?))?;
            let Some(row) = row else {
                carry.wake(sequence);
                continue;
            };
            let upload = Upload::of_one(sequence, row.envelope);
            self.hear(LineState::Sending);
            let sent = self.send(way, &upload, progress).await?;
            if matches!(sent.end, End::Carried(_)) {
                carry.learn(upload.load(), sent.end);
            } else {
                carry.rest(sequence, self.clock.steady_ms());
                went = Err(LineError::TooLarge.into());
            }
        }
        went
    }

    /// Sends one upload and writes down what its receipts say.
    ///
    /// # Errors
    /// No connection, another server, or the database: nothing is learnt of the line.
    async fn send(
        &self,
        way: Way<'_>,
        upload: &Upload,
        progress: &mut Progress,
    ) -> Result<Sent, Error> {
        let Way { store, membership } = way;
        store.write(|tx| {
            for (sequence, _) in &upload.envelopes {
                journal::mark(tx, *sequence, EnvelopeEvent::Send)?;
            }
            Ok::<_, Error>(())
        })?;
        let began_ms = self.clock.monotonic_ms();
        let answer = self.ask(way, upload).await;
        let took_ms = self.clock.monotonic_ms().saturating_sub(began_ms);
        let server = VerifyKey::from_bytes(&membership.server_key)?;
        let receipts = answer.as_deref().unwrap_or(&[]);
        let settlements = settle(upload, receipts, membership.counter, &server);
        store.write(|tx| write_down(tx, &settlements, progress))?;
        if receipts.iter().any(|receipt| receipt.verify(&server).is_err()) {
            return Err(Code::WrongServer.into());
        }
        let mut sent = Sent {
            end: End::Carried(took_ms),
            trouble: None,
            unread: numbers(&settlements, |one| one.is_unread),
            is_revoked: settlements.iter().any(is_of_a_revoked_counter),
        };
        let is_settled = numbers(&settlements, |one| one.event == EnvelopeEvent::Lose).is_empty();
        match answer {
            Err(error @ LineError::Unreachable(_)) => return Err(error.into()),
            Err(error) => {
                sent.end = end_of(&error);
                sent.trouble = Some(error.into());
            }
            // Garbled on the way: the same envelopes are sent again.
            Ok(_) if !is_settled && sent.unread.is_empty() => {
                sent.end = End::Lost;
                sent.trouble = Some(LineError::NotAServer.into());
            }
            Ok(_) => {}
        }
        Ok(sent)
    }

    async fn ask(&self, way: Way<'_>, upload: &Upload) -> Result<Vec<Receipt>, LineError> {
        let body = self.transport.upload(&way.membership.address, upload.body.clone()).await?;
        read_all::<Receipt>(&body, LIMIT_UPLOAD_ENVELOPES).map_err(|_| LineError::NotAServer)
    }

    /// Sends an envelope's cover in its place, and lets it rest; one that the server can't read
    /// is set aside, since it will read no more of it later.
    async fn pass_over(
        &self,
        way: Way<'_>,
        row: &JournalRow,
        end: End,
        carry: &mut Carry,
        progress: &mut Progress,
    ) -> Result<(), Error> {
        let upload = Upload::of_one(row.sequence, cover(way.membership, row)?.to_bytes()?);
        let receipts = self.ask(way, &upload).await?;
        let server = VerifyKey::from_bytes(&way.membership.server_key)?;
        let settled = settle(&upload, &receipts, way.membership.counter, &server).pop();
        let settled = settled.filter(|one| one.event != EnvelopeEvent::Lose);
        let Some(settled) = settled else { return Err(LineError::NotAServer.into()) };
        tracing::warn!(number = row.sequence, ?end, "passed an envelope over");
        if end != End::Unreadable {
            carry.rest(row.sequence, self.clock.steady_ms());
            return Ok(());
        }
        progress.quarantined += 1;
        let (event, reason) = (EnvelopeEvent::Quarantine, Reason::Malformed.word());
        way.store.write(|tx| {
            journal::settle(tx, row.sequence, event, &settled.receipt, Some(reason))?;
            Ok(())
        })
    }
}

/// The header of a fact, without its body. What its own bytes say is not asked: they may be no
/// envelope at all.
fn cover(membership: &MembershipRow, row: &JournalRow) -> Result<Envelope, Error> {
    let about = About {
        version: wire::VERSION,
        counter: membership.counter,
        sequence: row.sequence,
        kind: FactKind::from_word(&row.kind).ok_or(wire::Error::Malformed)?,
        application: row.application_id,
        at: Stamp { at_ms: row.queued_at_ms, monotonic_ms: 0, server_offset_ms: None },
        programme: ProgrammePublic::from_bytes(&membership.programme_key)?.id(),
        digest: None,
    };
    let key = CounterKey::from_bytes(membership.counter_key.as_slice())?;
    Ok(Envelope::cover(about, row.sha256, &key)?)
}

fn write_down(
    tx: &store::Tx<'_>,
    settlements: &[Settlement],
    progress: &mut Progress,
) -> Result<(), Error> {
    for one in settlements {
        match one.event {
            EnvelopeEvent::Lose => {
                journal::mark(tx, one.sequence, EnvelopeEvent::Lose)?;
                continue;
            }
            EnvelopeEvent::Accept => progress.accepted += 1,
            _ => progress.quarantined += 1,
        }
        let reason = one.reason.map(Reason::word);
        journal::settle(tx, one.sequence, one.event, &one.receipt, reason)?;
    }
    Ok(())
}

fn end_of(error: &LineError) -> End {
    match error {
        LineError::TooLarge | LineError::Refused(RefusalCode::TooLarge) => End::TooLarge,
        LineError::Refused(RefusalCode::Malformed) => End::Unreadable,
        _ => End::Lost,
    }
}

fn is_of_a_revoked_counter(one: &Settlement) -> bool {
    matches!(one.reason, Some(Reason::RevokedCounter | Reason::UnknownCounter))
}

fn numbers(settlements: &[Settlement], are: impl Fn(&Settlement) -> bool) -> Vec<u64> {
    settlements.iter().filter(|one| are(one)).map(|one| one.sequence).collect()
}
