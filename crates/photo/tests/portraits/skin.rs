//! The second table: the same faces with skin from the darkest to the palest.

use std::fmt::Write;
use std::fs;

use domain::photo::Check;
use image::Rgb;

use crate::camera::{auto_exposure, with_skin};
use crate::scene::sitting;
use crate::studio::{WALL, wall};
use crate::subject::{Spot, everybody};
use crate::table::{Seen, cell, look};
use crate::written;

/// How bright the skin is, in linear light, beside that of the fixtures, who are pale: the
/// darkest ends at a luma of about 25 of 255 under the fixture's own light.
const SKINS: [f64; 10] = [0.02, 0.04, 0.08, 0.12, 0.2, 0.35, 0.5, 0.7, 1.0, 1.3];

/// The checks that look at the face's pixels, and finding it at all.
const LOOKED_AT: [Check; 5] =
    [Check::Faces, Check::Exposure, Check::Clipping, Check::EvenLight, Check::Sharpness];

struct Tone {
    name: String,
    skin: f64,
    light: f64,
    is_auto: bool,
    luma: f64,
    seen: Seen,
}

fn tones() -> Vec<Tone> {
    let mut tones = Vec::new();
    for subject in everybody() {
        let (scene, eyes) = sitting(subject, wall((480, 600), WALL), 0.0);
        for skin in SKINS {
            for is_auto in [false, true] {
                for light in [0.5, 1.0, 1.8] {
                    let auto = if is_auto {
                        auto_exposure(&with_skin(&scene, eyes, skin, 1.0))
                    } else {
                        1.0
                    };
                    let pixels = with_skin(&scene, eyes, skin, light * auto);
                    let (name, luma) = (subject.name.to_owned(), luma(&pixels, eyes));
                    let seen = look(&pixels, &[eyes]);
                    tones.push(Tone { name, skin, light, is_auto, luma, seen });
                }
            }
        }
    }
    tones
}

/// The mean luma of the cheeks, 0 to 255.
fn luma(pixels: &image::RgbImage, [left, right]: [Spot; 2]) -> f64 {
    let down = (right.0 - left.0) * 0.55;
    let (mut sum, mut count) = (0.0, 0.0);
    for (x, y) in [left, right] {
        for (dx, dy) in (-8..=8).flat_map(|dx| (-8..=8).map(move |dy| (dx, dy))) {
            let pixel = pixels.get_pixel((x as i32 + dx) as u32, ((y + down) as i32 + dy) as u32);
            let Rgb([red, green, blue]) = *pixel;
            sum += 0.2126 * f64::from(red) + 0.7152 * f64::from(green) + 0.0722 * f64::from(blue);
            count += 1.0;
        }
    }
    sum / count
}

#[test]
fn the_table_is_written() {
    let tones = tones();
    let mut text = String::from(
        "| portrait | skin | light | exposed | cheek luma | eye % | exposure (min) | clipping | even | sharpness | fired |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for tone in &tones {
        let value = |check, digits| cell(tone.seen.value(check), digits);
        let min = tone.seen.finding(Check::Exposure).and_then(|finding| finding.min);
        writeln!(
            text,
            "| {} | {} | {} | {} | {:.0} | {} | {} ({}) | {} | {} | {} | {} |",
            tone.name,
            tone.skin,
            tone.light,
            if tone.is_auto { "auto" } else { "fixed" },
            tone.luma,
            cell(tone.seen.eye_part.map(|part| part * 100.0), 1),
            value(Check::Exposure, 3),
            cell(min, 3),
            value(Check::Clipping, 3),
            value(Check::EvenLight, 2),
            value(Check::Sharpness, 0),
            tone.seen.fired(),
        )
        .expect("a string takes all");
    }
    fs::write(written("photo-skin.md"), text).expect("written");
    assert!(LOOKED_AT.len() == 5 && tones.len() == 120);
}
