//! Frames for heads anywhere in a picture.
//!
//! Tests only.

use proptest::prelude::*;

use super::*;
use crate::crop;
use crate::face::CROWN_ABOVE_EYES;
use crate::tests::sample;

fn picture(width: u32, height: u32) -> Picture {
    Picture::new(sample::quadrants(width, height))
}

fn head(x: f64, y: f64, unit_px: f64, roll_degrees: f64) -> Head {
    Head { eyes: Spot { x, y }, unit_px, roll_degrees }
}

#[test]
fn a_head_with_room_around_it_gets_its_wished_frame() {
    let (picture, rules) = (picture(2000, 1500), PhotoRules::default());
    for roll in [0.0, 6.0, -9.0] {
        let head = head(900.0, 700.0, 90.0, roll);
        let crop = frame_for(&head, CROWN_ABOVE_EYES, &picture, &rules);
        let frame = CardFrame::of(crop, &picture, &rules);
        let (across, up) = frame.place(head.eyes);
        assert!(across.abs() < 1e-9 && (up - EYES_HEIGHT).abs() < 1e-9, "{across} {up}");
        assert!((head.height_px() / frame.height - HEAD_HEIGHT).abs() < 1e-9);
        assert!((crop.turn_degrees - roll).abs() < 1e-9);
    }
}

#[test]
fn a_head_near_the_edge_is_framed_tighter_before_it_is_framed_askew() {
    let (picture, rules) = (picture(1000, 1000), PhotoRules::default());
    let head = head(500.0, 160.0, 80.0, 0.0);
    let frame =
        CardFrame::of(frame_for(&head, CROWN_ABOVE_EYES, &picture, &rules), &picture, &rules);
    assert!(is_placed(&frame, &head, &rules.limits), "{frame:?}");
    assert!(frame.place(head.eyes).1 > EYES_HEIGHT, "moved down from the edge");
}

#[test]
fn a_leaning_head_without_room_is_turned_less() {
    let (picture, rules) = (picture(400, 500), PhotoRules::default());
    let head = head(200.0, 215.0, 500.0 * 0.74 / 3.65, 10.0);
    let crop = frame_for(&head, CROWN_ABOVE_EYES, &picture, &rules);
    assert!(crop.turn_degrees < 10.0, "{crop:?}");
    let frame = CardFrame::of(crop, &picture, &rules);
    assert!(is_placed(&frame, &head, &rules.limits), "{frame:?}");
}

#[test]
fn a_head_larger_than_the_picture_gets_all_of_it() {
    let (picture, rules) = (picture(400, 500), PhotoRules::default());
    let crop = frame_for(&head(200.0, 200.0, 300.0, 0.0), CROWN_ABOVE_EYES, &picture, &rules);
    assert!(crop.width > 0.999, "{crop:?}");
}

#[test]
fn a_live_copy_is_framed_like_the_full_picture() {
    let rules = PhotoRules::default();
    let full =
        frame_for(&head(900.0, 450.0, 60.0, 3.0), CROWN_ABOVE_EYES, &picture(1920, 1080), &rules);
    let rgba = vec![0; 480 * 270 * 4];
    let live = Picture::from_rgba(480, 270, &rgba).expect("a frame");
    let small = frame_for(&head(225.0, 112.5, 15.0, 3.0), CROWN_ABOVE_EYES, &live, &rules);
    assert!((full.width - small.width).abs() < 1e-9, "{full:?} {small:?}");
    assert!((full.top - small.top).abs() < 1e-9);
}

#[test]
fn hair_that_stands_high_is_in_the_frame_where_there_is_room() {
    let (picture, rules) = (picture(2000, 1500), PhotoRules::default());
    let head = head(1000.0, 700.0, 90.0, 0.0);
    for hair in [2.2, 2.5, 2.8] {
        let crop = frame_for(&head, hair, &picture, &rules);
        let frame = CardFrame::of(crop, &picture, &rules);
        let (_, up) = frame.place(Spot { x: 1000.0, y: 700.0 - hair * 90.0 });
        assert!(up < 1.0, "hair of {hair} ends {up:.3} up");
        assert!(is_placed(&frame, &head, &rules.limits), "hair of {hair}: {frame:?}");
    }
}

#[test]
fn hair_beyond_the_pictures_edge_costs_no_limit() {
    let (picture, rules) = (picture(1000, 1000), PhotoRules::default());
    let head = head(500.0, 200.0, 80.0, 0.0);
    let frame = CardFrame::of(frame_for(&head, 2.8, &picture, &rules), &picture, &rules);
    assert!(is_placed(&frame, &head, &rules.limits), "{frame:?}");
    let top = frame.middle.y - frame.height / 2.0;
    assert!(top < 1.0, "as high as the picture goes: {top}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_head_anywhere_of_any_size_gets_a_frame_that_can_be_cut(
        (width, height) in (24..70_u32, 30..70_u32),
        (across, down) in (-0.2..1.2_f64, -0.2..1.2_f64),
        unit_px in 0.1..40.0_f64,
        roll in -90.0..90.0_f64,
        hair in 0.0..5.0_f64,
    ) {
        let picture = picture(width, height);
        let rules = PhotoRules {
            min_width_px: 24,
            min_height_px: 30,
            card_width_px: 40,
            card_height_px: 50,
            ..PhotoRules::default()
        };
        let head = head(across * f64::from(width), down * f64::from(height), unit_px, roll);
        let frame = frame_for(&head, hair, &picture, &rules);
        prop_assert!(crop(&picture, frame, &rules).is_ok(), "{frame:?}");
        prop_assert_eq!(frame, frame_for(&head, hair, &picture, &rules), "the same again");
    }
}
