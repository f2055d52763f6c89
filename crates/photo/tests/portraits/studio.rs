//! People put before walls: where they stand, how large they are, how they lean.
//!
//! Light and lens are the camera's.

use image::imageops::{self, FilterType};
use image::{GrayImage, Pixel, Rgb, RgbImage};

use crate::subject::{Marks, Spot, Subject};

/// A plain light wall.
pub const WALL: Rgb<u8> = Rgb([176, 178, 182]);

/// A wall of one colour.
pub fn wall(size: (u32, u32), colour: Rgb<u8>) -> RgbImage {
    RgbImage::from_pixel(size.0, size.1, colour)
}

/// Shelves full of books, or as good as.
pub fn shelves(size: (u32, u32)) -> RgbImage {
    RgbImage::from_fn(size.0, size.1, |x, y| {
        let book = (x / 17 * 7 + y / 90 * 5) % 11;
        let shade = if y % 90 < 8 { 30 } else { 40 + book * 18 };
        Rgb([shade as u8, (250 - shade) as u8, (60 + book * 9) as u8])
    })
}

/// How somebody stands before a camera.
#[derive(Clone, Copy)]
pub struct Stance {
    /// The distance of the eyes, in pixels.
    pub unit: f64,
    /// Half way between the eyes, in pixels.
    pub at: Spot,
    /// How far the head leans clockwise beyond what it does in the fixture, in degrees.
    pub lean: f64,
}

/// Puts `subject` into `scene`; where the head comes to lie.
pub fn stand(scene: &mut RgbImage, subject: &Subject, stance: Stance) -> Marks {
    let scale = stance.unit / subject.marks.unit();
    let side = |px: u32| ((f64::from(px) * scale).round() as u32).max(1);
    let (width, height) = (side(subject.pixels.width()), side(subject.pixels.height()));
    let pixels = imageops::resize(&subject.pixels, width, height, FilterType::CatmullRom);
    let mask = imageops::resize(&subject.mask, width, height, FilterType::Triangle);
    let (sine, cosine) = stance.lean.to_radians().sin_cos();
    let (x, y) = subject.marks.middle();
    let middle = (x * scale, y * scale);
    for (x, y, pixel) in scene.enumerate_pixels_mut() {
        let (across, down) = (f64::from(x) - stance.at.0, f64::from(y) - stance.at.1);
        let from =
            (middle.0 + across * cosine + down * sine, middle.1 + down * cosine - across * sine);
        let share = coverage(&mask, from);
        if share > 0.0 {
            let (behind, person) = (pixel.0, between(&pixels, from));
            pixel.0 = [0, 1, 2].map(|channel| {
                let value = person[channel] * share + f64::from(behind[channel]) * (1.0 - share);
                value.round() as u8
            });
        }
    }
    subject.marks.map(|(x, y)| {
        let (across, down) = (x * scale - middle.0, y * scale - middle.1);
        (stance.at.0 + across * cosine - down * sine, stance.at.1 + across * sine + down * cosine)
    })
}

/// How much of the person is at `spot`, 0 to 1; nothing beyond the fixture's edges.
fn coverage(mask: &GrayImage, (x, y): Spot) -> f64 {
    let is_inside =
        x >= 0.0 && y >= 0.0 && x < f64::from(mask.width()) && y < f64::from(mask.height());
    if is_inside { f64::from(mask.get_pixel(x as u32, y as u32).0[0]) / 255.0 } else { 0.0 }
}

/// The colour at `spot`, from its four neighbours.
fn between(source: &RgbImage, (x, y): Spot) -> [f64; 3] {
    let (last_x, last_y) = (source.width() - 1, source.height() - 1);
    let (x0, y0) = (x.floor().max(0.0), y.floor().max(0.0));
    let (right, low) = ((x - x0).clamp(0.0, 1.0), (y - y0).clamp(0.0, 1.0));
    let at = |x: f64, y: f64| source.get_pixel((x as u32).min(last_x), (y as u32).min(last_y));
    let rows = [y0, y0 + 1.0].map(|y| {
        let (one, other) = (at(x0, y).channels(), at(x0 + 1.0, y).channels());
        [0, 1, 2].map(|channel| {
            f64::from(one[channel]) * (1.0 - right) + f64::from(other[channel]) * right
        })
    });
    [0, 1, 2].map(|channel| rows[0][channel] * (1.0 - low) + rows[1][channel] * low)
}
