//! What makes a drawing a card: its edge, its bleed, and the watermark that makes it a proof.
//!
//! Draws no text but the watermark, which lies above ground and photo and below all that is
//! read: it spoils a card without hiding a word.

use domain::design::{CARD_HEIGHT_MM, CARD_WIDTH_MM};
use printpdf::Op;

use crate::error::Error;
use crate::ink::{Canvas, Frame, HAIR, Letters, ROSE, WHITE};
use crate::text::{Weight, caption};

/// Radius of its corners in millimetres (ISO/IEC 7810).
pub const CARD_RADIUS_MM: f32 = 3.18;

/// Set across every face, so that no print of the page can pass for a card.
const WATERMARK: &str = "PROOF - NOT AN ID";

const WATERMARK_PT: f32 = 23.0;
const EDGE_PT: f32 = 0.4;

/// An edge of an area that is nearer to the card's than this runs out into the bleed.
const AT_EDGE_MM: f32 = 0.01;

/// What a face is drawn for.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    /// To be looked at: with outline and rounded corners, crossed by the watermark.
    Proof,
    /// To be a card: nothing on it but the card, its ground this far beyond each edge.
    Card {
        /// The bleed, in millimetres.
        bleed_mm: f32,
    },
}

impl Purpose {
    /// How far the ground runs out beyond the card, in millimetres.
    pub(crate) fn bleed_mm(self) -> f32 {
        match self {
            Purpose::Proof => 0.0,
            Purpose::Card { bleed_mm } => bleed_mm,
        }
    }

    /// The frame with the edges that lie on the card's moved out by the bleed.
    pub(crate) fn bled(self, frame: Frame) -> Frame {
        let Purpose::Card { bleed_mm } = self else {
            return frame;
        };
        let out = |is_at_edge: bool| if is_at_edge { bleed_mm } else { 0.0 };
        let (left, top) = (out(frame.x < AT_EDGE_MM), out(frame.y < AT_EDGE_MM));
        let right = out(frame.right() > CARD_WIDTH_MM - AT_EDGE_MM);
        let bottom = out(frame.bottom() > CARD_HEIGHT_MM - AT_EDGE_MM);
        Frame {
            x: frame.x - left,
            y: frame.y - top,
            width: frame.width + left + right,
            height: frame.height + top + bottom,
        }
    }
}

/// The operations of one face: `ground`, `photo`, on a proof the watermark, then what `draw`
/// adds.
pub(crate) fn face(
    letters: &mut Letters,
    purpose: Purpose,
    ground: impl FnOnce(&mut Canvas),
    photo: impl FnOnce(&mut Canvas),
    draw: impl FnOnce(&mut Canvas, &mut Letters) -> Result<(), Error>,
) -> Result<Vec<Op>, Error> {
    let mut canvas = Canvas::new(CARD_HEIGHT_MM);
    let (is_proof, radius) = match purpose {
        Purpose::Proof => (true, CARD_RADIUS_MM),
        Purpose::Card { .. } => (false, 0.0),
    };
    let whole = purpose.bled(Frame::CARD);
    canvas.clipped(whole, radius, |canvas| {
        canvas.fill(whole, WHITE);
        ground(canvas);
    });
    photo(&mut canvas);
    if is_proof {
        watermark(&mut canvas, letters)?;
    }
    draw(&mut canvas, letters)?;
    if is_proof {
        canvas.outline(Frame::CARD, CARD_RADIUS_MM, EDGE_PT, HAIR);
    }
    Ok(canvas.ops)
}

fn watermark(canvas: &mut Canvas, letters: &mut Letters) -> Result<(), Error> {
    let text = caption(WATERMARK, WATERMARK_PT, f32::MAX, Weight::Bold)?;
    let degrees = (CARD_HEIGHT_MM / CARD_WIDTH_MM).atan().to_degrees();
    let centre = (CARD_WIDTH_MM / 2.0, CARD_HEIGHT_MM / 2.0);
    let mut written = Ok(());
    canvas.veiled(|canvas| {
        written = letters.write_unread(canvas, centre, degrees, &text, ROSE);
    });
    written
}
