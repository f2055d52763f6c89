//! What a card shows of an application: of the card that is made, and of the one that there would be.

use domain::person::{Gender, Partial};
use domain::{Field, Personal, Policy};
use jiff::civil::Date;
use proof::Face;

use crate::dossier::Dossier;

/// What of a card no form says.
pub(super) struct Given<'a> {
    /// The card's number.
    pub number: &'a str,
    /// The library number; shown where the person wants a library card.
    pub library: Option<&'a str>,
    /// The last day; none for no expiry.
    pub expires_on: Option<Date>,
    /// The photo; empty where it is not asked for.
    pub photo_jpeg: &'a [u8],
    /// The signed code.
    pub code: Option<&'a [u8]>,
}

/// What the card shows. A date of birth that is not right yet is as long as `today`.
pub(super) fn face_of<'a>(
    policy: &'a Policy,
    dossier: &'a Dossier,
    person: &'a Partial,
    today: Date,
    given: &Given<'a>,
) -> Face<'a> {
    let form = &dossier.person;
    Face {
        programme: &policy.programme.name,
        contact: &policy.programme.contact,
        name: shown(person.name.as_ref()).unwrap_or_default(),
        name_gone_by: shown(person.name_gone_by.as_ref()),
        birth_date: person.birth_date.map_or(today, |date| date.0),
        expires_on: given.expires_on,
        gender: form.gender.map(Gender::letter),
        address: shown(person.address.as_ref()),
        card_number: given.number,
        library_number: given.library.filter(|_| form.library),
        transit_stock: person.transit_stock.as_deref(),
        photo_jpeg: given.photo_jpeg,
        signature: dossier.signature(policy),
        veteran: form.veteran && policy.asks_for(Field::Veteran),
        organ_donor: form.organ_donor && policy.asks_for(Field::OrganDonor),
        emergency_contact: shown(person.emergency_contact.as_ref()),
        medical_notes: shown(person.medical_notes.as_ref()),
        band: person.band.as_deref().unwrap_or_default(),
        code: given.code,
    }
}

fn shown(text: Option<&Personal<String>>) -> Option<&str> {
    text.map(|text| text.reveal().as_str())
}
