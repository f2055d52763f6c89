//! The proof's page: both faces at true size and enlarged, beside the list to check.
//!
//! Draws no face itself; it places the same operations twice, once as they are and once scaled.

use printpdf::{CurTransMat, Mm, Op, PdfPage, Pt};

use crate::card::{CARD_HEIGHT_MM, CARD_WIDTH_MM};
use crate::cell::caption;
use crate::face::Entry;
use crate::fit::{Fitted, MM_PER_PT, Measured};
use crate::key::Weight;
use crate::letters::Letters;
use crate::paint::{Canvas, Frame, HAIR, Ink, NAVY, RED, SLATE};
use crate::{Error, words};

/// US Letter, in millimetres.
const PAGE_WIDTH_MM: f32 = 215.9;
const PAGE_HEIGHT_MM: f32 = 279.4;
const MARGIN_MM: f32 = 11.0;

/// How much larger the enlarged faces are: as much as two of them leave room for the rest.
const ENLARGED: f32 = 1.55;

/// Upper left corners of the two faces at true size, in millimetres from the page's own.
pub const FRONT_AT_MM: (f32, f32) = (MARGIN_MM, 31.0);
/// As [`FRONT_AT_MM`], for the back.
pub const BACK_AT_MM: (f32, f32) = (PAGE_WIDTH_MM - MARGIN_MM - CARD_WIDTH_MM, 31.0);

const LARGE_FRONT_AT_MM: (f32, f32) = (MARGIN_MM, 95.0);
const LARGE_BACK_AT_MM: (f32, f32) = (MARGIN_MM, 95.0 + CARD_HEIGHT_MM * ENLARGED + 8.0);

/// The list to check, right of the enlarged faces and as high as both.
const LIST: Frame = Frame {
    x: MARGIN_MM + CARD_WIDTH_MM * ENLARGED + 7.0,
    y: LARGE_FRONT_AT_MM.1,
    width: PAGE_WIDTH_MM - 2.0 * MARGIN_MM - CARD_WIDTH_MM * ENLARGED - 7.0,
    height: LARGE_BACK_AT_MM.1 + CARD_HEIGHT_MM * ENLARGED - LARGE_FRONT_AT_MM.1,
};

// Nothing on the page overlaps, and printers leave a quarter inch along its edges.
const _: () = assert!(FRONT_AT_MM.0 + CARD_WIDTH_MM < BACK_AT_MM.0);
const _: () = assert!(FRONT_AT_MM.1 + CARD_HEIGHT_MM + 5.0 < LARGE_FRONT_AT_MM.1);
const _: () = assert!(LIST.y + LIST.height <= PAGE_HEIGHT_MM - 6.35 && LIST.width > 45.0);

const CAPTION_PT: f32 = 8.0;
const LIST_LABEL_PT: f32 = 7.5;
const LIST_GAP_MM: f32 = 1.9;
/// The list's values: from large to so small that the list holds whatever the card holds.
const VALUE_PT: (f32, f32) = (12.0, 5.5);

/// The whole page.
pub(crate) fn draw(
    front: &[Op],
    back: &[Op],
    entries: &[Entry],
    letters: &mut Letters,
) -> Result<PdfPage, Error> {
    let mut canvas = Canvas::new(PAGE_HEIGHT_MM);
    heading(&mut canvas, letters)?;
    for (ops, at, scale) in [
        (front, FRONT_AT_MM, 1.0),
        (back, BACK_AT_MM, 1.0),
        (front, LARGE_FRONT_AT_MM, ENLARGED),
        (back, LARGE_BACK_AT_MM, ENLARGED),
    ] {
        place(&mut canvas, ops, at, scale);
    }
    list(&mut canvas, letters, entries)?;
    Ok(PdfPage::new(Mm(PAGE_WIDTH_MM), Mm(PAGE_HEIGHT_MM), canvas.ops))
}

/// Repeats a face's operations with its upper left corner at `x`, `y`.
fn place(canvas: &mut Canvas, face: &[Op], (x, y): (f32, f32), scale: f32) {
    let Pt(left) = canvas.point(x, y).x;
    let Pt(bottom) = canvas.point(x, y + CARD_HEIGHT_MM * scale).y;
    canvas.ops.push(Op::SaveGraphicsState);
    let matrix = CurTransMat::Raw([scale, 0.0, 0.0, scale, left, bottom]);
    canvas.ops.push(Op::SetTransformationMatrix { matrix });
    canvas.ops.extend_from_slice(face);
    canvas.ops.push(Op::RestoreGraphicsState);
}

fn heading(canvas: &mut Canvas, letters: &mut Letters) -> Result<(), Error> {
    let width = PAGE_WIDTH_MM - 2.0 * MARGIN_MM;
    let above = |at: (f32, f32)| (at.0, at.1 - 4.6);
    let lines = [
        (words::TITLE, 18.0, Weight::Bold, NAVY, (MARGIN_MM, 9.5)),
        (words::LEAD, 10.5, Weight::Regular, RED, (MARGIN_MM, 18.0)),
        (words::TRUE_SIZE, CAPTION_PT, Weight::Regular, SLATE, above(FRONT_AT_MM)),
        (words::FRONT_ENLARGED, CAPTION_PT, Weight::Regular, SLATE, above(LARGE_FRONT_AT_MM)),
        (words::BACK_ENLARGED, CAPTION_PT, Weight::Regular, SLATE, above(LARGE_BACK_AT_MM)),
    ];
    for (text, size_pt, weight, ink, at) in lines {
        letters.write(canvas, at, &caption(text, size_pt, width, weight)?, ink)?;
    }
    Ok(())
}

/// One piece of the list, and the space below it.
struct Line {
    text: Fitted,
    ink: Ink,
    below_mm: f32,
}

fn list(canvas: &mut Canvas, letters: &mut Letters, entries: &[Entry]) -> Result<(), Error> {
    let rule = Frame { x: LIST.x - 3.5, width: 0.2, ..LIST };
    canvas.fill(rule, HAIR);
    let mut y = LIST.y - 1.2;
    for line in largest(entries)? {
        letters.write(canvas, (LIST.x, y), &line.text, line.ink)?;
        y += line.text.height_mm() + line.below_mm;
    }
    Ok(())
}

/// The list at the largest size at which all of it fits.
fn largest(entries: &[Entry]) -> Result<Vec<Line>, Error> {
    let mut size_pt = VALUE_PT.0;
    while size_pt >= VALUE_PT.1 {
        if let Some(lines) = lines(entries, size_pt)? {
            let height: f32 = lines.iter().map(|line| line.text.height_mm() + line.below_mm).sum();
            if height <= LIST.height {
                return Ok(lines);
            }
        }
        size_pt -= 0.5;
    }
    // The entry that is longest at the smallest size is the one to shorten.
    let longest = entries.iter().max_by_key(|entry| entry.text.len());
    Err(Error::DoesNotFit { field: longest.map_or(crate::Field::Name, |entry| entry.field) })
}

/// The list with its values at `size_pt`; `None` if a word of a value is wider than the list.
fn lines(entries: &[Entry], size_pt: f32) -> Result<Option<Vec<Line>>, Error> {
    let own = |text, size, weight, ink, below_mm| {
        caption(text, size, LIST.width, weight).map(|text| Line { text, ink, below_mm })
    };
    let mut lines = vec![
        own(words::CHECK, 14.0, Weight::Bold, NAVY, 0.8)?,
        own(words::CHECK_WHAT, 9.0, Weight::Regular, NAVY, 4.0)?,
    ];
    for entry in entries {
        lines.push(own(entry.label, LIST_LABEL_PT, Weight::Regular, SLATE, 0.0)?);
        let measured = Measured::new(entry.field, &entry.text, Weight::Bold)?;
        let Some(text) = measured.fitted(LIST.width, size_pt, usize::MAX)? else {
            return Ok(None);
        };
        lines.push(Line { text, ink: NAVY, below_mm: LIST_GAP_MM });
    }
    lines.push(own(words::CHECK_THEN, 9.0, Weight::Regular, NAVY, 0.0)?);
    if let Some(last) = lines.len().checked_sub(2).and_then(|at| lines.get_mut(at)) {
        last.below_mm = 9.0 * MM_PER_PT;
    }
    Ok(Some(lines))
}
