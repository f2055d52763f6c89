//! What an area of the card may hold.
//!
//! Says what, never how it is drawn.

use serde::{Deserialize, Serialize};

use super::{CardField, Drawing, When, Words};

/// What stands in an area. All but ground and fixed words is left out where the card lacks it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Content {
    /// Ground: a plain colour.
    Fill {
        /// Its colour.
        colour: String,
    },
    /// Ground: fine waves from side to side, hard to copy and quiet behind a text.
    Waves {
        /// Their colour.
        colour: String,
        /// How far apart they are, in millimetres.
        pitch_mm: f32,
        /// How wide each is, in points.
        width_pt: f32,
    },
    /// Ground: a six-pointed star of Chicago's flag.
    Star {
        /// Its colour.
        colour: String,
    },
    /// Ground: a drawing of the programme's own, as large as fits, in the middle of its area.
    Drawing(Drawing),
    /// The photo, 4:5.
    Photo {
        /// How round its corners are, in millimetres.
        radius_mm: f32,
        /// The colour of its outline.
        outline: String,
    },
    /// The signature, on a thin line.
    Signature {
        /// The colour of the ink.
        ink: String,
        /// The colour of the line.
        line: String,
    },
    /// Words of the card's own.
    Words {
        /// The words, by language.
        words: Words,
        /// How they are set.
        style: String,
    },
    /// What the card says in a field, with its label above.
    Field {
        /// Which.
        field: CardField,
        /// The label, by language; without one the text stands alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<Words>,
        /// How the label is set.
        #[serde(default = "label_style", skip_serializing_if = "is_label_style")]
        label_style: String,
        /// How the text is set.
        style: String,
        /// What stands there where there is none: of a card without expiry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        none: Option<Words>,
    },
    /// A drawn mark with its words beside it.
    Insignia {
        /// Which.
        art: Art,
        /// The colour of the mark.
        colour: String,
        /// The colour of the plate behind both; without one there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plate: Option<String>,
        /// The words, by language.
        words: Words,
        /// How they are set.
        style: String,
    },
    /// The library number as a Codabar symbol, its label above and its digits below.
    Barcode {
        /// The width of a narrow bar, in millimetres.
        bar_mm: f32,
        /// The label, by language.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<Words>,
        /// How the label is set.
        #[serde(default = "label_style", skip_serializing_if = "is_label_style")]
        label_style: String,
        /// How the digits are set.
        style: String,
    },
    /// The signed code as a QR code, its quiet zone within the area.
    Code {
        /// The least width of a module, in millimetres.
        module_mm: f32,
    },
    /// Areas below each other that close up where one is absent.
    Stack(Stack),
}

/// A mark that can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Art {
    /// A five-pointed star, for a veteran.
    Veteran,
    /// A heart, for an organ donor.
    OrganDonor,
}

/// Rows below each other; a row of which nothing is there takes no room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stack {
    /// The least space between two rows, in millimetres.
    pub least_gap_mm: f32,
    /// The most, where there is room.
    pub most_gap_mm: f32,
    /// The rows, top first, each with its cells.
    pub rows: Vec<Vec<Cell>>,
}

/// A place in a row of a stack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// The cell's own name, which no other on its face has.
    pub name: String,
    /// From the stack's left edge, in millimetres.
    pub x_mm: f32,
    /// Its width, in millimetres.
    pub width_mm: f32,
    /// The height it may take, in millimetres; a shorter text takes less.
    pub height_mm: f32,
    /// The height a signature grows to where the rows above leave room; its row then stands at
    /// the stack's foot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grows_to_mm: Option<f32>,
    /// On which cards it is drawn.
    #[serde(default, skip_serializing_if = "When::is_always")]
    pub when: When,
    /// What stands there; no stack.
    pub holds: Content,
}

impl Content {
    /// What of the card it shows; `None` for ground, fixed words and stacks.
    #[must_use]
    pub fn field(&self) -> Option<CardField> {
        match self {
            Content::Photo { .. } => Some(CardField::Photo),
            Content::Signature { .. } => Some(CardField::Signature),
            Content::Field { field, .. } => Some(*field),
            Content::Insignia { art: Art::Veteran, .. } => Some(CardField::Veteran),
            Content::Insignia { art: Art::OrganDonor, .. } => Some(CardField::OrganDonor),
            Content::Barcode { .. } => Some(CardField::LibraryNumber),
            Content::Code { .. } => Some(CardField::Code),
            Content::Fill { .. }
            | Content::Waves { .. }
            | Content::Star { .. }
            | Content::Drawing(_)
            | Content::Words { .. }
            | Content::Stack(_) => None,
        }
    }

    /// Whether other areas may lie on it.
    #[must_use]
    pub fn is_ground(&self) -> bool {
        matches!(
            self,
            Content::Fill { .. }
                | Content::Waves { .. }
                | Content::Star { .. }
                | Content::Drawing(_)
        )
    }

    /// The colours it names.
    pub(crate) fn colours(&self) -> Vec<&str> {
        match self {
            Content::Fill { colour } | Content::Waves { colour, .. } | Content::Star { colour } => {
                vec![colour]
            }
            Content::Drawing(drawing) => {
                drawing.shapes.iter().map(|shape| shape.colour.as_str()).collect()
            }
            Content::Photo { outline, .. } => vec![outline],
            Content::Signature { ink, line } => vec![ink, line],
            Content::Insignia { colour, plate, .. } => {
                let plate = plate.iter().map(String::as_str);
                plate.chain([colour.as_str()]).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The styles it names: of the label, of the text.
    pub(crate) fn styles(&self) -> (Option<&str>, Option<&str>) {
        match self {
            Content::Words { style, .. } | Content::Insignia { style, .. } => (None, Some(style)),
            Content::Field { label, label_style, style, .. }
            | Content::Barcode { label, label_style, style, .. } => {
                (label.as_ref().map(|_| label_style.as_str()), Some(style))
            }
            _ => (None, None),
        }
    }

    /// The fixed words it has.
    pub(crate) fn words(&self) -> Vec<&Words> {
        match self {
            Content::Words { words, .. } | Content::Insignia { words, .. } => vec![words],
            Content::Field { label, none, .. } => label.iter().chain(none).collect(),
            Content::Barcode { label, .. } => label.iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// The style that labels have unless they say another.
fn label_style() -> String {
    "label".to_owned()
}

fn is_label_style(name: &String) -> bool {
    name == "label"
}
