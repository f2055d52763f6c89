//! A scene as some camera sees it: its light, its lens, its sensor.
//!
//! Light is scaled where light is linear, then meets the sensor's noise, is clipped, encoded and
//! rounded to eight bits, in this order, as in a camera. Every picture is the same each time.

use std::sync::LazyLock;

use image::{Rgb, RgbImage, imageops};

use crate::subject::{Spot, distance, middle};

/// Noise of a webcam's sensor as parts of its full light: that of reading it out, and that of
/// the light itself at full light (a signal 100 times the noise, 40 dB).
const READ_NOISE: f64 = 0.000_8;
const SHOT_NOISE: f64 = 0.01;

/// The mean light of a picture at which an automatic exposure aims: the grey card's 18 percent.
const EXPOSED_TO: f64 = 0.18;

/// Numbers that look random and are the same every time (xorshift).
struct Dice(u64);

impl Dice {
    /// About normally spread, with variance 1: the sum of four even ones.
    fn normal(&mut self) -> f64 {
        let sum: f64 = (0..4).map(|_| self.even()).sum();
        (sum - 2.0) * 3.0_f64.sqrt()
    }

    fn even(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// The light that a value of 255 stands for (the sRGB curve, IEC 61966-2-1).
fn light_of(value: u8) -> f64 {
    let value = f64::from(value) / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// The values of light in steps of a 65,535th.
static VALUES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let value = |light: f64| match light {
        dark if dark <= 0.003_130_8 => dark * 12.92,
        light => 1.055 * light.powf(1.0 / 2.4) - 0.055,
    };
    (0..=u16::MAX).map(|step| (value(f64::from(step) / 65_535.0) * 255.0).round() as u8).collect()
});

fn value_of(light: f64) -> u8 {
    VALUES[(light.clamp(0.0, 1.0) * 65_535.0 + 0.5) as usize]
}

/// `scene` with every pixel's light times `factor(x, y)`, seen through a sensor.
pub fn relit(scene: &RgbImage, factor: impl Fn(f64, f64) -> f64) -> RgbImage {
    let lights: Vec<f64> = (0..=255).map(light_of).collect();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    RgbImage::from_fn(scene.width(), scene.height(), |x, y| {
        let factor = factor(f64::from(x), f64::from(y));
        Rgb(scene.get_pixel(x, y).0.map(|value| {
            let light = lights[usize::from(value)] * factor;
            let noise = (READ_NOISE.powi(2) + SHOT_NOISE.powi(2) * light.min(1.0)).sqrt();
            value_of(light + noise * dice.normal())
        }))
    })
}

/// The whole scene under `factor` times the light.
pub fn lit(scene: &RgbImage, factor: f64) -> RgbImage {
    relit(scene, |_, _| factor)
}

/// Light that falls from the picture's right to `dark` of itself across the face.
pub fn side_lit(scene: &RgbImage, eyes: [Spot; 2], dark: f64) -> RgbImage {
    let ((x, _), unit) = (middle(eyes), distance(eyes));
    relit(scene, |across, _| dark + (1.0 - dark) * ((across - x) / unit + 0.5).clamp(0.0, 1.0))
}

/// The face (not the hair, the clothes or the wall) `skin` times as bright, under `light`.
pub fn with_skin(scene: &RgbImage, eyes: [Spot; 2], skin: f64, light: f64) -> RgbImage {
    let ((x, y), unit) = (middle(eyes), distance(eyes));
    relit(scene, |across, down| {
        let (wide, high) = ((across - x) / unit / 1.15, ((down - y) / unit - 0.5) / 1.4);
        let inside = ((1.1 - wide.hypot(high)) / 0.2).clamp(0.0, 1.0);
        light * (1.0 + (skin - 1.0) * inside)
    })
}

/// By what an automatic exposure multiplies the light of `picture`: all of it counts, its middle
/// half twice.
pub fn auto_exposure(picture: &RgbImage) -> f64 {
    let lights: Vec<f64> = (0..=255).map(light_of).collect();
    let is_middle = |at: u32, side: u32| (side / 4..side * 3 / 4).contains(&at);
    let (mut sum, mut count) = (0.0, 0.0);
    for (x, y, pixel) in picture.enumerate_pixels() {
        let is_middle = is_middle(x, picture.width()) && is_middle(y, picture.height());
        let weight = if is_middle { 2.0 } else { 1.0 };
        sum += weight * pixel.0.iter().map(|&value| lights[usize::from(value)]).sum::<f64>() / 3.0;
        count += weight;
    }
    EXPOSED_TO * count / sum.max(f64::MIN_POSITIVE)
}

/// Out of focus by `sigma` pixels, then seen through a sensor.
pub fn blurred(scene: &RgbImage, sigma: f64) -> RgbImage {
    lit(&imageops::blur(scene, sigma as f32), 1.0)
}

/// A camera that takes the lowest `steps` of 255 for black, as when one that speaks in a limited
/// range is taken for one that uses all of it.
pub fn crushed(picture: &RgbImage, steps: u8) -> RgbImage {
    let scale = 255.0 / (255.0 - f64::from(steps));
    let mut pixels = picture.clone();
    for value in pixels.iter_mut() {
        *value = (f64::from(value.saturating_sub(steps)) * scale).round() as u8;
    }
    pixels
}

/// A sensor with more noise, in steps of 255.
pub fn noisy(scene: &RgbImage, steps: f64) -> RgbImage {
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let mut pixels = scene.clone();
    for value in pixels.iter_mut() {
        *value = (f64::from(*value) + steps * dice.normal()).round().clamp(0.0, 255.0) as u8;
    }
    pixels
}
