//! How plain the background beside the head is.
//!
//! Looks left and right of the head, above the shoulders, inside the frame, and never at the
//! face. A wall may be of any colour, and lighter on one side than on the other.

use domain::photo::{Advice, Check, Finding, PhotoLimits};
use image::RgbImage;

use super::patch::{luma, quantile};
use super::pose::fraction;
use crate::face::{Head, Spot};
use crate::framing::CardFrame;
use crate::resample::{Frame, rough};
use crate::{Error, Picture};

/// Width to which the frame is brought, in pixels: a wall's texture and the camera's noise melt
/// together, furniture and people do not.
const LOOK_PX: f64 = 96.0;

/// Nearest to the head that is looked at, in eye distances from its middle: a head is about 1.25
/// to a side, the rest is left to hair and head coverings.
const BESIDE_HEAD: f64 = 1.65;

/// Lowest that is looked at, in eye distances below the eyes: the mouth; shoulders begin lower.
const ABOVE_SHOULDERS: f64 = 1.1;

/// Two neighbouring pixels that differ by more than this, in steps of 255, are an edge.
const EDGE_STEPS: f64 = 14.0;

/// Fewest pixels of a side by which it is judged.
const MIN_PIXELS: usize = 40;

/// The spread of the colour on each side (twice the median distance from the side's median
/// colour, over the range of the values) plus the share of edges; the worse side tells. Nothing
/// when the frame is so tight that there is no background.
///
/// # Errors
/// [`Error::Resample`] if the resampler fails.
pub(super) fn background(
    picture: &Picture,
    head: &Head,
    frame: &CardFrame,
    limits: &PhotoLimits,
) -> Result<Option<Finding>, Error> {
    let Some(look) = Look::at(picture, frame)? else { return Ok(None) };
    let sides = look.sides(head, frame);
    let uneven = sides.iter().filter(|side| side.len() >= MIN_PIXELS).map(|side| look.uneven(side));
    let Some(value) = uneven.reduce(f64::max) else { return Ok(None) };
    let max = fraction(limits.background_max_percent);
    let advice = (value > max).then_some(Advice::PlainBackground);
    Ok(Some(Finding { check: Check::Background, value, min: None, max: Some(max), advice }))
}

/// The upright part of the picture around the frame, made small.
struct Look {
    pixels: RgbImage,
    part: Frame,
}

impl Look {
    fn at(picture: &Picture, frame: &CardFrame) -> Result<Option<Self>, Error> {
        let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
        let (half_width, half_height) = frame.reach();
        let Spot { x, y } = frame.middle;
        let (left, top) = ((x - half_width).max(0.0).floor(), (y - half_height).max(0.0).floor());
        let width = (x + half_width).min(across).floor() - left;
        let height = (y + half_height).min(down).floor() - top;
        if width < 8.0 || height < 8.0 {
            return Ok(None);
        }
        let part = Frame { left, top, width, height };
        let scale = (LOOK_PX / frame.width).min(1.0);
        let size = |side: f64| (side * scale).round().max(2.0) as u32;
        let pixels = rough(picture.pixels(), part, size(width), size(height))?;
        Ok(Some(Self { pixels, part }))
    }

    /// The pixels of the background to the left of the head, and of that to the right.
    fn sides(&self, head: &Head, frame: &CardFrame) -> [Vec<(u32, u32)>; 2] {
        let x_scale = self.part.width / f64::from(self.pixels.width());
        let y_scale = self.part.height / f64::from(self.pixels.height());
        let mut sides = [Vec::new(), Vec::new()];
        for (x, y, _) in self.pixels.enumerate_pixels() {
            let spot = Spot {
                x: self.part.left + (f64::from(x) + 0.5) * x_scale,
                y: self.part.top + (f64::from(y) + 0.5) * y_scale,
            };
            let (across, up) = frame.place(spot);
            let (beside, below) = head.place(spot);
            let is_shown = across.abs() <= 0.5 && (0.0..=1.0).contains(&up);
            if is_shown && beside.abs() >= BESIDE_HEAD && below <= ABOVE_SHOULDERS {
                sides[usize::from(beside > 0.0)].push((x, y));
            }
        }
        sides
    }

    fn uneven(&self, side: &[(u32, u32)]) -> f64 {
        let channel = |index: usize| {
            let values = side.iter().map(|&(x, y)| self.pixels.get_pixel(x, y).0[index]);
            quantile(&mut values.map(f64::from).collect::<Vec<f64>>(), 0.5)
        };
        let median = [channel(0), channel(1), channel(2)];
        let mut distances: Vec<f64> = side.iter().map(|&at| self.distance(at, median)).collect();
        let spread = 2.0 * quantile(&mut distances, 0.5) / 255.0;
        let edges = side.iter().filter(|&&at| self.is_edge(at)).count();
        spread + edges as f64 / side.len() as f64
    }

    /// The largest difference of a channel from that of `median`.
    fn distance(&self, (x, y): (u32, u32), median: [f64; 3]) -> f64 {
        let channels = self.pixels.get_pixel(x, y).0.into_iter().zip(median);
        channels.map(|(value, middle)| (f64::from(value) - middle).abs()).fold(0.0, f64::max)
    }

    fn is_edge(&self, (x, y): (u32, u32)) -> bool {
        let at = |x: u32, y: u32| {
            let (last_x, last_y) = (self.pixels.width() - 1, self.pixels.height() - 1);
            luma(self.pixels.get_pixel(x.min(last_x), y.min(last_y)).0)
        };
        let here = at(x, y);
        (at(x + 1, y) - here).hypot(at(x, y + 1) - here) > EDGE_STEPS
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;
    use crate::sample;

    /// What is said of a picture 400 by 500 px with a head in its middle.
    fn advice(pixels: RgbImage) -> Option<Advice> {
        let head = Head { eyes: Spot { x: 200.0, y: 210.0 }, unit_px: 92.0, roll_degrees: 0.0 };
        let middle = Spot { x: 200.0, y: 250.0 };
        let frame = CardFrame { middle, width: 400.0, height: 500.0, turn_degrees: 0.0 };
        let found = background(&Picture::new(pixels), &head, &frame, &PhotoLimits::default());
        found.expect("shrinks").expect("there is a background").advice
    }

    #[test]
    fn a_plain_wall_of_any_colour_is_plain() {
        for colour in [[255, 255, 255], [3, 3, 3], [90, 120, 200], [128, 128, 128]] {
            assert_eq!(advice(RgbImage::from_pixel(400, 500, Rgb(colour))), None);
        }
    }

    #[test]
    fn a_wall_lit_from_one_side_is_plain() {
        let wall = RgbImage::from_fn(400, 500, |x, _| Rgb([(90 + x / 4) as u8; 3]));
        assert_eq!(advice(wall), None);
    }

    #[test]
    fn stripes_and_noise_are_not_plain() {
        let stripes =
            RgbImage::from_fn(400, 500, |_, y| Rgb([if y / 20 % 2 == 0 { 60 } else { 190 }; 3]));
        assert_eq!(advice(stripes), Some(Advice::PlainBackground));
        assert_eq!(advice(sample::noise(400, 500)), Some(Advice::PlainBackground));
    }
}
