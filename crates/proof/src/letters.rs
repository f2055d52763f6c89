//! Writes shaped text so that a reader of the PDF can select, search and speak it.
//!
//! A PDF font maps each glyph to one text for the whole document. Where a glyph stands for
//! something else than it did at first (a shared shape, a decomposed letter), its cluster is
//! marked with the actual text instead. Chooses neither place nor size.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{Codepoint, DictItem, Op, PdfFontHandle, Pt, TextItem, TextMatrix};

use crate::Error;
use crate::fit::Fitted;
use crate::font::Key;
use crate::paint::{Canvas, Ink, colour};
use crate::shape::{Cluster, Glyph, Shaped};

/// What a glyph without a text of its own is mapped to; always inside an actual-text mark.
const NO_TEXT: &str = "\u{FFFD}";

/// Which text each glyph of the document stands for.
#[derive(Default)]
pub(crate) struct Letters {
    texts: BTreeMap<(Key, u16), String>,
}

impl Letters {
    /// Writes all lines of a fitted text with its top left corner at `x`, `y` (millimetres).
    pub(crate) fn write(
        &mut self,
        canvas: &mut Canvas,
        (x, y): (f32, f32),
        text: &Fitted,
        ink: Ink,
    ) -> Result<(), Error> {
        for (number, line) in text.lines.iter().enumerate() {
            let origin = canvas.point(x, y + text.baseline_mm(number));
            let matrix = TextMatrix::Translate(origin.x, origin.y);
            self.line(canvas, matrix, line, text.size_pt, ink)?;
        }
        Ok(())
    }

    /// The fonts of all that was written.
    pub(crate) fn keys(&self) -> impl Iterator<Item = Key> {
        self.texts.keys().map(|(key, _)| *key).collect::<BTreeSet<_>>().into_iter()
    }

    /// Writes a line slantwise, centred on `x`, `y` and turned anticlockwise by `degrees`.
    ///
    /// A decoration, not a text: search and speech find a space in its place, so that its
    /// letters do not mix with the words they cross.
    pub(crate) fn write_unread(
        &mut self,
        canvas: &mut Canvas,
        (x, y): (f32, f32),
        degrees: f32,
        (line, size_pt): (&Shaped, f32),
        ink: Ink,
    ) -> Result<(), Error> {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let centre = canvas.point(x, y);
        // Back by half the width, and down by half the height of the capitals (0.714 em).
        let (back, down) = (line.width / 2000.0 * size_pt, 0.357 * size_pt);
        let origin_x = centre.x.0 - back * cos + down * sin;
        let origin_y = centre.y.0 - back * sin - down * cos;
        let matrix = TextMatrix::Raw([cos, sin, -sin, cos, origin_x, origin_y]);
        canvas.ops.push(actual_text(" "));
        self.line(canvas, matrix, line, size_pt, ink)?;
        canvas.ops.push(Op::EndMarkedContent);
        Ok(())
    }

    fn line(
        &mut self,
        canvas: &mut Canvas,
        matrix: TextMatrix,
        line: &Shaped,
        size_pt: f32,
        ink: Ink,
    ) -> Result<(), Error> {
        canvas.ops.push(Op::StartTextSection);
        canvas.ops.push(Op::SetFillColor { col: colour(ink) });
        canvas.ops.push(Op::SetTextMatrix { matrix });
        let mut pen = Pen { ops: &mut canvas.ops, size_pt, at: 0.0, font: None, rise: 0.0 };
        for cluster in &line.clusters {
            let plain = self.claim(cluster);
            if !plain {
                pen.ops.push(actual_text(&cluster.text));
            }
            for glyph in &cluster.glyphs {
                let text = self.texts.get(&(cluster.key, glyph.gid)).cloned();
                pen.show(cluster.key, *glyph, text)?;
            }
            if !plain {
                pen.ops.push(Op::EndMarkedContent);
            }
        }
        pen.level();
        canvas.ops.push(Op::EndTextSection);
        Ok(())
    }

    /// Whether the cluster's glyphs, mapped one by one, say its text.
    fn claim(&mut self, cluster: &Cluster) -> bool {
        let chars = cluster.text.chars().map(String::from);
        let wanted: Vec<String> = match cluster.glyphs.len() {
            1 => vec![cluster.text.clone()],
            count if count != chars.clone().count() => vec![NO_TEXT.to_string(); count],
            _ if cluster.rtl => chars.rev().collect(),
            _ => chars.collect(),
        };
        let mut plain = true;
        for (glyph, mut text) in cluster.glyphs.iter().zip(wanted) {
            if is_invisible(&text) {
                // Drawn with the space's glyph, which must go on to mean a space.
                plain = false;
                text = " ".to_string();
            }
            plain &= text != NO_TEXT;
            let held = self.texts.entry((cluster.key, glyph.gid)).or_insert_with(|| text.clone());
            plain &= *held == text;
        }
        plain
    }
}

/// The place up to which a line is written, in thousandths of an em.
struct Pen<'a> {
    ops: &'a mut Vec<Op>,
    size_pt: f32,
    at: f32,
    font: Option<Key>,
    rise: f32,
}

impl Pen<'_> {
    fn show(&mut self, key: Key, glyph: Glyph, text: Option<String>) -> Result<(), Error> {
        if self.font != Some(key) {
            let font = PdfFontHandle::External(key.id());
            self.ops.push(Op::SetFont { font, size: Pt(self.size_pt) });
            self.font = Some(key);
        }
        if self.rise != glyph.y {
            self.rise = glyph.y;
            self.ops.push(Op::SetLineOffset { multiplier: glyph.y / 1000.0 * self.size_pt });
        }
        // A positive number in a PDF text array moves the pen back.
        let back = self.at - glyph.x;
        let shown = TextItem::GlyphIds(vec![Codepoint { gid: glyph.gid, offset: 0.0, cid: text }]);
        let moved = (back.abs() > 0.5).then_some(TextItem::Offset(back));
        let items = moved.into_iter().chain([shown]);
        match self.ops.last_mut() {
            Some(Op::ShowText { items: open }) => open.extend(items),
            _ => self.ops.push(Op::ShowText { items: items.collect() }),
        }
        let start = if back.abs() > 0.5 { glyph.x } else { self.at };
        self.at = start + key.font()?.width(glyph.gid);
        Ok(())
    }

    /// Puts the baseline back: the rise outlives the text section.
    fn level(&mut self) {
        if self.rise != 0.0 {
            self.ops.push(Op::SetLineOffset { multiplier: 0.0 });
        }
    }
}

/// Joiners, direction marks, soft hyphens and variation selectors (default ignorables).
fn is_invisible(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}')
    })
}

fn actual_text(text: &str) -> Op {
    let mut data = vec![0xFE, 0xFF];
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    let entry = ("ActualText".to_string(), DictItem::String { data, literal: false });
    let properties = DictItem::Dict { map: BTreeMap::from([entry]) };
    Op::BeginMarkedContentWithProperties { tag: "Span".to_string(), properties }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Field;
    use crate::font::Weight;
    use crate::paint::NAVY;
    use crate::shape::shape;

    fn written(letters: &mut Letters, text: &str) -> Vec<Op> {
        let line = shape(Field::Name, text, Weight::Bold).expect("covered text");
        let mut canvas = Canvas::new(100.0);
        let matrix = TextMatrix::Translate(Pt(0.0), Pt(0.0));
        letters.line(&mut canvas, matrix, &line, 10.0, NAVY).expect("it is written");
        canvas.ops
    }

    fn marks(ops: &[Op]) -> usize {
        ops.iter().filter(|op| matches!(op, Op::BeginMarkedContentWithProperties { .. })).count()
    }

    #[test]
    fn plain_letters_need_no_mark() {
        assert_eq!(marks(&written(&mut Letters::default(), "Ana")), 0);
    }

    #[test]
    fn one_glyph_with_two_spellings_is_marked_the_second_time() {
        let mut letters = Letters::default();
        assert_eq!(marks(&written(&mut letters, "\u{E9}")), 0);
        assert_eq!(marks(&written(&mut letters, "e\u{301}")), 1);
    }

    #[test]
    fn an_arabic_ligature_keeps_the_order_in_which_it_is_read() {
        let mut letters = Letters::default();
        written(&mut letters, "لا");
        assert!(letters.texts.values().any(|text| text == "لا"), "{:?}", letters.texts.values());
    }

    #[test]
    fn a_joiner_does_not_change_what_a_space_means() {
        let mut letters = Letters::default();
        written(&mut letters, "می\u{200C}خواهم");
        assert!(!letters.texts.values().any(|text| text.contains('\u{200C}')));
    }
}
