//! The signature as ink: smooth curves whose width follows the pen's pressure.
//!
//! ```text
//! strokes -> fitted into a frame, shape kept -> Catmull-Rom -> cubic curves with a width
//! ```
//!
//! Draws vectors alone; a signature never becomes a picture.

use domain::Signature;
use domain::signature::{Dot, Stroke};

use crate::ink::{Canvas, Curve, Frame, Ink};

/// The ink's width in millimetres, at no pressure and at the most: a fine and a soft pen.
const INK_MM: (f32, f32) = (0.16, 0.5);

/// What cannot be seen, in millimetres: a dot this near to the line between its neighbours says
/// nothing (a third of a dot at 300 dots per inch), and so does ink so much wider or finer.
const NEAR_MM: f32 = 0.03;
const ALIKE_MM: f32 = 0.04;

/// Ink is drawn in widths of whole steps of this, in millimetres.
const STEP_MM: f32 = 0.02;

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
        let spots: Vec<Spot> = stroke.iter().map(&place).collect();
        smooth(&thinned(&spots))
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

/// The spots without those that a line between their neighbours says too; the first and the last
/// stay.
fn thinned(spots: &[Spot]) -> Vec<Spot> {
    let mut kept: Vec<Spot> = spots.first().copied().into_iter().collect();
    let mut from = 0;
    for (last, pair) in spots.windows(2).enumerate() {
        let [before, _] = pair else { continue };
        let is_said = spots.get(from..last + 2).is_some_and(says_all);
        if !is_said {
            kept.push(*before);
            from = last;
        }
    }
    kept.extend(spots.last().filter(|_| spots.len() > 1));
    kept
}

/// Whether a line from the first spot to the last one passes by all of them, as wide as they are.
fn says_all(spots: &[Spot]) -> bool {
    let [from, between @ .., to] = spots else { return true };
    let (across, down) = (to.x - from.x, to.y - from.y);
    let length = across.hypot(down);
    between.is_empty()
        || (to.width - from.width).abs() < ALIKE_MM
            && between.iter().all(|spot| {
                let (x, y) = (spot.x - from.x, spot.y - from.y);
                // How far along the line, and how far beside it.
                let along = if length > 0.0 { (x * across + y * down) / length } else { 0.0 };
                let at = along.clamp(0.0, length) / length.max(f32::MIN_POSITIVE);
                let beside = (x - across * at).hypot(y - down * at);
                beside < NEAR_MM && (spot.width - from.width).abs() < ALIKE_MM
            })
}

/// A Catmull-Rom spline through the spots as Bézier curves, each handle a third of its curve's
/// length: spots may lie at any distance. A single spot becomes a curve without length, a round
/// dot.
fn smooth(spots: &[Spot]) -> Vec<Curve> {
    if let [dot] = spots {
        return vec![Curve { points: [(dot.x, dot.y); 4], width: in_steps(dot.width) }];
    }
    let turn = |at: usize| {
        let before = spots.get(at.saturating_sub(1))?;
        let (spot, after) = (spots.get(at)?, spots.get(at + 1).or(spots.get(at))?);
        Some(direction(before, spot, after))
    };
    let curve = |(at, pair): (usize, &[Spot])| {
        let [from, to] = pair else { return None };
        let third = (to.x - from.x).hypot(to.y - from.y) / 3.0;
        let (leaving, arriving) = (turn(at)?, turn(at + 1)?);
        let first = (from.x + leaving.0 * third, from.y + leaving.1 * third);
        let second = (to.x - arriving.0 * third, to.y - arriving.1 * third);
        let points = [(from.x, from.y), first, second, (to.x, to.y)];
        Some(Curve { points, width: in_steps(f32::midpoint(from.width, to.width)) })
    };
    spots.windows(2).enumerate().filter_map(curve).collect()
}

/// Where the line is heading at `spot`: a near neighbour counts for more than a far one.
fn direction(before: &Spot, spot: &Spot, after: &Spot) -> (f32, f32) {
    let way = |from: &Spot, to: &Spot| {
        let (x, y) = (to.x - from.x, to.y - from.y);
        let length = x.hypot(y);
        if length > 0.0 { (x / length, y / length, length) } else { (0.0, 0.0, 0.0) }
    };
    let ((x1, y1, l1), (x2, y2, l2)) = (way(before, spot), way(spot, after));
    let whole = (l1 + l2).max(f32::MIN_POSITIVE);
    ((x1 * l2 + x2 * l1) / whole, (y1 * l2 + y2 * l1) / whole)
}

fn in_steps(width: f32) -> f32 {
    INK_MM.0 + ((width - INK_MM.0) / STEP_MM).round() * STEP_MM
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

    /// A stroke as a pad gives it: a dot every few milliseconds, the pressure rising and falling.
    fn loops() -> Vec<(u16, u16, u8)> {
        let dot = |at: u16| {
            let turn = f32::from(at) * 0.12;
            let (x, y) = (900.0 + f32::from(at) * 20.0, 1500.0 - 900.0 * turn.sin());
            ((x + 500.0 * turn.cos()) as u16, y as u16, (140.0 + 60.0 * (turn / 3.0).sin()) as u8)
        };
        (0..300).map(dot).collect()
    }

    #[test]
    fn dots_that_a_curve_passes_anyway_are_left_out_and_the_line_stays_on_all_of_them() {
        let dots = loops();
        let drawn = signature(&[&dots]);
        let curves = curves(&drawn, FRAME);
        assert!(curves.len() < 200, "{} curves", curves.len());
        let frame = FRAME.inset(INK_MM.1 / 2.0);
        let place = fitting(drawn.strokes(), frame);
        let passed: Vec<(f32, f32)> = curves.iter().flat_map(sampled).collect();
        for spot in drawn.strokes().iter().flatten().map(place) {
            let off = passed.iter().map(|(x, y)| (x - spot.x).hypot(y - spot.y));
            let off = off.fold(f32::MAX, f32::min);
            assert!(off < 0.05, "{off} mm beside a dot");
        }
    }

    /// Points along a curve, ever so near to each other.
    fn sampled(curve: &Curve) -> Vec<(f32, f32)> {
        let [a, b, c, d] = curve.points;
        let at = |step: u16| {
            let t = f32::from(step) / 60.0;
            let mix = |a: f32, b: f32, c: f32, d: f32| {
                let s = 1.0 - t;
                s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
            };
            (mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1))
        };
        (0..=60).map(at).collect()
    }

    #[test]
    fn curves_of_one_width_are_one_line() {
        let flat: Vec<_> = loops().into_iter().map(|(x, y, _)| (x, y, 128)).collect();
        let mut canvas = Canvas::new(54.0);
        draw(&mut canvas, &signature(&[&flat]), FRAME, Ink(0, 0, 0));
        let lines = canvas.ops.iter().filter(|op| matches!(op, printpdf::Op::DrawLine { .. }));
        assert_eq!(lines.count(), 1);
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
