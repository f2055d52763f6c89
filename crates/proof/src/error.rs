//! What can keep a proof from being drawn, and the field it is about.
//!
//! Nothing here carries a word of what was typed: a field is named, its text never is.

use std::fmt;

use domain::Word;
use domain::design::CardField;

/// A printed field, by its name in the enrolment form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The programme's name in the card's header.
    Programme,
    /// The programme's contact line on the back.
    Contact,
    /// The name as on the documents.
    Name,
    /// The name the person goes by.
    NameGoneBy,
    /// The date of birth.
    BirthDate,
    /// The date of expiry, or the words that there is none.
    ExpiresOn,
    /// The self-designated gender marker.
    Gender,
    /// The home address.
    Address,
    /// The card's own number.
    CardNumber,
    /// The library number under the barcode.
    LibraryNumber,
    /// The transit stock number printed on the blank card.
    TransitStock,
    /// Whom to call in an emergency.
    EmergencyContact,
    /// What a helper should know of the holder's health.
    MedicalNotes,
    /// The photo.
    Photo,
    /// The signature.
    Signature,
    /// The insignia of a veteran.
    Veteran,
    /// The mark of an organ donor.
    OrganDonor,
    /// The signed code.
    Code,
    /// A sentence of the proof's own, not of the applicant's.
    Caption,
}

impl From<CardField> for Field {
    fn from(field: CardField) -> Field {
        match field {
            CardField::Programme => Field::Programme,
            CardField::Contact => Field::Contact,
            CardField::Photo => Field::Photo,
            CardField::Name => Field::Name,
            CardField::NameGoneBy => Field::NameGoneBy,
            CardField::BirthDate => Field::BirthDate,
            CardField::ExpiresOn => Field::ExpiresOn,
            CardField::Gender => Field::Gender,
            CardField::Address => Field::Address,
            CardField::CardNumber => Field::CardNumber,
            CardField::Signature => Field::Signature,
            CardField::Veteran => Field::Veteran,
            CardField::OrganDonor => Field::OrganDonor,
            CardField::LibraryNumber => Field::LibraryNumber,
            CardField::TransitStock => Field::TransitStock,
            CardField::EmergencyContact => Field::EmergencyContact,
            CardField::MedicalNotes => Field::MedicalNotes,
            CardField::Code => Field::Code,
        }
    }
}

impl Field {
    /// What of the card it is; none for a sentence of the proof's own.
    #[must_use]
    pub fn of_card(self) -> Option<CardField> {
        CardField::ALL.iter().copied().find(|field| Field::from(*field) == self)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Field::Programme => "programme",
            Field::Contact => "contact",
            Field::Name => "name",
            Field::NameGoneBy => "name gone by",
            Field::BirthDate => "date of birth",
            Field::ExpiresOn => "expiry",
            Field::Gender => "gender",
            Field::Address => "address",
            Field::CardNumber => "card number",
            Field::LibraryNumber => "library number",
            Field::TransitStock => "transit number",
            Field::EmergencyContact => "emergency contact",
            Field::MedicalNotes => "medical notes",
            Field::Photo => "photo",
            Field::Signature => "signature",
            Field::Veteran => "veteran insignia",
            Field::OrganDonor => "organ donor mark",
            Field::Code => "signed code",
            Field::Caption => "caption",
        })
    }
}

/// Why a proof was not drawn.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A field that every card shows is blank.
    #[error("the {field} is blank")]
    Blank {
        /// The blank field.
        field: Field,
    },

    /// None of the fonts can draw a character of the field.
    #[error("no font has a glyph for character {at} of the {field}")]
    MissingGlyph {
        /// The field that holds the character.
        field: Field,
        /// Which character of the field, counted from 0.
        at: usize,
    },

    /// The text is too long for its area, even wrapped and at the smallest size.
    #[error("the {field} does not fit its area")]
    DoesNotFit {
        /// The field that is too long.
        field: Field,
    },

    /// The library number is not 14 digits that end in their mod-10 check digit.
    #[error("the library number is not 14 digits with a right check digit")]
    LibraryNumber,

    /// The photo is not an 8-bit grey or colour JPEG in the ratio 4:5.
    #[error("the photo is not an 8-bit grey or colour jpeg of 4:5")]
    Photo,

    /// A barcode or QR code cannot hold what it should say.
    #[error("the symbol of the {field} cannot be encoded")]
    Symbol {
        /// The field whose symbol failed.
        field: Field,
    },

    /// The design names a style that it does not have: it was not checked.
    #[error("the card's design is not a checked one")]
    Design,

    /// A font that the program carries cannot be read: the build is broken.
    #[error("a built-in font cannot be read")]
    Font,

    /// The page could not be written out as PDF.
    #[error("the page could not be written")]
    Write(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// The field that it is about; none where it is about the whole.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Blank { field }
            | Self::MissingGlyph { field, .. }
            | Self::DoesNotFit { field }
            | Self::Symbol { field } => Some(*field),
            Self::LibraryNumber => Some(Field::LibraryNumber),
            Self::Photo => Some(Field::Photo),
            Self::Design | Self::Font | Self::Write(_) => None,
        }
    }
}
