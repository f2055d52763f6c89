//! The list of applications, and one of them with its steps.

use domain::documents::Meter;
use domain::person::{PersonForm, Problem};
use domain::{CardStage, EnvelopeStage, PrintStage, Stage};
use serde::Serialize;
use ts_rs::TS;

use super::card::Card;
use super::photo::{Photo, Signature};

/// One row of the list of applications.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct ApplicationRow {
    /// The application's id.
    pub id: String,
    /// Its number on this counter.
    pub number: u32,
    /// Whether this program can read it; one that a newer program has written it can't.
    pub is_readable: bool,
    /// The name as typed so far; empty when none was, or when it was destroyed.
    pub name: String,
    /// Where it stands.
    pub stage: Stage,
    /// Unix milliseconds of the last save.
    #[ts(type = "number")]
    pub saved_at_ms: i64,
    /// Where its envelope stands, once submitted.
    pub envelope: Option<EnvelopeStage>,
    /// Where its card stands, once it has a number.
    pub card: Option<CardStage>,
    /// Where the newest print job of its card stands.
    pub print: Option<PrintStage>,
}

/// One application, for the four steps.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Application {
    /// The application's id.
    pub id: String,
    /// Its number on this counter.
    pub number: u32,
    /// Where it stands.
    pub stage: Stage,
    /// Whether it may still be changed.
    pub is_open: bool,
    /// Unix milliseconds of the last save.
    #[ts(type = "number")]
    pub saved_at_ms: i64,
    /// The Person step, exactly as typed.
    pub person: PersonForm,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// The age band, as soon as the date of birth is whole.
    pub age: Option<Age>,
    /// The Documents step.
    pub documents: Documents,
    /// The Photo step.
    pub photo: Photo,
    /// The signature, a part of the Photo step.
    pub signature: Signature,
    /// The Card step; none before the proof was made.
    pub card: Option<Card>,
    /// Where its envelope stands, once submitted.
    pub envelope: Option<EnvelopeStage>,
    /// The step parts that are finished.
    pub done: Done,
}

/// An age and its band.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Age {
    /// Completed years.
    pub years: i16,
    /// The band's word in the policy.
    pub band: String,
    /// How many years a card for this band is valid; none for no expiry.
    pub card_years: Option<i16>,
}

/// The Documents step.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Documents {
    /// The kinds that were seen and returned.
    pub seen: Vec<String>,
    /// Whether the clerk attested it.
    pub is_attested: bool,
    /// How far they reach.
    pub meter: Meter,
}

/// Which steps are finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Done {
    /// Every required field is valid.
    pub person: bool,
    /// The rule is met and attested.
    pub documents: bool,
    /// There is a photo that passes every check, or that the clerk took with a reason.
    pub photo: bool,
    /// There is a signature, or a reason to have none, or none is needed.
    pub signature: bool,
    /// The applicant confirmed the proof.
    pub card: bool,
}
