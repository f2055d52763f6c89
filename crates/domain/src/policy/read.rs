//! Reading a policy file, with errors that name the line.
//!
//! A file is taken whole or not at all.

use std::collections::BTreeSet;

use super::{FORMAT, Policy};
use crate::field::{Field, Retention};

/// Why a policy file was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct PolicyError {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

impl Policy {
    /// Reads a policy file.
    ///
    /// # Errors
    /// [`PolicyError`] for text that is not JSON, a word that the language does not have, a value
    /// of the wrong shape, or rules that contradict each other or the law of the place.
    pub fn from_json(text: &str) -> Result<Self, PolicyError> {
        let policy: Self = serde_json::from_str(text)
            .map_err(|e| PolicyError { line: e.line().max(1), reason: without_place(&e) })?;
        match policy.contradiction() {
            None => Ok(policy),
            Some((word, reason)) => Err(PolicyError { line: line_of(text, &word), reason }),
        }
    }

    /// A word of the file near the fault, and the fault.
    fn contradiction(&self) -> Option<(String, String)> {
        self.format_fault()
            .or_else(|| self.band_fault())
            .or_else(|| self.field_fault())
            .or_else(|| self.document_fault())
            .or_else(|| self.bound_fault())
    }

    fn format_fault(&self) -> Option<(String, String)> {
        (self.format != FORMAT).then(|| {
            let reason = format!("format {} is not known; this build reads {FORMAT}", self.format);
            ("format".into(), reason)
        })
    }

    fn band_fault(&self) -> Option<(String, String)> {
        let mut next = Some(0);
        for band in &self.bands {
            if Some(band.from_years) != next {
                return Some((band.id.clone(), "the age bands leave a gap or overlap".into()));
            }
            next = band.to_years.map(|last| last + 1);
        }
        next.map(|_| ("bands".into(), "the last age band must have no upper end".into()))
    }

    fn field_fault(&self) -> Option<(String, String)> {
        if self.field(Field::Address).retention != Retention::CounterOnly {
            let reason = "the address never leaves the counter: it must be counter-only";
            return Some(("address".into(), reason.into()));
        }
        let text = [Field::Name, Field::NameGoneBy, Field::Address];
        let unbounded = text.into_iter().find(|field| self.field(*field).limit_chars == 0);
        unbounded.map(|_| ("fields".into(), "a text field needs a limit_chars above 0".into()))
    }

    fn document_fault(&self) -> Option<(String, String)> {
        let mut seen = BTreeSet::new();
        for kind in &self.documents.kinds {
            if !seen.insert(&kind.id) {
                return Some((kind.id.clone(), "this kind of document stands twice".into()));
            }
            if !kind.label.contains_key("en") {
                return Some((kind.id.clone(), "a kind of document needs an English label".into()));
            }
            let unknown = kind.bands.iter().find(|id| self.bands.iter().all(|b| b.id != **id));
            if let Some(band) = unknown {
                return Some((kind.id.clone(), format!("there is no age band {band:?}")));
            }
        }
        let every: BTreeSet<String> = seen.into_iter().cloned().collect();
        let stuck = self.bands.iter().find(|b| !self.documents.meter(&every, Some(&b.id)).satisfied);
        stuck.map(|band| {
            ("rule".into(), format!("no documents could ever satisfy the rule for {:?}", band.id))
        })
    }

    fn bound_fault(&self) -> Option<(String, String)> {
        let faults = [
            (self.languages.applicant.is_empty(), "applicant", "at least one language is needed"),
            (self.languages.operator.is_empty(), "operator", "at least one language is needed"),
            (self.numbers.library.digits != 14, "library", "a library number has 14 digits"),
            (self.numbers.card.last_serial() < 9_999, "card", "too few digits for the cards"),
            (self.photo.limit_bytes == 0, "limit_bytes", "must be above 0"),
            (self.photo.card_width_px == 0, "card_width_px", "must be above 0"),
            (self.photo.card_height_px == 0, "card_height_px", "must be above 0"),
            (self.counter.idle_lock_minutes == 0, "idle_lock_minutes", "must be above 0"),
            (self.counter.passphrase_min_chars < 8, "passphrase_min_chars", "must be 8 or more"),
        ];
        let fault = faults.into_iter().find(|(is_wrong, ..)| *is_wrong);
        fault.map(|(_, word, reason)| (word.into(), reason.into()))
    }
}

/// The message of serde without its own "at line … column …".
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

/// The first line that has `word` in quotes, or the first line of the file.
fn line_of(text: &str, word: &str) -> usize {
    let quoted = format!("\"{word}\"");
    text.lines().position(|line| line.contains(&quoted)).map_or(1, |index| index + 1)
}
