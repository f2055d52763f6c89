//! What the audit chain tells of: one word for each thing that is done at a counter.
//!
//! The words are hashed into the chain: none is ever changed, and a new act is a new word.

use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

/// One thing that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Act {
    /// The counter was set up.
    SetUp,
    /// It joined its server.
    Join,
    /// An operator signed in.
    SignIn,
    /// Wrong passphrases or words were tried before.
    WrongTries,
    /// The screen was locked.
    Lock,
    /// An operator got a new passphrase by the recovery words.
    Recover,
    /// New recovery words were made.
    RenewRecoveryWords,
    /// Somebody has the recovery words on paper.
    KeepRecoveryWords,
    /// A printer was chosen.
    ChoosePrinter,
    /// An application was begun.
    Begin,
    /// Something changed that was complete before.
    Correct,
    /// The clerk attested to the documents.
    AttestDocuments,
    /// A photo was taken.
    Photograph,
    /// A photo is taken as it is, for a reason.
    ExceptPhoto,
    /// A photo goes by its checks again.
    JudgePhoto,
    /// The applicant signed.
    Sign,
    /// The signature was skipped, for a reason.
    SkipSignature,
    /// The signature was taken back.
    ClearSignature,
    /// The proof was made.
    Prove,
    /// The applicant confirmed it.
    Confirm,
    /// It was submitted.
    Submit,
    /// It was given up.
    Withdraw,
    /// Something was destroyed in time.
    Purge,
    /// A proof was saved as a file.
    SaveProof,
    /// A print was begun.
    PrintCard,
    /// The printer has taken the job.
    PrintSubmitted,
    /// A job ended without a card.
    PrintFailed,
    /// Nobody can say what came out.
    PrintUnsure,
    /// The printer makes no card of a job any more.
    PrintReleased,
    /// A good card came out.
    CardPrinted,
    /// A blank was ruined.
    CardSpoiled,
    /// The card is made once more.
    CardReprinted,
    /// The card can't be printed any more as it was confirmed.
    CardWithheld,
    /// The cardholder has it.
    HandOver,
    /// Blank cards were received.
    ReceiveStock,
    /// Blank cards were counted.
    ReconcileStock,
}

impl From<crate::printing::PrintFact> for Act {
    fn from(fact: crate::printing::PrintFact) -> Self {
        use crate::printing::PrintFact;
        match fact {
            PrintFact::Submitted => Self::PrintSubmitted,
            PrintFact::Printed => Self::CardPrinted,
            PrintFact::Failed => Self::PrintFailed,
            PrintFact::Unsure => Self::PrintUnsure,
            PrintFact::Spoiled => Self::CardSpoiled,
            PrintFact::Reprinted => Self::CardReprinted,
            PrintFact::HandedOver => Self::HandOver,
            PrintFact::Withheld => Self::CardWithheld,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Word;

    #[test]
    fn the_words_that_are_hashed_are_the_frozen_ones() {
        let words: Vec<_> = Act::ALL.iter().map(|act| act.word()).collect();
        let frozen = "set_up join sign_in wrong_tries lock recover renew_recovery_words \
            keep_recovery_words choose_printer begin correct attest_documents photograph \
            except_photo judge_photo sign skip_signature clear_signature prove confirm submit \
            withdraw purge save_proof print_card print_submitted print_failed print_unsure \
            print_released card_printed card_spoiled card_reprinted card_withheld hand_over \
            receive_stock reconcile_stock";
        assert_eq!(words.join(" "), frozen.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}
