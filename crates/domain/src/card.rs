//! The life of one physical card.
//!
//! ```text
//! Reserved -> Printed -> HandedOver -> Revoked
//!     |         |  ^--.                   ^
//!     '-> Spoiled <'  '-- (Reserved, Spoiled: printed again on a new blank)
//!     ^----- Printed      (the printer said so, and nothing came out)
//!     Reserved, Printed, Spoiled -> Revoked
//! ```
//!
//! [`CardStage::after`] is the only rule; nothing here prints.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum CardStage {
    /// Its number is taken from the lease for one application.
    Reserved,
    /// The printer, or the clerk, said that it was printed.
    Printed,
    /// A blank was used up without a good card.
    Spoiled,
    /// The cardholder has it.
    HandedOver,
    /// It is no longer good.
    Revoked,
}

/// What can happen to a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardEvent {
    /// Printing was seen to end well.
    Print,
    /// The blank was ruined.
    Spoil,
    /// The printer had said that it was printed, and nothing came out.
    Deny,
    /// The cardholder took it.
    HandOver,
    /// The programme, or a withdrawn application, made it void.
    Revoke,
}

/// A move that the table does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a card that is {stage:?} does not take {event:?}")]
pub struct IllegalCardMove {
    /// Where the card stands.
    pub stage: CardStage,
    /// What was tried.
    pub event: CardEvent,
}

impl CardStage {
    /// Every stage.
    pub const ALL: [Self; 5] =
        [Self::Reserved, Self::Printed, Self::Spoiled, Self::HandedOver, Self::Revoked];

    /// The stage after `event`.
    ///
    /// # Errors
    /// [`IllegalCardMove`] when the stage forbids the event.
    pub fn after(self, event: CardEvent) -> Result<Self, IllegalCardMove> {
        use CardEvent as E;
        use CardStage as S;
        match (self, event) {
            (S::Reserved | S::Spoiled | S::Printed, E::Print) => Ok(S::Printed),
            (S::Reserved | S::Printed | S::Spoiled, E::Spoil) => Ok(S::Spoiled),
            (S::Printed | S::Reserved, E::Deny) => Ok(S::Reserved),
            (S::Printed | S::HandedOver, E::HandOver) => Ok(S::HandedOver),
            (_, E::Revoke) => Ok(S::Revoked),
            (stage, event) => Err(IllegalCardMove { stage, event }),
        }
    }

    /// The word that the database and the wire keep.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::Printed => "printed",
            Self::Spoiled => "spoiled",
            Self::HandedOver => "handed_over",
            Self::Revoked => "revoked",
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

    const EVENTS: [CardEvent; 5] = [
        CardEvent::Print,
        CardEvent::Spoil,
        CardEvent::Deny,
        CardEvent::HandOver,
        CardEvent::Revoke,
    ];

    proptest! {
        #[test]
        fn only_a_printed_card_is_handed_over(
            events in prop::collection::vec(prop::sample::select(EVENTS.to_vec()), 0..30),
        ) {
            let mut stage = CardStage::Reserved;
            for event in events {
                let Ok(next) = stage.after(event) else { continue };
                if next == CardStage::HandedOver {
                    prop_assert!(matches!(stage, CardStage::Printed | CardStage::HandedOver));
                }
                let was_taken = matches!(stage, CardStage::HandedOver | CardStage::Revoked);
                prop_assert!(event != CardEvent::Deny || !was_taken, "{stage:?}");
                prop_assert!(stage != CardStage::Revoked || next == CardStage::Revoked);
                prop_assert_eq!(next.after(event).unwrap_or(next), next, "twice is once");
                stage = next;
            }
        }
    }

    #[test]
    fn every_stored_word_is_read_back() {
        for stage in CardStage::ALL {
            assert_eq!(CardStage::from_word(stage.word()), Some(stage));
        }
    }
}
