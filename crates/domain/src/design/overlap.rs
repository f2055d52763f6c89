//! What areas of a face do to each other: overlap, cover, stand in for one another.
//!
//! Two areas that no card can show at once are no one's harm.

use std::collections::BTreeSet;

use super::{
    Area, CardDesign, CardField, Cell, Colour, Content, FaceDesign, Facts, Frame, Leaf, When,
};
use crate::age::Band;

/// The least contrast of a text to its ground (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f32 = 4.5;

/// Most fields that the rules of one field's areas may ask for: each doubles the cases.
const LIMIT_RULES: usize = 8;

/// The first area that overlaps one before it, and the reason.
pub(super) fn overlap_fault(face: &FaceDesign) -> Option<(&str, String)> {
    let read = face.areas.iter().filter(|area| !area.holds.is_ground());
    let areas: Vec<_> = read.map(Place::of_area).collect();
    let stacks = face.areas.iter().filter_map(|area| match &area.holds {
        Content::Stack(stack) => Some(stack),
        _ => None,
    });
    let mut rows = stacks.flat_map(|stack| &stack.rows);
    first_overlap(&areas).or_else(|| {
        rows.find_map(|row| first_overlap(&row.iter().map(Place::of_cell).collect::<Vec<_>>()))
    })
}

/// A place in which something is read.
struct Place<'a> {
    name: &'a str,
    frame: Frame,
    when: &'a When,
    holds: &'a Content,
}

fn first_overlap<'a>(places: &[Place<'a>]) -> Option<(&'a str, String)> {
    places.iter().enumerate().find_map(|(number, place)| {
        let mut before = places.iter().take(number);
        let met = before.find(|other| place.frame.overlaps(other.frame) && !place.excludes(other));
        met.map(|other| (place.name, format!("it overlaps the area {:?}", other.name)))
    })
}

impl<'a> Place<'a> {
    fn of_area(area: &'a Area) -> Self {
        let Area { name, frame_mm, when, holds } = area;
        Place { name, frame: *frame_mm, when, holds }
    }

    /// The cell as if it stood alone at the top and had any row's height.
    fn of_cell(cell: &'a Cell) -> Self {
        let Cell { name, x_mm, width_mm, when, holds, .. } = cell;
        let frame = Frame { x: *x_mm, y: 0.0, width: *width_mm, height: 1.0 };
        Place { name, frame, when, holds }
    }

    /// Whether no card shows both: by their rules, or because one is what the other must lack.
    fn excludes(&self, other: &Place<'_>) -> bool {
        let lacks = |one: &Place<'_>, other: &Place<'_>| {
            one.holds.field().is_some_and(|field| other.when.lacks.contains(&field))
        };
        self.when.excludes(other.when) || lacks(self, other) || lacks(other, self)
    }
}

/// The first symbol that does not stand on plain white.
pub(super) fn white_fault<'a>(
    design: &CardDesign,
    leaves: &[Leaf<'a>],
) -> Option<(&'a str, String)> {
    let is_symbol =
        |leaf: &&Leaf<'_>| matches!(leaf.holds, Content::Barcode { .. } | Content::Code { .. });
    leaves.iter().filter(is_symbol).find_map(|leaf| {
        let grounds = grounds(design, leaves, leaf);
        let is_white = grounds.iter().all(|ground| *ground == Colour::WHITE);
        (!is_white).then(|| (leaf.name, "a symbol stands on plain white".to_owned()))
    })
}

/// The first text that is hard to read on its ground.
pub(super) fn contrast_fault<'a>(
    design: &CardDesign,
    leaves: &[Leaf<'a>],
) -> Option<(&'a str, String)> {
    leaves.iter().find_map(|leaf| {
        let (label, text) = leaf.holds.styles();
        let grounds = match leaf.holds {
            Content::Insignia { plate: Some(plate), .. } => vec![design.colour(plate)],
            _ => grounds(design, leaves, leaf),
        };
        let styles = label.into_iter().chain(text);
        let mut inks = styles.filter_map(|name| Some(design.styles.get(name)?.colour.as_str()));
        inks.find_map(|ink| {
            let weak =
                grounds.iter().find(|g| design.colour(ink).contrast(**g) < LEAST_CONTRAST)?;
            let contrast = design.colour(ink).contrast(*weak);
            let reason = format!(
                "{ink:?} on {weak} has a contrast of {contrast:.1}; {LEAST_CONTRAST} is needed"
            );
            Some((leaf.name, reason))
        })
    })
}

/// The colours on which a leaf may stand: of all ground below it, from the last that covers it
/// whenever it is drawn.
fn grounds(design: &CardDesign, leaves: &[Leaf<'_>], of: &Leaf<'_>) -> Vec<Colour> {
    let mut grounds = vec![Colour::WHITE];
    for leaf in leaves {
        if !leaf.holds.is_ground() || leaf.excludes(of) || !leaf.frame.overlaps(of.frame) {
            continue;
        }
        let covers = matches!(leaf.holds, Content::Fill { .. })
            && leaf.frame.contains(of.frame)
            && leaf.when.iter().all(|when| of.implies(when));
        if covers {
            grounds.clear();
        }
        grounds.extend(leaf.holds.colours().into_iter().map(|name| design.colour(name)));
    }
    grounds
}

/// Whether one of these leaves is drawn whatever else the card has, for every age band.
///
/// # Errors
/// A reason where the rules are too many to tell.
pub(super) fn always_shown(leaves: &[&Leaf<'_>], bands: &[Band]) -> Result<bool, String> {
    let whens = || leaves.iter().flat_map(|leaf| leaf.when);
    let asked: BTreeSet<CardField> =
        whens().flat_map(|when| when.has.iter().chain(&when.lacks)).copied().collect();
    if asked.len() > LIMIT_RULES {
        return Err(format!("a field's areas ask for {LIMIT_RULES} other fields at the most"));
    }
    let asked: Vec<CardField> = asked.into_iter().collect();
    let case = |bits: usize| {
        let has = asked.iter().enumerate().filter(move |(place, _)| bits >> place & 1 == 1);
        has.map(|(_, field)| *field).collect::<BTreeSet<_>>()
    };
    Ok((0..1 << asked.len()).all(|bits| {
        bands.iter().all(|band| {
            let facts = Facts { has: case(bits), band: &band.id };
            leaves.iter().any(|leaf| leaf.is_met(&facts))
        })
    }))
}
