//! Draws a card by its design: the proof that the applicant confirms, and the two faces themselves.
//!
//! ```text
//! CardDesign + Face -> areas -> shape, fit -> faces -> page -> PDF bytes
//! ```
//!
//! Its rooms, each of which uses only those before it: `error`, `text`, `ink`, `pdf`, `card`,
//! `paper`.
//!
//! Reads no file, clock or network, decides nothing about the application, and lets no personal
//! data into an error or a `Debug` print.

mod card;
mod error;
mod ink;
mod paper;
mod pdf;
mod text;

use card::{Purpose, sides};
use domain::design::CardDesign;
use ink::{Size, show_at};
use paper::{Page, Subject};
use pdf::{About, Document, Sheet, Turn};
use printpdf::XObjectId;

pub use card::{CARD_HEIGHT_MM, CARD_RADIUS_MM, CARD_WIDTH_MM, Face, check_library_number};
pub use error::{Error, Field};
pub use paper::{BACK_AT_MM, FRONT_AT_MM, Language, Paper, PerSheet, Promise, Sheets, place_mm};

/// What the proof's page says besides the card itself.
#[derive(Clone, Copy, Debug)]
pub struct ProofPage {
    /// The applicant's language.
    pub language: Language,
    /// What the policy promises of forgetting.
    pub promise: Promise,
}

/// Everything for which a card, or its proof in `language`, could not be drawn: one refusal for
/// each field, in the order of [`Field`].
///
/// Asks neither for the photo nor for what is still blank, so that it can be told while somebody
/// types; a card of which it finds nothing wrong is drawn.
#[must_use]
pub fn refusals(design: &CardDesign, face: &Face<'_>, language: Language) -> Vec<Error> {
    let mut refused = card::refusals(design, face);
    if refused.is_empty() {
        let listed = language
            .sentences()
            .and_then(|sentences| paper::check(sentences, face, &face.entries(design)));
        refused.extend(listed.err());
    }
    refused
}

/// Draws a card's proof as the bytes of a one-page US Letter PDF, tagged and PDF/A-2b.
///
/// Both faces stand on it at true ID-1 size and enlarged, each crossed by a watermark, beside
/// the list of what to check and above the promise of what is kept. The same face always gives
/// the same bytes.
///
/// # Errors
/// A field that is blank but required, too long, or beyond the fonts is refused by its name; so
/// are a library number with a wrong check digit, a photo that is no 4:5 JPEG, and a statement
/// too long for its code.
pub fn proof(design: &CardDesign, face: &Face<'_>, page: &ProofPage) -> Result<Vec<u8>, Error> {
    let mut document = Document::new(Vec::new())?;
    let sides = sides(&mut document, design, face, Purpose::Proof)?;
    let [front, back] = ["KWFRONT", "KWBACK"].map(|name| XObjectId(name.to_owned()));
    let sentences = page.language.sentences()?;
    let subject = Subject {
        face,
        entries: &face.entries(design),
        promise: page.promise,
        drawn: [&front, &back],
    };
    let is_rtl = page.language.is_rtl();
    let mut drawn_on = Page::new(&mut document.letters, sentences, is_rtl);
    paper::draw(&mut drawn_on, &subject)?;
    let Page { canvas, tags, .. } = drawn_on;
    let sheet = Sheet { size: paper::PAGE, bleed_mm: 0.0, is_tagged: true };
    let shown: Vec<_> = [&front, &back].into_iter().zip(sides).collect();
    let drawn = document.page(&canvas.ops, &sheet, &shown)?;
    let tree = tags.write(document.file(), drawn)?;
    let title = sentences.document_title(face.card_number);
    let language = page.language.tag();
    let about = About { title: &title, language, tree: Some(tree), turn: None };
    document.finish(&about)
}

/// Draws a card as the bytes of a PDF of two pages, front then back, for a duplex card printer.
///
/// Each page is as large as an ID-1 card and `bleed_mm` around it, into which the ground runs
/// out; without bleed it is exactly the card. No watermark crosses it.
///
/// # Errors
/// As [`proof`].
pub fn card_pdf(design: &CardDesign, face: &Face<'_>, bleed_mm: f32) -> Result<Vec<u8>, Error> {
    let mut document = Document::new(Vec::new())?;
    let sides = sides(&mut document, design, face, Purpose::Card { bleed_mm })?;
    let around = 2.0 * bleed_mm;
    let size = Size { width_mm: CARD_WIDTH_MM + around, height_mm: CARD_HEIGHT_MM + around };
    let sheet = Sheet { size, bleed_mm, is_tagged: false };
    let name = XObjectId("KWSIDE".to_owned());
    for side in sides {
        let ops = [show_at(&name, (bleed_mm, bleed_mm))];
        document.page(&ops, &sheet, &[(&name, side)])?;
    }
    let title = format!("Card {}", face.card_number);
    let turn = Some(Turn::ShortEdge);
    document.finish(&About { title: &title, language: &design.language, tree: None, turn })
}
