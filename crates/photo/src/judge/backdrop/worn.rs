//! What is worn or grown on a head, told from the wall behind it.
//!
//! By place and colour alone: knows neither hair nor cloth.

use std::collections::BTreeSet;

use super::look::{Colour, Look, Side, Zone};

/// A pixel whose colour is further than this from the wall's, in steps of 255, shows something
/// else: more than a camera's noise at this size.
const WALL_STEPS: f64 = 20.0;

/// A colour that is no further than this from one seen at the sides of the head, or from a mixture of it
/// with the wall's, is of the same: hair is lighter at its ends, and a pixel of its outline shows
/// both.
const WORN_STEPS: f64 = 30.0;

/// Colours that were seen are told apart in steps of this many: a bound on the work.
const TOLD_APART_STEPS: u8 = 16;

/// Pixels of the wall's colour between two curls, at most.
const GAP_PX: u32 = 2;

/// For each pixel, whether it is part of what is worn or grown on the head, or lies in a gap
/// of it. A side without a wall has none of it: it is not judged.
pub(super) fn worn(look: &Look, [left, right]: [Option<Colour>; 2]) -> Vec<bool> {
    let seen = seen_at_the_sides(look);
    let is_worn = |at: (u32, u32)| {
        let wall = if look.zone(at).1 == Side::Left { left } else { right };
        wall.is_some_and(|wall| {
            let is_wall = look.distance(at, wall) <= WALL_STEPS;
            !is_wall && seen.iter().any(|&seen| is_mixed(look.colour(at), seen, wall))
        })
    };
    let mut worn = vec![false; look.zones.len()];
    let mut open: Vec<_> = look.places().filter(|&at| look.zone(at).0 == Zone::Head).collect();
    while let Some((x, y)) = open.pop() {
        let columns = x.saturating_sub(GAP_PX)..=(x + GAP_PX).min(look.pixels.width() - 1);
        let rows = y.saturating_sub(GAP_PX)..=(y + GAP_PX).min(look.pixels.height() - 1);
        for at in rows.flat_map(|y| columns.clone().map(move |x| (x, y))) {
            let index = look.index(at);
            if !worn[index] && matches!(look.zone(at).0, Zone::Around | Zone::Near) {
                worn[index] = true;
                open.extend(is_worn(at).then_some(at));
            }
        }
    }
    worn
}

/// The colours at the sides of the head, each once.
fn seen_at_the_sides(look: &Look) -> Vec<Colour> {
    let cell = |value: u8| value / TOLD_APART_STEPS;
    let at_side = look.places().filter(|&at| look.at_side[look.index(at)]);
    let cells: BTreeSet<[u8; 3]> =
        at_side.map(|(x, y)| look.pixels.get_pixel(x, y).0.map(cell)).collect();
    let middle = |cell: u8| (f64::from(cell) + 0.5) * f64::from(TOLD_APART_STEPS);
    cells.into_iter().map(|cell| cell.map(middle)).collect()
}

/// Whether `colour` is about that of a mixture of the two, or of one of them.
fn is_mixed(colour: Colour, one: Colour, other: Colour) -> bool {
    let minus = |from: Colour, what: Colour| [0, 1, 2].map(|at| from[at] - what[at]);
    let times = |one: Colour, other: Colour| -> f64 { (0..3).map(|at| one[at] * other[at]).sum() };
    let (way, to_colour) = (minus(other, one), minus(colour, one));
    let part = (times(way, to_colour) / times(way, way).max(1.0)).clamp(0.0, 1.0);
    let off = minus(to_colour, way.map(|step| step * part));
    times(off, off) <= WORN_STEPS * WORN_STEPS
}
