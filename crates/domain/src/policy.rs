//! The programme's rules as data.
//!
//! A programme edits its policy file, never the code. Two facts can't be configured away and are
//! refused here: the address, the emergency contact, the medical notes and the kinds of documents that
//! were seen never cross the wire, and documents are never collected (there is no word for it in the
//! file's language).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Word;
use crate::age::Band;
use crate::design::CardDesign;
use crate::documents::DocumentPolicy;
use crate::field::{Field, Retention};
use crate::number::NumberFormat;
use crate::photo::PhotoRules;
use crate::signature::SignatureRules;
use crate::zone::Zone;

mod read;
pub mod words;

pub use read::PolicyError;

/// The version of the file's language that this build reads.
pub const FORMAT: u32 = 1;

/// The rules of one programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The version of the file's language; [`FORMAT`].
    pub format: u32,
    /// Which policy this is.
    pub id: String,
    /// Which edition of it; a higher one replaces a lower one.
    pub edition: u32,
    /// Who issues the card.
    pub programme: Programme,
    /// Which languages there are.
    pub languages: Languages,
    /// The age bands, youngest first, without gaps.
    pub bands: Vec<Band>,
    /// The rule for each field.
    pub fields: BTreeMap<Field, FieldRule>,
    /// The documents.
    pub documents: DocumentPolicy,
    /// The photo.
    pub photo: PhotoRules,
    /// The signature; a file that leaves it out knows no reason to skip one.
    #[serde(default)]
    pub signature: SignatureRules,
    /// The numbers on the card.
    pub numbers: Numbers,
    /// Printing and the blank cards; a file that leaves it out knows one reason for everything.
    #[serde(default)]
    pub printing: PrintingRules,
    /// What the code on the card says; a file that leaves it out says the least.
    #[serde(default)]
    pub card_code: CardCodeRules,
    /// How long things are kept.
    pub keep: Keep,
    /// How the counter behaves.
    pub counter: CounterRules,
    /// The card's two faces.
    pub card_design: CardDesign,
}

/// Who issues the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The name on the card.
    pub name: String,
    /// How to reach the programme, as printed on the back.
    pub contact: String,
    /// The time zone whose midnight ends a day, by its name in the IANA list.
    pub time_zone: Zone,
}

/// Which languages there are, as BCP 47 tags.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Languages {
    /// For staff.
    pub operator: Vec<String>,
    /// For applicants.
    pub applicant: Vec<String>,
}

/// The rule for one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldRule {
    /// Whether the card can't do without it.
    #[serde(default)]
    pub required: bool,
    /// Most characters; 0 for a field that is not text.
    #[serde(default)]
    pub limit_chars: u32,
    /// How long it is kept, and where.
    pub retention: Retention,
}

/// The numbers on the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// The card's own number.
    pub card: NumberFormat,
    /// The library barcode (Codabar, 14 digits with a mod-10 check digit).
    pub library: NumberFormat,
    /// The number on the blank's transit chip.
    pub transit: StockLength,
    /// Whether a source for these could not be had.
    #[serde(default)]
    pub provisional: bool,
}

/// How long a stock number is, in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StockLength {
    /// Fewest digits.
    pub min_digits: usize,
    /// Most digits.
    pub max_digits: usize,
}

/// Printing and the blank cards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintingRules {
    /// How far the ground runs out beyond each edge of a card's page, in millimetres; 0 where the
    /// printer wants the page to be the card.
    #[serde(default)]
    pub bleed_mm: f32,
    /// Words for how a blank is ruined.
    pub spoil_reasons: Vec<String>,
    /// Words for why a card is made once more.
    pub reprint_reasons: Vec<String>,
    /// Words for why a count finds other than there should be.
    pub stock_reasons: Vec<String>,
    /// So few blanks left that staff are warned.
    pub low_stock: u32,
}

impl Default for PrintingRules {
    fn default() -> Self {
        let other = || vec!["other".to_owned()];
        Self {
            bleed_mm: 0.0,
            spoil_reasons: other(),
            reprint_reasons: other(),
            stock_reasons: other(),
            low_stock: 50,
        }
    }
}

/// What the signed code on the card's back says, beyond number, name, expiry and programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardCodeRules {
    /// What it tells of the day of birth.
    #[serde(default)]
    pub birth: BirthInCode,
}

/// What the code tells of the day of birth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BirthInCode {
    /// The date, so that a changed date on the card is found out.
    Date,
    /// The ages of the holder's band alone.
    #[default]
    Band,
}

/// How long things are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keep {
    /// Hours after capture when `counter-only` fields are destroyed at the latest.
    pub counter_only_hours: u32,
    /// Days after hand-over when the server shall destroy `until-issued` fields. No code does so
    /// yet, and nothing may promise it before one does.
    pub until_issued_days: u32,
    /// Hours after which a proof that was saved as a file is deleted.
    pub saved_proof_hours: u32,
}

/// How the counter behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterRules {
    /// Minutes without a touch after which the screen locks.
    pub idle_lock_minutes: u32,
    /// Fewest characters of a passphrase.
    pub passphrase_min_chars: u32,
    /// Whether a card may be printed before a supervisor's review.
    pub print_before_review: bool,
}

impl Policy {
    /// The band that holds an age of `years`.
    #[must_use]
    pub fn band(&self, years: i16) -> Option<&Band> {
        self.bands.iter().find(|band| band.holds(years))
    }

    /// The band with this id.
    #[must_use]
    pub fn band_named(&self, id: &str) -> Option<&Band> {
        self.bands.iter().find(|band| band.id == id)
    }

    /// Whether the applicant is asked for `field`: the file has a rule for it.
    #[must_use]
    pub fn asks_for(&self, field: Field) -> bool {
        self.fields.contains_key(&field)
    }

    /// Whether the applicant is asked to sign: the file has a rule for the signature.
    #[must_use]
    pub fn asks_for_signature(&self) -> bool {
        self.asks_for(Field::Signature)
    }

    /// The rule for `field`; one the file leaves out is optional, empty, and of the strictest class
    /// that it may have.
    #[must_use]
    pub fn field(&self, field: Field) -> FieldRule {
        let strictest = field.traits().classes[0];
        let silent = FieldRule { required: false, limit_chars: 0, retention: strictest };
        self.fields.get(&field).copied().unwrap_or(silent)
    }

    /// The fields that never leave the counter.
    pub fn counter_only(&self) -> impl Iterator<Item = Field> {
        let fields = Field::ALL.iter().copied();
        fields.filter(|field| self.is_counter_only(*field))
    }

    /// Whether `field` never leaves the counter.
    #[must_use]
    pub fn is_counter_only(&self, field: Field) -> bool {
        self.field(field).retention == Retention::CounterOnly
    }
}
