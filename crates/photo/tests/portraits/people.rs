//! People of several groups, before one wall and under one light, whose pupils were marked by
//! hand.
//!
//! They stand beside the repository and are no part of it: where they are missing there is
//! nobody, and the tests say so. Reads them; alters no pixel.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use image::RgbImage;
use serde::Deserialize;

use crate::subject::Spot;

/// Fewest people of a group by whom anything is said of it.
const LEAST_PEOPLE: usize = 5;

#[derive(Deserialize)]
struct Entry {
    file: String,
    group: String,
    left_eye: Spot,
    right_eye: Spot,
}

/// One of them.
pub struct Person {
    /// The file's name.
    pub name: String,
    /// As the people said it themselves.
    pub group: String,
    /// The portrait.
    pub pixels: RgbImage,
    /// The pupils, the picture's left one first.
    pub eyes: [Spot; 2],
}

static PEOPLE: LazyLock<Vec<Person>> = LazyLock::new(|| {
    let Ok(list) = std::fs::read(folder().join("portraits.json")) else {
        eprintln!("skipped: no portraits beside the repository");
        return Vec::new();
    };
    let entries: Vec<Entry> = serde_json::from_slice(&list).expect("the list of portraits");
    entries.into_iter().map(person).collect()
});

/// Everybody; nobody where they don't stand.
pub fn people() -> &'static [Person] {
    &PEOPLE
}

/// The groups of which there are enough people, each with the mean of what `value` says of its
/// people.
pub fn by_group(value: impl Fn(&Person) -> f64) -> Vec<(&'static str, f64)> {
    let mut names: Vec<&str> = people().iter().map(|one| one.group.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let means = names.into_iter().filter_map(|name| {
        let own: Vec<f64> = people().iter().filter(|one| one.group == name).map(&value).collect();
        let mean = own.iter().sum::<f64>() / own.len() as f64;
        (own.len() >= LEAST_PEOPLE).then_some((name, mean))
    });
    means.collect()
}

/// How far the groups' means lie from each other at most.
pub fn apart(means: &[(&str, f64)]) -> f64 {
    let values = || means.iter().map(|(_, mean)| *mean);
    let most = values().fold(f64::MIN, f64::max);
    if means.is_empty() { 0.0 } else { most - values().fold(f64::MAX, f64::min) }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/portraits")
}

fn person(Entry { file, group, left_eye, right_eye }: Entry) -> Person {
    let bytes = std::fs::read(folder().join(&file)).expect("a portrait can be read");
    let pixels = image::load_from_memory(&bytes).expect("a portrait is a picture").into_rgb8();
    Person { name: file, group, pixels, eyes: [left_eye, right_eye] }
}
