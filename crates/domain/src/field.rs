//! The fields of an application: what each is, who is asked for it, and how long it may be kept.
//!
//! Everything that is true of a field whatever the policy says stands in [`Field::traits`]; what a
//! programme decides stands in its file, within these bounds. What must not be kept has no name
//! here: there is no field for a telephone number, a document number or a document image
//! (Municipal Code of Chicago, 2-176).

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};
use ts_rs::TS;

use crate::Word;
use crate::design::CardField;

mod traits;

pub use traits::{Asked, Holds, Step, Traits};

/// One field of an application, in the order of the form.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    IntoStaticStr,
    VariantArray,
    Serialize,
    Deserialize,
    TS,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
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
    /// Which kinds of documents were seen. Release papers say prison and a shelter's letter says
    /// homeless: of all that is asked for, this tells the most.
    Documents,
    /// The photograph.
    Photo,
    /// The signature; asked for where the policy names it.
    Signature,
}

impl Field {
    /// The field that a clerk mends when `printed` can't be drawn: the signed code is as long as
    /// the name makes it.
    #[must_use]
    pub fn behind(printed: CardField) -> Option<Self> {
        if printed == CardField::Code {
            return Some(Self::Name);
        }
        Self::ALL.iter().copied().find(|field| field.traits().card == Some(printed))
    }
}

/// How long a field is kept, and where. The policy gives each field its class.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
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
    use super::*;

    #[test]
    fn what_must_not_be_kept_has_no_name() {
        assert_eq!(Field::from_word("phone"), None);
    }

    #[test]
    fn what_is_printed_leads_back_to_the_one_field_that_it_comes_from() {
        for field in Field::ALL {
            let Some(printed) = field.traits().card else { continue };
            assert_eq!(Field::behind(printed), Some(*field), "{printed:?}");
        }
        assert_eq!(Field::behind(CardField::Code), Some(Field::Name));
        assert_eq!(Field::behind(CardField::Programme), None);
    }
}
