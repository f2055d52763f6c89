//! Text as positioned glyphs: which face draws it, how it is shaped, how it is made to fit.
//!
//! Knows no colour and no page: every width but that of an area is in thousandths of an em.

mod breaks;
mod fit;
mod font;
mod items;
mod key;
mod numbers;
mod plan;
mod shape;
mod tongue;
mod typeface;

pub(crate) use fit::{Area, Fitted, MM_PER_PT, Measured, caption};
pub(crate) use font::Reach;
pub(crate) use key::{Key, Weight};
#[cfg(test)]
pub(crate) use shape::Paragraph;
pub(crate) use shape::{Cluster, Glyph, Shaped};
#[cfg(test)]
pub(crate) use typeface::SANS;
