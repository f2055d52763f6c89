//! How sharp a face is.
//!
//! The variance of the Laplacian on the face's luma at a fixed size, over that of the same face
//! four times as coarse: contrast, skin and light from a side cancel out. What the sensor's noise
//! adds is taken off first, for it is loudest where light is least, and would let the blurred
//! picture of a dark face pass.

use domain::photo::{Advice, Check, Finding, PhotoLimits};

use super::measure::quantile;
use super::patch::Patch;

/// How many times coarser the face is made that the fine detail is compared with: what is left
/// of eyes, brows, nose and mouth then outlasts any blur that leaves a face to be recognised.
const COARSER: u32 = 4;

/// Below this variance (in squared steps of 255) the coarse face is a blank: what is left is
/// rounding, which says nothing.
const BLANK: f64 = 4.0;

/// Fewest pixels of the coarse face by which anything can be said: as many as 20 pixels between
/// the eyes give.
const MIN_PIXELS: usize = 60;

/// Numbers further from the median than this many deviations are features, not noise.
const FEATURE: f64 = 1.5;

/// The median distance from the median of normally spread numbers, over their deviation.
const NORMAL_MEDIAN: f64 = 0.674_5;

/// The variance of those normally spread numbers that lie within [`FEATURE`] deviations, over
/// that of all of them.
const WITHIN: f64 = 0.552_3;

/// Times that the noise is estimated anew without what the estimate before calls a feature.
const ESTIMATES: u32 = 3;

/// The variance that a sensor's noise has in the coarse Laplacian, over that in the fine one:
/// 20 / 16 by 0.084, the squares of the two chains' weights.
const NOISE_IN_COARSE: f64 = 15.0;

/// The greatest part of the coarse variance that is taken for noise.
const NOISE_MAX: f64 = 0.5;

/// Thousandths of the fine Laplacian's variance over the coarse one's; nothing for a face too
/// small to be told from its blur.
pub(super) fn sharpness(patch: &Patch, limits: &PhotoLimits) -> Option<Finding> {
    let fine = Luma::of(patch);
    let coarse = fine.coarser();
    let features = coarse.laplacians(coarse.face(patch));
    if features.len() < MIN_PIXELS {
        return None;
    }
    let face = patch.face.iter().map(|at| (at.x, at.y));
    let softened = fine.softened().softened();
    let mut detail = softened.laplacians(face);
    let noise = noise(&mut detail);
    let features = variance(&features);
    let features = features - (NOISE_IN_COARSE * noise).min(NOISE_MAX * features);
    let value = (variance(&detail) - noise).max(0.0) / features.max(BLANK) * 1000.0;
    let min = f64::from(limits.sharpness_min_permille);
    let advice = (value < min).then_some(Advice::HoldStill);
    Some(Finding { check: Check::Sharpness, value, min: Some(min), max: None, advice })
}

/// The lumas of a patch.
struct Luma {
    values: Vec<f64>,
    width: u32,
    height: u32,
}

impl Luma {
    fn of(patch: &Patch) -> Self {
        let (width, height) = patch.pixels.dimensions();
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self { values: places.map(|(x, y)| patch.luma(x, y)).collect(), width, height }
    }

    fn at(&self, x: u32, y: u32) -> f64 {
        let (x, y) = (x.min(self.width - 1), y.min(self.height - 1));
        self.values[(y * self.width + x) as usize]
    }

    /// The mean of every square of [`COARSER`] pixels.
    fn coarser(&self) -> Self {
        let (width, height) = (self.width / COARSER, self.height / COARSER);
        let square = || (0..COARSER).flat_map(|y| (0..COARSER).map(move |x| (x, y)));
        let mean = |(across, down): (u32, u32)| {
            let (left, top) = (across * COARSER, down * COARSER);
            let sum: f64 = square().map(|(x, y)| self.at(left + x, top + y)).sum();
            sum / f64::from(COARSER * COARSER)
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self { values: places.map(mean).collect(), width, height }
    }

    /// The pixels of this coarse face whose middle lies in the face of `patch`.
    fn face(&self, patch: &Patch) -> impl Iterator<Item = (u32, u32)> {
        let is_middle = |value: u32| value % COARSER == COARSER / 2;
        let middles = patch.face.iter().filter(move |at| is_middle(at.x) && is_middle(at.y));
        middles.map(|at| (at.x / COARSER, at.y / COARSER))
    }

    /// Every luma among its neighbours (binomial weights): single pixels are mostly noise.
    fn softened(&self) -> Self {
        let value = |(x, y): (u32, u32)| {
            let row = |y: u32| {
                (self.at(x.saturating_sub(1), y) + 2.0 * self.at(x, y) + self.at(x + 1, y)) / 4.0
            };
            (row(y.saturating_sub(1)) + 2.0 * row(y) + row(y + 1)) / 4.0
        };
        let places = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        Self { values: places.map(value).collect(), ..*self }
    }

    /// How far the four neighbours' values lie above each place's own; none at an edge.
    fn laplacians(&self, places: impl Iterator<Item = (u32, u32)>) -> Vec<f64> {
        let is_inner = |x: u32, y: u32| x > 0 && y > 0 && x + 1 < self.width && y + 1 < self.height;
        let above = |(x, y): (u32, u32)| {
            let across = self.at(x - 1, y) + self.at(x + 1, y);
            across + self.at(x, y - 1) + self.at(x, y + 1) - 4.0 * self.at(x, y)
        };
        places.filter(|&(x, y)| is_inner(x, y)).map(above).collect()
    }
}

/// The variance of the noise in `values`, which are moved so that their median is 0. Half of a
/// face or more is plain skin, where noise is all there is, and eyes, brows and mouth stand far
/// above it: so the noise is what most values share.
fn noise(values: &mut [f64]) -> f64 {
    let median = quantile(values, 0.5);
    for value in values.iter_mut() {
        *value -= median;
    }
    let mut distances: Vec<f64> = values.iter().map(|value| value.abs()).collect();
    let mut noise = (quantile(&mut distances, 0.5) / NORMAL_MEDIAN).powi(2);
    for _ in 0..ESTIMATES {
        let squares = values.iter().map(|value| value * value);
        let plain = squares.filter(|&square| square <= FEATURE * FEATURE * noise);
        let (sum, count) = plain.fold((0.0, 0.0_f64), |(sum, count), one| (sum + one, count + 1.0));
        noise = sum / count.max(1.0) / WITHIN;
    }
    noise
}

fn variance(values: &[f64]) -> f64 {
    let count = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / count;
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;
    use crate::face::Head;
    use crate::picture::{Picture, Spot};

    /// A plain face of luma 100 with eyes, nose and mouth as bars that differ by `contrast`, out of
    /// focus by `blur_px`, with a sensor's noise of up to `noise` steps.
    fn face(blur_px: f32, contrast: f64, noise: f64) -> f64 {
        let bars = [(90.0, 90.0), (150.0, 90.0), (120.0, 125.0), (120.0, 158.0)];
        let mut pixels = RgbImage::from_fn(240, 240, |x, y| {
            let depth = bars.map(|(across, down): (f64, f64)| {
                let (right, low) = ((f64::from(x) - across).abs(), (f64::from(y) - down).abs());
                (0.5 - (right - 12.0).max(low - 4.0) / 3.0).clamp(0.0, 1.0)
            });
            Rgb([(100.0 - contrast * depth.into_iter().fold(0.0, f64::max)) as u8; 3])
        });
        if blur_px > 0.0 {
            pixels = image::imageops::blur(&pixels, blur_px);
        }
        let mut dice = 1_u32;
        for pixel in pixels.pixels_mut() {
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = noise * (f64::from(dice >> 16) / 32_768.0 - 1.0);
            pixel.0 = pixel.0.map(|value| (f64::from(value) + noise).round() as u8);
        }
        let head = Head { eyes: Spot { x: 120.0, y: 90.0 }, unit_px: 60.0, roll_degrees: 0.0 };
        let patch = Patch::of(&Picture::new(pixels), &head).expect("shrinks").expect("inside");
        sharpness(&patch, &PhotoLimits::default()).expect("large enough").value
    }

    #[test]
    fn a_face_of_a_few_pixels_is_not_judged() {
        let picture = Picture::new(RgbImage::from_pixel(60, 60, Rgb([90; 3])));
        let head = Head { eyes: Spot { x: 30.0, y: 25.0 }, unit_px: 14.0, roll_degrees: 0.0 };
        let patch = Patch::of(&picture, &head).expect("shrinks").expect("inside");
        assert_eq!(sharpness(&patch, &PhotoLimits::default()), None);
    }

    #[test]
    fn finer_detail_is_sharper() {
        let values = [0.0, 1.0, 2.0, 3.0, 4.0, 6.0].map(|blur_px| face(blur_px, 60.0, 0.0));
        assert!(values.is_sorted_by(|one, next| one > next), "{values:?}");
        assert!(values[0] > 2.0 * values[4], "{values:?}");
    }

    #[test]
    fn the_same_detail_is_as_sharp_at_any_contrast() {
        let (strong, weak) = (face(0.0, 90.0, 0.0), face(0.0, 20.0, 0.0));
        assert!((strong / weak - 1.0).abs() < 0.15, "{strong} and {weak}");
    }

    #[test]
    fn noise_does_not_make_a_blurred_face_sharp() {
        let (sharp, noisy) = (face(0.0, 30.0, 0.0), face(3.0, 30.0, 6.0));
        assert!(noisy < sharp / 2.0, "{noisy} and {sharp}");
    }

    #[test]
    fn noise_does_not_make_a_sharp_face_blurred() {
        let (clean, noisy) = (face(0.0, 30.0, 0.0), face(0.0, 30.0, 6.0));
        assert!((noisy / clean - 1.0).abs() < 0.4, "{noisy} and {clean}");
    }

    #[test]
    fn a_blank_is_not_sharp() {
        assert!(face(0.0, 0.0, 0.0) < 1.0);
        assert!(face(0.0, 0.0, 20.0) < 5.0, "nor is noise alone");
    }
}
