//! How sharp a face is.
//!
//! The variance of the Laplacian on the face's luma at a fixed size, over the variance of the
//! luma itself: contrast cancels out, and with it the skin and the light.

use domain::photo::{Advice, Check, Finding, PhotoLimits};

use super::patch::Patch;

/// Below this variance of luma (in squared steps of 255) a face is a blank: what is left is
/// rounding, which is sharp and says nothing.
const BLANK: f64 = 4.0;

/// Thousandths of the Laplacian's variance over the luma's.
pub(super) fn sharpness(patch: &Patch, limits: &PhotoLimits) -> Finding {
    let (width, height) = patch.pixels.dimensions();
    let mut lumas = Spread::default();
    let mut edges = Spread::default();
    for at in &patch.face {
        let middle = patch.luma(at.x, at.y);
        lumas.take(middle);
        if at.x == 0 || at.y == 0 || at.x + 1 >= width || at.y + 1 >= height {
            continue;
        }
        let across = patch.luma(at.x - 1, at.y) + patch.luma(at.x + 1, at.y);
        let down = patch.luma(at.x, at.y - 1) + patch.luma(at.x, at.y + 1);
        edges.take(across + down - 4.0 * middle);
    }
    let value = edges.variance() / lumas.variance().max(BLANK) * 1000.0;
    let min = f64::from(limits.sharpness_min_permille);
    let advice = (value < min).then_some(Advice::HoldStill);
    Finding { check: Check::Sharpness, value, min: Some(min), max: None, advice }
}

/// The variance of a row of numbers, taken one by one.
#[derive(Default)]
struct Spread {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Spread {
    fn take(&mut self, value: f64) {
        self.count += 1.0;
        self.sum += value;
        self.squares += value * value;
    }

    fn variance(&self) -> f64 {
        let count = self.count.max(1.0);
        (self.squares / count - (self.sum / count).powi(2)).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;
    use crate::Picture;
    use crate::face::{Head, Spot};

    /// Bars `period_px` wide and from 100 - `contrast` to 100 + `contrast`.
    fn bars(period_px: f64, contrast: f64) -> f64 {
        let picture = Picture::new(RgbImage::from_fn(240, 240, |x, _| {
            let wave = (f64::from(x) / period_px * std::f64::consts::TAU).sin();
            Rgb([(100.0 + contrast * wave) as u8; 3])
        }));
        let head = Head { eyes: Spot { x: 120.0, y: 90.0 }, unit_px: 60.0, roll_degrees: 0.0 };
        let patch = Patch::of(&picture, &head).expect("shrinks").expect("inside");
        sharpness(&patch, &PhotoLimits::default()).value
    }

    #[test]
    fn finer_detail_is_sharper() {
        assert!(bars(6.0, 60.0) > 4.0 * bars(12.0, 60.0));
    }

    #[test]
    fn the_same_detail_is_as_sharp_at_any_contrast() {
        let (strong, weak) = (bars(8.0, 80.0), bars(8.0, 16.0));
        assert!((strong / weak - 1.0).abs() < 0.1, "{strong} and {weak}");
    }

    #[test]
    fn a_blank_is_not_sharp() {
        assert!(bars(8.0, 0.0) < 1.0);
    }
}
