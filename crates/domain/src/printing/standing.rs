//! How the printing of one card stands, in one word, and what a clerk can do about it.
//!
//! Offers nothing that would be refused, and forgets nothing that can be said.

use serde::Serialize;
use ts_rs::TS;

use super::{PrintStage, PrintState, SaidBy};
use crate::CardStage;

/// How the printing stands: the window's sentence goes by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Standing {
    /// Nothing was printed yet.
    Ready,
    /// A job is on its way to the printer.
    Sending,
    /// The printer has it.
    Printing,
    /// Nobody knows what came out of the printer.
    Unsure,
    /// It is in a file, and nobody has said what came of it.
    UnsureFile,
    /// No card came.
    Failed,
    /// A good card came out, by the printer's word alone.
    Printed,
    /// A good card came out, by a person's word.
    PrintedClerk,
    /// A blank was ruined.
    Spoiled,
    /// The cardholder has it.
    HandedOver,
    /// It is no longer good.
    Revoked,
}

/// One thing that a clerk can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Offer {
    /// Print it on the chosen printer.
    Print,
    /// Print it by the system's dialog.
    Dialog,
    /// Save it as a file.
    Save,
    /// Take the job back from the printer.
    Cancel,
    /// Say that a good card is there.
    Printed,
    /// Say that the blank is ruined.
    Spoiled,
    /// Say that nothing came out.
    Nothing,
    /// Say that the printer makes no card of it any more.
    Release,
    /// Make the card once more.
    Reprint,
    /// Hand it over.
    HandOver,
}

impl Standing {
    /// How it stands with `card` and its newest job; `is_file` where that went to a file.
    #[must_use]
    pub fn of(card: CardStage, job: Option<PrintState>, is_file: bool) -> Self {
        let said_by = job.and_then(|job| job.said_by);
        match (card, job.map(|job| job.stage)) {
            (CardStage::HandedOver, _) => Self::HandedOver,
            (CardStage::Revoked, _) => Self::Revoked,
            (CardStage::Printed, _) if said_by == Some(SaidBy::Printer) => Self::Printed,
            (CardStage::Printed, _) => Self::PrintedClerk,
            (_, None | Some(PrintStage::Printed)) => Self::Ready,
            (_, Some(PrintStage::Unsure)) if is_file => Self::UnsureFile,
            (_, Some(PrintStage::Unsure)) => Self::Unsure,
            (_, Some(PrintStage::Sending)) => Self::Sending,
            (_, Some(PrintStage::Printing)) => Self::Printing,
            (_, Some(PrintStage::Failed)) => Self::Failed,
            (_, Some(PrintStage::Spoiled)) => Self::Spoiled,
        }
    }

    /// What can be done, the most likely first. Where it is `barred`, nothing that begins another
    /// print; `may_come` where the printer may still make a card of a job that has ended here.
    #[must_use]
    pub fn offers(self, barred: bool, may_come: bool) -> Vec<Offer> {
        use Offer as O;
        let begins = if barred { &[][..] } else { &[O::Print, O::Dialog, O::Save] };
        let (begins, rest): (&[O], &[O]) = match self {
            Self::Ready | Self::Spoiled => (begins, &[]),
            Self::Failed => (begins, &[O::Spoiled, O::Printed]),
            Self::Printing => (&[], &[O::Cancel, O::Printed, O::Spoiled]),
            Self::Unsure | Self::UnsureFile => (&[], &[O::Printed, O::Spoiled, O::Nothing]),
            Self::Printed => (&[], &[O::HandOver, O::Nothing, O::Reprint]),
            Self::PrintedClerk => (&[], &[O::HandOver, O::Reprint]),
            Self::Sending | Self::HandedOver | Self::Revoked => (&[], &[]),
        };
        let is_left = may_come && matches!(self, Self::Failed | Self::Spoiled);
        let release = is_left.then_some(O::Release);
        begins.iter().chain(rest).copied().chain(release).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Word;
    use crate::card::CardEvent;
    use crate::printing::PrintEvent;

    /// Every card with every job that it may have.
    fn every() -> impl Iterator<Item = (CardStage, Option<PrintState>)> {
        let jobs = PrintStage::ALL.iter().flat_map(|stage| {
            [None, Some(SaidBy::Printer), Some(SaidBy::Clerk), Some(SaidBy::Counter)]
                .into_iter()
                .flat_map(move |said_by| {
                    [false, true].map(|may_come| PrintState { stage: *stage, said_by, may_come })
                })
        });
        let jobs: Vec<_> = std::iter::once(None).chain(jobs.map(Some)).collect();
        CardStage::ALL.iter().flat_map(move |card| {
            let jobs = jobs.clone();
            jobs.into_iter().map(move |job| (*card, job))
        })
    }

    #[test]
    fn nothing_is_offered_that_would_be_refused() {
        for (card, job) in every() {
            let left = job.is_some_and(PrintState::is_left_at_printer);
            for offer in Standing::of(card, job, false).offers(false, left) {
                let told = |event| job.is_none_or(|job| job.after(event, SaidBy::Clerk).is_ok());
                let is_legal = match offer {
                    Offer::Print | Offer::Dialog | Offer::Save => {
                        job.is_none_or(|job| !job.stage.is_open())
                            && card.after(CardEvent::Print).is_ok()
                    }
                    Offer::Cancel => job.is_some_and(|job| job.stage == PrintStage::Printing),
                    Offer::Printed => told(PrintEvent::Finish),
                    Offer::Spoiled => told(PrintEvent::Spoil),
                    Offer::Nothing => job.is_none_or(|job| {
                        let event = PrintEvent::nothing_came_out(job.stage, job.said_by);
                        job.after(event, SaidBy::Clerk).is_ok() || job.stage == PrintStage::Spoiled
                    }),
                    Offer::Release => left,
                    Offer::Reprint => card.after(CardEvent::Spoil).is_ok(),
                    Offer::HandOver => card.after(CardEvent::HandOver).is_ok(),
                };
                assert!(is_legal, "{offer:?} with {card:?} and {job:?}");
            }
        }
    }

    #[test]
    fn a_printed_card_only_is_handed_over_and_a_printers_word_only_denied() {
        let with = |stage, said_by| Some(PrintState { stage, said_by, may_come: false });
        let offers = |card, job| Standing::of(card, job, false).offers(false, false);
        for (card, job) in every() {
            let is_offered = offers(card, job).contains(&Offer::HandOver);
            assert_eq!(is_offered, card == CardStage::Printed, "{card:?} and {job:?}");
        }
        let printed = |by| offers(CardStage::Printed, with(PrintStage::Printed, by));
        assert!(printed(Some(SaidBy::Printer)).contains(&Offer::Nothing));
        for by in [Some(SaidBy::Clerk), Some(SaidBy::Counter), None] {
            assert!(!printed(by).contains(&Offer::Nothing), "{by:?}");
        }
    }

    #[test]
    fn what_is_barred_takes_a_word_about_the_last_print_and_begins_no_other() {
        assert_eq!(Standing::Ready.offers(true, false), []);
        assert_eq!(Standing::Failed.offers(true, false), [Offer::Spoiled, Offer::Printed]);
        let left = [Offer::Spoiled, Offer::Printed, Offer::Release];
        assert_eq!(Standing::Failed.offers(true, true), left);
        assert!(Standing::Printed.offers(true, true).contains(&Offer::Nothing));
        assert!(!Standing::Printed.offers(false, true).contains(&Offer::Release), "it is there");
        assert!(Standing::Spoiled.offers(false, true).contains(&Offer::Release));
    }

    #[test]
    fn a_file_and_a_printer_are_asked_about_in_other_words() {
        let unsure = PrintState { stage: PrintStage::Unsure, said_by: None, may_come: false };
        let of = |is_file| Standing::of(CardStage::Reserved, Some(unsure), is_file);
        assert_eq!((of(false), of(true)), (Standing::Unsure, Standing::UnsureFile));
    }
}
