//! What a place of the design becomes on one card, and how it is drawn.
//!
//! Holds no measure of its own: every place, size and colour is the design's.

use domain::design::{CardDesign, CardField, Content, Facts};
use printpdf::XObjectId;

use crate::cell::Cell;
use crate::face::Face;
use crate::letters::Letters;
use crate::paint::{Canvas, Frame, Ink};
use crate::{Error, Field, art, scanned, signature};

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

    /// What `holds` becomes on this card in a place of a width and a height in millimetres;
    /// `None` where the card has nothing of it.
    pub(crate) fn piece<'c>(
        &self,
        holds: &'c Content,
        size: (f32, f32),
    ) -> Result<Option<Piece<'c>>, Error> {
        let cell = match holds {
            Content::Words { words, style } => {
                let text = self.design.words(words);
                Some(Cell::new(self.design, Field::Caption, None, (text, style), size)?)
            }
            Content::Field { field, label, label_style, style, none } => {
                let own = self.face.text(*field);
                let none = none.as_ref().map(|words| self.design.words(words).to_owned());
                let Some(text) = own.or(none) else {
                    return Ok(None);
                };
                let label = label.as_ref().map(|label| (label, label_style.as_str()));
                Some(Cell::new(self.design, Field::from(*field), label, (&text, style), size)?)
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
                self.signature(canvas, frame, (self.ink(ink), self.ink(line)));
                Ok(())
            }
            Content::Insignia { art, colour, plate, words, style } => {
                let inks = (self.ink(colour), plate.as_deref().map(|plate| self.ink(plate)));
                art::insignia(self.design, canvas, letters, frame, (*art, inks), (words, style))
            }
            Content::Barcode { bar_mm, label, label_style, style } => {
                let number = self.face.text(CardField::LibraryNumber).unwrap_or_default();
                let label = label.as_ref().map(|label| (label, label_style.as_str()));
                let text = (number.as_str(), style.as_str());
                scanned::barcode(self.design, canvas, letters, frame, *bar_mm, (label, text))
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

    /// The photo in a place with round corners and a thin line around it.
    pub(crate) fn photo(
        &self,
        canvas: &mut Canvas,
        frame: Frame,
        (radius_mm, outline): (f32, &str),
    ) {
        let outline = self.ink(outline);
        canvas.clipped(frame, radius_mm, |canvas| canvas.picture(self.photo, frame));
        canvas.outline(frame, radius_mm, OUTLINE_PT, outline);
    }

    /// The signature on a thin line.
    fn signature(&self, canvas: &mut Canvas, frame: Frame, (ink, line): (Ink, Ink)) {
        let Some(signature) = self.face.signature else {
            return;
        };
        canvas.fill(Frame { y: frame.bottom() - LINE_MM, height: LINE_MM, ..frame }, line);
        let above = Frame { height: frame.height - 2.0 * LINE_MM, ..frame };
        signature::draw(canvas, signature, above, ink);
    }
}
