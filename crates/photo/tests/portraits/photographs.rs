//! Portraits as their photographers took them: beards, glasses, old people and a child, turned
//! heads, whatever wall and light there was. Nothing is put behind them.
//!
//! Written to a table of their own; what holds for all of them is asserted.

use std::fs;
use std::sync::LazyLock;

use domain::photo::Check;
use image::RgbImage;
use image::imageops::{self, FilterType};

use crate::camera::lit;
use crate::subject::{Photograph, Spot, photographs};
use crate::table::{Seen, cell, look, table};
use crate::written;

/// How far an eye may be missed by, over the distance of the eyes.
const EYE_MAX: f64 = 0.15;

/// As small as all of them may be to be taken in.
const SMALLER: f64 = 0.7;

/// What is done with a photograph.
#[derive(Clone, Copy, Debug)]
enum Done {
    Nothing,
    Mirrored,
    Smaller,
    HalfLight,
}

const DONE: [Done; 4] = [Done::Nothing, Done::Mirrored, Done::Smaller, Done::HalfLight];

struct Row {
    name: String,
    seen: Seen,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let photographs = photographs();
    let each = photographs.iter().flat_map(|one| DONE.map(|done| (one, done)));
    let rows: Vec<Row> = each.map(|(one, done)| row(one, done)).collect();
    fs::write(written("photo-photographs.md"), markdown(&rows)).expect("the table is written");
    rows
});

fn row(photograph: &Photograph, done: Done) -> Row {
    let (pixels, eyes) = changed(photograph, done);
    let name = format!("{} {done:?}", photograph.name);
    Row { name, seen: look(&pixels, &[eyes]) }
}

fn changed(photograph: &Photograph, done: Done) -> (RgbImage, [Spot; 2]) {
    let Photograph { pixels, eyes: [left, right], .. } = photograph;
    let (width, height) = pixels.dimensions();
    let smaller = |spot: Spot| (spot.0 * SMALLER, spot.1 * SMALLER);
    let [less_width, less_height] = [width, height].map(|side| (f64::from(side) * SMALLER) as u32);
    let mirrored = |spot: Spot| (f64::from(width) - spot.0, spot.1);
    match done {
        Done::Nothing => (pixels.clone(), [*left, *right]),
        Done::HalfLight => (lit(pixels, 0.5), [*left, *right]),
        Done::Mirrored => (imageops::flip_horizontal(pixels), [mirrored(*right), mirrored(*left)]),
        Done::Smaller => {
            let less = imageops::resize(pixels, less_width, less_height, FilterType::Triangle);
            (less, [smaller(*left), smaller(*right)])
        }
    }
}

fn markdown(rows: &[Row]) -> String {
    let head = ["picture", "faces", "eye error, px", "of the eyes' distance, %", "fired"];
    let cells = |Row { name, seen }: &Row| {
        vec![
            name.clone(),
            cell(Some(seen.faces()), 0),
            cell(seen.eye_px, 1),
            cell(seen.eye_part.map(|part| part * 100.0), 1),
            seen.fired(),
        ]
    };
    table(&head, rows.iter().map(cells))
}

#[test]
fn one_face_is_found_in_every_photograph() {
    assert!(ROWS.len() >= 24, "{} pictures", ROWS.len());
    for Row { name, seen } in ROWS.iter() {
        assert_eq!(seen.faces(), 1.0, "{name}: {}", seen.fired());
        assert!(!seen.fires(Check::Faces), "{name}");
    }
}

#[test]
fn eyes_are_found_where_they_are_in_every_photograph() {
    for Row { name, seen } in ROWS.iter() {
        let part = seen.eye_part.expect("found");
        assert!(part <= EYE_MAX, "{name}: {part:.3}");
    }
}
