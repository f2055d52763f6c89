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
use strum::{IntoStaticStr, VariantArray};
use ts_rs::TS;

/// Where a card stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
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
pub type IllegalCardMove = crate::illegal::IllegalMove<CardStage, CardEvent>;

impl CardStage {
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
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn only_a_printed_card_is_handed_over(
            events in prop::collection::vec(prop::sample::select(CardEvent::VARIANTS.to_vec()), 0..30),
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
}
