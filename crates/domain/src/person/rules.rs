//! The rules for each field of the Person step.
//!
//! A rule only ever adds a [`Problem`]; it never changes what was typed.

use icu_properties::CodePointSetData;
use icu_properties::props::{DefaultIgnorableCodePoint, UnifiedIdeograph};
use jiff::civil::Date;

use super::{PersonForm, Problem, Wrong};
use crate::age;
use crate::field::Field;
use crate::personal::Personal;
use crate::policy::Policy;

/// The longest address that mail servers take, in characters (RFC 5321, section 4.5.3.1.3).
const EMAIL_LIMIT: usize = 254;

/// Most lines of an emergency contact: the back of the card also carries two codes.
const LIMIT_CONTACT_LINES: u32 = 2;

/// The problems found so far.
pub(super) struct Found<'p> {
    policy: &'p Policy,
    problems: Vec<Problem>,
}

impl<'p> Found<'p> {
    pub(super) fn new(policy: &'p Policy) -> Self {
        Self { policy, problems: Vec::new() }
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    fn add(&mut self, field: Field, wrong: Wrong, limit: Option<u32>) {
        self.problems.push(Problem { field, wrong, limit, spot: None });
    }

    pub(super) fn missing_if_required(&mut self, field: Field) {
        if self.policy.field(field).required {
            self.add(field, Wrong::Required, None);
        }
    }

    /// A text that may be empty where the policy does not require it.
    pub(super) fn text(
        &mut self,
        field: Field,
        typed: &Personal<String>,
    ) -> Option<Personal<String>> {
        if typed.reveal().trim().is_empty() {
            self.missing_if_required(field);
            return None;
        }
        self.wanted_text(field, typed)
    }

    /// A text that is asked for only where the policy names it; what it says is ignored elsewhere.
    pub(super) fn asked_text(
        &mut self,
        field: Field,
        typed: &Personal<String>,
    ) -> Option<Personal<String>> {
        if self.policy.asks_for(field) { self.text(field, typed) } else { None }
    }

    /// A text that somebody asked for, and that therefore can't be empty.
    pub(super) fn wanted_text(
        &mut self,
        field: Field,
        typed: &Personal<String>,
    ) -> Option<Personal<String>> {
        // Names and the like stand in one line.
        let folded = match field {
            Field::Address | Field::EmergencyContact | Field::MedicalNotes => {
                fold_lines(typed.reveal())
            }
            _ => fold(typed.reveal()),
        };
        let limit = self.policy.field(field).limit_chars;
        if folded.is_empty() {
            self.add(field, Wrong::Required, None);
        } else if folded.chars().count() > limit as usize {
            self.add(field, Wrong::TooLong, Some(limit));
        } else if field == Field::EmergencyContact
            && folded.lines().count() > LIMIT_CONTACT_LINES as usize
        {
            self.add(field, Wrong::TooManyLines, Some(LIMIT_CONTACT_LINES));
        } else if has_unprintable(&folded) {
            self.add(field, Wrong::Unprintable, None);
        } else if !folded.chars().any(char::is_alphabetic) {
            self.add(field, Wrong::NoLetter, None);
        } else {
            return Some(Personal::new(folded));
        }
        None
    }

    pub(super) fn birth_date(&mut self, form: &PersonForm, today: Date) -> Option<Date> {
        let parts = [&form.birth_day, &form.birth_month, &form.birth_year];
        if parts.iter().all(|part| part.reveal().trim().is_empty()) {
            self.add(Field::BirthDate, Wrong::Required, None);
            return None;
        }
        match typed_date(form) {
            None => self.add(Field::BirthDate, Wrong::NotADate, None),
            Some(date) if date > today => self.add(Field::BirthDate, Wrong::InTheFuture, None),
            Some(date) if age::years(date, today) > age::OLDEST_YEARS => {
                self.add(Field::BirthDate, Wrong::TooLongAgo, None);
            }
            Some(date) => return Some(date),
        }
        None
    }

    pub(super) fn language(&mut self, tag: &str) {
        if tag.is_empty() {
            self.missing_if_required(Field::Language);
        } else if !self.policy.languages.applicant.iter().any(|known| known == tag) {
            self.add(Field::Language, Wrong::UnknownChoice, None);
        }
    }

    pub(super) fn stock(&mut self, typed: &Personal<String>) -> Option<String> {
        let digits: String =
            typed.reveal().chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let length = &self.policy.numbers.transit;
        let fits = digits.bytes().all(|b| b.is_ascii_digit())
            && (length.min_digits..=length.max_digits).contains(&digits.len());
        if digits.is_empty() {
            self.add(Field::TransitStock, Wrong::Required, None);
        } else if !fits {
            let limit = u32::try_from(length.max_digits).unwrap_or(u32::MAX);
            self.add(Field::TransitStock, Wrong::NotAStockNumber, Some(limit));
        } else {
            return Some(digits);
        }
        None
    }

    pub(super) fn email(&mut self, typed: &Personal<String>) -> Option<Personal<String>> {
        let email = typed.reveal().trim();
        if email.is_empty() {
            self.add(Field::UpdatesEmail, Wrong::Required, None);
            return None;
        }
        if !looks_like_email(email) {
            self.add(Field::UpdatesEmail, Wrong::NotAnEmail, None);
            return None;
        }
        Some(Personal::new(email.to_owned()))
    }
}

/// The date that was typed, if day, month and year make one.
pub(super) fn typed_date(form: &PersonForm) -> Option<Date> {
    let year_text = digits(&form.birth_year)?;
    if year_text.len() != 4 {
        return None;
    }
    let day: i8 = digits(&form.birth_day)?.parse().ok()?;
    let month: i8 = digits(&form.birth_month)?.parse().ok()?;
    Date::new(year_text.parse().ok()?, month, day).ok()
}

/// The digits that were typed, if nothing else was: a sign would be read as part of a number.
fn digits(typed: &Personal<String>) -> Option<&str> {
    let text = typed.reveal().trim();
    text.bytes().all(|b| b.is_ascii_digit()).then_some(text)
}

/// White space, line ends among it, folded to single spaces.
fn fold(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// White space folded to single spaces, line by line; empty lines dropped.
fn fold_lines(typed: &str) -> String {
    let lines = typed.lines().map(fold);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether a text of one or more lines holds what cannot be printed or seen.
///
/// A variation selector is taken directly after a Han character alone: Japanese names choose the
/// character's form with it.
fn has_unprintable(text: &str) -> bool {
    let mut before = None;
    text.chars().any(|c| {
        let is_form = matches!(c, '\u{E0100}'..='\u{E01EF}')
            && before.is_some_and(|c| CodePointSetData::new::<UnifiedIdeograph>().contains(c));
        before = Some(c);
        c != '\n' && !is_form && is_unprintable(c)
    })
}

/// Control codes, the marks that turn the text of a card around (Unicode UAX 9), what no font
/// draws, and what nobody sees: two names that look alike must be alike. Of the invisible ones
/// the joiners U+200C and U+200D stay: Persian and Indic names need them.
fn is_unprintable(c: char) -> bool {
    let is_joiner = matches!(c, '\u{200C}' | '\u{200D}');
    c.is_control()
        || !is_joiner && is_unseen(c)
        || matches!(c, '\u{2028}'..='\u{202E}' | '\u{FFF9}'..='\u{FFFF}')
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Whether a character has nothing to see by itself, such as a joiner or a byte-order mark.
pub(super) fn is_unseen(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// A slip check, not a proof: one `@`, something before it, a dotted name after it. Only a
/// message that arrives proves an address.
fn looks_like_email(email: &str) -> bool {
    let Some((local, host)) = email.split_once('@') else { return false };
    let dotted = host.split('.').count() >= 2 && host.split('.').all(|part| !part.is_empty());
    email.chars().count() <= EMAIL_LIMIT
        && !local.is_empty()
        && dotted
        && !host.contains('@')
        && !email.chars().any(|c| c.is_whitespace() || is_unprintable(c))
}
