//! A label with its text below: the piece of which faces and lists are built.
//!
//! Places nothing by itself: it is told its frame.

use domain::design::{CardDesign, Sits, Style, TextWeight};

use crate::error::{Error, Field};
use crate::ink::{Canvas, Frame, Ink, Letters, Size};
use crate::text::{Area, Fitted, MM_PER_PT, Weight};

/// A text, and the name of the style that it is set in.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) text: &'a str,
    pub(crate) style: &'a str,
}

/// A text with its label, both fitted.
pub(crate) struct Cell {
    label: Option<Set>,
    text: Set,
}

/// A fitted text and how it is set.
struct Set {
    text: Fitted,
    ink: Ink,
    is_centred: bool,
    sits: Sits,
}

impl Cell {
    /// Fits a text of a field, and its label, into a width and a height.
    pub(crate) fn new(
        design: &CardDesign,
        field: Field,
        label: Option<Said<'_>>,
        text: Said<'_>,
        size: Size,
    ) -> Result<Cell, Error> {
        let label = label.map(|label| Set::new(design, Field::Caption, label, size)).transpose()?;
        let taken = label.as_ref().map_or(0.0, |label| label.text.height_mm());
        let below = Size { height_mm: size.height_mm - taken, ..size };
        Ok(Cell { label, text: Set::new(design, field, text, below)? })
    }

    /// The height of label and text, in millimetres.
    pub(crate) fn height_mm(&self) -> f32 {
        self.label_mm() + self.text.text.height_mm()
    }

    /// The height of the label alone, in millimetres.
    pub(crate) fn label_mm(&self) -> f32 {
        self.label.as_ref().map_or(0.0, |label| label.text.height_mm())
    }

    /// The width of the text, in millimetres.
    pub(crate) fn width_mm(&self) -> f32 {
        self.text.text.width_mm()
    }

    /// Draws both into `frame`.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        letters: &mut Letters,
        frame: Frame,
    ) -> Result<(), Error> {
        let y = match self.text.sits {
            Sits::Top => frame.y,
            Sits::Middle => self.middle(frame),
            Sits::Bottom => frame.bottom() - self.height_mm(),
        };
        self.draw_apart(canvas, letters, Frame { y, ..frame }, 0.0)
    }

    /// Draws label and text from the frame's top with `apart_mm` between them.
    pub(crate) fn draw_apart(
        &self,
        canvas: &mut Canvas,
        letters: &mut Letters,
        frame: Frame,
        apart_mm: f32,
    ) -> Result<(), Error> {
        if let Some(label) = &self.label {
            label.write(canvas, letters, frame, frame.y)?;
        }
        self.text.write(canvas, letters, frame, frame.y + self.label_mm() + apart_mm)
    }

    /// Where to begin so that a single line's capitals, or all lines, stand in the middle.
    fn middle(&self, frame: Frame) -> f32 {
        let middle = frame.y + frame.height / 2.0;
        match (&self.label, self.text.text.lines.len()) {
            (None, 1) => centred_top(middle, &self.text.text),
            _ => middle - self.height_mm() / 2.0,
        }
    }
}

impl Set {
    fn new(design: &CardDesign, field: Field, said: Said<'_>, size: Size) -> Result<Set, Error> {
        let style = design.styles.get(said.style).ok_or(Error::Design)?;
        let text = area(style, size).fit(field, said.text)?;
        let ink = design.colour(&style.colour).into();
        Ok(Set { text, ink, is_centred: style.centred, sits: style.sits })
    }

    fn write(
        &self,
        canvas: &mut Canvas,
        letters: &mut Letters,
        frame: Frame,
        y: f32,
    ) -> Result<(), Error> {
        let spare = frame.width - self.text.width_mm();
        let x = if self.is_centred { frame.x + spare / 2.0 } else { frame.x };
        letters.write(canvas, (x, y), &self.text, self.ink)
    }
}

fn area(style: &Style, size: Size) -> Area {
    Area {
        width_mm: size.width_mm,
        height_mm: size.height_mm,
        nominal_pt: style.nominal_pt,
        floor_pt: style.floor_pt,
        line_limit: style.line_limit,
        weight: match style.weight {
            TextWeight::Regular => Weight::Regular,
            TextWeight::Bold => Weight::Bold,
        },
    }
}

/// Where a text of one line starts so that its capitals, 0.714 em high, are centred on `y`.
fn centred_top(y: f32, text: &Fitted) -> f32 {
    y - text.baseline_mm(0) + 0.357 * text.size_pt * MM_PER_PT
}
