//! A page of paper while it is drawn: texts and pictures placed, and what each part is.
//!
//! Knows no part by itself. In a language that runs from right to left everything is mirrored,
//! but for what is shown as a picture.

use printpdf::{Op, XObjectId, XObjectTransform};

use crate::Error;
use crate::card::{CARD_HEIGHT_MM, CARD_WIDTH_MM};
use crate::document::points;
use crate::face::{Entry, Face};
use crate::fit::Fitted;
use crate::letters::Letters;
use crate::paint::{Canvas, Frame, Ink};
use crate::sentences::{Promise, Sentences};
use crate::tags::Tags;

/// US Letter, in millimetres.
pub(crate) const PAGE_WIDTH_MM: f32 = 215.9;
pub(crate) const PAGE_HEIGHT_MM: f32 = 279.4;

/// The page while it is drawn.
pub(crate) struct Page<'a> {
    pub(crate) canvas: Canvas,
    pub(crate) letters: &'a mut Letters,
    pub(crate) tags: Tags,
    pub(crate) sentences: &'a Sentences,
    is_rtl: bool,
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
        let canvas = Canvas::new(PAGE_HEIGHT_MM);
        Page { canvas, letters, tags: Tags::default(), sentences, is_rtl }
    }

    /// Writes a text with its top at `y`, flush with the side where the language begins.
    pub(crate) fn say(
        &mut self,
        kind: &'static str,
        frame: Frame,
        y: f32,
        (text, ink): (&Fitted, Ink),
    ) -> Result<(), Error> {
        let frame = self.placed(frame);
        let x = if self.is_rtl { frame.x + frame.width - text.width_mm() } else { frame.x };
        let letters = &mut *self.letters;
        self.tags.mark(&mut self.canvas, kind, |canvas| letters.write(canvas, (x, y), text, ink))
    }

    /// A frame as the page's language places it.
    pub(crate) fn placed(&self, frame: Frame) -> Frame {
        let x = if self.is_rtl { PAGE_WIDTH_MM - frame.x - frame.width } else { frame.x };
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
        let corner = self.canvas.point(frame.x, frame.y + frame.height);
        let transform = XObjectTransform {
            translate_x: Some(corner.x),
            translate_y: Some(corner.y),
            scale_x: Some(scale),
            scale_y: Some(scale),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.tags.figure(&mut self.canvas, alt, |canvas| {
            canvas.ops.push(Op::UseXobject { id: id.clone(), transform });
        })
    }
}

/// A drawing's whole extent, to the outer edge of its bleed.
pub(crate) fn edges(bleed_mm: f32) -> [f32; 4] {
    [-bleed_mm, -bleed_mm, CARD_WIDTH_MM + bleed_mm, CARD_HEIGHT_MM + bleed_mm]
}

/// Shows a drawing with its lower left corner at a place in millimetres from the page's own.
pub(crate) fn show_at(id: &XObjectId, (left_mm, bottom_mm): (f32, f32)) -> Op {
    let transform = XObjectTransform {
        translate_x: Some(printpdf::Pt(points(left_mm))),
        translate_y: Some(printpdf::Pt(points(bottom_mm))),
        no_auto_scale: true,
        ..XObjectTransform::default()
    };
    Op::UseXobject { id: id.clone(), transform }
}
