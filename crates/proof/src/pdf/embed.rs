//! Fonts as objects of a file: subsets of what was written, each glyph with its text.
//!
//! Subsetting is printpdf's; the codes are those of [`Codes`].

use std::collections::BTreeMap;
use std::io::Write;

use printpdf::font::{extract_cid_keyed_cff, subset_font};
use sha2::{Digest, Sha256};

use super::content::Codes;
use super::file::{File, Packing, Ref};
use super::sfnt::unhinted;
use crate::error::Error;
use crate::ink::Letters;
use crate::text::Key;

/// Writes all fonts that `letters` used, and the dictionary of their names as `id`.
///
/// # Errors
/// [`Error::Font`] if a built-in file cannot be subset, [`Error::Write`].
pub(crate) fn fonts<W: Write>(
    file: &mut File<W>,
    id: Ref,
    letters: &Letters,
    codes: &mut Codes,
) -> Result<(), Error> {
    let mut names = String::from("<<");
    for key in letters.keys() {
        let font = font(file, key, &letters.texts_of(key), codes)?;
        names.push_str(&format!("/{} {font}", key.id().0));
    }
    names.push_str(">>");
    file.put(id, names)
}

/// A glyph that was written.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Coded {
    code: u16,
    /// Its number in the subset, and in the whole font.
    new: u16,
    whole: u16,
}

fn font<W: Write>(
    file: &mut File<W>,
    key: Key,
    texts: &BTreeMap<u16, String>,
    codes: &mut Codes,
) -> Result<Ref, Error> {
    let whole = key.embedded()?;
    let subset = subset_font(whole, texts).map_err(|_| Error::Font)?;
    let mut glyphs: Vec<Coded> = Vec::new();
    let mut said = Vec::new();
    for (gid, (new, text)) in &subset.glyph_mapping {
        let code = codes.code(key, *gid)?;
        glyphs.push(Coded { code, new: *new, whole: *gid });
        said.push((code, text.clone()));
    }
    glyphs.sort_unstable();
    said.sort_unstable();
    let name = format!("{}+{}", tag(key, texts), whole.font_name.as_deref().unwrap_or("Noto"));
    let program = program(file, key, &subset.bytes, &glyphs)?;
    let descriptor = descriptor(file, key, &name, program.descriptor)?;
    let unicode = file.reserve();
    let map = unicode_map(&said);
    file.stream(unicode, "", map.as_bytes(), Packing::Flate)?;
    let id = file.reserve();
    let widths = widths(key, &glyphs)?;
    file.put(
        id,
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/ToUnicode {unicode}\
             /DescendantFonts[<</Type/Font/Subtype/{}/BaseFont/{name}/CIDSystemInfo\
             <</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[{widths}]\
             /FontDescriptor {descriptor}{}>>]>>",
            program.kind, program.map
        ),
    )?;
    Ok(id)
}

/// The six capitals by which readers tell this subset from another of the same face (ISO 32000-1,
/// 9.6.4): the same for the same glyphs.
fn tag(key: Key, texts: &BTreeMap<u16, String>) -> String {
    let mut hash = Sha256::new_with_prefix(key.id().0);
    for gid in texts.keys() {
        hash.update(gid.to_be_bytes());
    }
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// A font's outlines in the file: what kind they are, and how font and descriptor name them.
struct Program {
    kind: &'static str,
    map: String,
    descriptor: String,
}

fn program<W: Write>(
    file: &mut File<W>,
    key: Key,
    subset: &[u8],
    glyphs: &[Coded],
) -> Result<Program, Error> {
    let id = file.reserve();
    if key.numbers()?.is_some() {
        // The outlines keep the numbers of the whole font, which are the codes.
        let outlines = extract_cid_keyed_cff(subset, 0).ok_or(Error::Font)?;
        file.stream(id, "/Subtype/CIDFontType0C", &outlines, Packing::Flate)?;
        let descriptor = format!("/FontFile3 {id}");
        return Ok(Program { kind: "CIDFontType0", map: String::new(), descriptor });
    }
    let outlines = unhinted(subset).ok_or(Error::Font)?;
    let length = format!("/Length1 {}", outlines.len());
    file.stream(id, &length, &outlines, Packing::Flate)?;
    let mut table = vec![0; 2];
    for glyph in glyphs {
        table.extend(glyph.new.to_be_bytes());
    }
    let map = file.reserve();
    file.stream(map, "", &table, Packing::Flate)?;
    let (map, descriptor) = (format!("/CIDToGIDMap {map}"), format!("/FontFile2 {id}"));
    Ok(Program { kind: "CIDFontType2", map, descriptor })
}

fn descriptor<W: Write>(
    file: &mut File<W>,
    key: Key,
    name: &str,
    program: String,
) -> Result<Ref, Error> {
    let whole = key.embedded()?;
    let metrics = &whole.pdf_font_metrics;
    let scale = 1000.0 / f32::from(metrics.units_per_em.max(1));
    let scaled = |units: i16| (f32::from(units) * scale).round();
    let bounds = [metrics.x_min, metrics.y_min, metrics.x_max, metrics.y_max].map(scaled);
    let [left, low, right, high] = bounds;
    let capital = whole.font_metrics.cap_height.map_or(high, |units| (units * scale).round());
    // No table says how thick stems are: a usual estimate from the weight.
    let stem = 50.0 + (f32::from(metrics.us_weight_class) / 65.0).powi(2).round();
    let id = file.reserve();
    // Flag 3 (symbolic): the codes are the font's own.
    file.put(
        id,
        format!(
            "<</Type/FontDescriptor/FontName/{name}/Flags 4/ItalicAngle 0/Ascent {}/Descent {}\
             /CapHeight {capital}/StemV {stem}/FontBBox[{left} {low} {right} {high}]{program}>>",
            scaled(metrics.ascender),
            scaled(metrics.descender),
        ),
    )?;
    Ok(id)
}

/// The widths in thousandths of an em, one list for each run of codes.
fn widths(key: Key, glyphs: &[Coded]) -> Result<String, Error> {
    let font = key.font()?;
    let mut widths = String::new();
    for run in glyphs.chunk_by(|one, next| one.code + 1 == next.code) {
        let list: Vec<String> =
            run.iter().map(|glyph| font.width(glyph.whole).to_string()).collect();
        let first = run.first().map_or(0, |glyph| glyph.code);
        widths.push_str(&format!("{first}[{}]", list.join(" ")));
    }
    Ok(widths)
}

/// Codes in one block of a map at most (Adobe's note 5411).
const BLOCK: usize = 100;

/// The map from codes to texts (ISO 32000-1, 9.10.3).
fn unicode_map(said: &[(u16, String)]) -> String {
    let mut map = String::from(
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\
         <</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n\
         /CMapType 2 def\n1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n",
    );
    for block in said.chunks(BLOCK) {
        map.push_str(&format!("{} beginbfchar\n", block.len()));
        for (code, text) in block {
            let text: String = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
            map.push_str(&format!("<{code:04x}><{text}>\n"));
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend");
    map
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{SANS, Weight};

    #[test]
    fn a_subset_has_a_tag_of_its_own_and_the_same_glyphs_have_the_same() {
        let glyphs = |gids: &[u16]| gids.iter().map(|gid| (*gid, String::new())).collect();
        let of = |weight, gids: &[u16]| tag(Key::new(SANS, weight), &glyphs(gids));
        let one = of(Weight::Bold, &[3, 5]);
        assert_eq!(one, of(Weight::Bold, &[5, 3]));
        assert!(one.len() == 6 && one.bytes().all(|b| b.is_ascii_uppercase()), "{one}");
        for other in [of(Weight::Bold, &[3, 6]), of(Weight::Regular, &[3, 5])] {
            assert_ne!(one, other);
        }
    }
}
