//! What a turned frame shows, level and in another size.
//!
//! A frame that shrinks is first brought near its final size by [`resample`], which keeps fine
//! lines from turning into patterns; then every pixel is read from between its neighbours by a
//! cubic (Catmull-Rom), which stays sharp. A frame that is not turned has no business here.

use std::f64::consts::PI;
use std::thread;

use image::RgbImage;
use wide::f32x4;

use super::resample::{Frame, resample};
use crate::error::Error;

/// Pixels around the frame that the two filters may look at.
const MARGIN_PX: f64 = 8.0;

/// Bands of rows that are read beside each other, a thread to each.
const BANDS: u32 = 2;

/// Columns that are made from top to bottom before the next: of a turned frame one whole row
/// reads more of the picture than a processor keeps at hand.
const STRIP_PX: usize = 32;

/// Least side of what is read from, in pixels: the cubic looks at four.
const LEAST_SIDE_PX: u32 = 4;

/// A frame turned clockwise about its middle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TurnedFrame {
    frame: Frame,
    sine: f64,
    cosine: f64,
}

impl TurnedFrame {
    pub(crate) fn new(frame: Frame, degrees: f64) -> Self {
        let (sine, cosine) = (degrees * PI / 180.0).sin_cos();
        Self { frame, sine, cosine }
    }

    /// The four corners, in the picture's pixels.
    pub(crate) fn corners(&self) -> [(f64, f64); 4] {
        [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| self.at(x, y))
    }

    /// Where a point of the frame (0 to 1 across and down) lies in the picture.
    pub(crate) fn at(&self, across: f64, down: f64) -> (f64, f64) {
        let Frame { left, top, width, height } = self.frame;
        let (x, y) = ((across - 0.5) * width, (down - 0.5) * height);
        (
            left + width / 2.0 + x * self.cosine - y * self.sine,
            top + height / 2.0 + x * self.sine + y * self.cosine,
        )
    }

    /// What `picture` shows in this frame, level, as a picture of `width_px` by `height_px`.
    ///
    /// # Errors
    /// [`Error::Resample`] if the frame lies wholly outside the picture.
    pub(crate) fn level(
        &self,
        picture: &RgbImage,
        width_px: u32,
        height_px: u32,
    ) -> Result<RgbImage, Error> {
        let scale = (f64::from(width_px) / self.frame.width).min(1.0);
        let ground = Ground::around(self, picture, scale)?;
        // Where the frame's corners lie in the ground, and so a step to the right and down.
        let [(left, top), right, below, _] = self.corners().map(|corner| ground.place(corner));
        let (columns, rows) = (f64::from(width_px), f64::from(height_px));
        let right = ((right.0 - left) / columns, (right.1 - top) / columns);
        let below = ((below.0 - left) / rows, (below.1 - top) / rows);
        let mut level = RgbImage::new(width_px, height_px);
        let band_rows = height_px.div_ceil(BANDS).max(1) as usize;
        let width = width_px as usize;
        let band_bytes = (band_rows * 3 * width).max(1);
        thread::scope(|scope| {
            for (band, bytes) in level.chunks_mut(band_bytes).enumerate() {
                let ground = &ground;
                scope.spawn(move || {
                    let (pixels, _) = bytes.as_chunks_mut::<3>();
                    // Strip by strip, so that what one row of it reads the next finds at hand.
                    for strip in (0..width).step_by(STRIP_PX) {
                        for (row, line) in pixels.chunks_exact_mut(width).enumerate() {
                            let y = (row + band * band_rows) as f64 + 0.5;
                            let end = (strip + STRIP_PX).min(width);
                            for (column, pixel) in line[strip..end].iter_mut().enumerate() {
                                let x = (strip + column) as f64 + 0.5;
                                let across = left + x * right.0 + y * below.0;
                                let down = top + x * right.1 + y * below.1;
                                *pixel = ground.colour(across, down);
                            }
                        }
                    }
                });
            }
        });
        Ok(level)
    }

    /// The upright rectangle of whole pixels around the frame and its margin, in the picture.
    fn bounds(&self, picture: &RgbImage, margin: f64) -> Frame {
        let corners = self.corners();
        let span = |values: [f64; 4], side: u32| {
            let side = f64::from(side);
            let low = values.into_iter().fold(side, f64::min) - margin;
            let high = values.into_iter().fold(0.0, f64::max) + margin;
            (low.floor().clamp(0.0, side), high.ceil().clamp(0.0, side))
        };
        let (left, right) = span(corners.map(|corner| corner.0), picture.width());
        let (top, bottom) = span(corners.map(|corner| corner.1), picture.height());
        Frame { left, top, width: right - left, height: bottom - top }
    }
}

/// The part of a picture that a turned frame is read from, in its final scale. Four numbers to
/// a pixel, the last unused: that is what a processor reads and weighs at once.
struct Ground {
    pixels: Vec<f32x4>,
    columns: usize,
    rows: usize,
    /// The part that was cut out of the picture.
    part: Frame,
}

impl Ground {
    fn around(turned: &TurnedFrame, picture: &RgbImage, scale: f64) -> Result<Self, Error> {
        let part = turned.bounds(picture, MARGIN_PX / scale);
        let side = |length: f64| (length * scale).ceil().max(f64::from(LEAST_SIDE_PX)) as u32;
        let cut = resample(picture, part, side(part.width), side(part.height))?;
        let (whole, _) = cut.as_raw().as_chunks::<3>();
        let pixels =
            whole.iter().map(|rgb| [rgb[0], rgb[1], rgb[2], 0].map(f32::from).into()).collect();
        Ok(Self { pixels, columns: cut.width() as usize, rows: cut.height() as usize, part })
    }

    /// Where a point of the picture lies, in columns and rows; 0 is the middle of the first.
    fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (
            (x - self.part.left) / self.part.width * self.columns as f64 - 0.5,
            (y - self.part.top) / self.part.height * self.rows as f64 - 0.5,
        )
    }

    /// The colour at a place; near and beyond the ground's edges, that of the nearest place
    /// which has all its neighbours.
    fn colour(&self, across: f64, down: f64) -> [u8; 3] {
        let (column, across) = neighbours(across, self.columns);
        let (row, down) = neighbours(down, self.rows);
        let mut sum = f32x4::ZERO;
        for (step, down) in down.into_iter().enumerate() {
            let line = &self.pixels[(row + step) * self.columns + column..][..4];
            let [a, b, c, d] = across;
            sum += (line[0] * a + line[1] * b + line[2] * c + line[3] * d) * down;
        }
        // A cast from f32 saturates: what the cubic swings beyond 0 or 255 is cut off.
        let [red, green, blue, _] = sum.to_array().map(|total| (total + 0.5) as u8);
        [red, green, blue]
    }
}

/// The first of the four pixels around `at` on a line of `length` (four at least), and the
/// weight of each by Catmull and Rom's cubic.
fn neighbours(at: f64, length: usize) -> (usize, [f32; 4]) {
    // Just short of the last but one pixel, behind which there must be one more.
    let at = at.clamp(1.0, length as f64 - 2.001);
    // A cast cuts off the fraction, which is what `floor` does to a positive number, but quicker.
    let whole = at as usize;
    let t = (at - whole as f64) as f32;
    let weights = [
        ((-0.5 * t + 1.0) * t - 0.5) * t,
        (1.5 * t - 2.5) * t * t + 1.0,
        ((-1.5 * t + 2.0) * t + 0.5) * t,
        (0.5 * t - 0.5) * t * t,
    ];
    (whole - 1, weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample;

    const FRAME: Frame = Frame { left: 50.0, top: 40.0, width: 100.0, height: 125.0 };

    #[test]
    fn a_frame_is_turned_clockwise_about_its_middle() {
        let [left_top, right_top, ..] = TurnedFrame::new(FRAME, 10.0).corners();
        assert!(right_top.1 > left_top.1 + 17.0, "its upper edge sinks to the right");
        let (x, y) = TurnedFrame::new(FRAME, 10.0).at(0.5, 0.5);
        assert!((x - 100.0).abs() < 1e-9 && (y - 102.5).abs() < 1e-9, "the middle stays");
    }

    #[test]
    fn a_frame_turned_by_nothing_shows_what_it_covers() {
        let picture = sample::quadrants(200, 205);
        let level = TurnedFrame::new(FRAME, 0.0).level(&picture, 100, 125).expect("inside");
        let differing = level
            .enumerate_pixels()
            .filter(|(x, y, pixel)| **pixel != *picture.get_pixel(x + 50, y + 40))
            .count();
        assert_eq!(differing, 0, "pixel for pixel");
    }

    #[test]
    fn fine_lines_become_even_grey_rather_than_a_pattern() {
        let lines = RgbImage::from_fn(1000, 1000, |x, _| image::Rgb([(x % 2) as u8 * 255; 3]));
        let frame = Frame { left: 200.0, top: 200.0, width: 480.0, height: 600.0 };
        let level = TurnedFrame::new(frame, 7.0).level(&lines, 120, 150).expect("inside");
        let values = level.pixels().map(|pixel| pixel.0[0]);
        assert!(values.clone().all(|value| value.abs_diff(127) < 12), "{:?}", values.max());
    }

    #[test]
    fn the_neighbours_lie_on_the_line_and_weigh_one_together() {
        for length in [4, 5, 10] {
            for at in [-3.0, 0.0, 0.25, 1.0, 3.5, 7.99, 9.0, 1e9] {
                let (first, weights) = neighbours(at, length);
                assert!(first + 4 <= length, "{at} on {length}");
                assert!((weights.iter().sum::<f32>() - 1.0).abs() < 1e-6, "{at}: {weights:?}");
            }
        }
    }
}
