//! A real portrait, found, framed and judged.
//!
//! Tests only; one portrait, which proves no limit right (tests/portraits has the tables).

use std::sync::LazyLock;

use super::*;
use crate::picture::{Frame, resample};
use crate::tests::sample;
use crate::{crop, open};

static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::load().expect("the network loads"));

fn astronaut() -> Picture {
    let bytes = include_bytes!("../../../../tests/fixtures/astronaut.png");
    open(bytes, &PhotoRules::default()).expect("a fixture opens")
}

/// The same twice as large, so that a card's detail needs no wider frame than the head does.
fn near_astronaut() -> Picture {
    let picture = astronaut();
    let whole = Frame::whole(picture.pixels());
    Picture::new(resample(picture.pixels(), whole, 1024, 1024).expect("enlarged"))
}

fn advice(report: &Report) -> Vec<Advice> {
    report.findings.iter().filter_map(|finding| finding.advice).collect()
}

#[test]
fn a_portrait_is_found_and_framed_with_its_eyes_in_place() {
    let (picture, rules) = (near_astronaut(), PhotoRules::default());
    let judged = judge(&FINDER, &picture, &rules).expect("judged");
    let face = judged.report.face.expect("a face");
    let (x, y) = (face.left_eye.x * 512.0, face.left_eye.y * 512.0);
    assert!((x - 204.0).abs() < 5.0 && (y - 101.0).abs() < 5.0, "left eye at {x:.0} {y:.0}");
    let card = crop(&picture, judged.crop, &rules).expect("the frame can be cut");
    let again = open(&card.jpeg, &rules).expect("a card opens");
    let on_card = judge(&FINDER, &again, &rules).expect("judged").report.face.expect("a face");
    let eyes = (on_card.left_eye.y + on_card.right_eye.y) / 2.0;
    assert!((0.35..0.5).contains(&eyes), "eyes 50 to 65 % up: {eyes}");
    assert!((on_card.left_eye.y - on_card.right_eye.y).abs() < 0.02, "and level");
}

#[test]
fn a_flag_and_a_rocket_are_no_plain_background() {
    let rules = PhotoRules::default();
    let report = judge_crop(&FINDER, &astronaut(), Crop::centred(512, 512, 0.8), &rules);
    let report = report.expect("judged");
    let told = advice(&report).contains(&Advice::PlainBackground);
    assert!(told, "{:?}", report.findings);
}

#[test]
fn a_picture_of_nobody_says_so_and_nothing_else() {
    let (picture, rules) = (Picture::new(sample::noise(640, 480)), PhotoRules::default());
    let judged = judge(&FINDER, &picture, &rules).expect("judged");
    assert_eq!(judged.report.findings, vec![faces_finding(0)]);
    assert_eq!(judged.crop, Crop::centred(640, 480, 0.8));
}

#[test]
fn the_frame_that_was_chosen_is_judged_the_same_when_it_is_named() {
    let (picture, rules) = (astronaut(), PhotoRules::default());
    let judged = judge(&FINDER, &picture, &rules).expect("judged");
    let named = judge_crop(&FINDER, &picture, judged.crop, &rules).expect("judged");
    assert_eq!(named, judged.report);
}

/// The astronaut 100 px from the top, and again `left` px from the left and `scale` times as large.
fn two_astronauts(scale: f64, left: u32) -> Picture {
    let one = astronaut().pixels().clone();
    let side = (512.0 * scale) as u32;
    let other = resample(&one, Frame::whole(&one), side, side).expect("another size");
    let (width, height) = (left + side, side.max(612));
    let mut both = image::RgbImage::from_pixel(width, height, image::Rgb([176, 178, 182]));
    image::imageops::replace(&mut both, &other, left.into(), 0);
    image::imageops::replace(&mut both, &one, 0, 100);
    Picture::new(both)
}

/// What a report says of the number of faces.
fn faces(report: &Report) -> f64 {
    let found = report.findings.iter().find(|finding| finding.check == Check::Faces);
    found.expect("always counted").value
}

#[test]
fn somebody_beside_the_frame_does_not_count_whoever_chose_it() {
    let (picture, rules) = (two_astronauts(0.9, 500), PhotoRules::default());
    let judged = judge(&FINDER, &picture, &rules).expect("judged");
    assert!((faces(&judged.report) - 1.0).abs() < 1e-9);
    let named = judge_crop(&FINDER, &picture, judged.crop, &rules).expect("judged");
    assert_eq!(named, judged.report);
    let nudged = Crop { left: judged.crop.left + 1e-3, ..judged.crop };
    let nudged = judge_crop(&FINDER, &picture, nudged, &rules).expect("judged");
    assert!((faces(&nudged) - 1.0).abs() < 1e-9, "a hair further is the same");
}

#[test]
fn somebody_who_reaches_into_the_frame_with_one_eye_counts() {
    let (picture, rules) = (two_astronauts(0.9, 500), PhotoRules::default());
    let judged = judge(&FINDER, &picture, &rules).expect("judged");
    // The second one's eyes are 684 and 722 px from the left, 90 px down.
    let up_to = |right: f64| {
        let (left, width) = (100.0, f64::from(picture.width()));
        let frame = Crop { left: left / width, width: (right - left) / width, ..judged.crop };
        let frame = Crop { top: 0.0, turn_degrees: 0.0, ..frame };
        faces(&judge_crop(&FINDER, &picture, frame, &rules).expect("judged"))
    };
    assert!((up_to(650.0) - 1.0).abs() < 1e-9, "an ear at most");
    assert!((up_to(703.0) - 2.0).abs() < 1e-9, "half a face");
}

#[test]
fn a_frame_beside_the_face_holds_nobody() {
    let beside = Crop { left: 0.7, top: 0.6, width: 0.2, turn_degrees: 0.0 };
    let report = judge_crop(&FINDER, &astronaut(), beside, &PhotoRules::default());
    assert_eq!(advice(&report.expect("judged")), vec![Advice::NobodyThere]);
}

#[test]
fn a_frame_around_everything_asks_to_come_closer() {
    let rules = PhotoRules::default();
    let all = Crop::centred(512, 512, 0.8);
    let report = judge_crop(&FINDER, &astronaut(), all, &rules).expect("judged");
    assert_eq!(advice(&report).first(), Some(&Advice::ComeCloser), "the most urgent is first");
}

#[test]
fn what_is_no_frame_is_refused() {
    let rules = PhotoRules::default();
    let whole = Crop { left: 0.0, top: 0.0, width: 1.0, turn_degrees: 0.0 };
    let frames = [
        Crop { width: 0.0, ..whole },
        Crop { width: f64::NAN, ..whole },
        Crop { left: f64::INFINITY, ..whole },
        Crop { turn_degrees: f64::NAN, ..whole },
    ];
    for frame in frames {
        let refused = judge_crop(&FINDER, &astronaut(), frame, &rules);
        assert!(matches!(refused, Err(Error::CropOutside)), "{frame:?}");
    }
}

#[test]
fn pictures_of_any_shape_are_judged() {
    let rules = PhotoRules::default();
    for (width, height) in [(1, 1), (1, 700), (900, 2), (7, 5), (33, 2000)] {
        let rgba = vec![128; width as usize * height as usize * 4];
        let frame = Picture::from_rgba(width, height, &rgba).expect("a frame");
        assert!(judge(&FINDER, &frame, &rules).is_ok(), "{width} x {height}");
    }
}
