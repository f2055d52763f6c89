//! From drawn pages to the bytes of a PDF: the same input gives the same bytes.
//!
//! Puts no clock, random number or name into the file: its identifiers are left out, its dates
//! too, and its title holds the card's number alone.

use printpdf::font::PdfFont;
use printpdf::{
    BlendMode, DictItem, ExtendedGraphicsState, ExternalXObject, PdfDocument, PdfPage,
    PdfSaveOptions, XObject, XObjectId,
};

use crate::Error;
use crate::card::veil;
use crate::key::Key;

/// How strongly the watermark covers what is below it.
const VEIL_ALPHA: f32 = 0.62;

/// The language of the proof's own words (BCP 47).
const LANGUAGE: &str = "en-US";

/// The photo's resource name.
pub(crate) fn photo_id() -> XObjectId {
    XObjectId("KWPHOTO".to_string())
}

/// Writes the pages as one PDF; the fonts in `keys` are embedded as subsets.
pub(crate) fn write(
    title: &str,
    photo: ExternalXObject,
    keys: impl Iterator<Item = Key>,
    pages: Vec<PdfPage>,
) -> Result<Vec<u8>, Error> {
    let mut document = PdfDocument::new(title);
    document.metadata.info.producer = "Keyway".to_string();
    for key in keys {
        let font = PdfFont::new(key.embedded()?.clone());
        document.resources.fonts.map.insert(key.id(), font);
    }
    document.resources.xobjects.map.insert(photo_id(), XObject::External(photo));
    let see_through = ExtendedGraphicsState::default()
        .with_blend_mode(BlendMode::normal())
        .with_current_fill_alpha(VEIL_ALPHA);
    document.resources.extgstates.map.insert(veil(), see_through);
    document.pages = pages;
    save(&document)
}

fn save(document: &PdfDocument) -> Result<Vec<u8>, Error> {
    let mut file = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    // Transparency needs 1.4; 1.7 is what ISO 32000-1 describes.
    file.version = "1.7".to_string();
    file.trailer.remove(b"ID");
    let language = DictItem::String { data: LANGUAGE.as_bytes().to_vec(), literal: true };
    file.catalog_mut().map_err(unwritten)?.set("Lang", language.to_lopdf());
    let info = file.trailer.get(b"Info").and_then(|info| info.as_reference());
    let info = info.and_then(|id| file.get_object_mut(id)?.as_dict_mut()).map_err(unwritten)?;
    for invented in ["CreationDate", "ModDate", "GTS_PDFXVersion", "Identifier"] {
        info.remove(invented.as_bytes());
    }
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(unwritten)?;
    Ok(bytes)
}

fn unwritten(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Write(error.into())
}
