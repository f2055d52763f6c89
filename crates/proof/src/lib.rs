//! Draws a card by its design: the proof that the applicant confirms, and the two faces themselves.
//!
//! ```text
//! CardDesign + Face -> areas -> shape, fit -> faces -> page -> PDF bytes
//! ```
//!
//! Reads no file, clock or network, decides nothing about the application, and lets no personal
//! data into an error or a `Debug` print.

mod art;
mod breaks;
mod card;
mod cell;
mod document;
mod error;
mod face;
mod fit;
mod font;
mod items;
mod key;
mod layout;
mod letters;
mod library_number;
mod page;
mod paint;
mod photo;
mod piece;
mod plan;
mod scanned;
mod shape;
mod signature;
mod stack;
mod symbol;
mod tongue;
mod typeface;
mod words;

use card::Purpose;
use domain::design::CardDesign;
use piece::Drawing;

pub use card::{CARD_HEIGHT_MM, CARD_RADIUS_MM, CARD_WIDTH_MM};
pub use error::{Error, Field};
pub use face::Face;
pub use library_number::check_library_number;
pub use page::{BACK_AT_MM, FRONT_AT_MM};

/// Draws a card's proof as the bytes of a one-page US Letter PDF.
///
/// Both faces stand on it at true ID-1 size and enlarged, each crossed by a watermark, beside
/// the list of what to check. The same face always gives the same bytes.
///
/// # Errors
/// A field that is blank but required, too long, or beyond the fonts is refused by its name; so
/// are a library number with a wrong check digit, a photo that is no 4:5 JPEG, and a statement
/// too long for its code.
pub fn proof(design: &CardDesign, face: &Face<'_>) -> Result<Vec<u8>, Error> {
    face.check()?;
    let photo = photo::picture(face.photo_jpeg)?;
    let entries = face.entries(design);
    let mut letters = letters::Letters::default();
    let photo_id = document::photo_id();
    let drawing = Drawing::new(design, face, &photo_id);
    let front = layout::front(&drawing, Purpose::Proof, &mut letters)?;
    let back = layout::back(&drawing, Purpose::Proof, &mut letters)?;
    let page = page::draw(&front, &back, &entries, &mut letters)?;
    let title = format!("Proof of card {}", face.card_number);
    document::write(&title, photo, letters.keys(), vec![page])
}

/// Draws a card's faces without a watermark, front and back, each a page of the card's size and
/// `bleed_mm` around it.
///
/// # Errors
/// As [`proof`].
pub fn faces(design: &CardDesign, face: &Face<'_>, bleed_mm: f32) -> Result<Vec<u8>, Error> {
    face.check()?;
    let photo = photo::picture(face.photo_jpeg)?;
    let mut letters = letters::Letters::default();
    let photo_id = document::photo_id();
    let drawing = Drawing::new(design, face, &photo_id);
    let purpose = Purpose::Card { bleed_mm };
    let front = layout::front(&drawing, purpose, &mut letters)?;
    let sides = [front, layout::back(&drawing, purpose, &mut letters)?];
    let pages = sides.map(|side| card::page(side, bleed_mm)).to_vec();
    let title = format!("Card {}", face.card_number);
    document::write(&title, photo, letters.keys(), pages)
}
