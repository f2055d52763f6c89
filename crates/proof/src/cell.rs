//! A label with its text below: the piece of which faces and lists are built.
//!
//! Places nothing by itself: it is told its frame.

use domain::design::{CardDesign, Sits, Style, TextWeight, Words};

use crate::fit::{Area, Fitted, MM_PER_PT};
use crate::key::Weight;
use crate::letters::Letters;
use crate::paint::{Canvas, Frame, Ink};
use crate::{Error, Field};

/// A text with its label, both fitted.
pub(crate) struct Cell {
    label: Option<Set>,
    text: Set,
    sits: Sits,
}

/// A fitted text and how it is set.
struct Set {
    text: Fitted,
    ink: Ink,
    is_centred: bool,
}

impl Cell {
    /// Fits a text and its label, each by the style that it names, into a width and a height.
    pub(crate) fn new(
        design: &CardDesign,
        field: Field,
        label: Option<(&Words, &str)>,
        (text, style): (&str, &str),
        (width_mm, height_mm): (f32, f32),
    ) -> Result<Cell, Error> {
        let label = label.map(|(words, name)| {
            let (style, ink) = styled(design, name)?;
            let area = area(style, width_mm, height_mm);
            let text = area.fit(Field::Caption, design.words(words))?;
            Ok::<_, Error>(Set { text, ink, is_centred: style.centred })
        });
        let label = label.transpose()?;
        let taken = label.as_ref().map_or(0.0, |label| label.text.height_mm());
        let (style, ink) = styled(design, style)?;
        let text = area(style, width_mm, height_mm - taken).fit(field, text)?;
        let text = Set { text, ink, is_centred: style.centred };
        Ok(Cell { label, text, sits: style.sits })
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
        let y = match self.sits {
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

/// A style of the design, and its colour.
fn styled<'a>(design: &'a CardDesign, name: &str) -> Result<(&'a Style, Ink), Error> {
    let style = design.styles.get(name).ok_or(Error::Design)?;
    Ok((style, design.colour(&style.colour).into()))
}

fn area(style: &Style, width_mm: f32, height_mm: f32) -> Area {
    Area {
        width_mm,
        height_mm,
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
