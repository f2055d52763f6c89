//! The life of one envelope on its way to the server.
//!
//! ```text
//! Waiting -> Sent -> Accepted
//!    ^--------+----> Quarantined -> Waiting (a person sends it again)
//! ```
//!
//! [`EnvelopeStage::after`] is the only rule; nothing here sends.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where an envelope stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum EnvelopeStage {
    /// Safe on the counter, not yet on its way.
    Waiting,
    /// Handed to the network; no receipt yet.
    Sent,
    /// The server's signed receipt says that it is kept.
    Accepted,
    /// The server's signed receipt says that it is set aside, with a reason.
    Quarantined,
}

/// What can happen to an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnvelopeEvent {
    /// An upload with it began.
    Send,
    /// The upload ended without a receipt.
    Lose,
    /// A signed receipt accepted it.
    Accept,
    /// A signed receipt set it aside.
    Quarantine,
    /// A person asked for it to be sent again.
    Release,
}

/// A move that the table does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an envelope that is {stage:?} does not take {event:?}")]
pub struct IllegalEnvelopeMove {
    /// Where the envelope stands.
    pub stage: EnvelopeStage,
    /// What was tried.
    pub event: EnvelopeEvent,
}

impl EnvelopeStage {
    /// Every stage.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Sent, Self::Accepted, Self::Quarantined];

    /// The stage after `event`.
    ///
    /// A receipt may arrive late, after the upload was given up: it counts from any stage
    /// before it, and once accepted an envelope stays accepted.
    ///
    /// # Errors
    /// [`IllegalEnvelopeMove`] when the stage forbids the event.
    pub fn after(self, event: EnvelopeEvent) -> Result<Self, IllegalEnvelopeMove> {
        use EnvelopeEvent as E;
        use EnvelopeStage as S;
        match (self, event) {
            (S::Waiting | S::Sent, E::Send) => Ok(S::Sent),
            (S::Waiting | S::Sent, E::Lose) => Ok(S::Waiting),
            (S::Waiting | S::Sent | S::Accepted, E::Accept) => Ok(S::Accepted),
            (S::Waiting | S::Sent | S::Quarantined, E::Quarantine) => Ok(S::Quarantined),
            (S::Quarantined | S::Waiting, E::Release) => Ok(S::Waiting),
            (stage, event) => Err(IllegalEnvelopeMove { stage, event }),
        }
    }

    /// The word that the database keeps.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Quarantined => "quarantined",
        }
    }

    /// The stage for a stored word, or `None` for a word of another version.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EVENTS: [EnvelopeEvent; 5] = [
        EnvelopeEvent::Send,
        EnvelopeEvent::Lose,
        EnvelopeEvent::Accept,
        EnvelopeEvent::Quarantine,
        EnvelopeEvent::Release,
    ];

    proptest! {
        #[test]
        fn an_accepted_envelope_stays_accepted_and_twice_is_once(
            events in prop::collection::vec(prop::sample::select(EVENTS.to_vec()), 0..40),
        ) {
            let mut stage = EnvelopeStage::Waiting;
            for event in events {
                let Ok(next) = stage.after(event) else { continue };
                prop_assert!(stage != EnvelopeStage::Accepted || next == EnvelopeStage::Accepted);
                prop_assert_eq!(next.after(event), Ok(next));
                stage = next;
            }
        }
    }

    #[test]
    fn a_receipt_counts_even_after_the_upload_was_given_up() {
        let given_up = EnvelopeStage::Sent.after(EnvelopeEvent::Lose);
        assert_eq!(given_up, Ok(EnvelopeStage::Waiting));
        let late = EnvelopeStage::Waiting.after(EnvelopeEvent::Accept);
        assert_eq!(late, Ok(EnvelopeStage::Accepted));
    }

    #[test]
    fn every_stored_word_is_read_back() {
        for stage in EnvelopeStage::ALL {
            assert_eq!(EnvelopeStage::from_word(stage.word()), Some(stage));
        }
    }
}
