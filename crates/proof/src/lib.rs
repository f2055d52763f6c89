//! Draws the proof of a card: a PDF of its two faces that the applicant confirms.
//!
//! ```text
//! Face -> texts -> shape, fit -> faces -> page -> PDF bytes
//! ```
//!
//! Reads no file, clock or network, decides nothing about the application, and lets no personal
//! data into an error or a `Debug` print.

mod back;
mod breaks;
mod card;
mod card_pdf;
mod cell;
mod document;
mod error;
mod face;
mod fit;
mod font;
mod front;
mod items;
mod key;
mod letters;
mod library_number;
mod page;
mod paint;
mod photo;
mod plan;
mod shape;
mod signature;
mod symbol;
mod tongue;
mod typeface;
mod words;

use card::Purpose;

pub use card::{CARD_HEIGHT_MM, CARD_RADIUS_MM, CARD_WIDTH_MM};
pub use card_pdf::card_pdf;
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
/// are a library number with a wrong check digit and a photo that is no 4:5 JPEG.
pub fn proof(face: &Face<'_>) -> Result<Vec<u8>, Error> {
    face.check()?;
    let photo = photo::picture(face.photo_jpeg)?;
    let entries = face.entries();
    let mut letters = letters::Letters::default();
    let front = front::draw(face, &entries, &document::photo_id(), &mut letters, Purpose::Proof)?;
    let back = back::draw(face, &entries, &mut letters, Purpose::Proof)?;
    let page = page::draw(&front, &back, &entries, &mut letters)?;
    let title = format!("Proof of card {}", face.card_number);
    document::write(&title, photo, letters.keys(), vec![page])
}
