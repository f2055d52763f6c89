//! The one engine that draws a face from its design: for the proof, the card and the sheet.
//!
//! ```text
//! CardDesign + Face -> areas that this card has -> pieces, fitted -> operations
//! ```
//!
//! Decides the order of what is drawn; places and sizes are the design's.

use domain::design::{Area, Content, FaceDesign};
use printpdf::Op;

use crate::card::{self, Purpose};
use crate::letters::Letters;
use crate::paint::Canvas;
use crate::piece::Drawing;
use crate::{Error, art, stack};

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
                drawing.photo(canvas, area.frame_mm, (*radius_mm, outline));
            }
        }
    };
    card::face(letters, purpose, ground, photo, |canvas, letters| {
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
        holds => match drawing.piece(holds, (frame.width, frame.height))? {
            Some(piece) => drawing.draw(canvas, letters, &piece, frame),
            None => Ok(()),
        },
    }
}
