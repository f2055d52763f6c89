//! How high what is on a head stands: hair, a cap, a turban.
//!
//! Told from a plain wall behind it, by place and colour; before any other wall nothing is said.

use crate::error::Error;
use crate::face::{CROWN_ABOVE_EYES, Head};
use crate::picture::{Picture, Spot, Surroundings};

/// The distance of the eyes in the look, in pixels.
const UNIT_PX: f64 = 24.0;

/// What is looked at, in eye distances above the eyes: from the forehead to where no frame within
/// the limits reaches.
const FROM: f64 = 1.4;
const TO: f64 = 3.4;

/// The height of a row, in eye distances.
const ROW: f64 = 1.0 / 12.0;

/// Half the width in which hair is sought, and from and to where the wall is beside it, in eye
/// distances: the widest hair is no wider than that above the crown.
const HAIR_HALF_WIDTH: f64 = 1.1;
const WALL: std::ops::RangeInclusive<f64> = 1.7..=2.4;

/// What differs from the wall by less is wall, in steps of 255: so much, and this part of the
/// wall's own brightness.
const WALL_STEPS: f64 = 10.0;
const WALL_PART: f64 = 0.07;

/// The part of a row that must differ from the wall: a few loose hairs are no crown.
const HAIR_PART: f64 = 0.1;

/// The greatest part of the wall that may differ from its own row's middle.
const BUSY_PART: f64 = 0.2;

/// Rows without hair within the hair, at most.
const GAP_ROWS: usize = 1;

type Colour = [f64; 3];

/// From the eyes up to the top of what stands on the head, in eye distances; that of a bald
/// crown where it can't be told.
///
/// # Errors
/// [`Error::Resample`] if the resampler fails.
pub(crate) fn hair_above_eyes(picture: &Picture, head: &Head) -> Result<f64, Error> {
    let rows = rows(picture, head)?;
    let is_busy = {
        let (count, odd) = rows
            .iter()
            .map(Row::busy)
            .fold((0, 0), |(all, odd), (one, two)| (all + one, odd + two));
        odd as f64 > count as f64 * BUSY_PART
    };
    if is_busy {
        return Ok(CROWN_ABOVE_EYES);
    }
    let (mut top, mut gap) = (0, 0);
    for (at, row) in rows.iter().enumerate() {
        gap = if row.has_hair() { 0 } else { gap + 1 };
        if gap > GAP_ROWS {
            break;
        }
        top = if gap == 0 { at + 1 } else { top };
    }
    // What goes on to the end is furniture, or more than any frame holds.
    let is_endless = top == rows.len() && rows.len() >= ROWS;
    let hair = if is_endless { 0.0 } else { FROM + top as f64 * ROW };
    Ok(hair.max(CROWN_ABOVE_EYES))
}

const ROWS: usize = ((TO - FROM) / ROW) as usize;

/// A row across head and wall.
#[derive(Default)]
struct Row {
    /// Beside the head's axis, in eye distances, and the colour.
    middle: Vec<(f64, Colour)>,
    walls: [Vec<Colour>; 2],
}

/// The rows from the forehead up, as far as the picture shows them.
fn rows(picture: &Picture, head: &Head) -> Result<Vec<Row>, Error> {
    let unit = head.unit_px;
    let (sine, cosine) = head.roll_degrees.to_radians().sin_cos();
    let (up, reach) = ((FROM + TO) / 2.0 * unit, WALL.end() * unit);
    let middle = Spot { x: head.eyes.x + up * sine, y: head.eyes.y - up * cosine };
    let around = Surroundings::of(picture.pixels(), middle, (reach, reach), UNIT_PX / unit)?;
    let mut rows: Vec<Row> = (0..ROWS).map(|_| Row::default()).collect();
    let Some(around) = around else { return Ok(Vec::new()) };
    for (spot, channels) in around.places() {
        let (beside, below) = head.place(spot);
        let row = ((-below - FROM) / ROW).floor();
        if row < 0.0 {
            continue;
        }
        // A cast from f64 saturates: what lies above the last row is left out.
        let Some(row) = rows.get_mut(row as usize) else { continue };
        let colour = channels.map(f64::from);
        if beside.abs() <= HAIR_HALF_WIDTH {
            row.middle.push((beside, colour));
        } else if WALL.contains(&beside.abs()) {
            row.walls[usize::from(beside > 0.0)].push(colour);
        }
    }
    // Above the picture's edge there is nothing.
    let shown = rows.iter().take_while(|row| !row.middle.is_empty()).count();
    rows.truncate(shown);
    Ok(rows)
}

impl Row {
    /// The wall's colour on each side.
    fn sides(&self) -> Option<[Colour; 2]> {
        let mean = |colours: &[Colour]| {
            let sum =
                colours.iter().fold([0.0; 3], |sum, one| [0, 1, 2].map(|at| sum[at] + one[at]));
            (!colours.is_empty()).then(|| sum.map(|sum| sum / colours.len() as f64))
        };
        let [left, right] = [mean(&self.walls[0]), mean(&self.walls[1])];
        Some([left.or(right)?, right.or(left)?])
    }

    /// How much wall there is, and how much of it differs from the rest.
    fn busy(&self) -> (usize, usize) {
        let Some(sides) = self.sides() else { return (0, 0) };
        let both = self.walls.iter().zip(sides);
        let odd = both.map(|(wall, side)| wall.iter().filter(|&&one| differs(one, side)).count());
        (self.walls[0].len() + self.walls[1].len(), odd.sum())
    }

    fn has_hair(&self) -> bool {
        let Some([left, right]) = self.sides() else { return false };
        let is_hair = |&&(beside, colour): &&(f64, Colour)| {
            let part = (beside / WALL.start() + 1.0) / 2.0;
            differs(colour, [0, 1, 2].map(|at| left[at] + (right[at] - left[at]) * part))
        };
        let count = self.middle.iter().filter(is_hair).count();
        count as f64 >= (self.middle.len() as f64 * HAIR_PART).max(2.0)
    }
}

fn differs(colour: Colour, wall: Colour) -> bool {
    let most = wall.into_iter().fold(0.0, f64::max);
    let steps = WALL_STEPS + WALL_PART * most;
    colour.into_iter().zip(wall).any(|(one, other)| (one - other).abs() > steps)
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    const HEAD: Head = Head { eyes: Spot { x: 300.0, y: 330.0 }, unit_px: 80.0, roll_degrees: 0.0 };

    /// A head whose hair stands so high, before a wall.
    fn told(high: f64, hair: u8, wall: impl Fn(u32, u32) -> u8) -> f64 {
        let picture = Picture::new(RgbImage::from_fn(600, 700, |x, y| {
            let (beside, below) = HEAD.place(Spot { x: f64::from(x), y: f64::from(y) });
            let is_head = (beside / 1.2).hypot((below + 0.05) / 1.85) <= 1.0;
            let is_hair = beside.abs() < 0.6 && below < -1.2 && below > -high;
            Rgb([if is_hair {
                hair
            } else if is_head {
                120
            } else {
                wall(x, y)
            }; 3])
        }));
        hair_above_eyes(&picture, &HEAD).expect("shrinks")
    }

    #[test]
    fn hair_that_stands_high_is_told_before_a_plain_wall_of_any_shade_and_in_any_light() {
        for (hair, wall) in [(20, 200), (200, 60), (90, 230), (5, 44)] {
            for high in [2.2, 2.6, 3.0] {
                let told = told(high, hair, |x, _| wall + (x / 60) as u8);
                assert!((told - high).abs() < 0.13, "{hair} on {wall}: {told:.2} for {high}");
            }
        }
    }

    #[test]
    fn a_bald_head_and_flat_hair_end_at_the_crown() {
        let told = told(1.8, 20, |_, _| 200);
        assert!((told - CROWN_ABOVE_EYES).abs() < 0.1, "{told}");
    }

    #[test]
    fn before_a_busy_wall_and_below_a_beam_nothing_is_said() {
        let shelves = |x: u32, y: u32| if (x / 17 + y / 30).is_multiple_of(2) { 40 } else { 190 };
        let told_busy = told(2.6, 20, shelves);
        assert!((told_busy - CROWN_ABOVE_EYES).abs() < 1e-9, "{told_busy}");
        let told_endless = told(9.0, 20, |_, _| 200);
        assert!((told_endless - CROWN_ABOVE_EYES).abs() < 1e-9, "{told_endless}");
    }
}
