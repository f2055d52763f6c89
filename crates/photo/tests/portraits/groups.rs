//! The fourth table: how far off the eyes of people of several groups are marked, as they are and
//! in other lights, and whether their hair is in the frame.

use std::fs;
use std::sync::LazyLock;

use image::{RgbImage, imageops};
use keyway_photo::{crop, judge};

use crate::camera::lit;
use crate::people::{Person, apart, by_group, people};
use crate::subject::Spot;
use crate::table::{Seen, cell, look, opened, table};
use crate::{FINDER, RULES, written};

/// How far apart the groups' means may lie, over the distance of the eyes.
const APART_MAX: f64 = 0.01;

/// How far an eye may be missed by, over the distance of the eyes: 4 percent was seen.
const EYE_MAX: f64 = 0.06;

/// What differs from the wall by more, in steps of 255, is hair.
const HAIR_STEPS: i32 = 40;

/// What is done with a portrait.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Done {
    Nothing,
    Mirrored,
    Smaller,
    ThirdOfTheLight,
}

const DONE: [Done; 4] = [Done::Nothing, Done::Mirrored, Done::Smaller, Done::ThirdOfTheLight];

struct Row {
    person: &'static Person,
    done: Done,
    seen: Seen,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let each = people().iter().flat_map(|person| DONE.map(|done| (person, done)));
    let row = |(person, done): (&'static Person, Done)| {
        let (pixels, eyes) = changed(person, done);
        Row { person, done, seen: look(&pixels, &[eyes]) }
    };
    each.map(row).collect()
});

fn changed(person: &Person, done: Done) -> (RgbImage, [Spot; 2]) {
    let Person { pixels, eyes: [left, right], .. } = person;
    let (width, height) = pixels.dimensions();
    let mirrored = |spot: Spot| (f64::from(width) - spot.0, spot.1);
    let third = |spot: Spot| (spot.0 / 3.0, spot.1 / 3.0);
    match done {
        Done::Nothing => (pixels.clone(), [*left, *right]),
        Done::ThirdOfTheLight => (lit(pixels, 0.33), [*left, *right]),
        Done::Mirrored => (imageops::flip_horizontal(pixels), [mirrored(*right), mirrored(*left)]),
        Done::Smaller => {
            let filter = imageops::FilterType::Triangle;
            let less = imageops::resize(pixels, width / 3, height / 3, filter);
            (less, [third(*left), third(*right)])
        }
    }
}

fn rows(done: Done) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.done == done)
}

/// The groups' mean errors.
fn means(done: Done) -> Vec<(&'static str, f64)> {
    by_group(|person| {
        let own = rows(done).find(|row| row.person.name == person.name);
        own.and_then(|row| row.seen.eye_part).unwrap_or(f64::NAN)
    })
}

#[test]
fn the_eyes_are_marked_as_well_in_every_group() {
    let groups: Vec<&str> = means(Done::Nothing).into_iter().map(|(name, _)| name).collect();
    let head = [&["portrait"][..], &groups, &["most"]].concat();
    let percent = |part: f64| cell(Some(part * 100.0), 1);
    let lines = DONE.map(|done| {
        let most = rows(done).filter_map(|row| row.seen.eye_part).fold(0.0, f64::max);
        let cells = means(done).into_iter().map(|(_, mean)| percent(mean));
        [vec![format!("{done:?}")], cells.collect(), vec![percent(most)]].concat()
    });
    fs::write(written("photo-groups.md"), table(&head, lines)).expect("the table is written");
    for done in DONE {
        let means = means(done);
        assert!(apart(&means) <= APART_MAX, "{done:?}: {means:?}");
        for row in rows(done) {
            let part = row.seen.eye_part.expect("found");
            assert!(part <= EYE_MAX, "{} {done:?}: {part:.3}", row.person.name);
        }
    }
}

#[test]
fn hair_that_stands_high_is_not_cut() {
    let cut: Vec<&str> = people().iter().filter(|one| is_cut(one)).map(|one| &*one.name).collect();
    // One has a bun that ends at the portrait's own edge.
    assert!(cut.len() <= 1, "{cut:?}");
}

/// Whether the card's upper edge shows something else between its corners than in them.
fn is_cut(person: &Person) -> bool {
    let picture = opened(&person.pixels);
    let frame = judge(&FINDER, &picture, &RULES).expect("judged").crop;
    let card = crop(&picture, frame, &RULES).expect("cut").jpeg;
    let card = image::load_from_memory(&card).expect("a card is a picture").into_luma8();
    let at = |x: u32| i32::from(card.get_pixel(x, 3).0[0]);
    let wall = i32::midpoint(at(20), at(card.width() - 20));
    let middle = card.width() / 4..card.width() * 3 / 4;
    let hair = middle.filter(|&x| (at(x) - wall).abs() > HAIR_STEPS).count();
    hair > 12
}
