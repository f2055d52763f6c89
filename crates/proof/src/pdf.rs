//! Drawn operations as the bytes of a PDF: pages, fonts, photos, tags, and what an archive asks.
//!
//! Draws nothing and decides no place.

mod archive;
mod content;
mod document;
mod embed;
mod file;
mod photo;
mod sfnt;
mod tags;

pub(crate) use archive::{About, Turn};
pub(crate) use document::{Document, Sheet};
pub(crate) use file::Ref;
pub(crate) use tags::{Tags, decoration};
