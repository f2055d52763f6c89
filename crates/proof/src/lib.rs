//! Draws a card by its design: the proof that the applicant confirms, and the two faces themselves.
//!
//! ```text
//! CardDesign + Face -> areas -> shape, fit -> faces -> page -> PDF bytes
//! ```
//!
//! Reads no file, clock or network, decides nothing about the application, and lets no personal
//! data into an error or a `Debug` print.

mod archive;
mod art;
mod breaks;
mod card;
mod cell;
mod content;
mod document;
mod embed;
mod error;
mod face;
mod file;
mod fit;
mod font;
mod items;
mod key;
mod layout;
mod letters;
mod library_number;
mod list;
mod numbers;
mod page;
mod paint;
mod photo;
mod piece;
mod plan;
mod promise;
mod proof_page;
mod scanned;
mod sentences;
mod sfnt;
mod shape;
mod sheets;
mod signature;
mod squares;
mod stack;
mod symbol;
mod tags;
mod tongue;
mod typeface;
mod words;

use archive::{About, Turn};
use card::Purpose;
use document::{Document, Sheet};
use domain::design::CardDesign;
use page::{Page, Subject};
use piece::Drawing;
use printpdf::XObjectId;

pub use card::{CARD_HEIGHT_MM, CARD_RADIUS_MM, CARD_WIDTH_MM};
pub use error::{Error, Field};
pub use face::Face;
pub use library_number::check_library_number;
pub use proof_page::{BACK_AT_MM, FRONT_AT_MM};
pub use sentences::{Language, Promise};
pub use sheets::{Paper, PerSheet, Sheets, place_mm};

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
    let nowhere = XObjectId(String::new());
    let drawing = Drawing::new(design, face, &nowhere);
    let mut refused = layout::refusals(&drawing, &design.front);
    refused.extend(layout::refusals(&drawing, &design.back));
    refused.sort_by_key(Error::field);
    refused.dedup_by_key(|error| error.field());
    if refused.is_empty() {
        let listed = language
            .sentences()
            .and_then(|sentences| proof_page::check(sentences, face, &face.entries(design)));
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
    let sides = sheets::sides(&mut document, design, face, Purpose::Proof)?;
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
    proof_page::draw(&mut drawn_on, &subject)?;
    let Page { canvas, tags, .. } = drawn_on;
    let size_mm = (page::PAGE_WIDTH_MM, page::PAGE_HEIGHT_MM);
    let sheet = Sheet { size_mm, bleed_mm: 0.0, is_tagged: true };
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
    let sides = sheets::sides(&mut document, design, face, Purpose::Card { bleed_mm })?;
    let size_mm = (CARD_WIDTH_MM + 2.0 * bleed_mm, CARD_HEIGHT_MM + 2.0 * bleed_mm);
    let sheet = Sheet { size_mm, bleed_mm, is_tagged: false };
    let name = XObjectId("KWSIDE".to_owned());
    for side in sides {
        let ops = [page::show_at(&name, (bleed_mm, bleed_mm))];
        document.page(&ops, &sheet, &[(&name, side)])?;
    }
    let title = format!("Card {}", face.card_number);
    let turn = Some(Turn::ShortEdge);
    document.finish(&About { title: &title, language: &design.language, tree: None, turn })
}
