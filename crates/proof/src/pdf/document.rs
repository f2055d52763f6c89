//! A document as it is drawn: photos, faces and pages go into the file one after the other.
//!
//! Holds the letters and their codes, and of what was drawn only the places: 500 cards take no
//! more memory than one.

use std::io::Write;

use printpdf::{Op, XObjectId};

use super::archive::{self, About};
use super::content::{self, Codes};
use super::file::{File, Packing, Ref};
use super::{embed, photo};
use crate::error::Error;
use crate::ink::{Letters, Size, VEIL};

/// How strongly the watermark covers what is below it.
const VEIL_ALPHA: f32 = 0.62;

/// A rectangle in millimetres: left, bottom, right, top.
pub(crate) type Edges = [f32; 4];

/// A page's outer edge and the boxes within it.
pub(crate) struct Sheet {
    /// The whole page.
    pub(crate) size: Size,
    /// What lies around the finished page on each side, in millimetres.
    pub(crate) bleed_mm: f32,
    /// Whether its parts are tagged; one page of a document can be.
    pub(crate) is_tagged: bool,
}

/// A document that is being drawn.
pub(crate) struct Document<W> {
    file: File<W>,
    /// What was written so far, in all pages.
    pub(crate) letters: Letters,
    codes: Codes,
    fonts: Ref,
    veil: Option<Ref>,
    tree: Ref,
    pages: Vec<Ref>,
}

impl<W: Write> Document<W> {
    /// Begins a document.
    pub(crate) fn new(out: W) -> Result<Document<W>, Error> {
        let mut file = File::new(out)?;
        let (fonts, tree) = (file.reserve(), file.reserve());
        Ok(Document {
            file,
            letters: Letters::default(),
            codes: Codes::default(),
            fonts,
            veil: None,
            tree,
            pages: Vec::new(),
        })
    }

    /// Writes a photo, byte for byte.
    pub(crate) fn photo(&mut self, jpeg: &[u8]) -> Result<Ref, Error> {
        let entries = photo::entries(jpeg)?;
        let id = self.file.reserve();
        self.file.stream(id, &entries, jpeg, Packing::Plain)?;
        Ok(id)
    }

    /// Writes a drawing that pages can show again and again.
    pub(crate) fn form(
        &mut self,
        ops: &[Op],
        edges: Edges,
        shown: &[(&XObjectId, Ref)],
    ) -> Result<Ref, Error> {
        let resources = self.resources(ops, shown)?;
        let entries =
            format!("/Type/XObject/Subtype/Form/BBox{}/Resources{resources}", rectangle(edges));
        let data = content::bytes(ops, &mut self.codes)?;
        let id = self.file.reserve();
        self.file.stream(id, &entries, &data, Packing::Flate)?;
        Ok(id)
    }

    /// Writes a page.
    pub(crate) fn page(
        &mut self,
        ops: &[Op],
        sheet: &Sheet,
        shown: &[(&XObjectId, Ref)],
    ) -> Result<Ref, Error> {
        let resources = self.resources(ops, shown)?;
        let data = content::bytes(ops, &mut self.codes)?;
        let (contents, id) = (self.file.reserve(), self.file.reserve());
        self.file.stream(contents, "", &data, Packing::Flate)?;
        let (Size { width_mm: width, height_mm: height }, bleed) = (sheet.size, sheet.bleed_mm);
        let whole = rectangle([0.0, 0.0, width, height]);
        let trimmed = rectangle([bleed, bleed, width - bleed, height - bleed]);
        let tagged = if sheet.is_tagged { "/StructParents 0/Tabs/S" } else { "" };
        self.file.put(
            id,
            format!(
                "<</Type/Page/Parent {}/MediaBox{whole}/BleedBox{whole}/TrimBox{trimmed}\
                 /Resources{resources}/Contents {contents}{tagged}>>",
                self.tree
            ),
        )?;
        self.pages.push(id);
        Ok(id)
    }

    /// The file, for what stands beside the pages.
    pub(crate) fn file(&mut self) -> &mut File<W> {
        &mut self.file
    }

    /// Writes fonts, pages and description, and ends the file.
    pub(crate) fn finish(mut self, about: &About<'_>) -> Result<W, Error> {
        embed::fonts(&mut self.file, self.fonts, &self.letters, &mut self.codes)?;
        let kids: String = self.pages.iter().map(|page| format!("{page} ")).collect();
        let count = self.pages.len();
        self.file.put(self.tree, format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"))?;
        archive::close(self.file, self.tree, about)
    }

    fn resources(&mut self, ops: &[Op], shown: &[(&XObjectId, Ref)]) -> Result<String, Error> {
        let mut resources = format!("<</Font {}", self.fonts);
        if !shown.is_empty() {
            let names = shown.iter().map(|(id, shown)| format!("/{} {shown}", id.0));
            resources.push_str(&format!("/XObject<<{}>>", names.collect::<String>()));
        }
        if ops.iter().any(|op| matches!(op, Op::LoadGraphicsState { .. })) {
            resources.push_str(&format!("/ExtGState<</{} {}>>", VEIL, self.veiled()?));
        }
        resources.push_str(">>");
        Ok(resources)
    }

    fn veiled(&mut self) -> Result<Ref, Error> {
        if let Some(veil) = self.veil {
            return Ok(veil);
        }
        let veil = self.file.reserve();
        self.file.put(veil, format!("<</Type/ExtGState/BM/Normal/ca {VEIL_ALPHA}>>"))?;
        self.veil = Some(veil);
        Ok(veil)
    }
}

/// As an array in points, exact to a tenth of a micrometre.
fn rectangle(edges: Edges) -> String {
    let points = edges.map(|mm| {
        let text = format!("{:.4}", f64::from(mm) * 72.0 / 25.4);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    });
    format!("[{}]", points.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_exact_to_the_hundredth_of_a_millimetre() {
        assert_eq!(rectangle([0.0, 0.0, 85.60, 53.98]), "[0 0 242.6457 153.0142]");
        assert_eq!(rectangle([-2.0, 0.0, 25.4, 254.0]), "[-5.6693 0 72 720]");
    }
}
