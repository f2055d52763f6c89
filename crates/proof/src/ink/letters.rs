//! Writes shaped text so that a reader of the PDF can select, search and speak it.
//!
//! A PDF font maps each glyph to one text for the whole document. Where glyphs and characters
//! are not one to one (ligatures, marks, vowel signs that change places, a shape that several
//! letters share), the text is said beside them, as actual text. Readers take that as it stands
//! from left to right but turn what runs from right to left, so there each character is said by
//! itself, in the place of its letter. Chooses neither place nor size.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{Codepoint, DictItem, Op, PdfFontHandle, Pt, TextItem, TextMatrix};

use super::paint::{Canvas, Ink, colour};
use crate::error::Error;
use crate::text::{Cluster, Fitted, Glyph, Key, Reach, Shaped};

/// What a glyph without a text of its own is mapped to; always inside an actual-text mark.
const NO_TEXT: &str = "\u{FFFD}";

/// What fonts have without ink: a joiner, which has no width either, or a space.
const INKLESS: [char; 2] = ['\u{200D}', ' '];

/// Which side of an inkless glyph is meant.
#[derive(Clone, Copy)]
enum Side {
    Begin,
    End,
}

/// Which text each glyph of the document stands for.
#[derive(Clone, Default)]
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
            let x = x + text.indent_mm(number);
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

    /// What each glyph of a font stands for.
    pub(crate) fn texts_of(&self, wanted: Key) -> BTreeMap<u16, String> {
        let own = self.texts.iter().filter(|((key, _), _)| *key == wanted);
        own.map(|((_, gid), text)| (*gid, text.clone())).collect()
    }

    /// Writes all lines of a text slantwise, centred on `x`, `y` and turned anticlockwise by
    /// `degrees`.
    ///
    /// A decoration, not a text: search and speech find a space in its place, so that its
    /// letters do not mix with the words they cross.
    pub(crate) fn write_unread(
        &mut self,
        canvas: &mut Canvas,
        (x, y): (f32, f32),
        degrees: f32,
        text: &Fitted,
        ink: Ink,
    ) -> Result<(), Error> {
        let size_pt = text.size_pt;
        let (sin, cos) = degrees.to_radians().sin_cos();
        let centre = canvas.point(x, y);
        for line in &text.lines {
            // Back by half the width, and down by half the height of the capitals (0.714 em).
            let (back, down) = (line.width / 2000.0 * size_pt, 0.357 * size_pt);
            let origin_x = centre.x.0 - back * cos + down * sin;
            let origin_y = centre.y.0 - back * sin - down * cos;
            let matrix = TextMatrix::Raw([cos, sin, -sin, cos, origin_x, origin_y]);
            canvas.ops.push(actual_text(" "));
            self.line(canvas, matrix, line, size_pt, ink)?;
            canvas.ops.push(Op::EndMarkedContent);
        }
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
        for word in words(&line.clusters) {
            self.word(&mut pen, word)?;
        }
        pen.level();
        canvas.ops.push(Op::EndTextSection);
        Ok(())
    }

    /// Writes the clusters between two spaces or two changes of direction.
    fn word(&mut self, pen: &mut Pen<'_>, word: &[Cluster]) -> Result<(), Error> {
        let mut is_simple = Vec::new();
        for cluster in word {
            is_simple.push(self.claim(cluster)?);
        }
        let all_are_simple = is_simple.iter().all(|simple| *simple);
        match word {
            [first, .., last] | [first @ last] if !all_are_simple && !first.rtl => {
                let text: String = word.iter().map(|cluster| cluster.text.as_str()).collect();
                pen.ops.push(actual_text(&text));
                self.blank(pen, first.key, first.x, Side::Begin)?;
                for cluster in word {
                    self.glyphs(pen, cluster)?;
                }
                self.blank(pen, last.key, last.x + last.advance, Side::End)?;
                pen.ops.push(Op::EndMarkedContent);
            }
            _ => {
                for (cluster, is_simple) in word.iter().zip(is_simple) {
                    if is_simple {
                        self.glyphs(pen, cluster)?;
                    } else {
                        self.leftwards(pen, cluster)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes a cluster whose characters share its width, the last of them leftmost.
    fn leftwards(&mut self, pen: &mut Pen<'_>, cluster: &Cluster) -> Result<(), Error> {
        let share = cluster.advance / cluster.text.chars().count().max(1) as f32;
        let mut x = cluster.x;
        for (number, c) in cluster.text.chars().rev().enumerate() {
            pen.ops.push(actual_text(c.encode_utf8(&mut [0; 4])));
            self.blank(pen, cluster.key, x, Side::Begin)?;
            if number == 0 {
                self.glyphs(pen, cluster)?;
            }
            x += share;
            self.blank(pen, cluster.key, x, Side::End)?;
            pen.ops.push(Op::EndMarkedContent);
        }
        Ok(())
    }

    fn glyphs(&self, pen: &mut Pen<'_>, cluster: &Cluster) -> Result<(), Error> {
        for glyph in &cluster.glyphs {
            let text = self.texts.get(&(cluster.key, glyph.gid)).cloned();
            pen.show(cluster.key, *glyph, text)?;
        }
        Ok(())
    }

    /// Writes an inkless glyph that begins or ends at `x`.
    ///
    /// Readers take the extent of an actual text from where its first glyph begins and its last
    /// one ends, which a letter's marks would put anywhere.
    fn blank(&mut self, pen: &mut Pen<'_>, key: Key, x: f32, side: Side) -> Result<(), Error> {
        let font = key.font()?;
        let mut found = INKLESS.into_iter().filter_map(|c| font.nominal(c).map(|gid| (gid, c)));
        // Some fonts draw the joiner, as a sign of itself.
        let inkless = found.find(|(gid, _)| font.reach(*gid) == Reach::default());
        let Some((gid, c)) = inkless else {
            return Ok(());
        };
        let x = match side {
            Side::Begin => x,
            Side::End => x - font.width(gid),
        };
        let text = self.texts.entry((key, gid)).or_insert_with(|| c.to_string()).clone();
        pen.show(key, Glyph { gid, x, y: 0.0 }, Some(text))
    }

    /// Notes what the cluster's glyphs say; whether each of them, by itself, says all of it.
    fn claim(&mut self, cluster: &Cluster) -> Result<bool, Error> {
        let font = cluster.key.font()?;
        let mut says_it = true;
        for glyph in &cluster.glyphs {
            // The box of a missing glyph, which the shaping refuses: nobody would find it here.
            if glyph.gid == 0 {
                return Err(Error::Font);
            }
            let own = cluster.text.chars().find(|c| font.nominal(*c) == Some(glyph.gid));
            let is_space = font.nominal(' ') == Some(glyph.gid);
            let text = match (own, cluster.glyphs.len()) {
                // What is invisible is drawn with the space's glyph, which must go on to mean one.
                (None, _) if is_space => " ".to_string(),
                (_, 1) => cluster.text.clone(),
                (Some(own), _) => own.to_string(),
                (None, _) => NO_TEXT.to_string(),
            };
            let held = self.texts.entry((cluster.key, glyph.gid)).or_insert(text);
            says_it &= *held == cluster.text;
        }
        let is_one = cluster.glyphs.len() == 1;
        Ok(says_it && is_one && !(cluster.rtl && cluster.text.chars().nth(1).is_some()))
    }
}

/// Cuts a line at its spaces, which are words of their own, and where its direction changes.
fn words(clusters: &[Cluster]) -> impl Iterator<Item = &[Cluster]> {
    clusters.chunk_by(|a, b| a.rtl == b.rtl && a.text != " " && b.text != " ")
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
    use crate::error::Field;
    use crate::ink::NAVY;
    use crate::text::{Paragraph, Weight};

    fn written(letters: &mut Letters, text: &str) -> Vec<Op> {
        let paragraph = Paragraph::new(Field::Name, text, Weight::Bold).expect("covered text");
        let line = paragraph.whole().expect("covered text");
        let mut canvas = Canvas::new(100.0);
        let matrix = TextMatrix::Translate(Pt(0.0), Pt(0.0));
        letters.line(&mut canvas, matrix, &line, 10.0, NAVY).expect("it is written");
        canvas.ops
    }

    fn marks(ops: &[Op]) -> usize {
        ops.iter().filter(|op| matches!(op, Op::BeginMarkedContentWithProperties { .. })).count()
    }

    #[test]
    fn the_box_of_a_missing_glyph_is_never_written() {
        let paragraph = Paragraph::new(Field::Name, "A", Weight::Bold).expect("covered text");
        let mut line = paragraph.whole().expect("covered text");
        line.clusters[0].glyphs[0].gid = 0;
        let matrix = TextMatrix::Translate(Pt(0.0), Pt(0.0));
        let mut canvas = Canvas::new(100.0);
        let written = Letters::default().line(&mut canvas, matrix, &line, 10.0, NAVY);
        assert!(matches!(written, Err(Error::Font)));
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

    #[test]
    fn a_word_with_marks_is_said_as_one_from_left_to_right() {
        assert_eq!(said("किरण शर्मा"), ["किरण", "शर्मा"]);
        assert_eq!(said("Ọ\u{300}ṣun Ana"), ["Ọ\u{300}ṣun"]);
    }

    #[test]
    fn a_mark_is_said_before_its_letter_from_right_to_left() {
        assert_eq!(said("מֹש"), ["\u{5B9}", "מ"]);
        assert_eq!(said("لا"), ["ا", "ل"]);
    }

    /// The actual texts of a line, in the order in which they stand.
    fn said(text: &str) -> Vec<String> {
        let ops = written(&mut Letters::default(), text);
        let data = ops.iter().filter_map(|op| match op {
            Op::BeginMarkedContentWithProperties { properties, .. } => Some(properties),
            _ => None,
        });
        let utf16 = data.map(|properties| match properties {
            DictItem::Dict { map } => match map.get("ActualText") {
                Some(DictItem::String { data, .. }) => data[2..].to_vec(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        });
        let units = |data: Vec<u8>| -> Vec<u16> {
            data.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()
        };
        utf16.map(|data| String::from_utf16(&units(data)).expect("utf-16")).collect()
    }
}
