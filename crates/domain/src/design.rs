//! The card's two faces as data: what stands where, how large, in which colour, and when.
//!
//! ```text
//! policy file -> CardDesign -> checked as it is read -> drawn by the one engine in `proof`
//! ```
//!
//! Draws nothing and knows no font: it says what a drawing must keep to.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};
use ts_rs::TS;

mod check;
mod colour;
mod content;
mod drawing;
mod frame;
mod overlap;
mod styles;
mod symbols;

pub(crate) use check::DesignFault;
pub use colour::Colour;
pub use content::{Art, Cell, Content, Stack};
pub use drawing::{Drawing, Outline, Shape};
pub use frame::Frame;
pub use styles::{Sits, Style, TextWeight};
pub use symbols::{CODE_LIMIT_BYTES, LEAST_BAR_MM, LEAST_MODULE_MM};

/// Width of an ID-1 card in millimetres (ISO/IEC 7810).
pub const CARD_WIDTH_MM: f32 = 85.60;

/// Height of an ID-1 card in millimetres (ISO/IEC 7810).
pub const CARD_HEIGHT_MM: f32 = 53.98;

/// A text of the card's own, by language (BCP 47).
pub type Words = BTreeMap<String, String>;

/// The card's two faces, and the colours and sizes that both use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardDesign {
    /// The language that the card's own words are printed in; each of them has it.
    pub language: String,
    /// The colours, by the name that areas use.
    pub colours: BTreeMap<String, Colour>,
    /// The ways to set a text, by the name that areas use.
    pub styles: BTreeMap<String, Style>,
    /// The side with the photo.
    pub front: FaceDesign,
    /// The side with the barcode.
    pub back: FaceDesign,
}

/// One face: its areas in the order in which they are drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceDesign {
    /// The areas; a later one lies above an earlier one.
    pub areas: Vec<Area>,
}

/// A place on a face, and what stands there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The area's own name, which no other on its face has.
    pub name: String,
    /// Where it is, from the card's upper left corner.
    pub frame_mm: Frame,
    /// On which cards it is drawn; on all that have what it holds where this is left out.
    #[serde(default, skip_serializing_if = "When::is_always")]
    pub when: When,
    /// What stands there.
    pub holds: Content,
}

/// Something a card may show, in the order in which it is read.
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
pub enum CardField {
    /// The programme's name.
    Programme,
    /// How to reach the programme.
    Contact,
    /// The photo.
    Photo,
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
    /// The signature.
    Signature,
    /// The insignia of a veteran.
    Veteran,
    /// The mark of an organ donor.
    OrganDonor,
    /// The library number.
    LibraryNumber,
    /// The number on the blank's transit chip.
    TransitStock,
    /// Whom to call in an emergency.
    EmergencyContact,
    /// What a helper should know of the holder's health.
    MedicalNotes,
    /// The signed code.
    Code,
}

/// On which cards an area is drawn: each rule that is given must be met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// All of these are on the card.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub has: BTreeSet<CardField>,
    /// None of these is on the card.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub lacks: BTreeSet<CardField>,
    /// The holder is in one of these age bands; in any where there is none.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub bands: BTreeSet<String>,
}

/// What the rules of a design ask about one card.
#[derive(Clone, Debug, Default)]
pub struct Facts<'a> {
    /// What the card has.
    pub has: BTreeSet<CardField>,
    /// The id of the holder's age band.
    pub band: &'a str,
}

impl CardField {
    /// Whether it is written in letters or digits.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(
            self,
            Self::Photo | Self::Signature | Self::Veteran | Self::OrganDonor | Self::Code
        )
    }

    /// Whether the applicant is asked to check it in the proof's list; what is not is the
    /// programme's own, or seen at a glance.
    #[must_use]
    pub fn is_listed(self) -> bool {
        !matches!(
            self,
            Self::Programme | Self::Contact | Self::Photo | Self::Signature | Self::Code
        )
    }
}

impl When {
    /// Whether there is no rule at all.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.has.is_empty() && self.lacks.is_empty() && self.bands.is_empty()
    }

    /// Whether a card of these facts meets every rule.
    #[must_use]
    pub fn is_met(&self, facts: &Facts<'_>) -> bool {
        self.has.is_subset(&facts.has)
            && self.lacks.is_disjoint(&facts.has)
            && (self.bands.is_empty() || self.bands.contains(facts.band))
    }

    /// Whether no card can meet both.
    #[must_use]
    pub fn excludes(&self, other: &When) -> bool {
        let apart = |a: &When, b: &When| !a.has.is_disjoint(&b.lacks);
        let bands = !self.bands.is_empty() && !other.bands.is_empty();
        apart(self, other) || apart(other, self) || bands && self.bands.is_disjoint(&other.bands)
    }
}

impl CardDesign {
    /// The card's own words in the card's language.
    #[must_use]
    pub fn words<'a>(&self, words: &'a Words) -> &'a str {
        words.get(&self.language).map_or("", String::as_str)
    }

    /// A colour by its name; black for a name that no checked design has.
    #[must_use]
    pub fn colour(&self, name: &str) -> Colour {
        self.colours.get(name).copied().unwrap_or(Colour::BLACK)
    }

    /// Whether a card of these facts shows `field` on either face.
    #[must_use]
    pub fn shows(&self, field: CardField, facts: &Facts<'_>) -> bool {
        let shows = |face: &FaceDesign| {
            face.leaves().iter().any(|leaf| leaf.shows(field) && leaf.is_met(facts))
        };
        facts.has.contains(&field) && (shows(&self.front) || shows(&self.back))
    }
}

/// An area, or a cell of a stack: what is drawn in the end.
pub(crate) struct Leaf<'a> {
    pub(crate) name: &'a str,
    /// Where it may lie: of a cell, its columns and the stack's whole height.
    pub(crate) frame: Frame,
    /// The height it is sure to have.
    pub(crate) height: f32,
    pub(crate) when: [&'a When; 2],
    pub(crate) holds: &'a Content,
}

impl FaceDesign {
    /// Every area, with the cells of a stack in its place.
    pub(crate) fn leaves(&self) -> Vec<Leaf<'_>> {
        let mut leaves = Vec::new();
        for area in &self.areas {
            let Area { name, frame_mm: frame, when, holds } = area;
            let Content::Stack(stack) = holds else {
                let when = [when, when];
                leaves.push(Leaf { name, frame: *frame, height: frame.height, when, holds });
                continue;
            };
            leaves.extend(stack.rows.iter().flatten().map(|cell| Leaf {
                name: &cell.name,
                frame: Frame { x: frame.x + cell.x_mm, width: cell.width_mm, ..*frame },
                height: cell.height_mm,
                when: [when, &cell.when],
                holds: &cell.holds,
            }));
        }
        leaves
    }
}

impl Leaf<'_> {
    pub(crate) fn shows(&self, field: CardField) -> bool {
        self.holds.field() == Some(field)
    }

    pub(crate) fn is_met(&self, facts: &Facts<'_>) -> bool {
        self.when.iter().all(|when| when.is_met(facts))
    }

    /// Whether a card that shows this leaf is sure to meet `rule`.
    pub(crate) fn implies(&self, rule: &When) -> bool {
        let has = |field| self.shows(field) || self.when.iter().any(|own| own.has.contains(&field));
        let lacks = |field| self.when.iter().any(|own| own.lacks.contains(field));
        let in_bands = |own: &&When| !own.bands.is_empty() && own.bands.is_subset(&rule.bands);
        rule.has.iter().all(|field| has(*field))
            && rule.lacks.iter().all(lacks)
            && (rule.bands.is_empty() || self.when.iter().any(in_bands))
    }

    pub(crate) fn excludes(&self, other: &Leaf<'_>) -> bool {
        self.when.iter().any(|mine| other.when.iter().any(|other| mine.excludes(other)))
    }
}

#[cfg(test)]
mod tests;
