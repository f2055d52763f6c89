//! What to send next, and what its receipts mean. Pure.

use domain::envelope::EnvelopeEvent;
use store::table::journal::JournalRow;
use uuid::Uuid;
use wire::{Outcome, Receipt, VerifyKey};

/// One upload: whole envelopes, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Number and hash of each envelope in it.
    pub envelopes: Vec<(u64, [u8; 32])>,
    /// The CBOR sequence that is sent.
    pub body: Vec<u8>,
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
    pub reason: Option<&'static str>,
}

/// The next upload, or none when nothing is due.
#[must_use]
pub fn plan(due: &[JournalRow]) -> Option<Upload> {
    if due.is_empty() {
        return None;
    }
    Some(Upload {
        envelopes: due.iter().map(|row| (row.sequence, row.sha256)).collect(),
        body: due.iter().flat_map(|row| row.envelope.iter().copied()).collect(),
    })
}

/// What the receipts say about an upload of `counter`.
///
/// A receipt counts only when the joined server signed it and it names this counter, number and
/// hash. An envelope without such a receipt is lost on the way and waits again.
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
        .filter(|(statement, _)| statement.counter == counter)
        .collect();
    let settle_one = |(sequence, sha256): &(u64, [u8; 32])| {
        let found = believed.iter().find(|(statement, _)| {
            statement.sequence == *sequence && *statement.envelope_sha256 == *sha256
        });
        let (event, receipt, reason) = match found {
            None => (EnvelopeEvent::Lose, Vec::new(), None),
            Some((statement, bytes)) => match statement.outcome {
                Outcome::Accepted => (EnvelopeEvent::Accept, bytes.clone(), None),
                Outcome::Quarantined(reason) => {
                    (EnvelopeEvent::Quarantine, bytes.clone(), Some(reason.word()))
                }
            },
        };
        Settlement { sequence: *sequence, event, receipt, reason }
    };
    upload.envelopes.iter().map(settle_one).collect()
}

#[cfg(test)]
mod tests {
    use wire::{Reason, ServerKey, Statement};

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
        assert_eq!(settled[2].reason, Some("number_taken"));
    }

    #[test]
    fn a_receipt_for_another_counter_counts_nothing() {
        let ours = ServerKey::make(&mut rng());
        let upload = Upload { envelopes: vec![(1, [7; 32])], body: Vec::new() };
        let receipts = [receipt(&ours, Uuid::from_u128(2), 1, Outcome::Accepted)];
        let settled = settle(&upload, &receipts, Uuid::from_u128(1), &ours.public());
        assert_eq!(settled[0].event, EnvelopeEvent::Lose);
    }
}
