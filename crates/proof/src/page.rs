//! The proof's page: both faces at true size and enlarged, beside the list to check and above
//! the promise of what is kept.
//!
//! Draws no face itself; it shows the same drawing twice, once as it is and once enlarged. In a
//! language that runs from right to left the whole page is mirrored, but for the faces.

use printpdf::{Op, XObjectId, XObjectTransform};

use crate::card::{CARD_HEIGHT_MM, CARD_WIDTH_MM};
use crate::cell::caption;
use crate::document::points;
use crate::face::{Entry, Face};
use crate::fit::Fitted;
use crate::key::Weight;
use crate::letters::Letters;
use crate::paint::{Canvas, Frame, Ink, NAVY, RED, SLATE};
use crate::sentences::{Promise, Sentences};
use crate::tags::Tags;
use crate::{Error, list, promise};

/// US Letter, in millimetres.
pub(crate) const PAGE_WIDTH_MM: f32 = 215.9;
pub(crate) const PAGE_HEIGHT_MM: f32 = 279.4;
const MARGIN_MM: f32 = 11.0;

/// How much larger the enlarged faces are: as much as two of them leave room for the rest.
const ENLARGED: f32 = 1.4;

/// Upper left corners of the two faces at true size, in millimetres from the page's own.
///
/// In a language that runs from right to left the two change places.
pub const FRONT_AT_MM: (f32, f32) = (MARGIN_MM, 29.0);
/// As [`FRONT_AT_MM`], for the back.
pub const BACK_AT_MM: (f32, f32) = (PAGE_WIDTH_MM - MARGIN_MM - CARD_WIDTH_MM, 29.0);

const FRONT: Frame = card_at(FRONT_AT_MM, 1.0);
const BACK: Frame = card_at(BACK_AT_MM, 1.0);
const LARGE_FRONT: Frame = card_at((MARGIN_MM, 90.0), ENLARGED);
const LARGE_BACK: Frame = card_at((MARGIN_MM, LARGE_FRONT.y + LARGE_FRONT.height + 6.0), ENLARGED);

/// The list to check, right of the enlarged faces and as high as both.
const LIST: Frame = Frame {
    x: MARGIN_MM + LARGE_FRONT.width + 7.0,
    y: LARGE_FRONT.y,
    width: PAGE_WIDTH_MM - 2.0 * MARGIN_MM - LARGE_FRONT.width - 7.0,
    height: LARGE_BACK.y + LARGE_BACK.height - LARGE_FRONT.y,
};

/// The promise below all of it.
const PROMISE: Frame = Frame {
    x: MARGIN_MM,
    y: LARGE_BACK.y + LARGE_BACK.height + 3.4,
    width: PAGE_WIDTH_MM - 2.0 * MARGIN_MM,
    height: 22.0,
};

// Nothing on the page overlaps, and printers leave a quarter inch along its edges.
const _: () = assert!(FRONT.x + FRONT.width < BACK.x);
const _: () = assert!(FRONT.y + FRONT.height + 5.0 < LARGE_FRONT.y);
const _: () = assert!(PROMISE.y + PROMISE.height <= PAGE_HEIGHT_MM - 6.35 && LIST.width > 60.0);

const CAPTION_PT: f32 = 8.0;

const fn card_at((x, y): (f32, f32), scale: f32) -> Frame {
    Frame { x, y, width: CARD_WIDTH_MM * scale, height: CARD_HEIGHT_MM * scale }
}

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

    /// Draws the whole page: its operations, and what its parts are.
    pub(crate) fn draw(mut self, subject: &Subject<'_>) -> Result<(Vec<Op>, Tags), Error> {
        let Sentences { title, lead, true_size, front, back, .. } = self.sentences;
        let Sentences { front_enlarged, back_enlarged, .. } = self.sentences;
        self.line("H1", (title, 18.0, Weight::Bold, NAVY), 8.6)?;
        self.line("P", (lead, 10.5, Weight::Regular, RED), 16.8)?;
        self.line("P", (true_size, CAPTION_PT, Weight::Regular, SLATE), FRONT.y - 4.4)?;
        let [front_id, back_id] = subject.drawn;
        self.show(front_id, front, FRONT, 1.0)?;
        self.show(back_id, back, BACK, 1.0)?;
        for (id, frame, caption) in
            [(front_id, LARGE_FRONT, front_enlarged), (back_id, LARGE_BACK, back_enlarged)]
        {
            self.line("P", (caption, CAPTION_PT, Weight::Regular, SLATE), frame.y - 4.4)?;
            self.show(id, caption, frame, ENLARGED)?;
        }
        list::draw(&mut self, LIST, subject)?;
        promise::draw(&mut self, PROMISE, subject.promise)?;
        Ok((self.canvas.ops, self.tags))
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

    fn line(
        &mut self,
        kind: &'static str,
        (text, size_pt, weight, ink): (&str, f32, Weight, Ink),
        y: f32,
    ) -> Result<(), Error> {
        let frame = Frame { x: MARGIN_MM, width: PAGE_WIDTH_MM - 2.0 * MARGIN_MM, ..PROMISE };
        let text = caption(text, size_pt, frame.width, weight)?;
        self.say(kind, frame, y, (&text, ink))
    }

    /// Shows a drawn face in a frame.
    fn show(&mut self, id: &XObjectId, alt: &str, frame: Frame, scale: f32) -> Result<(), Error> {
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
