//! The drawn parts of a face: its ground, and the marks of insignia.
//!
//! Draws vectors alone; where and in which colours is the design's to say.

use std::f32::consts::PI;

use domain::design::{Art, CardDesign, Content, Drawing, Shape};

use super::cell::{Cell, Said};
use crate::error::{Error, Field};
use crate::ink::{Canvas, Frame, Ink, Letters, Path, Size};

/// Half the length of a wave, in millimetres: a quarter of the card.
const HALF_WAVE_MM: f32 = 21.4;

/// How far a wave swings, in pitches: enough to cross its neighbours.
const SWING_PITCHES: f32 = 1.6;

/// How round a plate's corners are, as a share of its height.
const PLATE_ROUND: f32 = 0.3;

/// Draws what lies below photo and texts; nothing where `holds` is no ground.
pub(crate) fn ground(canvas: &mut Canvas, design: &CardDesign, frame: Frame, holds: &Content) {
    match holds {
        Content::Fill { colour } => canvas.fill(frame, design.colour(colour).into()),
        Content::Star { colour } => {
            let radius = frame.width.min(frame.height) / 2.0;
            let centre = (frame.x + frame.width / 2.0, frame.y + frame.height / 2.0);
            canvas.star(centre, radius, 6, design.colour(colour).into());
        }
        Content::Waves { colour, pitch_mm, width_pt } => {
            waves(canvas, frame, *pitch_mm, *width_pt, design.colour(colour).into());
        }
        Content::Drawing(own) => drawing(canvas, design, frame, own),
        _ => {}
    }
}

/// The programme's own drawing, as large as fits, in the middle of `frame`.
fn drawing(canvas: &mut Canvas, design: &CardDesign, frame: Frame, own: &Drawing) {
    let scale = (frame.width / own.width).min(frame.height / own.height);
    let left = frame.x + (frame.width - own.width * scale) / 2.0;
    let top = frame.y + (frame.height - own.height * scale) / 2.0;
    let place = |(x, y): (f32, f32)| (left + x * scale, top + y * scale);
    for Shape { colour, path } in &own.shapes {
        let rings = path.rings().iter().map(|(start, curves)| Path {
            start: place(*start),
            curves: curves.iter().map(|curve| curve.map(place)).collect(),
        });
        let rings: Vec<Path> = rings.collect();
        canvas.fill_curves(&rings, design.colour(colour).into());
    }
}

/// Fine waves, each the mirror image of the one above, so that they weave into each other.
fn waves(canvas: &mut Canvas, frame: Frame, pitch_mm: f32, width_pt: f32, ink: Ink) {
    let count = (frame.height / pitch_mm) as u16 + 4;
    let halves = (frame.width / HALF_WAVE_MM) as u16 + 2;
    let line = |number: u16| {
        // The swing itself swells down the card, as in engraved ground.
        let swell = 0.6 + 0.4 * (f32::from(number) / f32::from(count) * 3.0 * PI).sin();
        let side = if number.is_multiple_of(2) { 1.0 } else { -1.0 };
        let y = frame.y + (f32::from(number) - 1.5) * pitch_mm;
        let start = (frame.x - HALF_WAVE_MM / 2.0, y);
        let curve = move |half: u16| {
            let turn = if half.is_multiple_of(2) { side } else { -side };
            // A cubic curve rises to three quarters of its handles; these follow a sine's half.
            let top = y + turn * swell * SWING_PITCHES * pitch_mm * 4.0 / 3.0;
            let x = start.0 + f32::from(half) * HALF_WAVE_MM;
            let handle = HALF_WAVE_MM * 0.3642;
            [(x + handle, top), (x + HALF_WAVE_MM - handle, top), (x + HALF_WAVE_MM, y)]
        };
        Path { start, curves: (0..halves).map(curve).collect() }
    };
    let lines: Vec<_> = (0..count).map(line).collect();
    canvas.clipped(frame, 0.0, |canvas| canvas.lines(&lines, width_pt, ink));
}

/// A mark and its words.
pub(crate) struct Insignia<'a> {
    pub(crate) art: Art,
    pub(crate) ink: Ink,
    /// What they stand on; `None` for the card's ground.
    pub(crate) plate: Option<Ink>,
    pub(crate) words: Said<'a>,
}

/// Draws a mark with its words beside it: centred on a plate, or from the left without one.
pub(crate) fn insignia(
    design: &CardDesign,
    canvas: &mut Canvas,
    letters: &mut Letters,
    frame: Frame,
    insignia: &Insignia<'_>,
) -> Result<(), Error> {
    let Insignia { art, ink, plate, words } = *insignia;
    let inner = if plate.is_some() { frame.inset(frame.height * 0.14) } else { frame };
    let size = inner.height;
    let gap = size * 0.3;
    let room = Size { width_mm: inner.width - size - gap, height_mm: inner.height };
    let words = Cell::new(design, Field::Caption, None, words, room)?;
    let spare = room.width_mm - words.width_mm();
    let x = inner.x + if plate.is_some() { spare / 2.0 } else { 0.0 };
    if let Some(plate) = plate {
        canvas.fill_rounded(frame, frame.height * PLATE_ROUND, plate);
    }
    let mark = Frame { x, width: size, ..inner };
    match art {
        Art::Veteran => {
            canvas.star((x + size / 2.0, inner.y + size * 0.53), size * 0.54, 5, ink);
        }
        Art::OrganDonor => canvas.fill_curves(&[heart(mark)], ink),
    }
    let beside = Frame { x: x + size + gap, width: room.width_mm, ..inner };
    words.draw(canvas, letters, beside)
}

/// A heart that fills `frame`.
fn heart(frame: Frame) -> Path {
    let place = |(x, y): (f32, f32)| (frame.x + x * frame.width, frame.y + y * frame.height);
    let curves = [
        [(0.2, 0.72), (0.0, 0.54), (0.0, 0.32)],
        [(0.0, 0.15), (0.13, 0.06), (0.26, 0.06)],
        [(0.37, 0.06), (0.46, 0.12), (0.5, 0.23)],
        [(0.54, 0.12), (0.63, 0.06), (0.74, 0.06)],
        [(0.87, 0.06), (1.0, 0.15), (1.0, 0.32)],
        [(1.0, 0.54), (0.8, 0.72), (0.5, 0.96)],
    ];
    Path { start: place((0.5, 0.96)), curves: curves.map(|curve| curve.map(place)).to_vec() }
}
