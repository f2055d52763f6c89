//! Hair and head coverings that are wider than the fixtures' own, painted over them.
//!
//! Drawn, not photographed: they have the width and the shades of real ones, not their look.

use std::f64::consts::PI;

use image::{Rgb, RgbImage};

use crate::subject::Spot;

/// What is worn or grown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hair {
    DarkCurls,
    GreyCurls,
    LongDark,
    LongFair,
    WhiteVeil,
    BlueVeil,
}

/// Every kind.
pub const HAIR: [Hair; 6] = [
    Hair::DarkCurls,
    Hair::GreyCurls,
    Hair::LongDark,
    Hair::LongFair,
    Hair::WhiteVeil,
    Hair::BlueVeil,
];

/// Radius of curls around a point above the eyes, in eye distances.
const CURLS_RADIUS: f64 = 2.2;

/// How far above the eyes the middle of curls lies.
const CURLS_UP: f64 = 0.4;

/// Half the width of what falls to the shoulders, in eye distances.
const FALLING_HALF_WIDTH: f64 = 2.1;

/// Paints `hair` into `scene` around the face whose eyes are `unit` pixels apart around `at`.
pub fn wear(scene: &mut RgbImage, hair: Hair, at: Spot, unit: f64) {
    for (x, y, pixel) in scene.enumerate_pixels_mut() {
        let across = (f64::from(x) + 0.5 - at.0) / unit;
        let down = (f64::from(y) + 0.5 - at.1) / unit;
        if is_covered(hair, across, down) && !is_bare(hair, across, down) {
            *pixel = colour(hair, across, down);
        }
    }
}

fn is_covered(hair: Hair, across: f64, down: f64) -> bool {
    match hair {
        Hair::DarkCurls | Hair::GreyCurls => {
            let (x, y) = (across, down + CURLS_UP);
            let angle = y.atan2(x);
            // Curls stand out a little here and there.
            let curls = 0.04 * (angle * 11.0).sin() + 0.03 * (angle * 29.0).cos();
            x.hypot(y) <= CURLS_RADIUS * (1.0 + curls)
        }
        Hair::LongDark | Hair::LongFair | Hair::WhiteVeil | Hair::BlueVeil => {
            let up = down.min(0.0);
            (across / FALLING_HALF_WIDTH).hypot(up / 2.15) <= 1.0
        }
    }
}

/// Whether the face is here, or the neck below hair.
fn is_bare(hair: Hair, across: f64, down: f64) -> bool {
    let is_veil = matches!(hair, Hair::WhiteVeil | Hair::BlueVeil);
    (across / 1.12).hypot((down - 0.3) / 1.55) <= 1.0
        || !is_veil && down > 1.2 && across.abs() < 0.9
}

fn colour(hair: Hair, across: f64, down: f64) -> Rgb<u8> {
    let curl = (across * 8.0 * PI + down * 3.0).sin() * (down * 7.0 * PI - across * 2.0).cos();
    let strand = (across * 14.0 * PI + (down * 2.0).sin()).sin();
    let fold = ((across * 1.3 + down * 0.4) * 2.0 * PI).sin();
    let (base, sway) = match hair {
        Hair::DarkCurls => ([38.0, 30.0, 26.0], 20.0 * curl),
        Hair::GreyCurls => ([150.0, 148.0, 146.0], 60.0 * curl),
        Hair::LongDark => ([60.0, 40.0, 28.0], 18.0 * strand),
        Hair::LongFair => ([196.0, 160.0, 104.0], 25.0 * strand),
        Hair::WhiteVeil => ([222.0, 222.0, 226.0], 25.0 * fold),
        Hair::BlueVeil => ([44.0, 66.0, 130.0], 25.0 * fold),
    };
    Rgb(base.map(|value| (value + sway) as u8))
}
