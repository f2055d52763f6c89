//! Scenes in any light, with anybody before them.
//!
//! Tests only; everything is drawn.

use image::{Rgb, RgbImage};

use super::*;
use crate::crop::Lift;
use crate::picture::Spot;

/// Half the eyes' width and height, and the irises' radius, in eye distances.
const EYE: (f64, f64, f64) = (0.22, 0.09, 0.09);

/// How a drawn scene looks in the right light, in steps of 255.
#[derive(Clone, Copy)]
struct Scene {
    wall: [f64; 3],
    clothes: [f64; 3],
    skin: [f64; 3],
}

const LIGHT_WALL: Scene =
    Scene { wall: [210.0; 3], clothes: [60.0, 70.0, 90.0], skin: [150.0, 110.0, 90.0] };
const DARK_WALL: Scene =
    Scene { wall: [36.0, 38.0, 44.0], clothes: [22.0; 3], skin: [150.0, 110.0, 90.0] };

/// Skin from the darkest to the palest.
const SKINS: [[f64; 3]; 5] = [
    [40.0, 26.0, 20.0],
    [85.0, 55.0, 42.0],
    [150.0, 110.0, 90.0],
    [205.0, 165.0, 140.0],
    [232.0, 200.0, 182.0],
];

/// Somebody in the middle of `scene`, each channel times its part of `light`.
fn drawn(scene: Scene, light: [f64; 3]) -> RgbImage {
    RgbImage::from_fn(400, 500, |x, y| {
        let (across, down) = ((f64::from(x) - 200.0) / 92.0, (f64::from(y) - 210.0) / 92.0);
        let beside = across.abs() - 0.5;
        let is_eye = (beside / EYE.0).hypot(down / EYE.1) <= 1.0;
        let is_head = (across / 1.25).hypot((down + 0.05) / 1.83) <= 1.0;
        let is_neck = down > 0.0 && across.abs() < 0.9;
        let colour = if is_eye && beside.hypot(down) > EYE.2 {
            [172.0, 168.0, 164.0]
        } else if is_eye {
            [18.0; 3]
        } else if is_head || is_neck {
            scene.skin
        } else if down > 2.2 {
            scene.clothes
        } else {
            scene.wall
        };
        let lit = |at: usize| (colour[at] * light[at]).round().min(255.0) as u8;
        Rgb([lit(0), lit(1), lit(2)])
    })
}

fn found(pixels: RgbImage) -> Finding {
    let head = Head { eyes: Spot { x: 200.0, y: 210.0 }, unit_px: 92.0, roll_degrees: 0.0 };
    let middle = Spot { x: 200.0, y: 250.0 };
    let frame = CardFrame { middle, width: 400.0, height: 500.0, turn_degrees: 0.0 };
    let found = scene_light(&Picture::new(pixels), &head, &frame, &PhotoLimits::default());
    found.expect("shrinks").expect("there are surroundings")
}

#[test]
fn a_light_wall_in_a_third_of_the_light_asks_for_more_whoever_stands_before_it() {
    for skin in SKINS {
        let scene = Scene { skin, ..LIGHT_WALL };
        for (light, advice) in [
            (0.2, Some(Advice::MoreLight)),
            (0.35, Some(Advice::MoreLight)),
            (0.8, None),
            (1.0, None),
            (1.6, Some(Advice::LessLight)),
        ] {
            let scene = if light > 1.5 { Scene { clothes: scene.wall, ..scene } } else { scene };
            let finding = found(drawn(scene, [light; 3]));
            assert_eq!(finding.advice, advice, "{skin:?} at {light}: {}", finding.value);
        }
    }
}

#[test]
fn skin_of_any_shade_leaves_the_lights_what_they_are() {
    for light in [0.2, 0.35, 0.6, 1.0] {
        let values = SKINS.map(|skin| found(drawn(Scene { skin, ..LIGHT_WALL }, [light; 3])).value);
        assert!(values.iter().all(|value| (value - values[0]).abs() < 1e-9), "{values:?}");
    }
}

#[test]
fn a_colour_cast_is_no_lack_of_light() {
    for cast in [[1.0, 0.8, 0.55], [0.6, 0.85, 1.0], [0.75, 1.0, 0.7]] {
        for scene in [LIGHT_WALL, DARK_WALL] {
            let finding = found(drawn(scene, cast));
            assert_eq!(finding.advice, None, "{cast:?}: {}", finding.value);
        }
    }
}

#[test]
fn dark_clothes_before_a_dark_wall_in_good_light_are_left_as_they_are() {
    for skin in SKINS {
        let finding = found(drawn(Scene { skin, ..DARK_WALL }, [1.0; 3]));
        assert_eq!(finding.advice, None, "{skin:?}: {}", finding.value);
        let brighter = Lift::by(&finding, &PhotoLimits::default()).brightened(100);
        assert!(brighter <= 110, "{skin:?}: 100 becomes {brighter}");
        let dark = found(drawn(Scene { skin, ..DARK_WALL }, [0.3; 3]));
        assert_eq!(dark.advice, Some(Advice::MoreLight), "{skin:?}: {}", dark.value);
    }
}

#[test]
fn a_frame_without_surroundings_says_nothing_of_the_scene() {
    let head = Head { eyes: Spot { x: 200.0, y: 210.0 }, unit_px: 92.0, roll_degrees: 0.0 };
    let middle = Spot { x: 200.0, y: 250.0 };
    let frame = CardFrame { middle, width: 120.0, height: 150.0, turn_degrees: 0.0 };
    let picture = Picture::new(drawn(LIGHT_WALL, [1.0; 3]));
    let found = scene_light(&picture, &head, &frame, &PhotoLimits::default());
    assert!(found.expect("shrinks").is_none());
}
