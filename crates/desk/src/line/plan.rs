//! What to send next, and what its receipts mean. Pure.

use domain::envelope::EnvelopeEvent;
use sha2::{Digest, Sha256};
use store::table::journal::JournalRow;
use uuid::Uuid;
use wire::{Outcome, Reason, Receipt, Statement, VerifyKey};

use super::carry::Load;

/// One upload: whole envelopes, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Number and hash of each envelope in it.
    pub envelopes: Vec<(u64, [u8; 32])>,
    /// The CBOR sequence that is sent.
    pub body: Vec<u8>,
}

impl Upload {
    /// One envelope under its number.
    #[must_use]
    pub fn of_one(sequence: u64, bytes: Vec<u8>) -> Self {
        Self { envelopes: vec![(sequence, Sha256::digest(&bytes).into())], body: bytes }
    }

    /// What the line has to carry.
    #[must_use]
    pub fn load(&self) -> Load {
        Load {
            first: self.envelopes.first().map_or(0, |(sequence, _)| *sequence),
            envelopes: self.envelopes.len(),
            bytes: self.body.len(),
        }
    }
}

/// What becomes of one envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The envelope's number.
    pub sequence: u64,
    /// What happened to it.
    pub event: EnvelopeEvent,
    /// The receipt's bytes; empty where none came.
    pub receipt: Vec<u8>,
    /// Why it was set aside.
    pub reason: Option<Reason>,
    /// Whether the server could read nothing of it, not even its number, so that it waits here
    /// and the next ones would miss it.
    pub is_unread: bool,
}

/// The next upload, or none when nothing is due.
///
/// Hashes are those of the bytes that go out: receipts name what has arrived, whatever the
/// journal meant to keep.
#[must_use]
pub fn plan(due: &[JournalRow]) -> Option<Upload> {
    if due.is_empty() {
        return None;
    }
    Some(Upload {
        envelopes: due
            .iter()
            .map(|row| (row.sequence, Sha256::digest(&row.envelope).into()))
            .collect(),
        body: due.iter().flat_map(|row| row.envelope.iter().copied()).collect(),
    })
}

/// What the receipts say about an upload of `counter`.
///
/// A receipt counts only when the joined server signed it and it names this counter, number and
/// hash. An envelope without such a receipt is lost on the way and waits again. So does one whose
/// only fault is that another of the same upload, which the server could not read, is missing
/// before it.
#[must_use]
pub fn settle(
    upload: &Upload,
    receipts: &[Receipt],
    counter: Uuid,
    server: &VerifyKey,
) -> Vec<Settlement> {
    let believed: Vec<_> = receipts
        .iter()
        .filter_map(|receipt| Some((receipt.verify(server).ok()?, receipt.to_bytes().ok()?)))
        .collect();
    let mut is_one_missing = false;
    let mut settle_one = |(sequence, sha256): &(u64, [u8; 32])| {
        let lost = |is_unread| Settlement {
            sequence: *sequence,
            event: EnvelopeEvent::Lose,
            receipt: Vec::new(),
            reason: None,
            is_unread,
        };
        let of_these_bytes = believed.iter().filter(|(said, _)| *said.envelope_sha256 == *sha256);
        let mut named = of_these_bytes.clone();
        let named = named.find(|(said, _)| (said.counter, said.sequence) == (counter, *sequence));
        let Some((said, receipt)) = named else {
            let is_unread = of_these_bytes.clone().any(|(said, _)| names_nobody(said));
            is_one_missing |= is_unread;
            return lost(is_unread);
        };
        let (event, reason) = match said.outcome {
            Outcome::Accepted => (EnvelopeEvent::Accept, None),
            Outcome::Quarantined(Reason::SequenceGap) if is_one_missing => return lost(false),
            Outcome::Quarantined(reason) => (EnvelopeEvent::Quarantine, Some(reason)),
        };
        let (sequence, receipt) = (*sequence, receipt.clone());
        Settlement { sequence, event, receipt, reason, is_unread: false }
    };
    upload.envelopes.iter().map(&mut settle_one).collect()
}

/// Whether the server read neither counter nor number.
fn names_nobody(said: &Statement) -> bool {
    said.counter.is_nil() && said.sequence == 0 && said.outcome != Outcome::Accepted
}

#[cfg(test)]
mod tests {
    use wire::ServerKey;

    use super::*;
    use crate::ports::rng;

    fn receipt(key: &ServerKey, counter: Uuid, sequence: u64, outcome: Outcome) -> Receipt {
        let statement = Statement {
            version: wire::VERSION,
            counter,
            sequence,
            envelope_sha256: [7; 32].into(),
            outcome,
            received_at_ms: 1,
        };
        Receipt::make(&statement, key).expect("memory")
    }

    #[test]
    fn only_the_joined_servers_receipt_for_this_very_envelope_counts() {
        let (ours, other) = (ServerKey::make(&mut rng()), ServerKey::make(&mut rng()));
        let counter = Uuid::from_u128(1);
        let upload = Upload {
            envelopes: vec![(1, [7; 32]), (2, [7; 32]), (3, [7; 32]), (4, [9; 32])],
            body: Vec::new(),
        };
        let receipts = [
            receipt(&ours, counter, 1, Outcome::Accepted),
            receipt(&other, counter, 2, Outcome::Accepted),
            receipt(&ours, counter, 3, Outcome::Quarantined(Reason::NumberTaken)),
            receipt(&ours, counter, 4, Outcome::Accepted),
        ];
        let settled = settle(&upload, &receipts, counter, &ours.public());
        let events: Vec<_> = settled.iter().map(|s| (s.sequence, s.event)).collect();
        assert_eq!(
            events,
            [
                (1, EnvelopeEvent::Accept),
                (2, EnvelopeEvent::Lose),
                (3, EnvelopeEvent::Quarantine),
                (4, EnvelopeEvent::Lose),
            ]
        );
        assert_eq!(settled[2].reason, Some(Reason::NumberTaken));
    }

    #[test]
    fn a_receipt_for_another_counter_counts_nothing() {
        let ours = ServerKey::make(&mut rng());
        let upload = Upload { envelopes: vec![(1, [7; 32])], body: Vec::new() };
        let receipts = [receipt(&ours, Uuid::from_u128(2), 1, Outcome::Accepted)];
        let settled = settle(&upload, &receipts, Uuid::from_u128(1), &ours.public());
        assert_eq!(settled[0].event, EnvelopeEvent::Lose);
    }

    #[test]
    fn what_the_server_could_not_read_is_told_and_the_next_ones_wait_for_it() {
        let ours = ServerKey::make(&mut rng());
        let counter = Uuid::from_u128(1);
        let upload =
            Upload { envelopes: vec![(1, [7; 32]), (2, [8; 32]), (3, [7; 32])], body: Vec::new() };
        let unread = Statement {
            version: wire::VERSION,
            counter: Uuid::nil(),
            sequence: 0,
            envelope_sha256: [8; 32].into(),
            outcome: Outcome::Quarantined(Reason::Malformed),
            received_at_ms: 1,
        };
        let gap = Outcome::Quarantined(Reason::SequenceGap);
        let receipts = [
            receipt(&ours, counter, 1, Outcome::Accepted),
            Receipt::make(&unread, &ours).expect("memory"),
            receipt(&ours, counter, 3, gap),
        ];
        let settled = settle(&upload, &receipts, counter, &ours.public());
        let told: Vec<_> = settled.iter().map(|one| (one.event, one.is_unread)).collect();
        let (accept, lose) = (EnvelopeEvent::Accept, EnvelopeEvent::Lose);
        assert_eq!(told, [(accept, false), (lose, true), (lose, false)]);

        let after = Upload { envelopes: vec![(3, [7; 32])], body: Vec::new() };
        let settled = settle(&after, &receipts, counter, &ours.public());
        assert_eq!(settled[0].event, EnvelopeEvent::Quarantine, "a gap that is not ours to fill");
    }
}
