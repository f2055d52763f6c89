//! The card itself as PDF: front and back, each a page of a card's size.
//!
//! The same faces as on the proof, without its watermark; nothing else stands on the pages.

use printpdf::{Mm, PdfPage};

use crate::card::{CARD_HEIGHT_MM, CARD_WIDTH_MM, Purpose};
use crate::letters::Letters;
use crate::{Error, Face, back, document, front, photo};

/// Draws a card as the bytes of a two-page PDF: front, then back, at true ID-1 size.
///
/// The same face always gives the same bytes.
///
/// # Errors
/// As [`crate::proof`].
pub fn card_pdf(face: &Face<'_>) -> Result<Vec<u8>, Error> {
    face.check()?;
    let photo = photo::picture(face.photo_jpeg)?;
    let entries = face.entries();
    let mut letters = Letters::default();
    let photo_id = document::photo_id();
    let sides = [
        front::draw(face, &entries, &photo_id, &mut letters, Purpose::Card)?,
        back::draw(face, &entries, &mut letters, Purpose::Card)?,
    ];
    let page = |side| PdfPage::new(Mm(CARD_WIDTH_MM), Mm(CARD_HEIGHT_MM), side);
    let title = format!("Card {}", face.card_number);
    document::write(&title, photo, letters.keys(), sides.map(page).to_vec())
}
