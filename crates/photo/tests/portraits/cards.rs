//! The cards that come of the pictures: framed by the finder alone, held against where the head
//! truly is.

use std::f64::consts::PI;
use std::sync::LazyLock;

use domain::photo::{Crop, Report};
use image::{GenericImage, Rgb, RgbImage};
use keyway_photo::{crop, judge, judge_crop, open};

use crate::camera;
use crate::studio::{Stance, WALL, stand, wall};
use crate::subject::{Marks, Spot, Subject, everybody};
use crate::table::opened;
use crate::{FINDER, RULES, written};

/// A picture with room around the head, in pixels.
const SIZE: (u32, u32) = (720, 800);

/// A card on the sheet is this part of its size.
const SHEET_PART: u32 = 3;

/// Cards in a row of the sheet.
const COLUMNS: u32 = 5;

/// Heads: the distance of the eyes, where they are, and how the head leans.
const STANCES: [(f64, Spot, f64); 10] = [
    (100.0, (360.0, 360.0), 0.0),
    (100.0, (360.0, 360.0), -10.0),
    (100.0, (360.0, 360.0), -5.0),
    (100.0, (360.0, 360.0), 5.0),
    (100.0, (360.0, 360.0), 9.0),
    (80.0, (300.0, 300.0), 0.0),
    (80.0, (430.0, 420.0), 4.0),
    (90.0, (330.0, 380.0), -7.0),
    (120.0, (370.0, 370.0), 0.0),
    (130.0, (360.0, 370.0), 2.0),
];

/// A card, and where the head is on it, in parts of its width and height from the upper left.
struct Card {
    name: String,
    jpeg: Vec<u8>,
    marks: Marks,
    /// What the machine says of the card itself.
    report: Report,
}

static CARDS: LazyLock<Vec<Card>> = LazyLock::new(|| {
    let each = |subject| STANCES.map(|(unit, at, lean)| card(subject, Stance { unit, at, lean }));
    let cards: Vec<Card> = everybody().iter().flat_map(each).collect();
    sheet(&cards).save(written("photo-cards.png")).expect("the sheet is written");
    cards
});

fn card(subject: &Subject, stance: Stance) -> Card {
    let mut scene = wall(SIZE, WALL);
    let marks = stand(&mut scene, subject, stance);
    let picture = opened(&camera::lit(&scene, 1.0));
    let frame = judge(&FINDER, &picture, &RULES).expect("judged").crop;
    let jpeg = crop(&picture, frame, &RULES).expect("the frame can be cut").jpeg;
    let whole = Crop { left: 0.0, top: 0.0, width: 1.0, turn_degrees: 0.0 };
    let again = open(&jpeg, &RULES).expect("a card opens");
    let report = judge_crop(&FINDER, &again, whole, &RULES).expect("judged");
    let Stance { unit, lean, .. } = stance;
    let name = format!("{}, eyes {unit} px, lean {lean}", subject.name);
    Card { name, jpeg, marks: marks.map(|spot| on_card(frame, spot)), report }
}

/// Where `spot` of the picture lies on the card that `frame` cuts out.
fn on_card(frame: Crop, (x, y): Spot) -> Spot {
    let width = frame.width * f64::from(SIZE.0);
    let height = width * f64::from(RULES.card_height_px) / f64::from(RULES.card_width_px);
    let (left, top) = (frame.left * f64::from(SIZE.0), frame.top * f64::from(SIZE.1));
    let (sine, cosine) = (frame.turn_degrees * PI / 180.0).sin_cos();
    let (across, down) = (x - left - width / 2.0, y - top - height / 2.0);
    (0.5 + (across * cosine + down * sine) / width, 0.5 + (down * cosine - across * sine) / height)
}

/// All cards side by side, with lines where the programme wants the eyes.
fn sheet(cards: &[Card]) -> RgbImage {
    let (width, height) = (RULES.card_width_px / SHEET_PART, RULES.card_height_px / SHEET_PART);
    let rows = (cards.len() as u32).div_ceil(COLUMNS);
    let mut sheet = RgbImage::from_pixel(width * COLUMNS, height * rows, Rgb([255; 3]));
    for (at, card) in (0..).zip(cards) {
        let pixels = image::load_from_memory(&card.jpeg).expect("a card is a picture").into_rgb8();
        let mut small = image::imageops::thumbnail(&pixels, width - 4, height - 4);
        let limits = &RULES.limits;
        for up in [limits.eyes_min_percent, limits.eyes_max_percent] {
            let line = (100 - u32::from(up)) * small.height() / 100;
            for x in (0..small.width()).step_by(3) {
                small.put_pixel(x, line, Rgb([0, 200, 0]));
            }
        }
        let (column, row) = (at % COLUMNS, at / COLUMNS);
        sheet.copy_from(&small, column * width + 2, row * height + 2).expect("it fits");
    }
    sheet
}

#[test]
fn a_card_made_by_the_machine_passes_its_own_checks() {
    for card in CARDS.iter() {
        let failing = card.report.findings.iter().filter(|finding| finding.advice.is_some());
        assert!(card.report.passes(), "{}: {:?}", card.name, failing.collect::<Vec<_>>());
    }
}

#[test]
fn the_whole_head_is_on_the_card_and_in_its_place() {
    for Card { name, marks, .. } in CARDS.iter() {
        let ((across, down), Marks { crown, chin, .. }) = (marks.middle(), *marks);
        assert!((0.45..=0.55).contains(&across), "{name}: eyes {across:.3} across");
        assert!((0.35..=0.50).contains(&down), "{name}: eyes {down:.3} down");
        assert!(crown.1 >= 0.015, "{name}: crown {:.3} down", crown.1);
        assert!(chin.1 <= 0.90, "{name}: chin {:.3} down", chin.1);
        // The programme's 60 to 75, and what the finder's error makes of them.
        let head = chin.1 - crown.1;
        assert!((0.55..=0.80).contains(&head), "{name}: head {head:.3}");
    }
}

#[test]
fn heads_stand_level_on_the_card() {
    let shape = f64::from(RULES.card_height_px) / f64::from(RULES.card_width_px);
    for Card { name, marks, .. } in CARDS.iter() {
        let [left, right] = marks.eyes;
        let lean = ((right.1 - left.1) * shape).atan2(right.0 - left.0).to_degrees();
        assert!(lean.abs() <= 5.0, "{name}: leans by {lean:.1} (ISO/IEC 39794-5: 5, at most 8)");
    }
}
