//! The words of a policy that are looked up elsewhere.
//!
//! ```text
//! policy file -> word -> the window's sentences, the proof's languages, another part of the file
//! ```
//!
//! What nobody finds there would fall back in silence, so a file with such a word is refused
//! here, where it is read. Tests hold each list to the place that has the sentences.

use std::collections::BTreeSet;

use icu_locale_core::LanguageIdentifier;

use super::Policy;
use super::read::{Fault, fault};
use crate::text::{self, Blot};

/// The languages in which the window speaks to staff.
pub const OPERATOR_LANGUAGES: [&str; 2] = ["en", "es"];

/// The languages in which the proof's page speaks to an applicant, by their first part: `es` has
/// the sentences for `es-MX`.
pub const APPLICANT_LANGUAGES: [&str; 7] = ["en", "es", "pl", "zh", "ar", "fr", "fil"];

/// Why a signature may be skipped.
pub const SKIP_REASONS: [&str; 3] = ["child", "cannot_sign", "prefers_not"];

/// Why a photo that does not pass is taken as it is.
pub const EXCEPTIONS: [&str; 4] = ["likeness", "infant", "medical", "religious"];

/// Why a blank is ruined, a card is made once more, or a count finds another number.
pub const PRINTING_REASONS: [&str; 14] = [
    "misfeed",
    "ribbon",
    "smudged",
    "blank_faulty",
    "wrong_side",
    "poor_print",
    "damaged",
    "code_unreadable",
    "lost_before_handover",
    "miscounted",
    "given_to_another_counter",
    "lost",
    "faulty_from_maker",
    "other",
];

impl Policy {
    /// The first word that is found nowhere.
    pub(super) fn word_fault(&self) -> Option<Fault> {
        self.language_fault()
            .or_else(|| self.label_fault())
            .or_else(|| self.design_word_fault())
            .or_else(|| self.reason_fault())
            .or_else(|| self.blot_fault())
    }

    fn language_fault(&self) -> Option<Fault> {
        let lists = [
            ("operator", &self.languages.operator, is_operators as fn(&str) -> bool),
            ("applicant", &self.languages.applicant, is_applicants as fn(&str) -> bool),
        ];
        lists.into_iter().find_map(|(list, tags, is_known)| {
            let mut seen = BTreeSet::new();
            tags.iter().find_map(|tag| {
                let reason = if !is_known(tag) {
                    format!("there are no sentences in the language {tag:?}")
                } else if !seen.insert(tag) {
                    format!("the language {tag:?} stands twice")
                } else {
                    return None;
                };
                Some(fault(&["languages", list, tag], reason))
            })
        })
    }

    /// Every kind of document is named in each language of the staff, and in no other than the
    /// file has.
    fn label_fault(&self) -> Option<Fault> {
        self.documents.kinds.iter().find_map(|kind| {
            let place = ["kinds", kind.id.as_str()];
            let missing = self.languages.operator.iter().find(|tag| !kind.label.contains_key(*tag));
            if let Some(tag) = missing {
                let reason = format!("a kind of document needs a label in {tag:?}");
                return Some(fault(&place, reason));
            }
            let unknown = kind.label.keys().find(|tag| !self.has_language(tag))?;
            Some(fault(&["kinds", &kind.id, unknown], no_language(unknown)))
        })
    }

    fn design_word_fault(&self) -> Option<Fault> {
        let design = &self.card_design;
        if !self.has_language(&design.language) {
            return Some(fault(&["card_design", "language"], no_language(&design.language)));
        }
        [("front", &design.front), ("back", &design.back)].into_iter().find_map(|(side, face)| {
            face.leaves().iter().find_map(|leaf| {
                let words = leaf.holds.words();
                let tag =
                    words.iter().flat_map(|own| own.keys()).find(|t| !self.has_language(t))?;
                Some(fault(&["card_design", side, leaf.name, tag], no_language(tag)))
            })
        })
    }

    fn reason_fault(&self) -> Option<Fault> {
        let Self { signature, photo, printing, .. } = self;
        let lists: [(&str, &str, &[String], &[&str]); 5] = [
            ("signature", "skip_reasons", &signature.skip_reasons, &SKIP_REASONS),
            ("photo", "exceptions", &photo.exceptions, &EXCEPTIONS),
            ("printing", "spoil_reasons", &printing.spoil_reasons, &PRINTING_REASONS),
            ("printing", "reprint_reasons", &printing.reprint_reasons, &PRINTING_REASONS),
            ("printing", "stock_reasons", &printing.stock_reasons, &PRINTING_REASONS),
        ];
        lists.into_iter().find_map(|(part, list, words, known)| {
            let word = words.iter().find(|word| !known.contains(&word.as_str()))?;
            let reason =
                format!("there is no sentence for {word:?}; there are {}", known.join(", "));
            Some(fault(&[part, list, word], reason))
        })
    }

    /// What every card shows can be seen: the file's own words are printed as they stand.
    fn blot_fault(&self) -> Option<Fault> {
        let shown = [("name", &self.programme.name), ("contact", &self.programme.contact)];
        shown.into_iter().find_map(|(word, text)| {
            let (Blot::Unseen(spot) | Blot::Unprintable(spot)) = text::line(text).err()?;
            let reason =
                format!("{} after character {} can't be seen", spot.code_point, spot.place);
            Some(fault(&["programme", word], reason))
        })
    }

    /// Whether staff or applicants have the language.
    fn has_language(&self, tag: &str) -> bool {
        let lists = [&self.languages.operator, &self.languages.applicant];
        lists.into_iter().flatten().any(|known| known == tag)
    }
}

fn no_language(tag: &str) -> String {
    format!("\"languages\" has no {tag:?}")
}

/// Whether the window has a catalogue by this very name.
fn is_operators(tag: &str) -> bool {
    OPERATOR_LANGUAGES.contains(&tag)
}

/// Whether a text is a language's tag (BCP 47) by whose first part the proof finds sentences.
fn is_applicants(tag: &str) -> bool {
    // The window's names of languages are asked for with a hyphen.
    let read = tag.parse::<LanguageIdentifier>().ok().filter(|_| !tag.contains('_'));
    read.is_some_and(|id| APPLICANT_LANGUAGES.contains(&id.language.as_str()))
}
