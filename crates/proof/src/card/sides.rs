//! Both sides of one card in a document, and everything for which they can't be drawn.
//!
//! Of a card that is refused, the document holds no trace.

use std::io::Write;

use domain::design::{CARD_HEIGHT_MM, CARD_WIDTH_MM, CardDesign};
use printpdf::XObjectId;

use super::edge::Purpose;
use super::face::Face;
use super::layout;
use super::piece::Drawing;
use crate::error::Error;
use crate::pdf::{Document, Ref};

/// The photo's resource name.
const PHOTO: &str = "KWPHOTO";

/// Draws both sides of a card into a document: front, then back.
///
/// # Errors
/// As [`crate::card_pdf`].
pub(crate) fn sides<W: Write>(
    document: &mut Document<W>,
    design: &CardDesign,
    face: &Face<'_>,
    purpose: Purpose,
) -> Result<[Ref; 2], Error> {
    face.check()?;
    let name = XObjectId(PHOTO.to_owned());
    let drawing = Drawing::new(design, face, &name);
    // Drawn before anything is written or noted: what can't be drawn must leave nothing behind.
    let mut letters = document.letters.clone();
    let front = layout::front(&drawing, purpose, &mut letters)?;
    let back = layout::back(&drawing, purpose, &mut letters)?;
    let photo = document.photo(face.photo_jpeg)?;
    document.letters = letters;
    let bleed_mm = purpose.bleed_mm();
    let edges = [-bleed_mm, -bleed_mm, CARD_WIDTH_MM + bleed_mm, CARD_HEIGHT_MM + bleed_mm];
    let front = document.form(&front, edges, &[(&name, photo)])?;
    Ok([front, document.form(&back, edges, &[(&name, photo)])?])
}

/// Everything for which the sides could not be drawn: one refusal for each field, in the order of
/// [`crate::Field`]. Asks neither for the photo nor for what is still blank.
pub(crate) fn refusals(design: &CardDesign, face: &Face<'_>) -> Vec<Error> {
    let name = XObjectId(PHOTO.to_owned());
    let drawing = Drawing::new(design, face, &name);
    let mut refused = layout::refusals(&drawing, &design.front);
    refused.extend(layout::refusals(&drawing, &design.back));
    refused.sort_by_key(Error::field);
    refused.dedup_by_key(|error| error.field());
    refused
}
