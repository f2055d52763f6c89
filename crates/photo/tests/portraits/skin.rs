//! The second table: the same two faces with skin from the darkest to the palest, in the same
//! light and as an automatic exposure shows them, too dark and too bright.
//!
//! Only the brightness of skin is varied: what else tells people apart, two portraits can't show.

use std::fs;
use std::sync::LazyLock;

use domain::photo::Check;
use image::{Rgb, RgbImage};

use crate::camera::{auto_exposure, crushed, with_skin};
use crate::scene::{SIZE, sitting};
use crate::studio::{WALL, wall};
use crate::subject::{Marks, Subject, everybody};
use crate::table::{Seen, cell, look, table};
use crate::written;

/// How bright the skin is, in linear light, beside that of the fixtures, who are pale: the
/// darkest has a luma of 18 to 25 of 255 under the fixtures' own light, the palest of 160 to 205.
const SKINS: [f64; 10] = [0.02, 0.04, 0.08, 0.12, 0.2, 0.35, 0.5, 0.7, 1.0, 1.3];

/// The light beside the right one: a stop too little, and not quite a stop too much.
const LIGHTS: [f64; 3] = [0.5, 1.0, 1.8];

/// Out of focus by this part of the distance of the eyes.
const BLUR: f64 = 0.04;

/// Steps of 255 that a camera with a crushed range takes for black.
const CRUSHED: u8 = 12;

/// The checks that look at the pixels of a face, and finding it at all.
const LOOKED_AT: [Check; 5] =
    [Check::Faces, Check::Exposure, Check::Clipping, Check::EvenLight, Check::Sharpness];

/// How the scene is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    /// In the fixture's own light.
    AsItIs,
    /// As an automatic exposure would have it.
    Auto,
    /// In the fixture's own light, black crushed.
    Crushed,
    /// In the fixture's own light, out of focus.
    Blurred,
}

struct Tone {
    name: &'static str,
    skin: f64,
    taken: Taken,
    light: f64,
    /// Of the cheeks, 0 to 255.
    luma: f64,
    seen: Seen,
}

static TONES: LazyLock<Vec<Tone>> = LazyLock::new(|| {
    let tones: Vec<Tone> = everybody().iter().flat_map(tones).collect();
    let text = format!("{}\n{}", by_third(&tones), markdown(&tones));
    fs::write(written("photo-skin.md"), text).expect("the table is written");
    tones
});

fn tones(subject: &'static Subject) -> Vec<Tone> {
    let (scene, marks) = sitting(subject, wall(SIZE, WALL), 0.0);
    let tone = |skin, taken, light, pixels: RgbImage| {
        let (luma, seen) = (luma(&pixels, &marks), look(&pixels, &[marks.eyes]));
        Tone { name: &subject.name, skin, taken, light, luma, seen }
    };
    let mut tones = Vec::new();
    for skin in SKINS {
        let plain = with_skin(&scene, marks.eyes, skin, 1.0);
        let auto = auto_exposure(&plain);
        for light in LIGHTS {
            let exposed = |light| with_skin(&scene, marks.eyes, skin, light);
            tones.push(tone(skin, Taken::AsItIs, light, exposed(light)));
            tones.push(tone(skin, Taken::Auto, light, exposed(light * auto)));
        }
        tones.push(tone(skin, Taken::Crushed, 1.0, crushed(&plain, CRUSHED)));
        let soft = with_skin(&lens(&scene, &marks), marks.eyes, skin, 1.0);
        tones.push(tone(skin, Taken::Blurred, 1.0, soft));
    }
    tones
}

/// The scene out of focus, before the sensor's noise.
fn lens(scene: &RgbImage, marks: &Marks) -> RgbImage {
    image::imageops::blur(scene, (BLUR * marks.unit()) as f32)
}

/// The mean luma of the cheeks.
fn luma(pixels: &RgbImage, marks: &Marks) -> f64 {
    let reach = (marks.unit() * 0.1) as i32;
    let (mut sum, mut count) = (0.0, 0.0);
    for (x, y) in marks.eyes {
        let (x, y) = (x as i32, (y + marks.unit() * 0.55) as i32);
        for (across, down) in (-reach..=reach).flat_map(|x| (-reach..=reach).map(move |y| (x, y))) {
            let Rgb(channels) = *pixels.get_pixel((x + across) as u32, (y + down) as u32);
            let weighed = channels.into_iter().zip([0.2126, 0.7152, 0.0722]);
            sum += weighed.map(|(value, weight)| f64::from(value) * weight).sum::<f64>();
            count += 1.0;
        }
    }
    sum / count
}

/// How often each check fires on the darkest third of the faces, on the middle one and on the
/// lightest, out of how many.
fn thirds(tones: &[Tone], check: Check) -> [(usize, usize); 3] {
    let is_plain = |tone: &&Tone| matches!(tone.taken, Taken::AsItIs | Taken::Auto);
    let mut tones: Vec<&Tone> = tones.iter().filter(is_plain).collect();
    tones.sort_by(|one, other| one.luma.total_cmp(&other.luma));
    let size = tones.len() / 3;
    [0, 1, 2].map(|third| {
        let part = &tones[third * size..(third + 1) * size];
        (part.iter().filter(|tone| tone.seen.fires(check)).count(), part.len())
    })
}

fn by_third(tones: &[Tone]) -> String {
    let rows = LOOKED_AT.map(|check| {
        let thirds = thirds(tones, check).map(|(fired, of)| format!("{fired} of {of}"));
        [vec![format!("{check:?}")], thirds.to_vec()].concat()
    });
    table(&["check fires", "darkest third", "middle third", "lightest third"], rows)
}

fn markdown(tones: &[Tone]) -> String {
    let head = [
        "picture",
        "skin",
        "taken",
        "light",
        "cheeks' luma",
        "eye error, %",
        "exposure (least, most)",
        "clipping",
        "even light",
        "sharpness",
        "fired",
    ];
    let cells = |tone: &Tone| {
        let value = |check, digits| cell(tone.seen.value(check), digits);
        let exposure = tone.seen.finding(Check::Exposure);
        let (min, max) = exposure.map_or((None, None), |finding| (finding.min, finding.max));
        vec![
            tone.name.to_owned(),
            tone.skin.to_string(),
            format!("{:?}", tone.taken),
            tone.light.to_string(),
            cell(Some(tone.luma), 0),
            cell(tone.seen.eye_part.map(|part| part * 100.0), 1),
            format!("{} ({}, {})", value(Check::Exposure, 3), cell(min, 3), cell(max, 3)),
            value(Check::Clipping, 3),
            value(Check::EvenLight, 2),
            value(Check::Sharpness, 1),
            tone.seen.fired(),
        ]
    };
    table(&head, tones.iter().map(cells))
}

impl Tone {
    fn named(&self) -> String {
        let Self { name, skin, taken, light, luma, .. } = self;
        format!("{name}, skin {skin}, {taken:?}, light {light}, luma {luma:.0}")
    }
}

fn taken(how: Taken) -> impl Iterator<Item = &'static Tone> {
    TONES.iter().filter(move |tone| tone.taken == how)
}

#[test]
fn a_face_of_any_skin_is_found() {
    for tone in TONES.iter() {
        assert!(!tone.seen.fires(Check::Faces), "{}", tone.named());
        let part = tone.seen.eye_part.expect("found");
        assert!(part <= 0.15, "{}: {part:.3}", tone.named());
    }
}

#[test]
fn no_check_fires_more_on_dark_skin_than_on_light() {
    for check in LOOKED_AT {
        let [dark, middle, light] = thirds(&TONES, check);
        assert!(dark.0 <= light.0, "{check:?} fires on {dark:?} dark and {light:?} light faces");
        assert!(middle.0 <= light.0, "{check:?} fires on {middle:?} and {light:?} light faces");
    }
}

#[test]
fn a_face_of_any_skin_passes_in_the_right_light() {
    for tone in taken(Taken::Auto).chain(taken(Taken::AsItIs)).filter(|tone| tone.light == 1.0) {
        for check in LOOKED_AT {
            assert!(!tone.seen.fires(check), "{check:?}: {}", tone.named());
        }
    }
}

#[test]
fn a_blurred_face_of_any_skin_is_told() {
    for tone in taken(Taken::Blurred) {
        let value = tone.seen.value(Check::Sharpness);
        assert!(tone.seen.fires(Check::Sharpness), "{}: {value:?}", tone.named());
    }
}

#[test]
fn a_camera_that_crushes_black_loses_no_dark_face() {
    for tone in taken(Taken::Crushed) {
        let value = tone.seen.value(Check::Clipping);
        assert!(!tone.seen.fires(Check::Clipping), "{}: {value:?}", tone.named());
    }
}
