//! One application as it lies in the database: its row, its sealed parts, its card.
//!
//! Reads and judges; never moves a stage.

use std::collections::BTreeSet;

use domain::person::{Person, PersonForm, Problem};
use domain::photo::{Crop, Report};
use domain::{Field, Personal, Policy, Signature, Stage};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::table::application::{self, ApplicationRow};
use store::table::card::{self, CardRow};
use store::table::journal;
use store::table::sealed::{self, Part};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::error::{Code, Error, Step};
use crate::ports::make_nonce;
use crate::view;

/// The Documents step, as stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SeenDocuments {
    pub kinds: BTreeSet<String>,
    pub is_attested: bool,
}

/// The size of the picture, the frame in it and what was found there, as stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Framing {
    pub width: u32,
    pub height: u32,
    pub crop: Crop,
    /// None in what an older build stored.
    #[serde(default)]
    pub report: Option<Report>,
    /// The word for why the clerk takes the photo as it is; medical or religious, and therefore
    /// kept here under the application's key and nowhere else.
    #[serde(default)]
    pub exception: Option<String>,
    /// The clerk wants the picture as it was taken, whatever its light.
    #[serde(default)]
    pub as_taken: bool,
    /// The card shows it brighter than it was taken. No card of an older build does.
    #[serde(default)]
    pub is_lifted: bool,
}

impl Framing {
    /// Whether the photo may go on the card: it passes, or the clerk said why it need not.
    fn is_taken(&self) -> bool {
        self.exception.is_some() || self.report.as_ref().is_some_and(Report::passes)
    }

    /// How the card shows the picture's light.
    fn light(&self) -> view::PhotoLight {
        match (self.as_taken, self.is_lifted) {
            (true, _) => view::PhotoLight::Untouched,
            (false, true) => view::PhotoLight::Brightened,
            (false, false) => view::PhotoLight::Good,
        }
    }

    /// Whether `crop` is the frame that the report speaks of.
    pub fn is_judged_in(&self, crop: Crop) -> bool {
        let parts = |Crop { left, top, width, turn_degrees }| [left, top, width, turn_degrees];
        let mut pairs = parts(self.crop).into_iter().zip(parts(crop));
        self.report.is_some() && pairs.all(|(one, other)| (one - other).abs() <= SAME)
    }
}

/// Frames that differ by no more are one: a number's own rounding on its way to the window.
const SAME: f64 = 1e-9;

/// What was drawn, or why nothing was, as stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Signing {
    /// The applicant signed.
    Signed(Signature),
    /// A word of the policy's; it may be medical and therefore stays here, under the
    /// application's key.
    Skipped(Personal<String>),
}

/// One application with all that was typed.
pub(crate) struct Dossier {
    pub row: ApplicationRow,
    pub person: PersonForm,
    pub documents: SeenDocuments,
    pub framing: Option<Framing>,
    pub signing: Option<Signing>,
    pub card: Option<CardRow>,
    photo_edition: u32,
}

impl Dossier {
    /// Reads the application `id`.
    pub fn read(tx: &Tx<'_>, id: Uuid) -> Result<Self, Error> {
        let row = application::get(tx, id)?.ok_or(Code::NoSuchApplication)?;
        Ok(Self {
            person: read_part(tx, id, Part::Person)?.unwrap_or_default(),
            documents: read_part(tx, id, Part::Documents)?.unwrap_or_default(),
            framing: read_part(tx, id, Part::Crop)?,
            signing: read_part(tx, id, Part::Signature)?,
            card: card::of_application(tx, id)?,
            photo_edition: sealed::edition(tx, id, Part::Photo)?,
            row,
        })
    }

    /// Whether nobody has typed, ticked, taken or drawn anything.
    pub fn is_untouched(&self) -> bool {
        self.person == PersonForm::default()
            && self.documents == SeenDocuments::default()
            && self.framing.is_none()
            && self.signing.is_none()
            && self.card.is_none()
    }

    /// The person on the card, or every problem.
    pub fn check(&self, policy: &Policy, today: Date) -> Result<Person, Vec<Problem>> {
        self.person.check(policy, today)
    }

    fn meter(&self, policy: &Policy, today: Date) -> domain::documents::Meter {
        let band = self.person.age(policy, today).map(|(_, band)| band.id.as_str());
        policy.documents.meter(&self.documents.kinds, band)
    }

    /// Whether there is a photo that may go on the card.
    pub fn has_photo(&self) -> bool {
        self.framing.as_ref().is_some_and(Framing::is_taken)
    }

    /// The signature, where there is one and the card shows it.
    pub fn signature(&self, policy: &Policy) -> Option<&Signature> {
        match &self.signing {
            Some(Signing::Signed(signature)) if policy.asks_for_signature() => Some(signature),
            _ => None,
        }
    }

    /// Whether the applicant has signed, skipped it for a reason, or need do neither.
    fn is_signing_done(&self, policy: &Policy) -> bool {
        self.signing.is_some() || !policy.field(Field::Signature).required
    }

    fn signature_view(&self, policy: &Policy) -> view::Signature {
        view::Signature {
            is_wanted: policy.asks_for_signature(),
            strokes: match &self.signing {
                Some(Signing::Signed(signature)) => Some(signature.clone()),
                _ => None,
            },
            skipped: match &self.signing {
                Some(Signing::Skipped(reason)) => Some(reason.reveal().clone()),
                _ => None,
            },
        }
    }

    /// The person, once nothing is missing from any step and there are no `problems`.
    pub fn complete(
        &self,
        policy: &Policy,
        today: Date,
        problems: &[Problem],
    ) -> Result<Person, Error> {
        if !problems.is_empty() {
            return Err(Error::NotComplete(Step::Person));
        }
        let person = self.check(policy, today).map_err(|_| Error::NotComplete(Step::Person))?;
        if !(self.meter(policy, today).satisfied && self.documents.is_attested) {
            return Err(Error::NotComplete(Step::Documents));
        }
        if policy.field(Field::Photo).required && !self.has_photo() {
            return Err(Error::NotComplete(Step::Photo));
        }
        if !self.is_signing_done(policy) {
            return Err(Error::NotComplete(Step::Signature));
        }
        Ok(person)
    }

    /// What the four steps show, `problems` among it.
    pub fn view(
        &self,
        tx: &Tx<'_>,
        policy: &Policy,
        today: Date,
        problems: Vec<Problem>,
    ) -> Result<view::Application, Error> {
        let meter = self.meter(policy, today);
        let envelope = journal::of_application(tx, self.row.id)?.map(|(_, stage, _)| stage);
        let stage = self.row.stage;
        let is_sent = stage.is_submitted() || stage == Stage::Closed;
        let framing = self.framing.as_ref();
        Ok(view::Application {
            id: self.row.id.to_string(),
            number: self.row.number,
            stage,
            is_open: stage.is_open(),
            saved_at_ms: self.row.saved_at_ms,
            done: view::Done {
                person: problems.is_empty(),
                // Which kinds were seen is forgotten long before the application is.
                documents: is_sent || (meter.satisfied && self.documents.is_attested),
                photo: self.has_photo(),
                signature: self.is_signing_done(policy),
                card: is_sent || stage == Stage::Confirmed,
            },
            problems,
            age: self.person.age(policy, today).map(|(years, band)| view::Age {
                years,
                band: band.id.clone(),
                card_years: band.card_years,
            }),
            documents: view::Documents {
                seen: self.documents.kinds.iter().cloned().collect(),
                is_attested: self.documents.is_attested,
                meter,
            },
            photo: view::Photo {
                picture: framing.map(|f| view::Picture { width: f.width, height: f.height }),
                crop: framing.map(|framing| framing.crop),
                report: framing.and_then(|framing| framing.report.clone()),
                exception: framing.and_then(|framing| framing.exception.clone()),
                light: framing.map(Framing::light),
                edition: self.photo_edition,
            },
            signature: self.signature_view(policy),
            card: self.card_view(),
            person: self.person.clone(),
            envelope,
        })
    }

    /// The card, as soon as the proof was made; a change takes it off the screen again.
    fn card_view(&self) -> Option<view::Card> {
        let card = self.card.as_ref()?;
        let is_proven = !matches!(self.row.stage, Stage::Draft | Stage::Returned);
        is_proven.then(|| view::Card {
            number: card.number.clone(),
            library_number: card.library_number.clone().filter(|_| self.person.library),
            expires_on: card.expires_on.map(|day| day.to_string()),
        })
    }
}

/// Reads one part back.
pub(crate) fn read_part<T: for<'de> Deserialize<'de>>(
    tx: &Tx<'_>,
    id: Uuid,
    part: Part,
) -> Result<Option<T>, Error> {
    let Some(bytes) = sealed::get(tx, id, part)? else { return Ok(None) };
    Ok(Some(serde_json::from_slice(&bytes)?))
}

/// Writes one part; the plain bytes are wiped.
pub(crate) fn write_part<T: Serialize>(
    tx: &Tx<'_>,
    id: Uuid,
    part: Part,
    value: &T,
) -> Result<(), Error> {
    let plain = Zeroizing::new(serde_json::to_vec(value)?);
    Ok(sealed::put(tx, id, part, &plain, make_nonce())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_older_build_framed_is_shown_as_it_was_taken() {
        let stored = r#"{"width": 800, "height": 1000, "crop": {"left": 0, "top": 0, "width": 1}}"#;
        let framing: Framing = serde_json::from_str(stored).expect("an older build's");
        assert_eq!(framing.light(), view::PhotoLight::Good);
        assert!(!framing.as_taken && framing.report.is_none());
    }
}
