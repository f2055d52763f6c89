//! What a counter tells the server, inside the sealed body.
//!
//! There is no field for an address, an emergency contact, medical notes, a telephone number, or a
//! document's number or image: what must not be kept has no place to be kept.

use domain::{Personal, Signature};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// Which fact an envelope carries, readable in its header.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FactKind {
    /// An applicant's confirmed application.
    ApplicationSubmitted,
    /// E-mail addresses for news, joined to no application.
    UpdatesLeft,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// An applicant's confirmed application.
    ApplicationSubmitted(Box<SubmittedApplication>),
    /// E-mail addresses for news, joined to no application.
    UpdatesLeft(UpdatesLeft),
}

impl Fact {
    /// Which fact it is.
    #[must_use]
    pub fn kind(&self) -> FactKind {
        match self {
            Self::ApplicationSubmitted(_) => FactKind::ApplicationSubmitted,
            Self::UpdatesLeft(_) => FactKind::UpdatesLeft,
        }
    }
}

/// An applicant's confirmed application, without what must stay on the counter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmittedApplication {
    /// The name, as the documents write it.
    pub name: Personal<String>,
    /// The name gone by.
    pub name_gone_by: Option<Personal<String>>,
    /// The date of birth, `YYYY-MM-DD`.
    pub birth_date: Personal<String>,
    /// The chosen marker: `F`, `M`, `X`, or none.
    pub gender: Option<Personal<String>>,
    /// The preferred language (BCP 47).
    pub language: String,
    /// The card photo, JPEG.
    pub photo_jpeg: PhotoBytes,
    /// The signature's strokes; none when it was skipped, for a reason that stays on the counter.
    pub signature: Option<Signature>,
    /// Whether the card shows the veteran's mark; written only when it does.
    #[serde(default, skip_serializing_if = "is_no")]
    pub veteran: bool,
    /// Whether the card shows the organ donor's mark; written only when it does.
    #[serde(default, skip_serializing_if = "is_no")]
    pub organ_donor: bool,
    /// What was seen, and by which rule it was enough.
    pub document_check: DocumentCheck,
    /// What the register keeps for the card's life.
    pub register: Register,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
fn is_no(chosen: &bool) -> bool {
    !chosen
}

impl std::fmt::Debug for SubmittedApplication {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SubmittedApplication({:?}, [personal])", self.register)
    }
}

/// A card photo; `Debug` prints its size only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhotoBytes(#[serde(with = "serde_bytes")] pub Vec<u8>);

impl std::fmt::Debug for PhotoBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{} bytes, personal]", self.0.len())
    }
}

/// That documents were seen and returned, and that they were enough. Which kinds they were never
/// leaves the counter: papers of release, of asylum or of a shelter tell more of a person than all
/// else here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentCheck {
    /// The policy by which they were enough.
    pub policy_id: String,
    /// The edition of that policy.
    pub policy_edition: u32,
    /// Whether the clerk attests that what was seen is enough by that policy.
    pub enough: bool,
}

/// What the register keeps for the card's life; holds no name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// The card's number.
    pub card_number: String,
    /// The library number.
    pub library_number: Option<String>,
    /// The transit stock number.
    pub transit_stock: Option<String>,
    /// The last day of the card, `YYYY-MM-DD`; none for no expiry.
    pub expires_on: Option<String>,
    /// The site's name.
    pub site: String,
    /// The site's day, `YYYY-MM-DD`.
    pub day: String,
}

/// E-mail addresses for news, shuffled, joined to no application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdatesLeft {
    /// The addresses.
    pub emails: Vec<Personal<String>>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ciborium::Value;

    use super::*;
    use crate::fixtures::{application, submitted, updates};
    use crate::stream::{from_cbor, to_cbor};

    /// Every key of `value`, each with the keys above it.
    fn keys_of(value: &Value, above: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Map(pairs) => {
                for (key, value) in pairs {
                    let key = key.as_text().expect("keys are words");
                    let path = format!("{above}{key}");
                    keys_of(value, &format!("{path}."), found);
                    found.insert(path);
                }
            }
            Value::Array(values) => values.iter().for_each(|value| keys_of(value, above, found)),
            _ => {}
        }
    }

    fn assert_keys(value: &impl Serialize, expected: &[&str]) {
        let value = Value::serialized(value).expect("it has CBOR");
        let mut found = BTreeSet::new();
        keys_of(&value, "", &mut found);
        let expected: BTreeSet<String> = expected.iter().map(|&key| key.to_owned()).collect();
        assert_eq!(found, expected, "what crosses the wire is decided here, key by key");
    }

    #[test]
    fn an_application_crosses_the_wire_with_these_fields_and_no_address() {
        let expected = [
            "name",
            "name_gone_by",
            "birth_date",
            "gender",
            "language",
            "photo_jpeg",
            "signature",
            "document_check",
            "document_check.policy_id",
            "document_check.policy_edition",
            "document_check.enough",
            "register",
            "register.card_number",
            "register.library_number",
            "register.transit_stock",
            "register.expires_on",
            "register.site",
            "register.day",
        ];
        assert_keys(&application(), &expected);
        let marked = SubmittedApplication { veteran: true, organ_donor: true, ..application() };
        assert_keys(&marked, &[&expected[..], &["veteran", "organ_donor"]].concat());
    }

    #[test]
    fn a_mark_that_was_not_chosen_is_not_written_and_reads_as_not_chosen() {
        for (veteran, organ_donor) in [(false, false), (true, false), (false, true)] {
            let fact = SubmittedApplication { veteran, organ_donor, ..application() };
            let bytes = to_cbor(&fact).expect("it has CBOR");
            assert_eq!(from_cbor::<SubmittedApplication>(&bytes), Ok(fact));
        }
    }

    #[test]
    fn news_addresses_cross_the_wire_with_nothing_beside_them() {
        assert_keys(&updates(), &["updates_left", "updates_left.emails"]);
    }

    #[test]
    fn a_field_that_the_wire_does_not_have_is_refused() {
        for field in ["address", "emergency_contact", "medical_notes", "documents"] {
            let mut value = Value::serialized(&application()).expect("it has CBOR");
            let pairs = value.as_map_mut().expect("it is a map");
            pairs.push((field.into(), "12 Elm Street".into()));
            let bytes = to_cbor(&value).expect("it has CBOR");
            let read = from_cbor::<SubmittedApplication>(&bytes);
            assert_eq!(read.map(|_| ()), Err(crate::Error::Malformed), "{field}");
        }
    }

    #[test]
    fn debug_shows_nothing_of_the_person() {
        for fact in [submitted(), updates()] {
            let shown = format!("{fact:?}");
            for personal in ["Nguyễn", "Anna", "1990", "rosa", "255"] {
                assert!(!shown.contains(personal), "{shown}");
            }
        }
        assert_eq!(format!("{:?}", application().signature), "Some([personal])");
        assert_eq!(format!("{:?}", application().photo_jpeg), "[4 bytes, personal]");
    }
}
