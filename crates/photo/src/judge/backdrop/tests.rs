//! Walls, plain and busy, behind heads of any width.
//!
//! Tests only; everything is drawn.

use image::{Rgb, RgbImage};

use super::*;
use crate::picture::Spot;
use crate::tests::sample;

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

/// `wall` behind curls as wide as `radius` eye distances, their shades between the two.
fn with_curls(wall: &RgbImage, radius: f64, shades: [f64; 2]) -> RgbImage {
    RgbImage::from_fn(400, 500, |x, y| {
        let (across, down) = ((f64::from(x) - 200.0) / 92.0, (f64::from(y) - 173.0) / 92.0);
        if across.hypot(down) > radius {
            return *wall.get_pixel(x, y);
        }
        let curl = (across * 25.0).sin() * (down * 21.0).cos() / 2.0 + 0.5;
        Rgb([(shades[0] + (shades[1] - shades[0]) * curl) as u8; 3])
    })
}

fn stripes() -> RgbImage {
    RgbImage::from_fn(400, 500, |_, y| Rgb([if y / 20 % 2 == 0 { 60 } else { 190 }; 3]))
}

#[test]
fn hair_of_any_width_and_shade_is_no_background() {
    for wall in [250, 176, 90] {
        let wall = RgbImage::from_pixel(400, 500, Rgb([wall; 3]));
        for radius in [1.7, 1.9, 2.1, 2.3] {
            for shades in [[20.0, 60.0], [90.0, 220.0], [150.0, 250.0]] {
                let told = advice(with_curls(&wall, radius, shades));
                assert_eq!(told, None, "{radius} of {shades:?} before {:?}", wall[(0, 0)]);
            }
        }
    }
}

#[test]
fn a_veil_down_to_the_shoulders_is_no_background() {
    let veiled = RgbImage::from_fn(400, 500, |x, y| {
        let (across, down) = ((f64::from(x) - 200.0) / 92.0, (f64::from(y) - 210.0) / 92.0);
        let top = if down < 0.0 { down / 2.1 } else { 0.0 };
        let fold = if x / 12 % 2 == 0 { 40 } else { 90 };
        let veil = (across / 2.1).hypot(top) <= 1.0;
        Rgb(if veil { [fold, fold, 120] } else { [200; 3] })
    });
    assert_eq!(advice(veiled), None);
}

#[test]
fn a_busy_wall_is_told_behind_wide_hair() {
    let told = advice(with_curls(&stripes(), 2.1, [20.0, 60.0]));
    assert_eq!(told, Some(Advice::PlainBackground));
}

#[test]
fn stripes_and_noise_are_not_plain() {
    assert_eq!(advice(stripes()), Some(Advice::PlainBackground));
    assert_eq!(advice(sample::noise(400, 500)), Some(Advice::PlainBackground));
}
