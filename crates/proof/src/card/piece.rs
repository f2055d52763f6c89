//! What a place of the design becomes on one card, and how it is drawn.
//!
//! Holds no measure of its own: every place, size and colour is the design's.

use domain::design::{CardDesign, CardField, Content, Facts, Words};
use printpdf::XObjectId;

use super::art::{self, Insignia};
use super::cell::{Cell, Said};
use super::face::Face;
use super::scanned::{self, Barcode};
use super::signature;
use crate::error::{Error, Field};
use crate::ink::{Canvas, Frame, Ink, Letters, Size};

/// How wide the outline of a photo is, in points.
const OUTLINE_PT: f32 = 0.3;

/// The thickness of the line below a signature, in millimetres.
const LINE_MM: f32 = 0.15;

/// One card to be drawn, and by what.
pub(crate) struct Drawing<'a> {
    pub(crate) design: &'a CardDesign,
    face: &'a Face<'a>,
    facts: Facts<'a>,
    photo: &'a XObjectId,
}

/// What is drawn in a place, once the card's texts are known to fit.
pub(crate) enum Piece<'a> {
    /// A text with or without a label.
    Text(Box<Cell>),
    /// What fills its place as it is.
    Drawn(&'a Content),
}

impl<'a> Drawing<'a> {
    /// Draws `face` by `design`, its photo under the resource name `photo`.
    pub(crate) fn new(
        design: &'a CardDesign,
        face: &'a Face<'a>,
        photo: &'a XObjectId,
    ) -> Drawing<'a> {
        Drawing { design, face, facts: face.facts(), photo }
    }

    /// Whether a rule is met by this card.
    pub(crate) fn facts(&self) -> &Facts<'a> {
        &self.facts
    }

    /// What `holds` becomes on this card in a place of this size; `None` where the card has
    /// nothing of it.
    pub(crate) fn piece<'c>(
        &self,
        holds: &'c Content,
        size: Size,
    ) -> Result<Option<Piece<'c>>, Error> {
        let cell = match holds {
            Content::Words { words, style } => {
                let words = self.said(words, style);
                Some(Cell::new(self.design, Field::Caption, None, words, size)?)
            }
            Content::Field { field, label, label_style, style, none } => {
                let own = self.face.text(*field);
                let none = none.as_ref().map(|words| self.design.words(words).to_owned());
                let Some(text) = own.or(none) else {
                    return Ok(None);
                };
                let label = label.as_ref().map(|label| self.said(label, label_style));
                let text = Said { text: &text, style };
                Some(Cell::new(self.design, Field::from(*field), label, text, size)?)
            }
            _ => None,
        };
        if let Some(cell) = cell {
            return Ok(Some(Piece::Text(Box::new(cell))));
        }
        let is_there = holds.field().is_some_and(|field| self.facts.has.contains(&field));
        Ok(is_there.then_some(Piece::Drawn(holds)))
    }

    /// Draws a piece into its place.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        letters: &mut Letters,
        piece: &Piece<'_>,
        frame: Frame,
    ) -> Result<(), Error> {
        let content = match piece {
            Piece::Text(cell) => return cell.draw(canvas, letters, frame),
            Piece::Drawn(content) => *content,
        };
        match content {
            Content::Signature { ink, line } => {
                self.signature(canvas, frame, self.ink(ink), self.ink(line));
                Ok(())
            }
            Content::Insignia { art, colour, plate, words, style } => {
                let insignia = Insignia {
                    art: *art,
                    ink: self.ink(colour),
                    plate: plate.as_deref().map(|plate| self.ink(plate)),
                    words: self.said(words, style),
                };
                art::insignia(self.design, canvas, letters, frame, &insignia)
            }
            Content::Barcode { bar_mm, label, label_style, style } => {
                let number = self.face.text(CardField::LibraryNumber).unwrap_or_default();
                let barcode = Barcode {
                    bar_mm: *bar_mm,
                    label: label.as_ref().map(|label| self.said(label, label_style)),
                    number: Said { text: &number, style },
                };
                scanned::barcode(self.design, canvas, letters, frame, &barcode)
            }
            Content::Code { module_mm } => {
                scanned::code(canvas, frame, self.face.code.unwrap_or_default(), *module_mm)
            }
            _ => Ok(()),
        }
    }

    fn ink(&self, colour: &str) -> Ink {
        self.design.colour(colour).into()
    }

    /// The design's own words, in the language that its cards are printed in.
    fn said<'w>(&self, words: &'w Words, style: &'w str) -> Said<'w>
    where
        'a: 'w,
    {
        Said { text: self.design.words(words), style }
    }

    /// The photo in a place with round corners and a thin line around it.
    pub(crate) fn photo(&self, canvas: &mut Canvas, frame: Frame, radius_mm: f32, outline: &str) {
        let outline = self.ink(outline);
        canvas.clipped(frame, radius_mm, |canvas| canvas.picture(self.photo, frame));
        canvas.outline(frame, radius_mm, OUTLINE_PT, outline);
    }

    /// The signature on a thin line.
    fn signature(&self, canvas: &mut Canvas, frame: Frame, ink: Ink, line: Ink) {
        let Some(signature) = self.face.signature else {
            return;
        };
        canvas.fill(Frame { y: frame.bottom() - LINE_MM, height: LINE_MM, ..frame }, line);
        let above = Frame { height: frame.height - 2.0 * LINE_MM, ..frame };
        signature::draw(canvas, signature, above, ink);
    }
}
