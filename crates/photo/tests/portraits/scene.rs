//! The pictures of the first table: each portrait under every variation, and nobody at all.
//!
//! Makes pictures; judges none.

use image::{Rgb, RgbImage};

use crate::camera;
use crate::hair::{HAIR, wear};
use crate::studio::{Stance, WALL, shelves, stand, wall};
use crate::subject::{Marks, Spot, Subject, everybody, nobody};

/// Size of most pictures: a webcam's, upright.
pub const SIZE: (u32, u32) = (480, 600);

/// Size of the pictures with room around the people: a webcam's.
const WIDE: (u32, u32) = (800, 600);

/// What a picture varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Nothing: the fixture itself.
    AsItIs,
    Light,
    Blur,
    Roll,
    Size,
    OffCentre,
    Noise,
    SideLight,
    Wall,
    /// Wide hair and head coverings, before a plain wall (1) and before shelves (2).
    Hair,
    /// A second face of this part of the size, which the card shows or of which it shows half.
    TwoFaces,
    /// A second face of this part of the size, beside what the card shows.
    Beside,
    Nobody,
}

/// A picture, and what is truly in it.
pub struct Shot {
    pub group: Group,
    pub subject: String,
    /// By how much the group's property is varied, in its own unit.
    pub amount: f64,
    pub pixels: RgbImage,
    /// The eyes of everybody in it, the main person first.
    pub eyes: Vec<[Spot; 2]>,
}

/// Every picture of the table.
pub fn shots() -> Vec<Shot> {
    let mut shots = Vec::new();
    for subject in everybody() {
        shots.push(Shot {
            group: Group::AsItIs,
            subject: subject.name.to_owned(),
            amount: 1.0,
            pixels: subject.pixels.clone(),
            eyes: vec![subject.marks.eyes],
        });
        shots.extend(before_a_wall(subject));
        shots.extend(with_hair(subject));
        shots.extend(placed(subject));
    }
    shots.extend(two_faces());
    shots.extend(without_a_face());
    shots
}

/// The portrait in the middle of a picture of [`SIZE`], about as large as a card wants it.
pub fn sitting(subject: &Subject, mut scene: RgbImage, lean: f64) -> (RgbImage, Marks) {
    let marks = stand(&mut scene, subject, Stance { lean, ..SEATED });
    (scene, marks)
}

/// Somebody as large as a card wants it, in the middle of a picture of [`SIZE`].
const SEATED: Stance = Stance { unit: 84.0, at: (240.0, 250.0), lean: 0.0 };

fn with_hair(subject: &Subject) -> Vec<Shot> {
    let walls = [(1.0, wall(SIZE, WALL)), (2.0, shelves(SIZE))];
    let each = HAIR.into_iter().flat_map(|hair| walls.iter().map(move |wall| (hair, wall)));
    let shots = each.map(|(hair, (amount, wall))| {
        let (mut pixels, marks) = sitting(subject, wall.clone(), 0.0);
        wear(&mut pixels, hair, SEATED.at, SEATED.unit);
        Shot {
            group: Group::Hair,
            subject: format!("{}, {hair:?}", subject.name),
            amount: *amount,
            pixels: camera::lit(&pixels, 1.0),
            eyes: vec![marks.eyes],
        }
    });
    shots.collect()
}

fn before_a_wall(subject: &Subject) -> Vec<Shot> {
    let (plain, marks) = sitting(subject, wall(SIZE, WALL), 0.0);
    let (eyes, unit) = (marks.eyes, marks.unit());
    let shot = |group, amount, pixels| Shot {
        group,
        subject: subject.name.to_owned(),
        amount,
        pixels,
        eyes: vec![eyes],
    };
    let mut shots = Vec::new();
    for factor in [0.3, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0] {
        shots.push(shot(Group::Light, factor, camera::lit(&plain, factor)));
    }
    for part in [0.01, 0.02, 0.03, 0.04, 0.05, 0.08] {
        shots.push(shot(Group::Blur, part, camera::blurred(&plain, part * unit)));
    }
    for steps in [4.0, 8.0, 16.0] {
        shots.push(shot(Group::Noise, steps, camera::noisy(&plain, steps)));
    }
    for dark in [0.6, 0.3, 0.1] {
        shots.push(shot(Group::SideLight, dark, camera::side_lit(&plain, eyes, dark)));
    }
    let walls = [wall(SIZE, Rgb([6; 3])), wall(SIZE, Rgb([250; 3])), shelves(SIZE)];
    for (amount, wall) in [0.0, 1.0, 2.0].into_iter().zip(walls) {
        let (pixels, _) = sitting(subject, wall, 0.0);
        shots.push(shot(Group::Wall, amount, camera::lit(&pixels, 1.0)));
    }
    for lean in [-25.0, -20.0, -15.0, -10.0, -5.0, 5.0, 10.0, 15.0, 20.0, 25.0] {
        let (pixels, marks) = sitting(subject, wall(SIZE, WALL), lean);
        let pixels = camera::lit(&pixels, 1.0);
        shots.push(Shot { eyes: vec![marks.eyes], ..shot(Group::Roll, lean, pixels) });
    }
    shots
}

fn placed(subject: &Subject) -> Vec<Shot> {
    let shot = |group, amount, unit, at| {
        let mut scene = wall(WIDE, WALL);
        let marks = stand(&mut scene, subject, Stance { unit, at, lean: 0.0 });
        let (pixels, subject) = (camera::lit(&scene, 1.0), subject.name.to_owned());
        Shot { group, subject, amount, pixels, eyes: vec![marks.eyes] }
    };
    let mut shots = Vec::new();
    for unit in [10.0, 16.0, 24.0, 40.0, 64.0, 100.0, 140.0] {
        shots.push(shot(Group::Size, unit, unit, (400.0, 270.0)));
    }
    for (corner, at) in
        [(190.0, 160.0), (610.0, 160.0), (190.0, 430.0), (610.0, 430.0)].into_iter().enumerate()
    {
        shots.push(shot(Group::OffCentre, corner as f64, 50.0, at));
    }
    shots
}

fn two_faces() -> Vec<Shot> {
    let [astronaut, officer, ..] = everybody() else { return Vec::new() };
    let shot = |group, amount, main: (&Subject, f64, Spot), other: (&Subject, f64, Spot)| {
        let mut scene = wall(WIDE, WALL);
        // Who is further away is put there first.
        let [behind, before] = [other, main].map(|(subject, unit, at)| {
            stand(&mut scene, subject, Stance { unit, at, lean: 0.0 }).eyes
        });
        let (pixels, eyes) = (camera::lit(&scene, 1.0), vec![before, behind]);
        Shot { group, subject: "two".to_owned(), amount, pixels, eyes }
    };
    // The frame around a head whose eyes are 60 px apart reaches 130 px to each side.
    let (near, left, right) = ((250.0, 300.0), (220.0, 260.0), (590.0, 260.0));
    vec![
        shot(Group::TwoFaces, 0.6, (officer, 90.0, near), (astronaut, 54.0, (425.0, 190.0))),
        shot(Group::TwoFaces, 0.7, (officer, 60.0, left), (astronaut, 42.0, (345.0, 200.0))),
        shot(Group::TwoFaces, 0.9, (astronaut, 60.0, left), (officer, 54.0, (352.0, 190.0))),
        shot(Group::TwoFaces, 0.3, (officer, 60.0, left), (astronaut, 18.0, (320.0, 190.0))),
        shot(Group::Beside, 0.9, (astronaut, 60.0, left), (officer, 54.0, right)),
        shot(Group::Beside, 0.7, (officer, 60.0, right), (astronaut, 42.0, left)),
    ]
}

fn without_a_face() -> Vec<Shot> {
    let made = [
        ("plain wall", wall(WIDE, WALL)),
        ("dark room", camera::lit(&wall(WIDE, WALL), 0.002)),
        ("shelves", shelves(WIDE)),
        ("noise", camera::noisy(&wall(WIDE, Rgb([128; 3])), 60.0)),
    ];
    let made = made.map(|(name, pixels)| (name.to_owned(), pixels));
    let shots = nobody().into_iter().chain(made).map(|(subject, pixels)| Shot {
        group: Group::Nobody,
        subject,
        amount: 0.0,
        pixels,
        eyes: Vec::new(),
    });
    shots.collect()
}
