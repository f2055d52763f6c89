//! The life of one application, from first keystroke to purge.
//!
//! ```text
//! Draft -> Ready -> Confirmed -> Submitted -> Approved -> Closed
//!   ^--------'----------'            |           |
//!   ^--------- Returned <------------+-----------+
//! Denied, Withdrawn: from any stage before Submitted, and from Returned
//! ```
//!
//! Nothing here reads a clock, a disk or a network: [`Stage::after`] is the only rule, and the
//! store is the only caller that may persist its answer.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};
use ts_rs::TS;

/// Where an application stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Stage {
    /// Being typed; saved after every field.
    Draft,
    /// Everything the card needs is there and valid.
    Ready,
    /// The applicant has seen the proof and confirmed it.
    Confirmed,
    /// In the journal; nothing after this can lose it.
    Submitted,
    /// Reviewed by a supervisor.
    Approved,
    /// Sent back by a supervisor, with a reason.
    Returned,
    /// Handed over, or the day was closed.
    Closed,
    /// Refused, with a reason code and nothing personal.
    Denied,
    /// Given up by the applicant before it was submitted.
    Withdrawn,
}

/// What can happen to an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum Event {
    /// The last missing part became valid.
    Complete,
    /// Something was changed after completion.
    Correct,
    /// The applicant confirmed the proof.
    ConfirmProof,
    /// The clerk submitted it.
    Submit,
    /// A supervisor approved it.
    Approve,
    /// A supervisor returned it.
    SendBack,
    /// The card was handed over.
    HandOver,
    /// The day was closed.
    CloseDay,
    /// A clerk refused it with a reason.
    Deny,
    /// The applicant gave up.
    Withdraw,
}

/// A move that the table does not have.
pub type IllegalMove = crate::illegal::IllegalMove<Stage, Event>;

impl Stage {
    /// The stage after `event`.
    ///
    /// What a clerk may press twice is legal twice and changes nothing the second time.
    ///
    /// # Errors
    /// [`IllegalMove`] when the stage forbids the event.
    pub fn after(self, event: Event) -> Result<Self, IllegalMove> {
        use Event as E;
        use Stage as S;
        match (self, event) {
            (S::Draft | S::Returned | S::Ready, E::Complete) => Ok(S::Ready),
            (S::Draft | S::Ready | S::Confirmed | S::Returned, E::Correct) => Ok(S::Draft),
            (S::Ready | S::Confirmed, E::ConfirmProof) => Ok(S::Confirmed),
            (S::Confirmed | S::Submitted, E::Submit) => Ok(S::Submitted),
            (S::Submitted | S::Approved, E::Approve) => Ok(S::Approved),
            (S::Submitted | S::Approved | S::Returned, E::SendBack) => Ok(S::Returned),
            (S::Submitted | S::Approved | S::Closed, E::HandOver | E::CloseDay) => Ok(S::Closed),
            (S::Draft | S::Ready | S::Confirmed | S::Returned | S::Denied, E::Deny) => {
                Ok(S::Denied)
            }
            (S::Draft | S::Ready | S::Confirmed | S::Returned | S::Withdrawn, E::Withdraw) => {
                Ok(S::Withdrawn)
            }
            (stage, event) => Err(IllegalMove { stage, event }),
        }
    }

    /// Whether the clerk may still change the application.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Ready | Self::Confirmed | Self::Returned)
    }

    /// Whether it is in the journal and its end is still to come.
    #[must_use]
    pub fn is_submitted(self) -> bool {
        matches!(self, Self::Submitted | Self::Approved)
    }

    /// Whether nothing more can happen to it.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Closed | Self::Denied | Self::Withdrawn)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn life(events: &[Event]) -> Vec<(Stage, Event, Stage)> {
        let mut stage = Stage::Draft;
        let mut moves = Vec::new();
        for &event in events {
            if let Ok(next) = stage.after(event) {
                moves.push((stage, event, next));
                stage = next;
            }
        }
        moves
    }

    fn events() -> impl Strategy<Value = Vec<Event>> {
        prop::collection::vec(prop::sample::select(Event::VARIANTS.to_vec()), 0..40)
    }

    proptest! {
        #[test]
        fn nothing_is_submitted_that_the_applicant_has_not_confirmed(events in events()) {
            for (from, event, to) in life(&events) {
                if to == Stage::Submitted {
                    prop_assert!(matches!(from, Stage::Confirmed | Stage::Submitted), "{event:?}");
                }
            }
        }

        #[test]
        fn the_same_event_twice_has_one_effect(events in events()) {
            for (_, event, to) in life(&events) {
                if let Ok(again) = to.after(event) {
                    prop_assert_eq!(again, to);
                }
            }
        }

        #[test]
        fn a_final_stage_is_never_left(events in events()) {
            for (from, _, to) in life(&events) {
                prop_assert!(!from.is_final() || from == to);
            }
        }

        #[test]
        fn a_change_after_confirming_must_be_confirmed_anew(events in events()) {
            let mut confirmed = false;
            for (_, event, to) in life(&events) {
                match event {
                    Event::Correct | Event::SendBack => confirmed = false,
                    Event::ConfirmProof => confirmed = true,
                    _ => {}
                }
                prop_assert!(to != Stage::Submitted || confirmed);
            }
        }
    }

    #[test]
    fn pressing_submit_or_hand_over_twice_is_legal() {
        assert_eq!(Stage::Submitted.after(Event::Submit), Ok(Stage::Submitted));
        assert_eq!(Stage::Closed.after(Event::HandOver), Ok(Stage::Closed));
    }
}
