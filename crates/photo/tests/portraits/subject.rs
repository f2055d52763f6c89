//! The fixtures: who is shown, and where.
//!
//! Reads tests/fixtures/portraits; alters no pixel.

use std::path::Path;
use std::sync::LazyLock;

use image::{GrayImage, Luma, RgbImage, imageops};
use serde::Deserialize;

/// A place in a picture, in pixels.
pub type Spot = (f64, f64);

/// Softness of a subject's outline, in pixels.
const OUTLINE_BLUR: f32 = 1.2;

/// A file of the fixtures, as portraits.json describes it.
#[derive(Deserialize)]
struct Entry {
    file: String,
    faces: u32,
    eyes: Option<[Spot; 2]>,
    head: Option<Ends>,
    outline: Option<Vec<Spot>>,
}

#[derive(Deserialize)]
struct Ends {
    crown: Spot,
    chin: Spot,
}

/// Where somebody's head truly is.
#[derive(Clone, Copy)]
pub struct Marks {
    /// The pupils, the picture's left one first.
    pub eyes: [Spot; 2],
    /// The top of the head.
    pub crown: Spot,
    /// The lowest point of the chin.
    pub chin: Spot,
}

impl Marks {
    /// The distance of the eyes.
    pub fn unit(&self) -> f64 {
        distance(self.eyes)
    }

    /// The point half way between the eyes.
    pub fn middle(&self) -> Spot {
        middle(self.eyes)
    }

    /// The marks where `place` puts them.
    pub fn map(&self, place: impl Fn(Spot) -> Spot) -> Self {
        let Self { eyes, crown, chin } = *self;
        Self { eyes: eyes.map(&place), crown: place(crown), chin: place(chin) }
    }
}

/// A person who can be put before any wall.
pub struct Subject {
    /// The file's name without its end.
    pub name: String,
    pub pixels: RgbImage,
    /// White where the person is.
    pub mask: GrayImage,
    /// Where the head is in `pixels`.
    pub marks: Marks,
}

static PEOPLE: LazyLock<Vec<Subject>> =
    LazyLock::new(|| entries().into_iter().filter_map(person).collect());

/// Everybody of whom portraits.json says where eyes, head and outline are, in its order.
pub fn everybody() -> &'static [Subject] {
    &PEOPLE
}

/// The distance of two places.
pub fn distance([one, other]: [Spot; 2]) -> f64 {
    (one.0 - other.0).hypot(one.1 - other.1)
}

/// The place half way between two.
pub fn middle([one, other]: [Spot; 2]) -> Spot {
    ((one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0)
}

/// A portrait as its photographer took it.
pub struct Photograph {
    /// The file's name without its ending.
    pub name: String,
    /// The picture.
    pub pixels: RgbImage,
    /// The pupils, the picture's left one first.
    pub eyes: [Spot; 2],
}

/// The portraits that stand before the wall that was there, because nobody has outlined them.
pub fn photographs() -> Vec<Photograph> {
    let others = entries().into_iter().filter(|entry| entry.outline.is_none());
    let photograph = |entry: Entry| {
        let name = name(&entry.file);
        Some(Photograph { name, eyes: entry.eyes?, pixels: pixels(&entry.file) })
    };
    others.filter_map(photograph).collect()
}

/// The pictures without a human face, each with its file's name.
pub fn nobody() -> Vec<(String, RgbImage)> {
    let none = entries().into_iter().filter(|entry| entry.faces == 0);
    none.map(|entry| (name(&entry.file), pixels(&entry.file))).collect()
}

fn person(entry: Entry) -> Option<Subject> {
    let (eyes, Ends { crown, chin }) = (entry.eyes?, entry.head?);
    let outline = entry.outline?;
    let pixels = pixels(&entry.file);
    let mask = mask(&outline, pixels.dimensions());
    Some(Subject { name: name(&entry.file), pixels, mask, marks: Marks { eyes, crown, chin } })
}

fn name(file: &str) -> String {
    file.trim_end_matches(".jpg").to_owned()
}

fn entries() -> Vec<Entry> {
    serde_json::from_slice(&read("portraits.json")).expect("the list of portraits")
}

fn pixels(file: &str) -> RgbImage {
    image::load_from_memory(&read(file)).expect("a fixture is a picture").into_rgb8()
}

fn read(file: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/portraits");
    std::fs::read(folder.join(file)).expect("a fixture can be read")
}

/// White inside `outline`.
fn mask(outline: &[Spot], (width, height): (u32, u32)) -> GrayImage {
    let sharp = GrayImage::from_fn(width, height, |x, y| {
        Luma([if is_inside(outline, (f64::from(x) + 0.5, f64::from(y) + 0.5)) { 255 } else { 0 }])
    });
    imageops::fast_blur(&sharp, OUTLINE_BLUR)
}

/// Whether a line from `spot` to the left crosses `outline` an odd number of times.
fn is_inside(outline: &[Spot], (x, y): Spot) -> bool {
    let next = outline.iter().cycle().skip(1);
    let crosses = outline.iter().zip(next).filter(|(from, to)| {
        let is_between = (from.1 > y) != (to.1 > y);
        is_between && x > from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0)
    });
    crosses.count() % 2 == 1
}
