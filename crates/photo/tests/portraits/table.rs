//! One row for each picture: what was found in it, how far off, and which checks fired.
//!
//! Measures and writes; asserts nothing.

use domain::photo::{Check, FaceMarks, Finding, Report};
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use keyway_photo::{Judged, Picture, judge, open};

use crate::scene::{Group, Shot};
use crate::subject::{Spot, distance, middle};
use crate::{FINDER, RULES};

/// A webcam's JPEG quality.
const QUALITY: u8 = 92;

/// The checks in the order of the report.
pub const CHECKS: [Check; 12] = [
    Check::Faces,
    Check::HeadSize,
    Check::Place,
    Check::Frontal,
    Check::Level,
    Check::SceneLight,
    Check::Exposure,
    Check::Clipping,
    Check::EvenLight,
    Check::Sharpness,
    Check::Background,
    Check::Resolution,
];

/// What came of one picture.
pub struct Row {
    /// What the picture varies.
    pub group: Group,
    /// Who is in it.
    pub subject: String,
    /// By how much it is varied.
    pub amount: f64,
    /// How far the head truly leans, in degrees.
    pub lean: f64,
    /// What was found in it.
    pub seen: Seen,
}

impl Row {
    /// What an assertion calls it.
    pub fn name(&self) -> String {
        format!("{} {:?} {}", self.subject, self.group, self.amount)
    }
}

/// What was found in a picture, against what is in it.
pub struct Seen {
    /// What the crate says of it.
    pub judged: Judged,
    /// The furthest that an eye was missed by, in pixels; nothing without a face.
    pub eye_px: Option<f64>,
    /// The same over the distance of the eyes.
    pub eye_part: Option<f64>,
    /// How far the line of the eyes was missed by, in degrees.
    pub roll: Option<f64>,
}

/// The picture as the camera's file, opened.
pub fn opened(pixels: &RgbImage) -> Picture {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(pixels).expect("encodes");
    open(&jpeg, &RULES).expect("a picture large enough opens")
}

/// Finds and judges the face in `pixels`, in which `eyes` are.
pub fn look(pixels: &RgbImage, eyes: &[[Spot; 2]]) -> Seen {
    let judged = judge(&FINDER, &opened(pixels), &RULES).expect("judged");
    let (width, height) = (f64::from(pixels.width()), f64::from(pixels.height()));
    let found = judged.report.face.as_ref().map(|face| eyes_of(face, width, height));
    let off = found.and_then(|found| nearest(found, eyes).map(|truth| (found, truth)));
    let far = |(found, truth): ([Spot; 2], [Spot; 2])| {
        distance([found[0], truth[0]]).max(distance([found[1], truth[1]]))
    };
    Seen {
        eye_px: off.map(far),
        eye_part: off.map(|(found, truth)| far((found, truth)) / distance(truth)),
        roll: off.map(|(found, truth)| (lean(found) - lean(truth)).abs()),
        judged,
    }
}

/// Finds and judges what `shot` shows.
pub fn row(shot: &Shot) -> Row {
    let seen = look(&shot.pixels, &shot.eyes);
    let lean = shot.eyes.first().map_or(0.0, |eyes| lean(*eyes));
    let (group, amount) = (shot.group, shot.amount);
    Row { group, subject: shot.subject.clone(), amount, lean, seen }
}

fn eyes_of(face: &FaceMarks, width: f64, height: f64) -> [Spot; 2] {
    [face.left_eye, face.right_eye].map(|eye| (eye.x * width, eye.y * height))
}

fn nearest(found: [Spot; 2], eyes: &[[Spot; 2]]) -> Option<[Spot; 2]> {
    let away = |eyes: &[Spot; 2]| distance([middle(found), middle(*eyes)]);
    eyes.iter().copied().min_by(|one, other| away(one).total_cmp(&away(other)))
}

/// How far the line through the eyes leans clockwise, in degrees.
pub fn lean([left, right]: [Spot; 2]) -> f64 {
    (right.1 - left.1).atan2(right.0 - left.0).to_degrees()
}

impl Seen {
    /// What was said of the picture.
    pub fn report(&self) -> &Report {
        &self.judged.report
    }

    /// What was said of one check, if it was made.
    pub fn finding(&self, check: Check) -> Option<&Finding> {
        self.report().findings.iter().find(|finding| finding.check == check)
    }

    /// What one check measured, if it was made.
    pub fn value(&self, check: Check) -> Option<f64> {
        self.finding(check).map(|finding| finding.value)
    }

    /// The number of faces that count.
    pub fn faces(&self) -> f64 {
        self.value(Check::Faces).unwrap_or(0.0)
    }

    /// Whether one check asks for something.
    pub fn fires(&self, check: Check) -> bool {
        self.finding(check).is_some_and(|finding| finding.advice.is_some())
    }

    /// The checks that fired, with what they measured.
    pub fn fired(&self) -> String {
        let fired = CHECKS.into_iter().filter(|&check| self.fires(check));
        fired
            .map(|check| format!("{check:?} {}", cell(self.value(check), 3)))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// A number with `digits` after the point, or a dash.
pub fn cell(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.digits$}"))
}

/// A table as markdown: its head, then its rows.
pub fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let head: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    let line = vec!["---".to_owned(); head.len()];
    let rows = [head, line].into_iter().chain(rows);
    rows.map(|cells| format!("| {} |\n", cells.join(" | "))).collect()
}

/// The first table.
pub fn markdown(rows: &[Row]) -> String {
    let head = [
        "picture",
        "varied",
        "faces",
        "eye error, px",
        "of the eyes' distance, %",
        "roll error, degrees",
        "sharpness",
        "even light",
        "frontal",
        "background",
        "fired",
    ];
    let cells = |row: &Row| {
        let Row { group, subject, amount, seen, .. } = row;
        let value = |check, digits| cell(seen.value(check), digits);
        vec![
            subject.clone(),
            format!("{group:?} {amount}"),
            cell(Some(seen.faces()), 0),
            cell(seen.eye_px, 1),
            cell(seen.eye_part.map(|part| part * 100.0), 1),
            cell(seen.roll, 1),
            value(Check::Sharpness, 1),
            value(Check::EvenLight, 2),
            value(Check::Frontal, 2),
            value(Check::Background, 2),
            seen.fired(),
        ]
    };
    table(&head, rows.iter().map(cells))
}
