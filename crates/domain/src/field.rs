//! The fields of an application, and how long each may be kept.
//!
//! What must not be kept has no name here: there is no field for a telephone number, a document
//! number or a document image (Municipal Code of Chicago, 2-176).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One field of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Field {
    /// The name, as the documents write it.
    Name,
    /// The name that the person goes by.
    NameGoneBy,
    /// The date of birth.
    BirthDate,
    /// The self-designated gender marker.
    Gender,
    /// The language that the person prefers.
    Language,
    /// The home address, only where the person wants it on the card.
    Address,
    /// Who is told in an emergency, in the applicant's own words; on the back of the card.
    EmergencyContact,
    /// What helpers should know in an emergency; on the back of the card.
    MedicalNotes,
    /// The veteran's mark.
    Veteran,
    /// The mark of one who would give organs.
    OrganDonor,
    /// The library account.
    Library,
    /// The number on the blank card's transit chip.
    TransitStock,
    /// An e-mail address for news of the programme, never joined to the application.
    UpdatesEmail,
    /// The photograph.
    Photo,
    /// The signature; asked for where the policy names it.
    Signature,
}

impl Field {
    /// The word that the policy, the database and the window know it by.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::NameGoneBy => "name_gone_by",
            Self::BirthDate => "birth_date",
            Self::Gender => "gender",
            Self::Language => "language",
            Self::Address => "address",
            Self::EmergencyContact => "emergency_contact",
            Self::MedicalNotes => "medical_notes",
            Self::Veteran => "veteran",
            Self::OrganDonor => "organ_donor",
            Self::Library => "library",
            Self::TransitStock => "transit_stock",
            Self::UpdatesEmail => "updates_email",
            Self::Photo => "photo",
            Self::Signature => "signature",
        }
    }
}

/// How long a field is kept, and where. The policy gives each field its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export_to = "types.ts")]
pub enum Retention {
    /// Never leaves the counter; destroyed at hand-over, day close or after the policy's hours.
    CounterOnly,
    /// Sealed on its way; destroyed once the card is issued and the policy's days are over.
    UntilIssued,
    /// Kept for the card's life; holds no name.
    Register,
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_fields_word_is_the_one_that_the_policy_writes() {
        for field in crate::person::KEPT_HERE {
            let written = serde_json::to_value(field).expect("a word");
            assert_eq!(written, field.word());
        }
    }
}
