//! The signature as ink: smooth curves whose width follows the pen's pressure.
//!
//! ```text
//! strokes -> fitted into a frame, shape kept -> Catmull-Rom -> cubic curves with a width
//! ```
//!
//! Draws vectors alone; a signature never becomes a picture.

use domain::Signature;
use domain::signature::{Dot, Stroke};

use crate::paint::{Canvas, Curve, Frame, Ink};

/// The ink's width in millimetres, at no pressure and at the most: a fine and a soft pen.
const INK_MM: (f32, f32) = (0.16, 0.5);

/// Dots nearer to the last one than this say nothing that can be seen, in millimetres.
const NEAR_MM: f32 = 0.06;

/// The largest enlargement, in millimetres for the whole pad's width: a small cross stays small.
const LIMIT_PAD_MM: f32 = 90.0;

/// One dot on the card, with the width of the ink there.
#[derive(Clone, Copy)]
struct Spot {
    x: f32,
    y: f32,
    width: f32,
}

/// Draws the signature into `frame`, as large as it fits, its lower left corner in the frame's.
pub(crate) fn draw(canvas: &mut Canvas, signature: &Signature, frame: Frame, ink: Ink) {
    canvas.ink(&curves(signature, frame), ink);
}

/// The signature's curves within `frame`, ink and all.
pub(crate) fn curves(signature: &Signature, frame: Frame) -> Vec<Curve> {
    // The widest ink lies within the frame too, half of it on each side of a line.
    let frame = frame.inset(INK_MM.1 / 2.0);
    let place = fitting(signature.strokes(), frame);
    let curves = signature.strokes().iter().flat_map(|stroke| {
        let spots = thinned(stroke.iter().map(&place));
        smooth(&spots)
    });
    curves.map(|curve| Curve { points: curve.points.map(|p| kept_in(p, frame)), ..curve }).collect()
}

/// Where a dot of these strokes lies in `frame`.
fn fitting(strokes: &[Stroke], frame: Frame) -> impl Fn(&Dot) -> Spot {
    let bounds = |of: fn(&Dot) -> u16| {
        let all = || strokes.iter().flatten().map(of);
        (f32::from(all().min().unwrap_or(0)), f32::from(all().max().unwrap_or(0)))
    };
    let ((left, right), (top, bottom)) = (bounds(|dot| dot.x), bounds(|dot| dot.y));
    // A line straight across has no height: one unit keeps the division sound.
    let across = frame.width / (right - left).max(1.0);
    let down = frame.height / (bottom - top).max(1.0);
    let limit = LIMIT_PAD_MM / f32::from(domain::signature::PAD_UNITS);
    let scale = across.min(down).min(limit).max(0.0);
    let floor = frame.y + frame.height - (bottom - top) * scale;
    move |dot| Spot {
        x: frame.x + (f32::from(dot.x) - left) * scale,
        y: floor + (f32::from(dot.y) - top) * scale,
        width: INK_MM.0 + (INK_MM.1 - INK_MM.0) * f32::from(dot.pressure) / 255.0,
    }
}

/// The spots without those that lie on the one before; the last one stays.
fn thinned(spots: impl Iterator<Item = Spot>) -> Vec<Spot> {
    let mut kept: Vec<Spot> = Vec::new();
    let mut left_out = None;
    for spot in spots {
        let is_near =
            kept.last().is_some_and(|last| (spot.x - last.x).hypot(spot.y - last.y) < NEAR_MM);
        if !is_near {
            kept.push(spot);
        }
        left_out = is_near.then_some(spot);
    }
    kept.extend(left_out.filter(|_| kept.len() > 1));
    kept
}

/// The uniform Catmull-Rom spline through the spots as Bézier curves: each handle is a sixth of
/// the way between its neighbours. A single spot becomes a curve without length, a round dot.
fn smooth(spots: &[Spot]) -> Vec<Curve> {
    let at = |place: usize| spots.get(place.min(spots.len().saturating_sub(1))).copied();
    if let [dot] = spots {
        return vec![Curve { points: [(dot.x, dot.y); 4], width: dot.width }];
    }
    let curve = |start: usize| {
        let (before, from) = (at(start.saturating_sub(1))?, at(start)?);
        let (to, after) = (at(start + 1)?, at(start + 2)?);
        let first = (from.x + (to.x - before.x) / 6.0, from.y + (to.y - before.y) / 6.0);
        let second = (to.x - (after.x - from.x) / 6.0, to.y - (after.y - from.y) / 6.0);
        let points = [(from.x, from.y), first, second, (to.x, to.y)];
        Some(Curve { points, width: f32::midpoint(from.width, to.width) })
    };
    (0..spots.len().saturating_sub(1)).filter_map(curve).collect()
}

/// A handle may swing out of the frame at a sharp turn: a curve whose four points lie within it
/// lies within it whole.
fn kept_in((x, y): (f32, f32), frame: Frame) -> (f32, f32) {
    let (right, bottom) = (frame.x + frame.width, frame.y + frame.height);
    (x.max(frame.x).min(right), y.max(frame.y).min(bottom))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRAME: Frame = Frame { x: 33.6, y: 43.0, width: 30.0, height: 8.0 };

    fn signature(strokes: &[&[(u16, u16, u8)]]) -> Signature {
        let strokes = strokes.iter().map(|s| s.iter().copied().map(Dot::from).collect());
        Signature::new(strokes.collect()).expect("it has ink")
    }

    #[test]
    fn the_shape_is_kept_whatever_the_frame() {
        let square = signature(&[&[(0, 0, 9), (1000, 0, 9), (1000, 1000, 9), (0, 1000, 9)]]);
        for frame in [FRAME, Frame { width: 5.0, ..FRAME }] {
            let ends: Vec<_> = curves(&square, frame).iter().map(|c| c.points[3]).collect();
            let (right, low) = (ends[0].0 - ends[2].0, ends[1].1 - ends[0].1);
            assert!((right - low).abs() < 1e-3, "{right} mm across, {low} mm down");
        }
    }

    #[test]
    fn a_small_cross_is_not_blown_up_to_the_frame() {
        let cross = signature(&[&[(0, 0, 9), (300, 300, 9)], &[(300, 0, 9), (0, 300, 9)]]);
        let widest = curves(&cross, FRAME).iter().map(|c| c.points[3].0).fold(0.0, f32::max);
        assert!(widest < FRAME.x + 3.5, "{widest} mm");
    }

    #[test]
    fn a_pen_that_presses_harder_leaves_wider_ink() {
        let line = |p| curves(&signature(&[&[(0, 0, p), (4000, 0, p)]]), FRAME)[0].width;
        assert!(line(0) < line(128) && line(128) < line(255));
        assert!((line(255) - INK_MM.1).abs() < 1e-6);
    }

    #[test]
    fn the_curves_pass_through_every_dot_that_can_be_told_apart() {
        let drawn = signature(&[&[(0, 0, 9), (500, 900, 9), (1500, 100, 9), (2500, 900, 9)]]);
        let curves = curves(&drawn, FRAME);
        assert_eq!(curves.len(), 3);
        for pair in curves.windows(2) {
            assert_eq!(
                pair[0].points[3], pair[1].points[0],
                "one curve ends where the next starts"
            );
        }
    }

    #[test]
    fn a_single_dot_beside_a_stroke_is_drawn() {
        let dotted = signature(&[&[(0, 1000, 9), (0, 500, 9), (900, 500, 9)], &[(0, 0, 200)]]);
        let drawn = curves(&dotted, FRAME);
        let dot = drawn.last().expect("the dot of the i");
        assert!(dot.points.iter().all(|point| *point == dot.points[0]));
    }

    proptest! {
        #[test]
        fn every_curve_lies_in_the_frame_with_its_ink_and_is_a_number(
            strokes in prop::collection::vec(
                prop::collection::vec((0..=10_000_u16, 0..=10_000_u16, any::<u8>()), 1..60),
                1..10,
            ),
            (width, height) in (1.0..60.0_f32, 1.0..20.0_f32),
        ) {
            let strokes: Vec<Stroke> = strokes
                .into_iter()
                .map(|stroke| stroke.into_iter().map(Dot::from).collect())
                .collect();
            let Ok(signature) = Signature::new(strokes) else { return Ok(()) };
            let frame = Frame { width, height, ..FRAME };
            for Curve { points, width: ink } in curves(&signature, frame) {
                prop_assert!(ink.is_finite() && ink > 0.0);
                for (x, y) in points {
                    prop_assert!(x.is_finite() && y.is_finite());
                    let edge = frame.inset(ink / 2.0 - 1e-3);
                    prop_assert!(x >= edge.x && x <= edge.x + edge.width, "{x} mm");
                    prop_assert!(y >= edge.y && y <= edge.y + edge.height, "{y} mm");
                }
            }
        }
    }
}
