//! What is drawn, as operations: shapes, colours, pictures and the letters of fitted texts.
//!
//! Knows no card and no file: it is told its places, and who writes the operations out.

mod letters;
mod paint;
mod squares;

pub(crate) use letters::Letters;
pub(crate) use paint::{
    BLACK, Canvas, Curve, Frame, HAIR, Ink, NAVY, Path, RED, ROSE, SLATE, Size, VEIL, WHITE,
    show_at,
};
pub(crate) use squares::INLINE_IMAGE;
