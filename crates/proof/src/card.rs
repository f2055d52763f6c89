//! The card's own measures and ground, which front and back share.
//!
//! Draws no text but the watermark, which lies above ground and photo and below all that is
//! read: it spoils a card without hiding a word.

use printpdf::{ExtendedGraphicsStateId, Op};

use crate::cell::caption;
use crate::fit::MM_PER_PT;
use crate::key::Weight;
use crate::letters::Letters;
use crate::paint::{Canvas, Frame, HAIR, ROSE, SKY, WHITE};
use crate::{Error, words};

/// Width of an ID-1 card in millimetres (ISO/IEC 7810).
pub const CARD_WIDTH_MM: f32 = 85.60;

/// Height of an ID-1 card in millimetres (ISO/IEC 7810).
pub const CARD_HEIGHT_MM: f32 = 53.98;

/// Radius of its corners in millimetres (ISO/IEC 7810).
pub const CARD_RADIUS_MM: f32 = 3.18;

/// Clear space between the card's edge and anything to be read.
pub(crate) const MARGIN_MM: f32 = 4.0;

/// The blue stripe along the lower edge.
const STRIPE_MM: f32 = 1.3;

const WATERMARK_PT: f32 = 23.0;
const EDGE_PT: f32 = 0.4;

/// What a face is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The applicant's proof, crossed by a watermark so that it can't pass for a card.
    Proof,
    /// The card itself.
    Card,
}

/// The whole card, its upper left corner at 0, 0.
const EDGE: Frame = Frame { x: 0.0, y: 0.0, width: CARD_WIDTH_MM, height: CARD_HEIGHT_MM };

/// The resource name of the see-through state in which the watermark is drawn.
pub(crate) fn veil() -> ExtendedGraphicsStateId {
    ExtendedGraphicsStateId("KWVEIL".to_string())
}

/// The operations of one face: ground and `photo`, a proof's watermark, what `draw` adds, edge.
pub(crate) fn face(
    letters: &mut Letters,
    purpose: Purpose,
    header_mm: f32,
    photo: impl FnOnce(&mut Canvas),
    draw: impl FnOnce(&mut Canvas, &mut Letters) -> Result<(), Error>,
) -> Result<Vec<Op>, Error> {
    let mut canvas = Canvas::new(CARD_HEIGHT_MM);
    let header = Frame { height: header_mm, ..EDGE };
    let stripe = Frame { y: CARD_HEIGHT_MM - STRIPE_MM, height: STRIPE_MM, ..EDGE };
    canvas.clipped(EDGE, CARD_RADIUS_MM, |canvas| {
        canvas.fill(EDGE, WHITE);
        canvas.fill(header, SKY);
        canvas.fill(stripe, SKY);
    });
    photo(&mut canvas);
    if purpose == Purpose::Proof {
        watermark(&mut canvas, letters)?;
    }
    draw(&mut canvas, letters)?;
    canvas.outline(EDGE, CARD_RADIUS_MM, EDGE_PT, HAIR);
    Ok(canvas.ops)
}

fn watermark(canvas: &mut Canvas, letters: &mut Letters) -> Result<(), Error> {
    let text = caption(words::WATERMARK, WATERMARK_PT, f32::MAX, Weight::Bold)?;
    let degrees = (CARD_HEIGHT_MM / CARD_WIDTH_MM).atan().to_degrees();
    let centre = (CARD_WIDTH_MM / 2.0, CARD_HEIGHT_MM / 2.0);
    let mut written = Ok(());
    canvas.veiled(&veil(), |canvas| {
        for line in &text.lines {
            let line = (line, text.size_pt);
            written = letters.write_unread(canvas, centre, degrees, line, ROSE);
        }
    });
    written
}

/// Where a text of one line at `size_pt` starts so that its capitals are centred on `y`.
pub(crate) fn centred_top(y: f32, size_pt: f32) -> f32 {
    // Baseline 0.97 em below the top, capitals 0.714 em high.
    y - (0.97 - 0.357) * size_pt * MM_PER_PT
}
