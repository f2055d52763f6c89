//! What is a signature, what is not, and how it is written down.

use proptest::prelude::*;

use super::*;

fn dot(x: u16, y: u16) -> Dot {
    Dot { x, y, pressure: 128 }
}

/// A cross, as people sign who don't write.
fn cross() -> Vec<Stroke> {
    vec![vec![dot(100, 100), dot(300, 300)], vec![dot(300, 100), dot(100, 300)]]
}

#[test]
fn a_cross_is_a_signature_and_a_tap_is_none() {
    assert!(Signature::new(cross()).is_ok());
    for none in [vec![], vec![vec![]], vec![vec![dot(5, 5)]], vec![vec![dot(5, 5), dot(9, 9)]]] {
        assert_eq!(Signature::new(none), Err(WrongSignature::TooLittle));
    }
}

#[test]
fn the_least_ink_is_enough_and_one_unit_less_is_not() {
    let line = |length: u32| vec![vec![dot(0, 0), dot(length as u16, 0)]];
    assert!(Signature::new(line(LEAST_INK)).is_ok());
    assert_eq!(Signature::new(line(LEAST_INK - 1)), Err(WrongSignature::TooLittle));
}

#[test]
fn each_bound_is_taken_and_one_more_is_refused() {
    let long = |dots: u32| vec![[dot(0, 0), dot(50, 50)].repeat(dots as usize / 2)];
    assert!(Signature::new(long(LIMIT_DOTS)).is_ok());
    assert_eq!(Signature::new(long(LIMIT_DOTS + 2)), Err(WrongSignature::TooMuch));
    let many = |strokes: u32| vec![vec![dot(0, 0), dot(50, 50)]; strokes as usize];
    assert!(Signature::new(many(LIMIT_STROKES)).is_ok());
    assert_eq!(Signature::new(many(LIMIT_STROKES + 1)), Err(WrongSignature::TooMuch));
    let edge = |x| vec![vec![dot(0, 0), dot(x, PAD_UNITS)]];
    assert!(Signature::new(edge(PAD_UNITS)).is_ok());
    assert_eq!(Signature::new(edge(PAD_UNITS + 1)), Err(WrongSignature::OutsidePad));
}

#[test]
fn a_stroke_without_a_dot_is_left_out() {
    let mut strokes = cross();
    strokes.insert(1, Vec::new());
    let signature = Signature::new(strokes).expect("a cross");
    assert_eq!(signature.strokes(), cross());
}

#[test]
fn debug_never_shows_a_dot() {
    let signature = Signature::new(cross()).expect("a cross");
    assert_eq!(format!("{signature:?}"), "[personal]");
}

#[test]
fn a_wiped_signature_has_no_stroke() {
    let mut signature = Signature::new(cross()).expect("a cross");
    signature.zeroize();
    assert!(signature.strokes().is_empty());
}

#[test]
fn it_is_written_as_plain_numbers() {
    let signature = Signature::new(vec![vec![dot(1, 2), dot(900, 2)]]).expect("a line");
    let text = serde_json::to_string(&signature).expect("it has JSON");
    assert_eq!(text, "[[[1,2,128],[900,2,128]]]");
}

#[test]
fn what_is_read_is_held_against_the_bounds() {
    for text in ["[]", "[[[1,2,3]]]", "[[[0,0,0],[10001,0,0]]]", "[[[0,0,256],[900,0,0]]]", "7"] {
        assert!(serde_json::from_str::<Signature>(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_strokes_are_refused_or_come_back_dot_by_dot(
        strokes in prop::collection::vec(
            prop::collection::vec((0..=10_050_u16, 0..=10_050_u16, any::<u8>()), 0..40),
            0..12,
        ),
    ) {
        let strokes: Vec<Stroke> =
            strokes.into_iter().map(|stroke| stroke.into_iter().map(Dot::from).collect()).collect();
        if let Ok(signature) = Signature::new(strokes) {
            let text = serde_json::to_string(&signature).expect("it has JSON");
            prop_assert_eq!(serde_json::from_str::<Signature>(&text).expect("read"), signature);
        }
    }
}
