//! Where the head is in the frame, how large, and how it is held.
//!
//! Reads landmarks only, never a pixel.

use domain::photo::{Advice, Check, Finding, PhotoLimits, PhotoRules};

use super::measure::fraction;
use crate::face::{Face, Head};
use crate::framing::{CardFrame, aspect};
use crate::picture::Picture;

/// How far down from the eyes to the mouth the tip of a nose is seen from the front: a little
/// below the middle. Both portraits of tests/portraits lie within 0.05 of it at a card's size.
const NOSE_BETWEEN: f64 = 0.55;

/// A frame narrower than this part of the widest one shows a head that is far away.
const FAR_AWAY: f64 = 0.6;

/// Chin to crown over the frame's height.
pub(super) fn head_size(head: &Head, frame: &CardFrame, limits: &PhotoLimits) -> Finding {
    let value = head.height_px() / frame.height;
    let (min, max) = (fraction(limits.head_min_percent), fraction(limits.head_max_percent));
    let advice = if below(value, min) {
        Some(Advice::ComeCloser)
    } else {
        below(max, value).then_some(Advice::StepBack)
    };
    Finding { check: Check::HeadSize, value, min: Some(min), max: Some(max), advice }
}

/// Less by more than a rounding: a frame that was made to a limit meets it.
fn below(value: f64, limit: f64) -> bool {
    value < limit - 1e-6
}

/// The eyes' height or the distance from the middle, whichever is nearer to its limit or further
/// beyond it.
pub(super) fn place(head: &Head, frame: &CardFrame, limits: &PhotoLimits) -> Finding {
    let (across, up) = frame.place(head.eyes);
    let (min, max) = (fraction(limits.eyes_min_percent), fraction(limits.eyes_max_percent));
    let off_centre = fraction(limits.off_centre_max_percent);
    let up_strain = ((up - (min + max) / 2.0) / ((max - min) / 2.0)).abs();
    let across_strain = across.abs() / off_centre.max(1e-3);
    let (value, min, max, too_little, too_much) = if up_strain >= across_strain {
        (up, min, max, Advice::MoveUp, Advice::MoveDown)
    } else {
        (across, -off_centre, off_centre, Advice::MoveRight, Advice::MoveLeft)
    };
    let advice =
        if below(value, min) { Some(too_little) } else { below(max, value).then_some(too_much) };
    Finding { check: Check::Place, value, min: Some(min), max: Some(max), advice }
}

/// How far the head leans inside the frame, that is, on the card: what the frame's own turn makes
/// up for does not count.
pub(super) fn level(head: &Head, frame: &CardFrame, limits: &PhotoLimits) -> Finding {
    let value = (head.roll_degrees - frame.turn_degrees).abs();
    let max = f64::from(limits.lean_max_degrees);
    let advice = (value > max).then_some(Advice::HoldHeadStraight);
    Finding { check: Check::Level, value, min: None, max: Some(max), advice }
}

/// How far the tip of the nose has left its place: to a side over half the distance of the eyes,
/// or up or down over half the way from eyes to mouth; the larger of the two.
pub(super) fn frontal(face: &Face, head: &Head, limits: &PhotoLimits) -> Finding {
    let (nose_across, nose_down) = head.place(face.nose);
    let (mouth_across, mouth_down) = head.place(face.mouth_left.middle(face.mouth_right));
    let between = nose_down / mouth_down.max(0.1);
    let turn = (nose_across - mouth_across * between).abs() * 2.0;
    let nod = (between - NOSE_BETWEEN) * 2.0;
    let max = fraction(limits.turn_max_percent);
    let advice = match nod {
        _ if turn.max(nod.abs()) <= max => None,
        _ if turn >= nod.abs() => Some(Advice::LookAtCamera),
        // The nose comes nearer to the mouth as the face looks down.
        _ if nod > 0.0 => Some(Advice::RaiseChin),
        _ => Some(Advice::LowerChin),
    };
    let value = turn.max(nod.abs());
    Finding { check: Check::Frontal, value, min: None, max: Some(max), advice }
}

/// Pixels of the picture across the frame.
pub(super) fn resolution(picture: &Picture, frame: &CardFrame, rules: &PhotoRules) -> Finding {
    let min = f64::from(rules.limits.frame_min_px);
    let widest = f64::from(picture.width()).min(f64::from(picture.height()) * aspect(rules));
    let advice = match frame.width {
        width if !below(width, min) => None,
        width if width < widest * FAR_AWAY => Some(Advice::ComeCloser),
        _ => Some(Advice::LargerPicture),
    };
    Finding { check: Check::Resolution, value: frame.width, min: Some(min), max: None, advice }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Spot;
    use crate::tests::sample::{self, leaning};

    const LIMITS: fn() -> PhotoLimits = PhotoLimits::default;

    /// A frame 600 by 750 px around the eyes of [`leaning`] at (200, 150), these lying at 58 %.
    fn frame() -> CardFrame {
        let middle = Spot { x: 200.0, y: 150.0 + 0.08 * 330.0 };
        CardFrame { middle, width: 264.0, height: 330.0, turn_degrees: 0.0 }
    }

    fn head() -> Head {
        Head::of(&leaning(0.0))
    }

    #[test]
    fn a_head_in_its_place_needs_no_advice() {
        let (head, frame, limits) = (head(), frame(), LIMITS());
        let face = leaning(0.0);
        let findings = [
            head_size(&head, &frame, &limits),
            place(&head, &frame, &limits),
            level(&head, &frame, &limits),
            frontal(&face, &head, &limits),
        ];
        for finding in findings {
            assert_eq!(finding.advice, None, "{finding:?}");
        }
    }

    #[test]
    fn a_frame_too_wide_asks_to_come_closer_and_one_too_tight_to_step_back() {
        let wide = CardFrame { width: 400.0, height: 500.0, ..frame() };
        assert_eq!(head_size(&head(), &wide, &LIMITS()).advice, Some(Advice::ComeCloser));
        let tight = CardFrame { width: 208.0, height: 260.0, ..frame() };
        assert_eq!(head_size(&head(), &tight, &LIMITS()).advice, Some(Advice::StepBack));
    }

    #[test]
    fn a_head_out_of_place_is_told_where_to_go() {
        let shifted = |x: f64, y: f64| {
            let CardFrame { middle, .. } = frame();
            let middle = Spot { x: middle.x + x, y: middle.y + y };
            place(&head(), &CardFrame { middle, ..frame() }, &LIMITS()).advice
        };
        assert_eq!(shifted(30.0, 0.0), Some(Advice::MoveRight), "the head is left of the middle");
        assert_eq!(shifted(-30.0, 0.0), Some(Advice::MoveLeft));
        assert_eq!(shifted(0.0, 40.0), Some(Advice::MoveDown), "the head is high in the frame");
        assert_eq!(shifted(0.0, -40.0), Some(Advice::MoveUp));
        assert_eq!(shifted(0.0, 10.0), None);
    }

    #[test]
    fn a_lean_that_the_frame_makes_up_for_is_none() {
        let head = Head::of(&leaning(9.0));
        assert_eq!(level(&head, &frame(), &LIMITS()).advice, Some(Advice::HoldHeadStraight));
        let turned = CardFrame { turn_degrees: 9.0, ..frame() };
        assert_eq!(level(&head, &turned, &LIMITS()).advice, None);
    }

    #[test]
    fn a_nose_out_of_its_place_tells_how_the_face_is_turned() {
        let moved = |x: f64, y: f64| {
            let mut face = leaning(0.0);
            face.nose = Spot { x: face.nose.x + x, y: face.nose.y + y };
            frontal(&face, &Head::of(&face), &LIMITS()).advice
        };
        assert_eq!(moved(12.0, 0.0), Some(Advice::LookAtCamera));
        assert_eq!(moved(-12.0, 0.0), Some(Advice::LookAtCamera));
        assert_eq!(moved(0.0, 15.0), Some(Advice::RaiseChin));
        assert_eq!(moved(0.0, -15.0), Some(Advice::LowerChin));
        assert_eq!(moved(3.0, 3.0), None);
    }

    #[test]
    fn a_coarse_picture_and_a_distant_head_are_told_apart() {
        let rules = PhotoRules::default();
        let of = |width, height| Picture::new(sample::quadrants(width, height));
        let advice = |picture: &Picture| resolution(picture, &frame(), &rules).advice;
        assert_eq!(advice(&of(280, 350)), Some(Advice::LargerPicture));
        assert_eq!(advice(&of(1000, 1000)), Some(Advice::ComeCloser));
        let fine = CardFrame { width: 300.0, height: 375.0, ..frame() };
        assert_eq!(resolution(&of(400, 500), &fine, &rules).advice, None);
    }
}
