//! The one engine that draws a face from its design: for the proof, the card and the sheet.
//!
//! ```text
//! CardDesign + Face -> areas that this card has -> pieces, fitted -> operations
//! ```
//!
//! Decides the order of what is drawn; places and sizes are the design's.

use domain::design::{Area, CARD_HEIGHT_MM, Content, FaceDesign};
use printpdf::Op;

use super::edge::{self, Purpose};
use super::piece::Drawing;
use super::{art, stack};
use crate::error::Error;
use crate::ink::{Canvas, Frame, Letters, Size};

/// Everything for which a side can't be drawn, place by place in the order of the design.
///
/// Each place is drawn by itself into a canvas that nobody sees, for drawing is what finds out.
pub(crate) fn refusals(drawing: &Drawing<'_>, side: &FaceDesign) -> Vec<Error> {
    let (mut canvas, mut letters) = (Canvas::new(CARD_HEIGHT_MM), Letters::default());
    let mut refused = Vec::new();
    let mut place = |holds: &Content, frame: Frame| {
        let piece = drawing.piece(holds, size(frame));
        let drawn = piece.and_then(|piece| match piece {
            Some(piece) => drawing.draw(&mut canvas, &mut letters, &piece, frame),
            None => Ok(()),
        });
        refused.extend(drawn.err());
    };
    for area in side.areas.iter().filter(|area| area.when.is_met(drawing.facts())) {
        match &area.holds {
            Content::Stack(stack) => {
                let cells = stack.rows.iter().flatten();
                for cell in cells.filter(|cell| cell.when.is_met(drawing.facts())) {
                    let (width, height) = (cell.width_mm, cell.height_mm);
                    place(&cell.holds, Frame { width, height, ..area.frame_mm });
                }
            }
            holds => place(holds, area.frame_mm),
        }
    }
    refused
}

/// The operations of the front, its lower left corner at the origin.
pub(crate) fn front(
    drawing: &Drawing<'_>,
    purpose: Purpose,
    letters: &mut Letters,
) -> Result<Vec<Op>, Error> {
    side(drawing, &drawing.design.front, purpose, letters)
}

/// As [`front`], for the back.
pub(crate) fn back(
    drawing: &Drawing<'_>,
    purpose: Purpose,
    letters: &mut Letters,
) -> Result<Vec<Op>, Error> {
    side(drawing, &drawing.design.back, purpose, letters)
}

fn side(
    drawing: &Drawing<'_>,
    side: &FaceDesign,
    purpose: Purpose,
    letters: &mut Letters,
) -> Result<Vec<Op>, Error> {
    let is_met = |area: &&Area| area.when.is_met(drawing.facts());
    let areas = || side.areas.iter().filter(is_met);
    let ground = |canvas: &mut Canvas| {
        for area in areas().filter(|area| area.holds.is_ground()) {
            let frame = purpose.bled(area.frame_mm);
            art::ground(canvas, drawing.design, frame, &area.holds);
        }
    };
    let photo = |canvas: &mut Canvas| {
        for area in areas() {
            if let Content::Photo { radius_mm, outline } = &area.holds {
                drawing.photo(canvas, area.frame_mm, *radius_mm, outline);
            }
        }
    };
    edge::face(letters, purpose, ground, photo, |canvas, letters| {
        for place in areas() {
            area(drawing, canvas, letters, place)?;
        }
        Ok(())
    })
}

fn area(
    drawing: &Drawing<'_>,
    canvas: &mut Canvas,
    letters: &mut Letters,
    area: &Area,
) -> Result<(), Error> {
    let frame = area.frame_mm;
    match &area.holds {
        Content::Stack(stack) => stack::draw(drawing, canvas, letters, frame, stack),
        holds => match drawing.piece(holds, size(frame))? {
            Some(piece) => drawing.draw(canvas, letters, &piece, frame),
            None => Ok(()),
        },
    }
}

fn size(frame: Frame) -> Size {
    Size { width_mm: frame.width, height_mm: frame.height }
}
