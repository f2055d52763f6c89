//! The proof as others read it: text, fonts, symbols, size, refusals.
//!
//! Needs poppler's tools, zbarimg and qpdf; looks at no internals.

mod faces;
mod kit;
mod languages;
mod names;
mod pixels;
mod refusals;
mod shapes;
mod sheets;
mod size;
mod text;
