//! Cards on sheets of paper, with crop marks, for a duplex printer: fronts, then their backs.
//!
//! Holds one sheet at a time: a card is drawn when it is added, its photo is written and let go.

use std::io::Write;

use domain::design::CardDesign;
use printpdf::XObjectId;

use crate::card::{CARD_HEIGHT_MM, CARD_WIDTH_MM, Face, Purpose, sides};
use crate::error::Error;
use crate::ink::{BLACK, Canvas, Frame, Size, show_at};
use crate::pdf::{About, Document, Ref, Sheet, Turn};

/// The paper of a sheet, held upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// US Letter, 215.9 x 279.4 mm.
    Letter,
    /// A4, 210 x 297 mm.
    A4,
}

/// How many cards stand on a sheet, in two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PerSheet {
    /// Four rows, apart from each other, each card with its bleed.
    Eight,
    /// Five rows without a space between them: one cut parts two cards.
    Ten,
}

/// The columns of a sheet.
const COLUMNS: usize = 2;

/// The space between two of eight cards, and how far their ground runs out into it.
const APART_MM: f32 = 6.0;
const BLEED_MM: f32 = 2.0;

/// A crop mark: its length, its thickness, and how far it stays off the cards and their bleed.
const MARK_MM: f32 = 3.0;
const MARK_WIDTH_MM: f32 = 0.1;
const OFF_MM: f32 = 0.6;

impl Paper {
    /// Width and height in millimetres.
    #[must_use]
    pub fn size_mm(self) -> (f32, f32) {
        match self {
            Paper::Letter => (215.9, 279.4),
            Paper::A4 => (210.0, 297.0),
        }
    }
}

impl PerSheet {
    /// The number of cards.
    #[must_use]
    pub fn count(self) -> usize {
        COLUMNS * self.rows()
    }

    fn rows(self) -> usize {
        match self {
            PerSheet::Eight => 4,
            PerSheet::Ten => 5,
        }
    }

    fn apart_mm(self) -> f32 {
        match self {
            PerSheet::Eight => APART_MM,
            PerSheet::Ten => 0.0,
        }
    }

    fn bleed_mm(self) -> f32 {
        match self {
            PerSheet::Eight => BLEED_MM,
            PerSheet::Ten => 0.0,
        }
    }
}

/// Where on a sheet a card's upper left corner stands, in millimetres from the sheet's own.
///
/// `place` counts from 0 along the rows. The backs' columns change places, so that on paper
/// turned over its long edge a back lies behind its front.
#[must_use]
pub fn place_mm(paper: Paper, per_sheet: PerSheet, place: usize, is_back: bool) -> (f32, f32) {
    let (column, row) = (place % COLUMNS, place / COLUMNS);
    let column = if is_back { COLUMNS - 1 - column } else { column };
    let apart = per_sheet.apart_mm();
    let ((width, height), rows) = (paper.size_mm(), per_sheet.rows() as f32);
    let left = (width - COLUMNS as f32 * (CARD_WIDTH_MM + apart) + apart) / 2.0;
    let top = (height - rows * (CARD_HEIGHT_MM + apart) + apart) / 2.0;
    let x = left + column as f32 * (CARD_WIDTH_MM + apart);
    (x, top + row as f32 * (CARD_HEIGHT_MM + apart))
}

/// Sheets that are being written, one card after the other.
pub struct Sheets<'d, W> {
    design: &'d CardDesign,
    paper: Paper,
    per_sheet: PerSheet,
    document: Document<W>,
    /// The fronts and backs of the sheet that is not full yet.
    waiting: Vec<[Ref; 2]>,
    has_sheets: bool,
}

impl<'d, W: Write> Sheets<'d, W> {
    /// Begins the sheets' PDF on `out`.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn new(
        design: &'d CardDesign,
        paper: Paper,
        per_sheet: PerSheet,
        out: W,
    ) -> Result<Sheets<'d, W>, Error> {
        let document = Document::new(out)?;
        Ok(Sheets { design, paper, per_sheet, document, waiting: Vec::new(), has_sheets: false })
    }

    /// Draws one card into the next place; nothing of it is needed afterwards. Of a card that is
    /// refused, the file holds no trace.
    ///
    /// # Errors
    /// As [`crate::card_pdf`].
    pub fn add(&mut self, face: &Face<'_>) -> Result<(), Error> {
        let bleed_mm = self.per_sheet.bleed_mm();
        let sides = sides(&mut self.document, self.design, face, Purpose::Card { bleed_mm })?;
        self.waiting.push(sides);
        if self.waiting.len() == self.per_sheet.count() { self.turn() } else { Ok(()) }
    }

    /// Writes the last sheet and ends the file; none where no card was added, since a PDF has a
    /// page at least (ISO 32000-1, 7.7.3.2).
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn finish(mut self) -> Result<Option<W>, Error> {
        self.turn()?;
        if !self.has_sheets {
            return Ok(None);
        }
        let turn = Some(Turn::LongEdge);
        let language = &self.design.language;
        let about = About { title: "Cards on sheets", language, tree: None, turn };
        self.document.finish(&about).map(Some)
    }

    /// Writes the waiting cards as a page of fronts and a page of backs.
    fn turn(&mut self) -> Result<(), Error> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        self.has_sheets = true;
        let names: Vec<XObjectId> =
            (0..waiting.len()).map(|place| XObjectId(format!("KW{place}"))).collect();
        let (width_mm, height_mm) = self.paper.size_mm();
        let sheet = Sheet { size: Size { width_mm, height_mm }, bleed_mm: 0.0, is_tagged: false };
        for (side, is_back) in [false, true].into_iter().enumerate() {
            let mut canvas = Canvas::new(height_mm);
            let mut shown = Vec::new();
            for (place, (name, sides)) in names.iter().zip(&waiting).enumerate() {
                let (x, y) = place_mm(self.paper, self.per_sheet, place, is_back);
                let bottom = height_mm - y - CARD_HEIGHT_MM;
                canvas.ops.push(show_at(name, (x, bottom)));
                shown.extend(sides.get(side).map(|drawn| (name, *drawn)));
            }
            self.marks(&mut canvas);
            self.document.page(&canvas.ops, &sheet, &shown)?;
        }
        Ok(())
    }

    /// Crop marks around all places, in line with every edge of a card.
    fn marks(&self, canvas: &mut Canvas) {
        let (paper, per_sheet) = (self.paper, self.per_sheet);
        let (left, top) = place_mm(paper, per_sheet, 0, false);
        let (right, bottom) = place_mm(paper, per_sheet, per_sheet.count() - 1, false);
        let (right, bottom) = (right + CARD_WIDTH_MM, bottom + CARD_HEIGHT_MM);
        let off = OFF_MM + per_sheet.bleed_mm();
        let half = MARK_WIDTH_MM / 2.0;
        let mut mark = |x, y, width, height| canvas.fill(Frame { x, y, width, height }, BLACK);
        for column in 0..COLUMNS {
            let (x, _) = place_mm(paper, per_sheet, column, false);
            for x in [x, x + CARD_WIDTH_MM] {
                mark(x - half, top - off - MARK_MM, MARK_WIDTH_MM, MARK_MM);
                mark(x - half, bottom + off, MARK_WIDTH_MM, MARK_MM);
            }
        }
        for row in 0..per_sheet.rows() {
            let (_, y) = place_mm(paper, per_sheet, row * COLUMNS, false);
            for y in [y, y + CARD_HEIGHT_MM] {
                mark(left - off - MARK_MM, y - half, MARK_MM, MARK_WIDTH_MM);
                mark(right + off, y - half, MARK_MM, MARK_WIDTH_MM);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_back_lies_behind_its_front_when_the_paper_is_turned_over_its_long_edge() {
        for paper in [Paper::Letter, Paper::A4] {
            for per_sheet in [PerSheet::Eight, PerSheet::Ten] {
                for place in 0..per_sheet.count() {
                    let (front, top) = place_mm(paper, per_sheet, place, false);
                    let (back, behind) = place_mm(paper, per_sheet, place, true);
                    let turned = paper.size_mm().0 - back - CARD_WIDTH_MM;
                    assert!((front - turned).abs() < 1e-3 && top == behind, "place {place}");
                }
            }
        }
    }

    #[test]
    fn marks_and_cards_stay_on_the_paper() {
        for paper in [Paper::Letter, Paper::A4] {
            for per_sheet in [PerSheet::Eight, PerSheet::Ten] {
                let (x, y) = place_mm(paper, per_sheet, 0, false);
                let taken = OFF_MM + per_sheet.bleed_mm() + MARK_MM;
                assert!(x > taken && y > taken, "{paper:?} {per_sheet:?}: {x} {y}");
            }
        }
    }
}
