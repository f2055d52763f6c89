//! A label with its text below: the piece of which both faces and the list are built.
//!
//! Places nothing by itself: a face says where each row of cells begins.

use crate::face::Entry;
use crate::fit::{Area, Fitted};
use crate::key::Weight;
use crate::letters::Letters;
use crate::paint::{Canvas, NAVY, SLATE};
use crate::{Error, Field};

/// A label and its text, both fitted, at their distance from the row's left edge.
pub(crate) struct Cell {
    x_mm: f32,
    label: Fitted,
    text: Fitted,
}

impl Cell {
    /// Fits an entry into `area`, `x_mm` from the row's left edge, its label at `label_pt`.
    pub(crate) fn new(entry: &Entry, x_mm: f32, label_pt: f32, area: Area) -> Result<Cell, Error> {
        Ok(Cell {
            x_mm,
            label: caption(entry.label, label_pt, area.width_mm, Weight::Regular)?,
            text: area.fit(entry.field, &entry.text)?,
        })
    }

    /// The cell's whole height in millimetres.
    pub(crate) fn height_mm(&self) -> f32 {
        self.label.height_mm() + self.text.height_mm()
    }

    /// Draws the cell in a row whose upper left corner is `x`, `y`.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        letters: &mut Letters,
        (x, y): (f32, f32),
    ) -> Result<(), Error> {
        let x = x + self.x_mm;
        letters.write(canvas, (x, y), &self.label, SLATE)?;
        letters.write(canvas, (x, y + self.label.height_mm()), &self.text, NAVY)
    }
}

/// One of the proof's own sentences at one size, wrapped as needed.
pub(crate) fn caption(
    text: &str,
    size_pt: f32,
    width_mm: f32,
    weight: Weight,
) -> Result<Fitted, Error> {
    let area = Area {
        width_mm,
        height_mm: f32::MAX,
        nominal_pt: size_pt,
        floor_pt: size_pt,
        line_limit: usize::MAX,
        weight,
    };
    area.fit(Field::Caption, text)
}
