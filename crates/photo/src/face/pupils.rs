//! The irises in a face that was found: dark discs between whites.
//!
//! The network marks an eye by what surrounds it, which tells less the darker skin and iris are
//! together: it missed the eyes by 7.0 percent of their distance on the darkest faces, and by 4.2
//! on the lightest. The whites are lighter than the iris on anybody, so the disc with the
//! lightest sides is sought near the mark, and both marks are moved there. Where the discs are not
//! plain on both eyes (closed lids, glasses' rims, a blur), the network's marks stay.

use image::RgbImage;

use super::head::Head;
use super::landmarks::Face;
use crate::error::Error;
use crate::picture::{Frame, Spot, TurnedFrame};

/// The distance of the eyes in the look, in pixels.
const UNIT_PX: f64 = 64.0;

/// The look's side, in eye distances.
const LOOK_WIDTH: f64 = 2.0;

/// Least distance of the eyes in the picture, in pixels: an iris of fewer is no disc any more.
const LEAST_UNIT_PX: f64 = 24.0;

/// Radius of an iris: 11.7 mm over 63 mm, halved.
const IRIS: f64 = 0.09;

/// Half the height of the part of the disc that is looked at, over its radius: lids cover the
/// rest.
const BETWEEN_LIDS: f64 = 0.7;

/// The whites at the disc's sides: from and to, over its radius, in the quarters beside it.
const WHITES: std::ops::RangeInclusive<f64> = 1.1..=1.7;

/// How far from the network's mark a disc is sought, in eye distances.
const REACH: f64 = 0.2;

/// A mark so far off costs a quarter of the eyes' contrast: of two discs the nearer is likelier.
const LIKELY: f64 = 0.12;

/// A disc that stands out by less than the contrast of the eye's surroundings is none. On 32
/// people none stood out by less than 1.1 of it; glasses and their rims did by 0.6 to 1.
const PLAIN: f32 = 1.0;

/// Around a mark, what the contrast is taken from: half its width and half its height.
const AROUND: (f64, f64) = (0.3, 0.2);

/// `face` with its eyes where the irises are, if both are plain to see.
///
/// # Errors
/// [`Error::Resample`] if the resampler fails.
pub(super) fn refined(pixels: &RgbImage, face: &Face) -> Result<Face, Error> {
    let Head { eyes, unit_px, roll_degrees } = Head::of(face);
    if unit_px < LEAST_UNIT_PX {
        return Ok(*face);
    }
    let side = unit_px * LOOK_WIDTH;
    let (left, top) = (eyes.x - side / 2.0, eyes.y - side / 2.0);
    let frame = Frame { left, top, width: side, height: side };
    let frame = TurnedFrame::new(frame, roll_degrees);
    let side_px = UNIT_PX * LOOK_WIDTH;
    let look = Look::of(&frame.level(pixels, side_px as u32, side_px as u32)?);
    let apart = face.left_eye.distance(face.right_eye) / unit_px;
    let mark = |side: f64| look.iris(side_px / 2.0 + side * apart / 2.0 * UNIT_PX, side_px / 2.0);
    let (Some(left), Some(right)) = (mark(-1.0), mark(1.0)) else { return Ok(*face) };
    let spot = |(x, y): (f64, f64)| {
        let (x, y) = frame.at(x / side_px, y / side_px);
        Spot { x, y }
    };
    Ok(Face { left_eye: spot(left), right_eye: spot(right), ..*face })
}

/// The eyes, level and in a fixed size, as luma.
struct Look {
    luma: Vec<f32>,
    side: i32,
    iris: Vec<(i32, i32)>,
    whites: Vec<(i32, i32)>,
}

impl Look {
    fn of(level: &RgbImage) -> Self {
        let weigh = |[red, green, blue]: [u8; 3]| {
            0.2126 * f32::from(red) + 0.7152 * f32::from(green) + 0.0722 * f32::from(blue)
        };
        let radius = IRIS * UNIT_PX;
        let reach = (radius * WHITES.end()).ceil() as i32;
        let around = (-reach..=reach).flat_map(|y| (-reach..=reach).map(move |x| (x, y)));
        let far = |&(x, y): &(i32, i32)| f64::from(x).hypot(f64::from(y)) / radius;
        let is_iris =
            |at: &(i32, i32)| far(at) <= 1.0 && f64::from(at.1.abs()) <= BETWEEN_LIDS * radius;
        let is_white = |at: &(i32, i32)| WHITES.contains(&far(at)) && at.1.abs() < at.0.abs();
        Self {
            luma: level.pixels().map(|pixel| weigh(pixel.0)).collect(),
            side: level.width() as i32,
            iris: around.clone().filter(is_iris).collect(),
            whites: around.filter(is_white).collect(),
        }
    }

    /// The middle of the disc near a mark that stands out most, unless none does.
    fn iris(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let contrast = self.contrast(x, y)?;
        let reach = (REACH * UNIT_PX) as i32;
        let (column, row) = (x as i32, y as i32);
        let mut best: Option<(f32, i32, i32)> = None;
        for (x_step, y_step) in (-reach..=reach).flat_map(|y| (-reach..=reach).map(move |x| (x, y)))
        {
            let away = f64::from(x_step).hypot(f64::from(y_step));
            // Not on the rim: what stands out there may stand out more beyond.
            if away > f64::from(reach) {
                continue;
            }
            let unlikely = 0.25 * (away / UNIT_PX / LIKELY).powi(2);
            let Some(out) = self.stands_out(column + x_step, row + y_step) else { continue };
            let score = out / contrast - unlikely as f32;
            if best.is_none_or(|(most, ..)| score > most) {
                best = Some((score, x_step, y_step));
            }
        }
        let (score, x_step, y_step) = best?;
        let is_inside = f64::from(x_step).hypot(f64::from(y_step)) < f64::from(reach - 1);
        let middle = |step: i32, from: i32| f64::from(from + step) + 0.5;
        (score >= PLAIN && is_inside).then(|| (middle(x_step, column), middle(y_step, row)))
    }

    /// How much lighter the whites beside a disc are than the disc.
    fn stands_out(&self, column: i32, row: i32) -> Option<f32> {
        Some(self.mean(&self.whites, column, row)? - self.mean(&self.iris, column, row)?)
    }

    fn mean(&self, shape: &[(i32, i32)], column: i32, row: i32) -> Option<f32> {
        let mut sum = 0.0;
        for (x, y) in shape {
            sum += self.at(column + x, row + y)?;
        }
        Some(sum / shape.len().max(1) as f32)
    }

    fn at(&self, x: i32, y: i32) -> Option<f32> {
        let is_inside = (0..self.side).contains(&x) && (0..self.side).contains(&y);
        is_inside.then(|| self.luma.get((y * self.side + x) as usize).copied()).flatten()
    }

    /// The deviation of the luma around a mark, and one step more, so that a blank has none.
    fn contrast(&self, x: f64, y: f64) -> Option<f32> {
        let (wide, high) = ((AROUND.0 * UNIT_PX) as i32, (AROUND.1 * UNIT_PX) as i32);
        let (mut sum, mut squares, mut count) = (0.0, 0.0, 0.0_f32);
        for (across, down) in (-high..high).flat_map(|y| (-wide..wide).map(move |x| (x, y))) {
            let value = self.at(x as i32 + across, y as i32 + down)?;
            sum += value;
            squares += value * value;
            count += 1.0;
        }
        let mean = sum / count;
        Some((squares / count - mean * mean).max(0.0).sqrt() + 1.0)
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;
    use crate::tests::sample::leaning;

    /// The eyes of [`leaning`] at their true places, in skin of this shade.
    fn eyes(face: &Face, skin: u8, white: u8, iris: u8) -> RgbImage {
        RgbImage::from_fn(400, 300, |x, y| {
            let at = Spot { x: f64::from(x) + 0.5, y: f64::from(y) + 0.5 };
            let near = |eye: Spot| {
                let (across, down) = ((at.x - eye.x) / 60.0, (at.y - eye.y) / 60.0);
                let is_open = (across / 0.22).hypot(down / 0.09) < 1.0;
                is_open.then(|| if across.hypot(down) < IRIS { iris } else { white })
            };
            Rgb([near(face.left_eye).or(near(face.right_eye)).unwrap_or(skin); 3])
        })
    }

    /// `face` with its eyes marked too low and too far apart.
    fn missed(face: &Face) -> Face {
        let off = |eye: Spot, x: f64| Spot { x: eye.x + x, y: eye.y + 5.0 };
        Face { left_eye: off(face.left_eye, -3.0), right_eye: off(face.right_eye, 3.0), ..*face }
    }

    #[test]
    fn marks_beside_the_irises_are_moved_there_on_skin_of_any_shade() {
        let truth = leaning(0.0);
        for (skin, white, iris) in [(30, 90, 14), (90, 150, 25), (200, 190, 60), (70, 60, 12)] {
            let found = refined(&eyes(&truth, skin, white, iris), &missed(&truth)).expect("looks");
            let off = found.left_eye.distance(truth.left_eye);
            let off = off.max(found.right_eye.distance(truth.right_eye));
            assert!(off < 60.0 * 0.03, "skin {skin}: off by {off:.1} px");
        }
    }

    #[test]
    fn closed_eyes_stay_where_they_were_marked() {
        let truth = leaning(0.0);
        let found = refined(&eyes(&truth, 120, 120, 120), &missed(&truth)).expect("looks");
        assert_eq!(found, missed(&truth));
    }

    #[test]
    fn eyes_of_too_few_pixels_and_at_the_edge_stay_where_they_were_marked() {
        let face = leaning(0.0);
        let small = face.map(|x, y| (x / 3.0, y / 3.0));
        let picture = eyes(&face, 90, 150, 25);
        assert_eq!(refined(&picture, &small).expect("looks"), small);
        let edge = face.map(|x, y| (x - 180.0, y - 140.0));
        assert!(refined(&picture, &edge).is_ok());
    }
}
