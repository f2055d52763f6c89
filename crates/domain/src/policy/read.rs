//! Reading a policy file, with errors that name the line.
//!
//! A file is taken whole or not at all.

use std::collections::BTreeSet;

use super::{FORMAT, Policy};
use crate::Word;
use crate::age::{Band, OLDEST_YEARS};
use crate::design::DesignFault;
use crate::field::{Asked, Field, Retention};
use crate::number::NumberFormat;

/// The longest that a card may be valid before it must say "no expiry", in years.
const LIMIT_CARD_YEARS: i16 = 100;

/// The widest bleed that fits between two cards of a sheet, in millimetres.
const LIMIT_BLEED_MM: f32 = 3.0;

/// Why a policy file was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct PolicyError {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

/// A contradiction, and the words on the way to it from the top of the file.
pub(super) struct Fault {
    place: Vec<String>,
    reason: String,
}

impl Policy {
    /// Reads a policy file.
    ///
    /// # Errors
    /// [`PolicyError`] for text that is not JSON, a word that the language does not have, a value
    /// of the wrong shape, or rules that contradict each other or the law of the place.
    pub fn from_json(text: &str) -> Result<Self, PolicyError> {
        let policy: Self = serde_json::from_str(text)
            .map_err(|e| PolicyError { line: line_in(text, &e), reason: without_place(&e) })?;
        match policy.contradiction() {
            None => Ok(policy),
            Some(Fault { place, reason }) => {
                Err(PolicyError { line: line_of(text, &place), reason })
            }
        }
    }

    fn contradiction(&self) -> Option<Fault> {
        self.format_fault()
            .or_else(|| self.band_fault())
            .or_else(|| self.field_fault())
            .or_else(|| self.signature_fault())
            .or_else(|| self.document_fault())
            .or_else(|| self.bound_fault())
            .or_else(|| self.photo_fault())
            .or_else(|| self.design_fault())
            .or_else(|| self.printing_fault())
            .or_else(|| self.word_fault())
    }

    fn format_fault(&self) -> Option<Fault> {
        let reason = format!("format {} is not known; this build reads {FORMAT}", self.format);
        (self.format != FORMAT).then(|| fault(&["format"], reason))
    }

    fn band_fault(&self) -> Option<Fault> {
        let mut next = Some(0);
        let mut seen = BTreeSet::new();
        for Band { id, from_years, to_years, card_years } in &self.bands {
            if !seen.insert(id) {
                return Some(fault(&["bands", id, id], "this age band stands twice"));
            }
            if Some(*from_years) != next {
                return Some(fault(&["bands", id], "the age bands leave a gap or overlap"));
            }
            if to_years.is_some_and(|last| !(*from_years..OLDEST_YEARS).contains(&last)) {
                return Some(fault(&["bands", id], "to_years is no last age of this band"));
            }
            if card_years.is_some_and(|years| !(1..=LIMIT_CARD_YEARS).contains(&years)) {
                let reason = format!("card_years must be 1 to {LIMIT_CARD_YEARS}");
                return Some(fault(&["bands", id, "card_years"], reason));
            }
            next = to_years.map(|last| last + 1);
        }
        next.map(|_| fault(&["bands"], "the last age band must have no upper end"))
    }

    /// What the file says of a field against what is true of it whatever a file says.
    fn field_fault(&self) -> Option<Fault> {
        Field::ALL.iter().copied().find_map(|field| {
            let (traits, rule) = (field.traits(), self.fields.get(&field));
            let is_asked = rule.is_some() || traits.asked != Asked::ByPolicy;
            let class = rule.map(|rule| rule.retention);
            let reason = if class.is_some_and(|class| !traits.classes.contains(&class)) {
                of_another_class(field, traits.classes)
            } else if traits.holds.is_text() && is_asked && self.field(field).limit_chars == 0 {
                "a text field needs a limit_chars above 0".to_owned()
            } else if traits.is_own_choice() && rule.is_some_and(|rule| rule.required) {
                "nobody can be required to choose this".to_owned()
            } else {
                return None;
            };
            Some(fault(&["fields", field.word()], reason))
        })
    }

    fn signature_fault(&self) -> Option<Fault> {
        let reasons = &self.signature.skip_reasons;
        if !self.asks_for_signature() {
            let reason = "no signature is asked for: \"fields\" has no \"signature\"";
            let place = ["signature", "skip_reasons"];
            return (!reasons.is_empty()).then(|| fault(&place, reason));
        }
        let mut seen = BTreeSet::new();
        reasons.iter().find_map(|word| {
            let place = ["signature", "skip_reasons", word.as_str()];
            if !is_word(word) {
                let reason = "a reason is a word of a to z, 0 to 9 and _";
                return Some(fault(&place, reason));
            }
            let again = ["signature", "skip_reasons", word.as_str(), word.as_str()];
            (!seen.insert(word)).then(|| fault(&again, "this reason stands twice"))
        })
    }

    fn document_fault(&self) -> Option<Fault> {
        let mut every = BTreeSet::new();
        for kind in &self.documents.kinds {
            let id = kind.id.as_str();
            if !every.insert(id.to_owned()) {
                return Some(fault(&["kinds", id, id], "this kind of document stands twice"));
            }
            if !kind.label.contains_key("en") {
                let reason = "a kind of document needs an English label";
                return Some(fault(&["kinds", id], reason));
            }
            let unknown = kind.bands.iter().find(|id| self.bands.iter().all(|b| b.id != **id));
            if let Some(band) = unknown {
                return Some(fault(&["kinds", id, band], format!("there is no age band {band:?}")));
            }
        }
        self.bands.iter().find_map(|band| self.rule_fault(&every, &band.id))
    }

    fn rule_fault(&self, every: &BTreeSet<String>, band: &str) -> Option<Fault> {
        let meets = |seen: &BTreeSet<String>| self.documents.meter(seen, Some(band)).satisfied;
        if !meets(every) {
            let reason = format!("no documents could ever satisfy the rule for {band:?}");
            return Some(fault(&["documents", "rule"], reason));
        }
        let idle = meets(&BTreeSet::new());
        idle.then(|| fault(&["documents", "rule"], "the rule is met without any document"))
    }

    fn bound_fault(&self) -> Option<Fault> {
        let Self { programme, languages, numbers, photo, counter, .. } = self;
        let digits = |format: &NumberFormat| format.prefix.bytes().all(|b| b.is_ascii_digit());
        let no_stock = !(1..=numbers.transit.max_digits).contains(&numbers.transit.min_digits);
        let card = ["numbers", "card"];
        let library = ["numbers", "library"];
        let no_language = "at least one language is needed";
        let blank = "every card shows it: it must not be blank";
        let faults = [
            (programme.name.trim().is_empty(), ["programme", "name"], blank),
            (programme.contact.trim().is_empty(), ["programme", "contact"], blank),
            (languages.operator.is_empty(), ["languages", "operator"], no_language),
            (languages.applicant.is_empty(), ["languages", "applicant"], no_language),
            (!digits(&numbers.card), card, "a prefix has digits only"),
            (!digits(&numbers.library), library, "a prefix has digits only"),
            (numbers.card.last_serial() < 9_999, card, "too few digits for the cards"),
            (numbers.library.digits != 14, library, "a library number has 14 digits"),
            (numbers.library.last_serial() < 9_999, library, "too few digits for the cards"),
            (no_stock, ["numbers", "transit"], "min_digits must be 1 to max_digits"),
            (photo.limit_bytes == 0, ["photo", "limit_bytes"], "must be above 0"),
            (photo.card_width_px == 0, ["photo", "card_width_px"], "must be above 0"),
            (photo.card_height_px == 0, ["photo", "card_height_px"], "must be above 0"),
            (counter.idle_lock_minutes == 0, ["counter", "idle_lock_minutes"], "must be above 0"),
            (
                counter.passphrase_min_chars < 8,
                ["counter", "passphrase_min_chars"],
                "must be 8 or more",
            ),
        ];
        let found = faults.into_iter().find(|(is_wrong, ..)| *is_wrong);
        found.map(|(_, place, reason)| fault(&place, reason))
    }

    fn printing_fault(&self) -> Option<Fault> {
        let rules = &self.printing;
        if !(0.0..=LIMIT_BLEED_MM).contains(&rules.bleed_mm) {
            return Some(fault(&["printing", "bleed_mm"], "a bleed is 0 to 3 mm"));
        }
        let lists = [
            ("spoil_reasons", &rules.spoil_reasons),
            ("reprint_reasons", &rules.reprint_reasons),
            ("stock_reasons", &rules.stock_reasons),
        ];
        lists.into_iter().find_map(|(list, reasons)| reasons_fault(["printing", list], reasons))
    }

    /// No face may be refused: a photo that does not pass needs a reason to go on with, and one
    /// that does a card that can show it.
    fn photo_fault(&self) -> Option<Fault> {
        let rules = &self.photo;
        if u64::from(rules.card_width_px) * 5 != u64::from(rules.card_height_px) * 4 {
            let reason = "the card's photo is 4:5: card_width_px must be 4/5 of card_height_px";
            return Some(fault(&["photo", "card_width_px"], reason));
        }
        reasons_fault(["photo", "exceptions"], &rules.exceptions).or_else(|| {
            let found = rules.limits.fault();
            found.map(|(limit, reason)| fault(&["photo", "limits", limit], reason))
        })
    }

    fn design_fault(&self) -> Option<Fault> {
        let DesignFault { mut place, reason } = self.card_design.fault(&self.bands)?;
        place.insert(0, "card_design".to_owned());
        Some(Fault { place, reason })
    }
}

/// Why `field` can't have a class that is none of `classes`.
fn of_another_class(field: Field, classes: &[Retention]) -> String {
    let words = classes.iter().map(|class| class.word()).collect::<Vec<_>>().join(" or ");
    let why = match classes {
        [Retention::CounterOnly] => "never leaves the counter",
        [Retention::Register] => "is the register's for the card's life",
        _ => "goes with the application",
    };
    format!("{} {why}: it must be {words}", field.word())
}

/// The first of `reasons` that is no word or stands twice; or that there is none to pick.
fn reasons_fault([part, list]: [&str; 2], reasons: &[String]) -> Option<Fault> {
    let mut seen = BTreeSet::new();
    if let Some(word) = reasons.iter().find(|word| !is_word(word) || !seen.insert(*word)) {
        let reason = "a reason is a word of a to z, 0 to 9 and _, and stands once";
        return Some(fault(&[part, list, word], reason));
    }
    let reason = "at least one reason is needed";
    reasons.is_empty().then(|| fault(&[part, list], reason))
}

/// Whether the window can look up a sentence by it.
fn is_word(text: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    !text.is_empty() && text.bytes().all(letter)
}

pub(super) fn fault(place: &[&str], reason: impl Into<String>) -> Fault {
    let place = place.iter().map(|word| (*word).to_owned()).collect();
    Fault { place, reason: reason.into() }
}

/// The line that serde names; the last one where it names the end after it.
///
/// Of a value that is no colour or no time zone serde speaks after it has looked for what comes
/// next: behind the last value of an object that is the bracket on a later line.
fn line_in(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.lines().collect::<Vec<_>>();
    let line = error.line().clamp(1, lines.len().max(1));
    let up_to_it = lines.get(line - 1).and_then(|it| it.get(..error.column())).unwrap_or_default();
    let is_behind = error.is_data() && matches!(up_to_it.trim(), "" | "}" | "]");
    // Of a value that is missing the bracket is as good a place as any.
    if !is_behind || error.to_string().starts_with("missing field") {
        return line;
    }
    let before = lines.iter().take(line - 1).rposition(|it| !it.trim().is_empty());
    before.map_or(line, |at| at + 1)
}

/// The message of serde without its own "at line … column …".
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

/// The line of the last of these words, each looked for in quotes after the one before it; of the
/// last that is found where the file leaves one out.
fn line_of(text: &str, place: &[String]) -> usize {
    let mut at = 0;
    for word in place {
        let quoted = format!("\"{word}\"");
        let Some(found) = text[at..].find(&quoted) else { break };
        at += found + quoted.len();
    }
    text[..at].matches('\n').count() + 1
}

#[cfg(test)]
mod tests;
