//! The rules for each field of the Person step.
//!
//! A rule only ever adds a [`Problem`]; it never changes what was typed.

use jiff::civil::Date;

use super::{PersonForm, Problem, Wrong};
use crate::age;
use crate::field::{Field, Holds};
use crate::personal::Personal;
use crate::policy::Policy;
use crate::text::{self, Blot};

/// The longest address that mail servers take, in characters (RFC 5321, section 4.5.3.1.3).
const EMAIL_LIMIT: usize = 254;

/// Digits of a year that anybody now alive was born in.
const YEAR_DIGITS: usize = 4;

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

    fn add_blot(&mut self, field: Field, blot: Blot) {
        let (wrong, spot) = match blot {
            Blot::Unseen(spot) => (Wrong::Unseen, spot),
            Blot::Unprintable(spot) => (Wrong::Unprintable, spot),
        };
        self.problems.push(Problem { field, wrong, limit: None, spot: Some(spot) });
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
        if text::is_blank(typed.reveal()) {
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
        let cleaned = match field.traits().holds {
            Holds::Lines => text::lines(typed.reveal()),
            _ => text::line(typed.reveal()),
        };
        let folded = match cleaned {
            Ok(folded) => folded,
            Err(blot) => {
                self.add_blot(field, blot);
                return None;
            }
        };
        let limit = self.policy.field(field).limit_chars;
        let limit_lines = field.limit_lines();
        if folded.is_empty() {
            self.add(field, Wrong::Required, None);
        } else if folded.chars().count() > limit as usize {
            self.add(field, Wrong::TooLong, Some(limit));
        } else if limit_lines.is_some_and(|most| folded.lines().count() > most as usize) {
            self.add(field, Wrong::TooManyLines, limit_lines);
        } else if !folded.chars().any(char::is_alphabetic) {
            self.add(field, Wrong::NoLetter, None);
        } else {
            return Some(Personal::new(folded));
        }
        None
    }

    pub(super) fn birth_date(&mut self, form: &PersonForm, today: Date) -> Option<Date> {
        let parts = [&form.birth_day, &form.birth_month, &form.birth_year];
        if parts.iter().all(|part| text::is_blank(part.reveal())) {
            self.add(Field::BirthDate, Wrong::Required, None);
            return None;
        }
        match typed_date(form) {
            None if is_short_year(form) => self.add(Field::BirthDate, Wrong::ShortYear, None),
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
        let bare: String = typed.reveal().chars().filter(|c| !text::is_between(*c)).collect();
        let digits = text::with_ascii_digits(&bare);
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
        let email = match text::line(typed.reveal()) {
            Ok(email) => email,
            Err(blot) => {
                self.add_blot(Field::UpdatesEmail, blot);
                return None;
            }
        };
        if email.is_empty() {
            self.add(Field::UpdatesEmail, Wrong::Required, None);
        } else if looks_like_email(&email) {
            return Some(Personal::new(email));
        } else {
            self.add(Field::UpdatesEmail, Wrong::NotAnEmail, None);
        }
        None
    }
}

/// The date that was typed, if day, month and year make one.
pub(super) fn typed_date(form: &PersonForm) -> Option<Date> {
    let year_text = text::number(form.birth_year.reveal())?;
    if year_text.len() != YEAR_DIGITS {
        return None;
    }
    let day: i8 = text::number(form.birth_day.reveal())?.parse().ok()?;
    let month: i8 = text::number(form.birth_month.reveal())?.parse().ok()?;
    Date::new(year_text.parse().ok()?, month, day).ok()
}

/// Whether a year was typed with too few digits.
fn is_short_year(form: &PersonForm) -> bool {
    let year = text::number(form.birth_year.reveal());
    year.is_some_and(|digits| (1..YEAR_DIGITS).contains(&digits.len()))
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
        && !email.contains(char::is_whitespace)
}
