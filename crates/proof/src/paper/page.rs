//! A page of paper while it is drawn: texts and pictures placed, and what each part is.
//!
//! Knows no part by itself. In a language that runs from right to left everything is mirrored,
//! but for what is shown as a picture.

use printpdf::XObjectId;

use super::sentences::{Promise, Sentences};
use crate::card::{Entry, Face};
use crate::error::Error;
use crate::ink::{Canvas, Frame, Ink, Letters, Size};
use crate::pdf::Tags;
use crate::text::{Fitted, Weight, caption};

/// US Letter.
pub(crate) const PAGE: Size = Size { width_mm: 215.9, height_mm: 279.4 };

/// The page while it is drawn.
pub(crate) struct Page<'a> {
    pub(crate) canvas: Canvas,
    pub(crate) letters: &'a mut Letters,
    pub(crate) tags: Tags,
    pub(crate) sentences: &'a Sentences,
    is_rtl: bool,
}

/// How a sentence of the page is set.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) size_pt: f32,
    pub(crate) weight: Weight,
    pub(crate) ink: Ink,
}

impl Manner {
    /// A sentence in this manner, wrapped as needed.
    pub(crate) fn set(self, text: &str, width_mm: f32) -> Result<Set, Error> {
        let text = caption(text, self.size_pt, width_mm, self.weight)?;
        Ok(Set { text, ink: self.ink })
    }
}

/// A fitted text in its colour.
pub(crate) struct Set {
    pub(crate) text: Fitted,
    pub(crate) ink: Ink,
}

/// What the page is about.
pub(crate) struct Subject<'a> {
    pub(crate) face: &'a Face<'a>,
    pub(crate) entries: &'a [Entry],
    pub(crate) promise: Promise,
    /// The resource names of the front and the back.
    pub(crate) drawn: [&'a XObjectId; 2],
}

impl<'a> Page<'a> {
    /// A blank page.
    pub(crate) fn new(
        letters: &'a mut Letters,
        sentences: &'a Sentences,
        is_rtl: bool,
    ) -> Page<'a> {
        let canvas = Canvas::new(PAGE.height_mm);
        Page { canvas, letters, tags: Tags::default(), sentences, is_rtl }
    }

    /// Writes a text with its top at `y`, flush with the side where the language begins.
    pub(crate) fn say(
        &mut self,
        kind: &'static str,
        frame: Frame,
        y: f32,
        Set { text, ink }: &Set,
    ) -> Result<(), Error> {
        let frame = self.placed(frame);
        let x = if self.is_rtl { frame.x + frame.width - text.width_mm() } else { frame.x };
        let letters = &mut *self.letters;
        self.tags.mark(&mut self.canvas, kind, |canvas| letters.write(canvas, (x, y), text, *ink))
    }

    /// A frame as the page's language places it.
    pub(crate) fn placed(&self, frame: Frame) -> Frame {
        let x = if self.is_rtl { PAGE.width_mm - frame.x - frame.width } else { frame.x };
        Frame { x, ..frame }
    }

    /// Shows a drawn face in a frame.
    pub(crate) fn show(
        &mut self,
        id: &XObjectId,
        alt: &str,
        frame: Frame,
        scale: f32,
    ) -> Result<(), Error> {
        let frame = self.placed(frame);
        self.tags.figure(&mut self.canvas, alt, |canvas| canvas.show(id, frame, scale))
    }
}
