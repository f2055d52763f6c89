//! Whether a design can be drawn, held against the card and the programme's age bands.
//!
//! Says what is wrong first, and where; measures no glyph.

use std::collections::BTreeSet;

use super::overlap::{always_shown, contrast_fault, overlap_fault, white_fault};
use super::{Area, CardDesign, CardField, Cell, Content, FaceDesign, Frame, Leaf, Stack, symbols};
use crate::age::Band;

/// Most areas of a face, the cells of its stacks counted.
const LIMIT_AREAS: usize = 64;

/// Most characters of a text of the card's own.
const LIMIT_WORDS: usize = 200;

/// Clear space between the card's edge and whatever is read, in millimetres: what card printers
/// and cutters may be off.
const EDGE_MM: f32 = 1.0;

/// What every card shows on its front (Municipal Code of Chicago, 2-176-010), and its number.
const REQUIRED: [(CardField, &str); 5] = [
    (CardField::Photo, "photo"),
    (CardField::Name, "name"),
    (CardField::BirthDate, "birth_date"),
    (CardField::ExpiresOn, "expires_on"),
    (CardField::CardNumber, "card_number"),
];

/// What is wrong, and the words on the way to it within the design.
pub(crate) struct DesignFault {
    pub(crate) place: Vec<String>,
    pub(crate) reason: String,
}

/// A fault at `place`.
pub(super) fn at(place: &[&str], reason: impl Into<String>) -> DesignFault {
    let place = place.iter().map(|word| (*word).to_owned()).collect();
    DesignFault { place, reason: reason.into() }
}

/// Whether a text has the shape of a language's tag (BCP 47): it stands in files as it is.
fn is_language(tag: &str) -> bool {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let primary = tag.split('-').next().unwrap_or_default();
    primary.len() > 1
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && tag.split('-').all(is_part)
}

impl CardDesign {
    /// What keeps this design from being drawn for the holders of `bands`.
    pub(crate) fn fault(&self, bands: &[Band]) -> Option<DesignFault> {
        if !is_language(&self.language) {
            let reason = "the card's words need a language, such as \"en\" or \"es-MX\"";
            return Some(at(&["language"], reason));
        }
        let faces = [("front", &self.front), ("back", &self.back)];
        self.style_fault()
            .or_else(|| faces.iter().find_map(|(side, face)| self.face_fault(side, face, bands)))
            .or_else(|| self.required_fault(bands))
    }

    fn style_fault(&self) -> Option<DesignFault> {
        self.styles.iter().find_map(|(name, style)| {
            let place = ["styles", name.as_str()];
            if !self.colours.contains_key(&style.colour) {
                return Some(at(&place, format!("there is no colour {:?}", style.colour)));
            }
            style.fault().map(|reason| at(&place, reason))
        })
    }

    fn face_fault(&self, side: &str, face: &FaceDesign, bands: &[Band]) -> Option<DesignFault> {
        let leaves = face.leaves();
        if leaves.len() > LIMIT_AREAS {
            return Some(at(&[side], format!("a face has {LIMIT_AREAS} areas at the most")));
        }
        let mut seen = BTreeSet::new();
        let stacks = face.areas.iter().filter(|area| matches!(area.holds, Content::Stack(_)));
        let mut names = stacks.map(|area| area.name.as_str()).chain(leaves.iter().map(|l| l.name));
        if let Some(name) = names.find(|name| !seen.insert(*name)) {
            return Some(at(&[side, name, name], format!("the area {name:?} stands twice")));
        }
        let area = |area: &Area| area_fault(area).map(|reason| at(&[side, &area.name], reason));
        let leaf = |leaf: &Leaf<'_>| {
            self.leaf_fault(leaf, bands).map(|reason| at(&[side, leaf.name], reason))
        };
        let whole =
            |fault: Option<(&str, String)>| fault.map(|(name, reason)| at(&[side, name], reason));
        (face.areas.iter().find_map(area))
            .or_else(|| leaves.iter().find_map(leaf))
            .or_else(|| whole(overlap_fault(face)))
            .or_else(|| whole(white_fault(self, &leaves)))
            .or_else(|| whole(contrast_fault(self, &leaves)))
    }

    /// What is wrong with what a leaf holds and when.
    fn leaf_fault(&self, leaf: &Leaf<'_>, bands: &[Band]) -> Option<String> {
        for when in leaf.when {
            let unknown = |id: &&String| bands.iter().all(|band| band.id != **id);
            if let Some(band) = when.bands.iter().find(unknown) {
                return Some(format!("there is no age band {band:?}"));
            }
        }
        let unknown = |name: &&str| !self.colours.contains_key(*name);
        if let Some(colour) = leaf.holds.colours().into_iter().find(unknown) {
            return Some(format!("there is no colour {colour:?}"));
        }
        self.words_fault(leaf.holds).or_else(|| own_fault(leaf)).or_else(|| self.room_fault(leaf))
    }

    fn words_fault(&self, holds: &Content) -> Option<String> {
        let own = |text: &String| !text.trim().is_empty() && text.chars().count() <= LIMIT_WORDS;
        holds.words().into_iter().find_map(|words| {
            if !words.contains_key(&self.language) {
                return Some(format!("the words are not there in {:?}", self.language));
            }
            let is_wrong = !words.values().all(own);
            is_wrong.then(|| format!("words have 1 to {LIMIT_WORDS} characters"))
        })
    }

    /// Whether the area is high enough for a label, a line and a symbol.
    fn room_fault(&self, leaf: &Leaf<'_>) -> Option<String> {
        let (label, text) = leaf.holds.styles();
        let mut needed = 0.0;
        for name in label.into_iter().chain(text) {
            let Some(style) = self.styles.get(name) else {
                return Some(format!("there is no style {name:?}"));
            };
            needed += style.least_height_mm();
        }
        if needed > leaf.height + 0.01 {
            return Some(format!("the text needs {needed:.2} mm of height"));
        }
        symbols::fault(leaf, needed)
    }

    fn required_fault(&self, bands: &[Band]) -> Option<DesignFault> {
        let leaves = self.front.leaves();
        REQUIRED.into_iter().find_map(|(field, word)| {
            let shown = leaves.iter().filter(|leaf| leaf.shows(field)).collect::<Vec<_>>();
            let reason = match always_shown(&shown, bands) {
                Ok(true) => return None,
                Ok(false) => format!("every card's front shows {word:?}"),
                Err(reason) => reason,
            };
            Some(at(&["front"], reason))
        })
    }
}

/// What is wrong with an area's place, or with a stack's own.
fn area_fault(Area { frame_mm: frame, holds, .. }: &Area) -> Option<String> {
    if !frame.is_sound() || !Frame::CARD.contains(*frame) {
        return Some("the area is not inside the card".to_owned());
    }
    if !holds.is_ground() && !Frame::CARD.inset(EDGE_MM).contains(*frame) {
        return Some(format!("what is read stays {EDGE_MM} mm inside the card's edge"));
    }
    match holds {
        Content::Stack(stack) => stack_fault(stack, *frame),
        Content::Photo { .. } if (frame.width * 5.0 - frame.height * 4.0).abs() > 0.05 => {
            Some("a photo's area is 4:5".to_owned())
        }
        _ => None,
    }
}

fn stack_fault(stack: &Stack, frame: Frame) -> Option<String> {
    let Stack { least_gap_mm: least, most_gap_mm: most, rows } = stack;
    if !(0.0..=20.0).contains(least) || !(*least..=20.0).contains(most) {
        return Some("gaps are 0 to 20 mm, the least not above the most".to_owned());
    }
    if rows.is_empty() || rows.iter().any(Vec::is_empty) {
        return Some("a stack has rows, and a row has cells".to_owned());
    }
    let cells = || rows.iter().flatten();
    if let Some(reason) = cells().find_map(|cell| cell_fault(cell, frame.width)) {
        return Some(reason);
    }
    let height = |row: &Vec<Cell>| row.iter().map(|cell| cell.height_mm).fold(0.0, f32::max);
    let filled = rows.iter().map(height).sum::<f32>() + least * (rows.len() - 1) as f32;
    let is_full = filled > frame.height + 0.01;
    is_full.then(|| format!("its rows need {filled:.2} mm of height"))
}

fn cell_fault(cell: &Cell, width: f32) -> Option<String> {
    let Cell { name, x_mm, width_mm, height_mm, grows_to_mm, holds, .. } = cell;
    let own = Frame { x: *x_mm, y: 0.0, width: *width_mm, height: *height_mm };
    if !own.is_sound() || own.x < 0.0 || own.right() > width + 0.01 {
        return Some(format!("the cell {name:?} is not inside its stack"));
    }
    if matches!(holds, Content::Stack(_) | Content::Photo { .. }) || holds.is_ground() {
        return Some(format!("the cell {name:?} holds what only an area may hold"));
    }
    let grown = grows_to_mm.unwrap_or(*height_mm);
    if !(*height_mm..=20.0).contains(&grown) {
        return Some(format!("grows_to_mm of {name:?} must be height_mm to 20"));
    }
    let is_wrong = grows_to_mm.is_some() && !matches!(holds, Content::Signature { .. });
    is_wrong.then(|| format!("the cell {name:?} cannot grow: it holds no signature"))
}

/// What is wrong with the numbers and the field that a leaf has of its own.
fn own_fault(leaf: &Leaf<'_>) -> Option<String> {
    match leaf.holds {
        Content::Field { field, .. } if !field.is_text() => {
            Some("what is no text has a word of its own and is no field".to_owned())
        }
        Content::Field { field: CardField::ExpiresOn, none: None, .. } => {
            Some("a card without expiry says so: \"none\" is missing".to_owned())
        }
        Content::Field { field, none: Some(_), .. } if *field != CardField::ExpiresOn => {
            Some("only \"expires_on\" has words for none".to_owned())
        }
        Content::Waves { pitch_mm, width_pt, .. } => {
            let is_fine = (0.4..=10.0).contains(pitch_mm) && (0.1..=1.0).contains(width_pt);
            (!is_fine).then(|| "waves are 0.4 to 10 mm apart and 0.1 to 1 pt wide".to_owned())
        }
        Content::Drawing(drawing) => drawing.fault(),
        Content::Photo { radius_mm, .. } => {
            let is_round = (0.0..=5.0).contains(radius_mm);
            (!is_round).then(|| "radius_mm must be 0 to 5".to_owned())
        }
        _ => None,
    }
}
