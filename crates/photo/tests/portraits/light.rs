//! The third table: people of several groups in a fifth to one and a half times the brightness,
//! and in light of three colours; what is said of the light, and what the card makes of it.

use std::fs;
use std::sync::LazyLock;

use domain::photo::{Advice, Check, Crop};
use image::codecs::jpeg::JpegEncoder;
use image::{GenericImage, Rgb, RgbImage};
use keyway_photo::{Lift, Picture, crop, judge, take};

use crate::people::{Person, apart, by_group, people};
use crate::subject::distance;
use crate::table::{cell, table};
use crate::{FINDER, RULES, written};

/// What every value of a picture is multiplied by, in percent, channel by channel.
type Light = (&'static str, [u16; 3]);

const LIGHTS: [Light; 9] = [
    ("20 %", [20; 3]),
    ("35 %", [35; 3]),
    ("50 %", [50; 3]),
    ("70 %", [70; 3]),
    ("100 %", [100; 3]),
    ("150 %", [150; 3]),
    ("warm, 35 %", [35, 29, 20]),
    ("cold, 35 %", [23, 30, 35]),
    ("green, 35 %", [28, 35, 26]),
];

/// What came of one person in one light.
struct Row {
    person: &'static Person,
    light: &'static str,
    /// How light the scene's lights are in the picture, and what is said of them.
    scene: Option<(f64, Option<Advice>)>,
    /// The luma of the cheeks on a card of the untouched picture, and on the card, 0 to 1.
    cheeks: [f64; 2],
    /// The part of the card that is white, and of the untouched one.
    white: [f64; 2],
    /// Small cards, untouched and as they are made.
    thumbnails: [RgbImage; 2],
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let each = people().iter().flat_map(|person| LIGHTS.map(|light| (person, light)));
    let rows: Vec<Row> = each.map(|(person, light)| row(person, light)).collect();
    if !rows.is_empty() {
        sheet(&rows).save(written("photo-light.png")).expect("the sheet is written");
    }
    rows
});

fn row(person: &'static Person, (light, percent): Light) -> Row {
    let mut pixels = person.pixels.clone();
    for pixel in pixels.pixels_mut() {
        for (value, percent) in pixel.0.iter_mut().zip(percent) {
            *value = (u16::from(*value) * percent / 100).min(255) as u8;
        }
    }
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 92).encode_image(&pixels).expect("encodes");
    let taken = take(&FINDER, &jpeg, &RULES).expect("taken");
    let (report, frame) = (&taken.judged.report, taken.judged.crop);
    let untouched = crop(&taken.picture, frame, &RULES).expect("cut");
    let cards = [&untouched.jpeg, &taken.card.jpeg]
        .map(|jpeg| image::load_from_memory(jpeg).expect("a card is a picture").into_rgb8());
    if Lift::of(report, &RULES.limits).is_none() {
        assert_eq!(untouched, taken.card, "{}, {light}: untouched", person.name);
    }
    let scene = report.findings.iter().find(|finding| finding.check == Check::SceneLight);
    Row {
        person,
        light,
        scene: scene.map(|finding| (finding.value, finding.advice)),
        cheeks: [&cards[0], &cards[1]].map(|card| cheeks(card, person, frame)),
        white: [&cards[0], &cards[1]].map(white),
        thumbnails: cards.map(|card| image::imageops::thumbnail(&card, 72, 90)),
    }
}

/// The mean luma of the cheeks on a card that `frame` cuts out of the portrait.
fn cheeks(card: &RgbImage, person: &Person, frame: Crop) -> f64 {
    let (width, height) = (f64::from(person.pixels.width()), f64::from(person.pixels.height()));
    let scale = f64::from(card.width()) / (frame.width * width);
    let unit = distance(person.eyes) * scale;
    let reach = (unit * 0.12) as i32;
    let (mut sum, mut count) = (0.0, 0.0);
    for (x, y) in person.eyes {
        let x = ((x - frame.left * width) * scale) as i32;
        let y = ((y - frame.top * height) * scale + unit * 0.55) as i32;
        for (across, down) in (-reach..=reach).flat_map(|x| (-reach..=reach).map(move |y| (x, y))) {
            let Rgb(channels) = *card.get_pixel((x + across) as u32, (y + down) as u32);
            let weighed = channels.into_iter().zip([0.2126, 0.7152, 0.0722]);
            sum += weighed.map(|(value, weight)| f64::from(value) * weight).sum::<f64>();
            count += 255.0;
        }
    }
    sum / count
}

fn white(card: &RgbImage) -> f64 {
    let count = card.pixels().filter(|pixel| pixel.0 == [255; 3]).count();
    count as f64 / f64::from(card.width() * card.height())
}

fn rows(light: &str) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.light == light)
}

/// The groups' means of what `value` says of their people in one light.
fn means(light: &str, value: impl Fn(&Row) -> f64) -> Vec<(&'static str, f64)> {
    by_group(|person| {
        let own = rows(light).find(|row| row.person.name == person.name);
        own.map_or(f64::NAN, &value)
    })
}

/// A line for each light, a cell for each group: what is said, the lights that were found, the
/// cheeks' luma untouched and on the card.
fn markdown() -> String {
    let groups: Vec<&str> = means("100 %", |_| 0.0).into_iter().map(|(name, _)| name).collect();
    let head = [&["light"][..], &groups].concat();
    let lines = LIGHTS.map(|(light, _)| {
        let own = |value: fn(&Row) -> f64| means(light, value).into_iter().map(|(_, mean)| mean);
        let told = own(|row| f64::from(u8::from(row.advice().is_some())));
        let found = own(Row::lights).zip(own(|row| row.cheeks[0])).zip(own(|row| row.cheeks[1]));
        let cells = told.zip(found).map(|(told, ((lights, before), after))| {
            let [lights, before, after] = [lights, before, after].map(|one| cell(Some(one), 2));
            format!("{:.0} %; {lights}; {before}, {after}", told * 100.0)
        });
        [vec![light.to_owned()], cells.collect()].concat()
    });
    table(&head, lines)
}

impl Row {
    fn lights(&self) -> f64 {
        self.scene.map_or(f64::NAN, |(value, _)| value)
    }

    fn advice(&self) -> Option<Advice> {
        self.scene.and_then(|(_, advice)| advice)
    }

    fn name(&self) -> String {
        let Self { person, light, scene, .. } = self;
        format!("{} ({}), {light}: {scene:?}", person.name, person.group)
    }
}

/// For each person a pair of lines, untouched and as the card shows it; a column for each light.
fn sheet(rows: &[Row]) -> RgbImage {
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by(|one, other| {
        (&one.person.group, &one.person.name).cmp(&(&other.person.group, &other.person.name))
    });
    let (width, height) = (76, 94);
    let people = rows.len() / LIGHTS.len();
    let mut sheet = RgbImage::new(width * LIGHTS.len() as u32, height * 2 * people as u32);
    for (at, row) in (0..).zip(rows) {
        let (column, line) = (at % LIGHTS.len() as u32, at / LIGHTS.len() as u32 * 2);
        for (below, small) in (0..).zip(&row.thumbnails) {
            let (x, y) = (column * width, (line + below) * height);
            sheet.copy_from(small, x, y).expect("it fits");
        }
    }
    sheet
}

#[test]
fn the_table_of_light_is_written() {
    fs::write(written("photo-light.md"), markdown()).expect("the table is written");
}

#[test]
fn a_picture_in_a_third_of_the_light_asks_for_more_whoever_is_in_it() {
    let asked = [
        ("20 %", Some(Advice::MoreLight)),
        ("35 %", Some(Advice::MoreLight)),
        ("70 %", None),
        ("100 %", None),
        ("warm, 35 %", Some(Advice::MoreLight)),
        ("cold, 35 %", Some(Advice::MoreLight)),
        ("green, 35 %", Some(Advice::MoreLight)),
    ];
    for (light, advice) in asked {
        for row in rows(light) {
            assert_eq!(row.advice(), advice, "{}", row.name());
        }
    }
    // How much of the wall is cut off at so much light hangs on the wall.
    for row in rows("150 %") {
        assert_ne!(row.advice(), Some(Advice::MoreLight), "{}", row.name());
    }
}

#[test]
fn a_live_picture_in_a_third_of_the_light_asks_for_more_as_well() {
    let portrait = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/astronaut.png");
    let portrait = image::open(portrait).expect("the fixture").into_rgba8();
    for (percent, advice) in [(35, Some(Advice::MoreLight)), (100, None)] {
        let lit = |value: &u8| (u16::from(*value) * percent / 100) as u8;
        let rgba: Vec<u8> = portrait.iter().map(lit).collect();
        let live = Picture::from_rgba(portrait.width(), portrait.height(), &rgba);
        let report = judge(&FINDER, &live.expect("a frame"), &RULES).expect("judged").report;
        let scene = report.findings.iter().find(|finding| finding.check == Check::SceneLight);
        assert_eq!(scene.expect("it is judged").advice, advice, "at {percent} %");
    }
}

#[test]
fn the_card_brings_a_dark_picture_back_by_as_much_in_every_group() {
    for (light, part) in [("20 %", 0.2), ("35 %", 0.35), ("50 %", 0.5), ("70 %", 0.7)] {
        let by = |row: &Row| row.cheeks[1] / row.cheeks[0];
        let factors = means(light, by);
        for (group, factor) in &factors {
            assert!(*factor > 0.75 / part, "{group} at {light}: {factor:.2}");
        }
        let (least, apart) = (0.8 / part, apart(&factors));
        assert!(apart < 0.06 * least, "{light}: {factors:?}");
    }
}

#[test]
fn a_picture_in_good_light_is_as_it_was_taken() {
    for row in rows("100 %") {
        assert!((row.cheeks[0] - row.cheeks[1]).abs() < 1e-9, "{}", row.name());
    }
}

#[test]
fn nothing_becomes_white_that_was_not() {
    for row in ROWS.iter() {
        let [before, after] = row.white;
        // A JPEG's own rounding.
        assert!(after <= before + 0.005, "{}: {before:.3} became {after:.3}", row.name());
    }
}
