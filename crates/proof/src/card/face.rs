//! What is printed on one card, and the texts made from it.
//!
//! Borrows everything and keeps nothing; its `Debug` prints no personal data.

use std::collections::BTreeSet;
use std::fmt;

use domain::design::{CardDesign, CardField, Facts};
use domain::{Signature, Word};
use jiff::civil::Date;

use super::library_number::check_library_number;
use crate::error::{Error, Field};

/// Everything that one card shows, front and back.
///
/// An optional text that is blank is treated as absent.
#[derive(Clone, Copy)]
pub struct Face<'a> {
    /// The programme's name, in the header.
    pub programme: &'a str,
    /// How to reach the programme, one line on the back.
    pub contact: &'a str,
    /// The name as on the documents.
    pub name: &'a str,
    /// The name the person goes by, if it is to be shown.
    pub name_gone_by: Option<&'a str>,
    /// The date of birth.
    pub birth_date: Date,
    /// The day the card expires; `None` prints that it does not.
    pub expires_on: Option<Date>,
    /// The self-designated gender marker (`F`, `M`, `X`); `None` prints nothing.
    pub gender: Option<&'a str>,
    /// The home address, lines parted by `\n`; `None` prints nothing.
    pub address: Option<&'a str>,
    /// The card's own number.
    pub card_number: &'a str,
    /// The library number: 14 digits, the last a check digit.
    pub library_number: Option<&'a str>,
    /// The number on the blank card's transit chip.
    pub transit_stock: Option<&'a str>,
    /// The photo: a JPEG of 4:5, taken over byte for byte.
    pub photo_jpeg: &'a [u8],
    /// The signature; `None` leaves neither ink nor line.
    pub signature: Option<&'a Signature>,
    /// Whether the holder chose the insignia of a veteran.
    pub veteran: bool,
    /// Whether the holder chose the mark of an organ donor.
    pub organ_donor: bool,
    /// Whom to call in an emergency; `None` prints nothing.
    pub emergency_contact: Option<&'a str>,
    /// What a helper should know of the holder's health; `None` prints nothing.
    pub medical_notes: Option<&'a str>,
    /// The policy's id of the holder's age band, which the design's rules may ask for.
    pub band: &'a str,
    /// The signed statement that the QR code shows; `None` draws no code.
    pub code: Option<&'a [u8]>,
}

impl fmt::Debug for Face<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Face([personal])")
    }
}

/// What the card shows of a field: an entry in the list to check.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) field: Field,
    /// Blank where there is no text to say: no expiry, a mark.
    pub(crate) text: String,
}

impl Face<'_> {
    /// Refuses a face that lacks what every card shows, or whose library number is wrong.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let required = [
            (Field::Programme, self.programme),
            (Field::Contact, self.contact),
            (Field::Name, self.name),
            (Field::CardNumber, self.card_number),
        ];
        for (field, text) in required {
            if text.trim().is_empty() {
                return Err(Error::Blank { field });
            }
        }
        present(self.library_number).map_or(Ok(()), check_library_number)
    }

    /// What the rules of a design ask about this card.
    pub(crate) fn facts(&self) -> Facts<'_> {
        let given = [
            (CardField::Photo, true),
            (CardField::Signature, self.signature.is_some()),
            (CardField::Veteran, self.veteran),
            (CardField::OrganDonor, self.organ_donor),
            (CardField::Code, self.code.is_some()),
        ];
        let mut has: BTreeSet<CardField> =
            given.into_iter().filter(|(_, is_given)| *is_given).map(|(field, _)| field).collect();
        has.extend(CardField::ALL.iter().filter(|field| self.text(**field).is_some()));
        Facts { has, band: self.band }
    }

    /// What the card says in a field of text; `None` where it says nothing.
    pub(crate) fn text(&self, field: CardField) -> Option<String> {
        let text = match field {
            CardField::BirthDate => return Some(in_words(self.birth_date)),
            CardField::ExpiresOn => return self.expires_on.map(in_words),
            CardField::Programme => Some(self.programme),
            CardField::Contact => Some(self.contact),
            CardField::Name => Some(self.name),
            CardField::NameGoneBy => self.name_gone_by,
            CardField::Gender => self.gender,
            CardField::Address => self.address,
            CardField::CardNumber => Some(self.card_number),
            CardField::LibraryNumber => self.library_number,
            CardField::TransitStock => self.transit_stock,
            CardField::EmergencyContact => self.emergency_contact,
            CardField::MedicalNotes => self.medical_notes,
            CardField::Photo
            | CardField::Signature
            | CardField::Veteran
            | CardField::OrganDonor
            | CardField::Code => None,
        };
        present(text).map(str::to_owned)
    }

    /// What this card shows for the applicant to check, in reading order: front, then back.
    pub(crate) fn entries(&self, design: &CardDesign) -> Vec<Entry> {
        let facts = self.facts();
        let entry = |field| {
            let said = match field {
                CardField::ExpiresOn | CardField::Veteran | CardField::OrganDonor => {
                    self.text(field).or(Some(String::new()))
                }
                _ => self.text(field),
            };
            let is_shown = field == CardField::ExpiresOn || design.shows(field, &facts);
            let text = said.filter(|_| is_shown)?;
            Some(Entry { field: Field::from(field), text })
        };
        CardField::ALL.iter().copied().filter(|field| field.is_listed()).filter_map(entry).collect()
    }
}

fn present(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

/// A date that no reader can take for another: the month is a word.
fn in_words(day: Date) -> String {
    day.strftime("%b %-d, %Y").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_written_with_the_month_as_a_word() {
        assert_eq!(in_words(date(1984, 2, 29)), "Feb 29, 1984");
        assert_eq!(in_words(date(2031, 11, 3)), "Nov 3, 2031");
    }
}
