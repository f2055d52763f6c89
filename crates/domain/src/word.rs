//! Closed lists whose every entry has one word: in the policy's file, in the database, on the wire.
//!
//! The words follow from the names, so that no list of them has to be kept beside the list itself.

use strum::VariantArray;

/// An entry of a closed list, and its word.
///
/// To be derived: `IntoStaticStr` and `VariantArray` of strum, with the same spelling
/// (`serialize_all`) as serde's.
pub trait Word: VariantArray + Into<&'static str> + Copy {
    /// Every entry, in the order of the list.
    const ALL: &'static [Self] = Self::VARIANTS;

    /// The word that is kept.
    #[must_use]
    fn word(self) -> &'static str {
        self.into()
    }

    /// The entry with this word, or `None` for a word of another version.
    #[must_use]
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|entry| entry.word() == word)
    }
}

impl<T: VariantArray + Into<&'static str> + Copy> Word for T {}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use serde::Serialize;

    use super::*;
    use crate::printing::{PrintFact, SaidBy};
    use crate::{
        Act, CardStage, EnvelopeStage, Field, NumberKind, PrintStage, Retention, Role, Stage,
        Trouble,
    };

    fn check<T: Word + Serialize + PartialEq + Debug>() {
        for entry in T::ALL {
            let written = serde_json::to_value(entry).expect("a word");
            assert_eq!(written, entry.word(), "one spelling everywhere");
            assert_eq!(T::from_word(entry.word()), Some(*entry));
        }
        assert_eq!(T::from_word("of_a_later_build"), None);
    }

    #[test]
    fn every_word_is_read_back_and_is_the_one_that_the_window_and_the_policy_know() {
        check::<Field>();
        check::<Retention>();
        check::<Stage>();
        check::<CardStage>();
        check::<EnvelopeStage>();
        check::<PrintStage>();
        check::<Trouble>();
        check::<SaidBy>();
        check::<PrintFact>();
        check::<Act>();
        check::<Role>();
        check::<NumberKind>();
    }

    #[test]
    fn the_words_that_databases_hold_are_the_frozen_ones() {
        let words = |all: &[Stage]| all.iter().map(|stage| stage.word()).collect::<Vec<_>>();
        let stages = "draft ready confirmed submitted approved returned closed denied withdrawn";
        assert_eq!(words(Stage::ALL).join(" "), stages);
        assert_eq!(CardStage::HandedOver.word(), "handed_over");
        assert_eq!(Trouble::NotAPrinter.word(), "not_a_printer");
        assert_eq!(Trouble::NoPdf.word(), "no_pdf");
    }
}
