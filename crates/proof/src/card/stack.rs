//! Rows below each other that close up where one is absent.
//!
//! ```text
//! rows that the card has -> heights -> a signature grows -> the gaps share the rest
//! ```
//!
//! A design is checked so that its rows, each at its fullest, have room.

use domain::design::{Cell as Place, Stack};

use super::piece::{Drawing, Piece};
use crate::error::Error;
use crate::ink::{Canvas, Frame, Letters, Size};

/// A row's pieces with their places, and the heights it has and may grow to.
struct Row<'a> {
    pieces: Vec<(&'a Place, Piece<'a>)>,
    height: f32,
    grown: f32,
}

/// Draws the rows of which this card has something.
pub(crate) fn draw(
    drawing: &Drawing<'_>,
    canvas: &mut Canvas,
    letters: &mut Letters,
    frame: Frame,
    stack: &Stack,
) -> Result<(), Error> {
    let mut rows = rows(drawing, stack)?;
    let gaps = rows.len().saturating_sub(1) as f32;
    let mut spare = frame.height - rows.iter().map(|row| row.height).sum::<f32>();
    spare -= gaps * stack.least_gap_mm;
    for row in &mut rows {
        let more = (row.grown - row.height).min(spare).max(0.0);
        row.height += more;
        spare -= more;
    }
    let gap = (stack.least_gap_mm + spare.max(0.0) / gaps.max(1.0)).min(stack.most_gap_mm);
    let mut y = frame.y;
    for row in &rows {
        // A row that can grow ends where the stack does.
        if row.grown > 0.0 {
            y = y.max(frame.bottom() - row.height);
        }
        for (place, piece) in &row.pieces {
            drawing.draw(canvas, letters, piece, row.frame(frame, y, place, piece))?;
        }
        y += row.height + gap;
    }
    Ok(())
}

fn rows<'a>(drawing: &Drawing<'_>, stack: &'a Stack) -> Result<Vec<Row<'a>>, Error> {
    let mut rows = Vec::new();
    for cells in &stack.rows {
        let mut row = Row { pieces: Vec::new(), height: 0.0, grown: 0.0 };
        for cell in cells.iter().filter(|cell| cell.when.is_met(drawing.facts())) {
            let size = Size { width_mm: cell.width_mm, height_mm: cell.height_mm };
            let Some(piece) = drawing.piece(&cell.holds, size)? else {
                continue;
            };
            row.height = row.height.max(piece.height_mm(cell));
            row.grown = row.grown.max(cell.grows_to_mm.unwrap_or_default());
            row.pieces.push((cell, piece));
        }
        if !row.pieces.is_empty() {
            rows.push(row);
        }
    }
    Ok(rows)
}

impl Row<'_> {
    /// A text hangs from the row's top, a mark stands on its foot, a signature fills it.
    fn frame(&self, stack: Frame, y: f32, place: &Place, piece: &Piece<'_>) -> Frame {
        let (x, width) = (stack.x + place.x_mm, place.width_mm);
        match piece {
            Piece::Text(_) => Frame { x, y, width, height: self.height },
            Piece::Drawn(_) if place.grows_to_mm.is_some() => {
                Frame { x, y, width, height: self.height }
            }
            Piece::Drawn(_) => {
                let height = place.height_mm;
                Frame { x, y: y + self.height - height, width, height }
            }
        }
    }
}

impl Piece<'_> {
    fn height_mm(&self, place: &Place) -> f32 {
        match self {
            Piece::Text(cell) => cell.height_mm(),
            Piece::Drawn(_) => place.height_mm,
        }
    }
}
