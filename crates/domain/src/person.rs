//! What a clerk types about an applicant, and what it must become for a card.
//!
//! [`PersonForm`] holds every keystroke, right or wrong, so that nothing typed is lost;
//! [`PersonForm::check`] says what is wrong with it; only [`Person`] may go on a card. There is
//! no field for a telephone number.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::age::{self, Band};
use crate::field::Field;
use crate::personal::Personal;
use crate::policy::Policy;
use crate::text::Spot;

mod held;
mod place;
mod rules;

pub use place::{count, first_of, spot_in};

/// The marker that the person chose for the card (self-designated, Municipal Code 2-176-010).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "types.ts")]
pub enum Gender {
    /// Female.
    F,
    /// Male.
    M,
    /// Another, or not said in these words.
    X,
}

impl Gender {
    /// The letter on the card.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::F => "F",
            Self::M => "M",
            Self::X => "X",
        }
    }
}

/// The Person step, exactly as typed. `Debug` prints `[personal]`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "types.ts")]
pub struct PersonForm {
    /// The name, as the documents write it.
    #[ts(type = "string")]
    pub name: Personal<String>,
    /// The name gone by; empty for none.
    #[ts(type = "string")]
    pub name_gone_by: Personal<String>,
    /// Day of birth, as typed.
    #[ts(type = "string")]
    pub birth_day: Personal<String>,
    /// Month of birth as a number, as typed.
    #[ts(type = "string")]
    pub birth_month: Personal<String>,
    /// Year of birth, as typed.
    #[ts(type = "string")]
    pub birth_year: Personal<String>,
    /// The chosen marker; none leaves it off the card.
    pub gender: Option<Gender>,
    /// The preferred language, as a tag of the policy's list (BCP 47).
    pub language: String,
    /// Whether the address shall stand on the card.
    pub address_on_card: bool,
    /// The address, in lines; kept only while `address_on_card` is set.
    #[ts(type = "string")]
    pub address: Personal<String>,
    /// Who is told in an emergency, in one or two lines; empty for nobody.
    #[serde(default)]
    #[ts(type = "string")]
    pub emergency_contact: Personal<String>,
    /// What helpers should know in an emergency, in lines; empty for nothing.
    #[serde(default)]
    #[ts(type = "string")]
    pub medical_notes: Personal<String>,
    /// Whether the card shall show that the person is a veteran.
    #[serde(default)]
    pub veteran: bool,
    /// Whether the card shall show that the person would give organs.
    #[serde(default)]
    pub organ_donor: bool,
    /// Whether the card shall be a library card.
    pub library: bool,
    /// Whether the card shall be a transit card.
    pub transit: bool,
    /// The number on the blank's transit chip, as typed or scanned.
    #[ts(type = "string")]
    pub transit_stock: Personal<String>,
    /// Whether the person wants news of the programme.
    pub updates: bool,
    /// Where the news goes; never joined to the application once that is submitted.
    #[ts(type = "string")]
    pub updates_email: Personal<String>,
}

/// A Person step with nothing wrong in it. `Debug` prints `[personal]`.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The name; like every text here as [`crate::text`] leaves it.
    pub name: Personal<String>,
    /// The name gone by.
    pub name_gone_by: Option<Personal<String>>,
    /// The date of birth.
    pub birth_date: BirthDate,
    /// The chosen marker.
    pub gender: Option<Gender>,
    /// The preferred language.
    pub language: String,
    /// The address for the card; never crosses the wire.
    pub address: Option<Personal<String>>,
    /// The emergency contact for the card's back; never crosses the wire.
    pub emergency_contact: Option<Personal<String>>,
    /// The medical notes for the card's back; never cross the wire.
    pub medical_notes: Option<Personal<String>>,
    /// Whether the card shows the veteran's mark.
    pub veteran: bool,
    /// Whether the card shows the organ donor's mark.
    pub organ_donor: bool,
    /// Whether the card is a library card.
    pub library: bool,
    /// The transit stock number.
    pub transit_stock: Option<String>,
    /// The e-mail address for news.
    pub updates_email: Option<Personal<String>>,
    /// The id of the age band.
    pub band: String,
}

/// As much of a person as is right by itself, whatever is wrong with the rest of the form.
/// `Debug` prints `[personal]`.
#[derive(Clone)]
pub struct Partial {
    /// As [`Person::name`].
    pub name: Option<Personal<String>>,
    /// As [`Person::name_gone_by`].
    pub name_gone_by: Option<Personal<String>>,
    /// As [`Person::birth_date`].
    pub birth_date: Option<BirthDate>,
    /// As [`Person::address`].
    pub address: Option<Personal<String>>,
    /// As [`Person::emergency_contact`].
    pub emergency_contact: Option<Personal<String>>,
    /// As [`Person::medical_notes`].
    pub medical_notes: Option<Personal<String>>,
    /// As [`Person::transit_stock`].
    pub transit_stock: Option<String>,
    /// As [`Person::band`].
    pub band: Option<String>,
    updates_email: Option<Personal<String>>,
}

impl std::fmt::Debug for Partial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Partial([personal])")
    }
}

impl std::fmt::Debug for PersonForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonForm([personal])")
    }
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person([personal])")
    }
}

/// A date of birth; `Debug` prints `[personal]`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate(pub Date);

impl std::fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[personal]")
    }
}

/// What is wrong with one field. The window owns the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Wrong {
    /// The policy needs it and it is empty.
    Required,
    /// It has more characters than the policy's limit.
    TooLong,
    /// It has more lines than the card has room for.
    TooManyLines,
    /// It has a character that nobody sees, where no script wants it.
    Unseen,
    /// It has a character that can't be printed, such as one for private use.
    Unprintable,
    /// It has no letter at all.
    NoLetter,
    /// The year has not all its digits: nobody can say which century is meant.
    ShortYear,
    /// Day, month and year do not make a date.
    NotADate,
    /// The date lies after today.
    InTheFuture,
    /// The date is further back than anybody's life.
    TooLongAgo,
    /// The choice is not in the policy's list.
    UnknownChoice,
    /// It is not an e-mail address.
    NotAnEmail,
    /// It is not a number of the length that the blanks carry.
    NotAStockNumber,
    /// It holds a character that no font of the card draws; the spot says which.
    NoGlyph,
    /// It is wider or longer than its place on the card; the limit says how many of its
    /// characters there is room for.
    NoRoom,
}

/// One field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "types.ts")]
pub struct Problem {
    /// The field that the message stands beside.
    pub field: Field,
    /// What is wrong.
    pub wrong: Wrong,
    /// The limit that the message names, where there is one.
    pub limit: Option<u32>,
    /// The character that the message names, where it is about one.
    pub spot: Option<Spot>,
}

impl PersonForm {
    /// The person that this form describes, by the policy's rules, on the day `today`.
    ///
    /// # Errors
    /// Every problem found, in the order of the form; never the first one only.
    pub fn check(&self, policy: &Policy, today: Date) -> Result<Person, Vec<Problem>> {
        let (partial, problems) = self.judge(policy, today);
        let (Some(name), Some(birth_date), Some(band), []) =
            (partial.name, partial.birth_date, partial.band, problems.as_slice())
        else {
            return Err(problems);
        };
        Ok(Person {
            name,
            name_gone_by: partial.name_gone_by,
            birth_date,
            gender: self.gender,
            language: self.language.clone(),
            address: partial.address,
            emergency_contact: partial.emergency_contact,
            medical_notes: partial.medical_notes,
            veteran: self.veteran && policy.asks_for(Field::Veteran),
            organ_donor: self.organ_donor && policy.asks_for(Field::OrganDonor),
            library: self.library,
            transit_stock: partial.transit_stock,
            updates_email: partial.updates_email,
            band,
        })
    }

    /// What of the form is right, and every problem with the rest, in the order of the form.
    #[must_use]
    pub fn judge(&self, policy: &Policy, today: Date) -> (Partial, Vec<Problem>) {
        let mut found = rules::Found::new(policy);
        // No policy can do without a name: a card is in somebody's name.
        let name = found.wanted_text(Field::Name, &self.name);
        let name_gone_by = found.text(Field::NameGoneBy, &self.name_gone_by);
        let birth_date = found.birth_date(self, today);
        if self.gender.is_none() {
            found.missing_if_required(Field::Gender);
        }
        found.language(&self.language);
        let address = if self.address_on_card {
            found.wanted_text(Field::Address, &self.address)
        } else {
            None
        };
        let emergency_contact = found.asked_text(Field::EmergencyContact, &self.emergency_contact);
        let medical_notes = found.asked_text(Field::MedicalNotes, &self.medical_notes);
        let transit_stock = if self.transit { found.stock(&self.transit_stock) } else { None };
        let updates_email = if self.updates { found.email(&self.updates_email) } else { None };
        let band = birth_date.and_then(|date| policy.band(age::years(date, today)));
        let partial = Partial {
            name,
            name_gone_by,
            birth_date: birth_date.map(BirthDate),
            address,
            emergency_contact,
            medical_notes,
            transit_stock,
            band: band.map(|band| band.id.clone()),
            updates_email,
        };
        (partial, found.into_problems())
    }

    /// The age in completed years and its band, as soon as the date of birth is whole; `None`
    /// for an age that nobody has.
    #[must_use]
    pub fn age<'p>(&self, policy: &'p Policy, today: Date) -> Option<(i16, &'p Band)> {
        let years = age::years(rules::typed_date(self)?, today);
        policy.band(years).filter(|_| years <= age::OLDEST_YEARS).map(|band| (years, band))
    }
}

#[cfg(test)]
mod tests;
