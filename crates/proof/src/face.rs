//! What is printed on one card, and the texts made from it.
//!
//! Borrows everything and keeps nothing; its `Debug` prints no personal data.

use std::fmt;

use domain::Signature;
use jiff::civil::Date;

use crate::library_number::check_library_number;
use crate::{Error, Field, words};

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
}

impl fmt::Debug for Face<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Face([personal])")
    }
}

/// One text of the card with its label: an entry in the list to check.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) field: Field,
    pub(crate) label: &'static str,
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

    /// The texts printed on the card, in reading order: front, then back.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let expires = self.expires_on.map_or(words::NO_EXPIRY.to_string(), in_words);
        let birth = in_words(self.birth_date);
        let all = [
            (Field::Name, words::NAME, Some(self.name)),
            (Field::NameGoneBy, words::NAME_GONE_BY, self.name_gone_by),
            (Field::BirthDate, words::BIRTH_DATE, Some(birth.as_str())),
            (Field::ExpiresOn, words::EXPIRES, Some(expires.as_str())),
            (Field::Gender, words::GENDER, self.gender),
            (Field::Address, words::ADDRESS, self.address),
            (Field::CardNumber, words::CARD_NUMBER, Some(self.card_number)),
            (Field::LibraryNumber, words::LIBRARY_NUMBER, self.library_number),
            (Field::TransitStock, words::TRANSIT_STOCK, self.transit_stock),
        ];
        let printed = |(field, label, text)| {
            present(text).map(|text| Entry { field, label, text: text.to_string() })
        };
        all.into_iter().filter_map(printed).collect()
    }

    /// What the QR code says: nothing that is not printed beside it.
    pub(crate) fn qr_content(&self) -> String {
        let expires = self.expires_on.map_or("none".to_string(), |day| day.to_string());
        format!("KEYWAY1:{}:{expires}", self.card_number)
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
