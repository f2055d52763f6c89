//! The life of one envelope on its way to the server.
//!
//! ```text
//! Waiting -> Sent -> Accepted
//!    ^--------+----> Quarantined -> Waiting (a person sends it again)
//! ```
//!
//! [`EnvelopeStage::after`] is the only rule; nothing here sends.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};
use ts_rs::TS;

/// Where an envelope stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
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
pub type IllegalEnvelopeMove = crate::illegal::IllegalMove<EnvelopeStage, EnvelopeEvent>;

impl EnvelopeStage {
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

    /// Whether it is still to be sent, as far as anybody knows.
    #[must_use]
    pub fn is_due(self) -> bool {
        matches!(self, Self::Waiting | Self::Sent)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_accepted_envelope_stays_accepted_and_twice_is_once(
            events in prop::collection::vec(prop::sample::select(EnvelopeEvent::VARIANTS.to_vec()), 0..40),
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
}
