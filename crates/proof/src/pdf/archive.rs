//! What makes a PDF fit for an archive (PDF/A-2b, ISO 19005-2): metadata and the colours' meaning.
//!
//! Puts no name, clock or random number into the file; its title is given.

use std::io::Write;

use super::content::text_string;
use super::file::{File, Packing, Ref};
use crate::error::Error;

/// sRGB; `assets/colour/README.md` says where it is from.
const SRGB: &[u8] = include_bytes!("../../../../assets/colour/sRGB.icc");

const PRODUCER: &str = "Keyway";

/// What a document says of itself.
pub(crate) struct About<'a> {
    /// The title that a reader's window shows.
    pub(crate) title: &'a str,
    /// The language of its own words (BCP 47).
    pub(crate) language: &'a str,
    /// The root of its tree of tags, if it has one.
    pub(crate) tree: Option<Ref>,
    /// Over which edge its paper is turned for the backs; `None` for pages without backs.
    pub(crate) turn: Option<Turn>,
}

/// Which edge a printer turns the paper over to print the back.
#[derive(Clone, Copy)]
pub(crate) enum Turn {
    /// Of sheets, which are held upright.
    LongEdge,
    /// Of cards, which lie on their long side: the head of the back is where the front's is.
    ShortEdge,
}

impl Turn {
    /// The entry of a viewer's print dialog (ISO 32000-1, table 150).
    fn entry(self) -> &'static str {
        match self {
            Turn::LongEdge => "/Duplex/DuplexFlipLongEdge",
            Turn::ShortEdge => "/Duplex/DuplexFlipShortEdge",
        }
    }
}

/// Writes the catalogue over the tree of pages, and the document's description.
pub(crate) fn close<W: Write>(
    mut file: File<W>,
    pages: Ref,
    about: &About<'_>,
) -> Result<W, Error> {
    let (catalogue, info) = (file.reserve(), file.reserve());
    let (metadata, profile) = (file.reserve(), file.reserve());
    let kind = "/Type/Metadata/Subtype/XML";
    file.stream(metadata, kind, described(about).as_bytes(), Packing::Plain)?;
    file.stream(profile, "/N 3", SRGB, Packing::Flate)?;
    let mut body = b"<</Producer".to_vec();
    text_string(&mut body, PRODUCER);
    body.extend(b"/Title");
    text_string(&mut body, about.title);
    body.extend(b">>");
    file.put(info, body)?;
    let tags = about.tree.map_or_else(String::new, |tree| {
        format!("/MarkInfo<</Marked true>>/StructTreeRoot {tree}")
    });
    // A card that is fitted to the paper's margins is no ID-1 card, and its bars may be too fine.
    let turn = about.turn.map_or("", Turn::entry);
    file.put(
        catalogue,
        format!(
            "<</Type/Catalog/Pages {pages}/Lang({})/Metadata {metadata}{tags}\
             /ViewerPreferences<</DisplayDocTitle true/PrintScaling/None{turn}>>\
             /OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)\
             /Info(sRGB IEC61966-2.1)/DestOutputProfile {profile}>>]>>",
            about.language
        ),
    )?;
    file.finish(catalogue, info)
}

/// The description as XMP (ISO 16684-1).
fn described(about: &About<'_>) -> String {
    let escaped = about.title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{escaped}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\
         <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>",
        about.language
    )
}
