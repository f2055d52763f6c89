//! The life of one print job, and the arithmetic of the blank cards.
//!
//! ```text
//! Sending -> Printing -> Printed -> Spoiled
//!    |          |-> Unsure    ^        ^      nobody knows: the clerk says what came out
//!    '----------'-> Failed ---'--------'      the printer says that no card comes
//!                      ^------- Printed         the printer said so, and the clerk finds none
//! ```
//!
//! [`PrintStage::after`] is the only rule. A job uses up one blank at most, whatever is said about
//! it and however often; none where the printer alone said that a card came out, and none did.
//! Nothing here prints or counts cards on a table.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};
use ts_rs::TS;

mod standing;

pub use standing::{Offer, Standing};

/// Where a print job stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum PrintStage {
    /// On its way to the printer; the printer has not taken it yet.
    Sending,
    /// The printer has taken it, and has not said how it ends.
    Printing,
    /// Nobody can say what came out of the printer: a person must look.
    Unsure,
    /// It ended without a card. A blank is counted as ruined only when the clerk says so.
    Failed,
    /// A good card came out: the printer says so, or the clerk.
    Printed,
    /// A blank was used up and there is no good card of it.
    Spoiled,
}

/// What can happen to a print job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum PrintEvent {
    /// The printer has taken it.
    Accept,
    /// It ended without a card, or nothing came out.
    Fail,
    /// Nobody can say any more how it ended.
    Lose,
    /// A good card came out.
    Finish,
    /// The blank was ruined.
    Spoil,
    /// The printer said that a good card came out, and the clerk finds that nothing did.
    Deny,
}

impl PrintEvent {
    /// What the clerk's "nothing came out" is for a job that stands at `stage` by the word of
    /// `said_by`.
    ///
    /// A printer's word that a card came out can be denied, a person's can't: who has had the card
    /// in hand says that it is ruined or lost, and the blank is used up.
    #[must_use]
    pub fn nothing_came_out(stage: PrintStage, said_by: Option<SaidBy>) -> Self {
        match (stage, said_by) {
            (PrintStage::Printed, Some(SaidBy::Printer)) => Self::Deny,
            _ => Self::Fail,
        }
    }
}

/// A move that the table does not have.
pub type IllegalPrintMove = crate::illegal::IllegalMove<PrintStage, PrintEvent>;

impl PrintStage {
    /// The stage after `event`.
    ///
    /// A job that failed may turn out to have printed: the clerk has the card in hand.
    ///
    /// # Errors
    /// [`IllegalPrintMove`] when the stage forbids the event.
    pub fn after(self, event: PrintEvent) -> Result<Self, IllegalPrintMove> {
        use PrintEvent as E;
        use PrintStage as S;
        match (self, event) {
            (S::Sending | S::Printing, E::Accept) => Ok(S::Printing),
            (S::Sending | S::Printing | S::Unsure | S::Failed, E::Fail) => Ok(S::Failed),
            (S::Sending | S::Printing | S::Unsure, E::Lose) => Ok(S::Unsure),
            (S::Printing | S::Unsure | S::Failed | S::Printed, E::Finish) => Ok(S::Printed),
            (S::Printing | S::Unsure | S::Failed | S::Printed | S::Spoiled, E::Spoil) => {
                Ok(S::Spoiled)
            }
            (S::Printed | S::Failed, E::Deny) => Ok(S::Failed),
            (stage, event) => Err(IllegalPrintMove { stage, event }),
        }
    }

    /// Whether something of it is still to come, from the printer or from the clerk: meanwhile no
    /// other job for the same card is begun.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Sending | Self::Printing | Self::Unsure)
    }

    /// Whether it has used up a blank card.
    #[must_use]
    pub fn uses_a_blank(self) -> bool {
        matches!(self, Self::Printed | Self::Spoiled)
    }
}

/// All that the moves of a print job go by, and what they change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintState {
    /// Where it stands.
    pub stage: PrintStage,
    /// Who said so last.
    pub said_by: Option<SaidBy>,
    /// Whether its printer may still make a card of it, whatever is said of it meanwhile: it was
    /// sent, and nobody has said that it is over there.
    pub may_come: bool,
}

impl PrintState {
    /// The state after `event`, by the word of `by`.
    ///
    /// The printer's word alone can be denied: a person may have said the same meanwhile. Once the
    /// printer has said how the job ended, no more comes of it.
    ///
    /// # Errors
    /// [`IllegalPrintMove`] when the stage, or whose word it is, forbids the event.
    pub fn after(self, event: PrintEvent, by: SaidBy) -> Result<Self, IllegalPrintMove> {
        let stage = self.stage.after(event)?;
        if event == PrintEvent::Deny && self.said_by != Some(SaidBy::Printer) {
            return Err(IllegalPrintMove { stage: self.stage, event });
        }
        let is_over_there = by == SaidBy::Printer && event != PrintEvent::Accept;
        Ok(Self { stage, said_by: Some(by), may_come: self.may_come && !is_over_there })
    }

    /// Whether it has ended here, and may come out of its printer all the same.
    #[must_use]
    pub fn is_left_at_printer(self) -> bool {
        self.may_come && !self.stage.is_open()
    }
}

/// What keeps a job from going on, or has ended it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Trouble {
    /// No blank cards in the printer.
    MediaEmpty,
    /// A card is stuck.
    MediaJam,
    /// A door or a cover stands open.
    DoorOpen,
    /// The ribbon, ink or toner is used up.
    InkEmpty,
    /// The printer is stopped or paused.
    Stopped,
    /// The printer takes no jobs at present.
    NotAccepting,
    /// The printer does not take PDF.
    NoPdf,
    /// The printer prints on one side only, and a card has two.
    OneSided,
    /// The printer wants somebody to sign in to it, or refuses this machine.
    NotAuthorised,
    /// What answers is not a printer.
    NotAPrinter,
    /// The printer can't be reached; nothing was sent.
    Unreachable,
    /// The printer's certificate is none that this machine trusts; nothing was sent.
    Distrusted,
    /// The printer has gone silent after it took the job.
    Vanished,
    /// The printer does not know the job any more.
    Forgotten,
    /// The printer gave the job up.
    Aborted,
    /// Somebody cancelled it.
    Cancelled,
    /// It took longer than any card takes.
    TooLong,
    /// The counter was closed while it was being sent.
    Interrupted,
    /// Something that has no word here.
    Other,
}

/// Who says what became of a card.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum SaidBy {
    /// The printer, by the state of its job.
    Printer,
    /// A person who looked.
    Clerk,
    /// The counter itself, which has waited long enough or was started anew.
    Counter,
}

/// One fact of the print ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PrintFact {
    /// The printer has taken the job.
    Submitted,
    /// A good card came out.
    Printed,
    /// It ended without a card.
    Failed,
    /// Nobody can say what came out.
    Unsure,
    /// A blank was ruined, with a reason.
    Spoiled,
    /// The card is made once more, with a reason.
    Reprinted,
    /// The cardholder has it.
    HandedOver,
    /// Fields of the card were destroyed in time: what was confirmed can't be printed any more.
    Withheld,
}

/// The blank cards of a counter, in cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Blanks {
    /// Received from the programme.
    pub received: i64,
    /// What counting them has found more (or less, below 0) than there should be.
    pub corrected: i64,
    /// Used up for a good card.
    pub used: i64,
    /// Used up without one.
    pub spoiled: i64,
}

impl Blanks {
    /// How many should be left. Below 0 when more were used than anybody has recorded: the next
    /// count puts it right.
    #[must_use]
    pub fn left(self) -> i64 {
        self.received + self.corrected - self.used - self.spoiled
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_blank_once_used_up_stays_used_up_unless_the_printers_word_for_it_is_denied(
            events in prop::collection::vec(prop::sample::select(PrintEvent::VARIANTS.to_vec()), 0..40),
        ) {
            let mut stage = PrintStage::Sending;
            for event in events {
                let Ok(next) = stage.after(event) else { continue };
                let is_denied = (stage, event) == (PrintStage::Printed, PrintEvent::Deny);
                let is_used_up = next.uses_a_blank() || is_denied;
                prop_assert!(is_used_up || !stage.uses_a_blank(), "{stage:?} {event:?}");
                prop_assert!(!(stage.uses_a_blank() && next.is_open()), "{stage:?} {event:?}");
                prop_assert!(stage != PrintStage::Spoiled || next == PrintStage::Spoiled);
                prop_assert_eq!(next.after(event), Ok(next), "twice is once");
                stage = next;
            }
        }
    }

    #[test]
    fn nothing_came_out_takes_back_the_printers_word_and_no_persons() {
        use PrintStage::{Failed, Printed, Spoiled, Unsure};
        let nothing = |stage: PrintStage, by| stage.after(PrintEvent::nothing_came_out(stage, by));
        assert_eq!(nothing(Printed, Some(SaidBy::Printer)), Ok(Failed));
        for by in [Some(SaidBy::Clerk), Some(SaidBy::Counter), None] {
            assert!(nothing(Printed, by).is_err(), "{by:?}");
            assert!(nothing(Spoiled, by).is_err(), "{by:?}");
            assert_eq!(nothing(Unsure, by), Ok(Failed));
            assert_eq!(nothing(Failed, by), Ok(Failed), "twice is once");
        }
        assert!(nothing(Spoiled, Some(SaidBy::Printer)).is_err(), "a ruined blank was there");
    }

    #[test]
    fn only_the_printers_own_word_is_denied_and_its_word_of_an_end_is_the_end() {
        use PrintStage::{Failed, Printed, Printing};
        let state = |stage, said_by| PrintState { stage, said_by, may_come: true };
        let denied = state(Printed, Some(SaidBy::Printer)).after(PrintEvent::Deny, SaidBy::Clerk);
        assert_eq!(denied, Ok(state(Failed, Some(SaidBy::Clerk))), "it may come all the same");
        assert!(state(Failed, Some(SaidBy::Clerk)).is_left_at_printer());
        for by in [Some(SaidBy::Clerk), Some(SaidBy::Counter), None] {
            assert!(state(Printed, by).after(PrintEvent::Deny, SaidBy::Clerk).is_err(), "{by:?}");
        }
        let finish = |by| state(Printing, None).after(PrintEvent::Finish, by);
        assert_eq!(finish(SaidBy::Printer).map(|state| state.may_come), Ok(false));
        assert_eq!(finish(SaidBy::Clerk).map(|state| state.may_come), Ok(true));
        let taken = state(Printing, None).after(PrintEvent::Accept, SaidBy::Printer);
        assert_eq!(taken.map(|state| state.may_come), Ok(true));
    }

    #[test]
    fn a_job_that_was_only_sent_is_never_printed() {
        assert!(PrintStage::Sending.after(PrintEvent::Finish).is_err());
        assert!(PrintStage::Sending.after(PrintEvent::Spoil).is_err());
    }
}
