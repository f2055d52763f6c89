//! How plain the background beside the head is.
//!
//! Looks left and right of the head, above the shoulders, inside the frame, and never at the
//! face. A wall may be of any colour, and lighter on one side than on the other; hair and head
//! coverings may be of any width.

mod look;
mod worn;

use domain::photo::{Advice, Check, Finding, PhotoLimits};

use super::measure::{fraction, luma, quantile};
use crate::error::Error;
use crate::face::Head;
use crate::framing::CardFrame;
use crate::picture::Picture;
use look::{Colour, Look, Side, Zone};
use worn::worn;

/// Two neighbouring pixels that differ by more than this, in steps of 255, are an edge.
const EDGE_STEPS: f64 = 14.0;

/// Fewest pixels far from the head by which a side is judged.
const MIN_PIXELS: usize = 40;

/// The spread of the colour on each side (twice the median distance from the side's median
/// colour, over the range of the values) plus the share of edges; the worse side tells. Nothing
/// when the frame is so tight that there is no background.
///
/// What hangs together with the head and has the colours of what is seen at its sides is worn or
/// grown on it, and is left out, so that nobody's hair, veil or headscarf is taken for furniture.
/// The wall's colour is told far from the head, where everything counts: a busy wall is busy there
/// too.
///
/// # Errors
/// [`Error::Resample`] if the resampler fails.
pub(super) fn background(
    picture: &Picture,
    head: &Head,
    frame: &CardFrame,
    limits: &PhotoLimits,
) -> Result<Option<Finding>, Error> {
    let Some(look) = Look::at(picture, head, frame)? else { return Ok(None) };
    let walls = [Side::Left, Side::Right].map(|side| wall(&look, side));
    let worn = worn(&look, walls);
    let sides = [Side::Left, Side::Right].into_iter().zip(walls);
    let uneven = sides.filter_map(|(side, wall)| wall.map(|_| uneven(&look, side, &worn)));
    let Some(value) = uneven.reduce(f64::max) else { return Ok(None) };
    let max = fraction(limits.background_max_percent);
    let advice = (value > max).then_some(Advice::PlainBackground);
    Ok(Some(Finding { check: Check::Background, value, min: None, max: Some(max), advice }))
}

/// The colour of the wall on one side; nothing if the frame shows too little of it.
fn wall(look: &Look, side: Side) -> Option<Colour> {
    let far: Vec<(u32, u32)> = look.on(side, &[Zone::Far]).collect();
    (far.len() >= MIN_PIXELS).then(|| median(look, &far))
}

/// The median colour of `places`, channel by channel.
fn median(look: &Look, places: &[(u32, u32)]) -> Colour {
    let colours: Vec<Colour> = places.iter().map(|&at| look.colour(at)).collect();
    [0, 1, 2].map(|channel| {
        let mut values: Vec<f64> = colours.iter().map(|colour| colour[channel]).collect();
        quantile(&mut values, 0.5)
    })
}

fn uneven(look: &Look, side: Side, worn: &[bool]) -> f64 {
    let is_wall = |at: &(u32, u32)| !worn[look.index(*at)];
    let wall: Vec<(u32, u32)> = look.on(side, &[Zone::Near, Zone::Far]).filter(is_wall).collect();
    let median = median(look, &wall);
    let mut distances: Vec<f64> = wall.iter().map(|&at| look.distance(at, median)).collect();
    let spread = 2.0 * quantile(&mut distances, 0.5) / 255.0;
    let edges = wall.iter().filter(|&&at| is_edge(look, at, worn)).count();
    spread + edges as f64 / wall.len().max(1) as f64
}

/// Whether the pixels to the right and below differ from this one; the outline of what is
/// worn is no edge of the wall's.
fn is_edge(look: &Look, (x, y): (u32, u32), worn: &[bool]) -> bool {
    let here = luma(look.pixels.get_pixel(x, y).0);
    let step = |x: u32, y: u32| {
        let at = (x.min(look.pixels.width() - 1), y.min(look.pixels.height() - 1));
        if worn[look.index(at)] { 0.0 } else { luma(look.pixels.get_pixel(at.0, at.1).0) - here }
    };
    step(x + 1, y).hypot(step(x, y + 1)) > EDGE_STEPS
}

#[cfg(test)]
mod tests;
