//! Operations as the bytes of a content stream: terse, with the codes that the fonts will have.
//!
//! Knows the operations that this crate draws with and refuses any other; decides no place.

use std::collections::BTreeMap;

use printpdf::{
    Color, CurTransMat, DictItem, LinePoint, Op, PaintMode, PdfFontHandle, Polygon, TextItem,
    WindingOrder,
};

use crate::error::Error;
use crate::ink::INLINE_IMAGE;
use crate::text::Key;

/// Places are kept to this many decimals of a point: to less than 2 micrometres.
const DECIMALS: usize = 2;

/// Shares of a colour are kept to this many: a byte each comes back as it was.
const COLOUR_DECIMALS: usize = 3;

/// Which code stands for which glyph, the same in all content streams of a document.
///
/// Codes are given in the order of first use, so that a stream can be written before it is known
/// what the next one says.
#[derive(Default)]
pub(crate) struct Codes {
    fonts: BTreeMap<Key, BTreeMap<u16, u16>>,
}

impl Codes {
    /// The code of a glyph.
    ///
    /// # Errors
    /// [`Error::Font`] if the built-in file cannot be read.
    pub(crate) fn code(&mut self, key: Key, gid: u16) -> Result<u16, Error> {
        if let Some(numbers) = key.numbers()? {
            return numbers.get(&gid).copied().ok_or(Error::Font);
        }
        let given = self.fonts.entry(key).or_default();
        let next = u16::try_from(given.len() + 1).map_err(|_| Error::Font)?;
        Ok(*given.entry(gid).or_insert(next))
    }
}

/// The bytes of a content stream that does what `ops` say.
///
/// # Errors
/// [`Error::Write`] for an operation that this crate does not draw with.
pub(crate) fn bytes(ops: &[Op], codes: &mut Codes) -> Result<Vec<u8>, Error> {
    let mut content = Content { codes, bytes: Vec::with_capacity(ops.len() * 16), font: None };
    for op in ops {
        content.op(op)?;
    }
    Ok(content.bytes)
}

struct Content<'a> {
    codes: &'a mut Codes,
    bytes: Vec<u8>,
    font: Option<Key>,
}

impl Content<'_> {
    fn op(&mut self, op: &Op) -> Result<(), Error> {
        match op {
            Op::SaveGraphicsState => self.raw("q\n"),
            Op::RestoreGraphicsState => self.raw("Q\n"),
            Op::LoadGraphicsState { gs } => self.raw(&format!("/{} gs\n", gs.0)),
            Op::SetFillColor { col } => self.colour(col, "rg")?,
            Op::SetOutlineColor { col } => self.colour(col, "RG")?,
            Op::SetOutlineThickness { pt } => self.numbers(&[pt.0], "w"),
            Op::SetLineCapStyle { cap } => self.raw(&format!("{} J\n", cap.id())),
            Op::SetLineJoinStyle { join } => self.raw(&format!("{} j\n", join.id())),
            Op::SetTransformationMatrix { matrix } => self.matrix(matrix.as_array(), "cm"),
            Op::DrawLine { line } => {
                self.path(&line.points);
                self.raw("S\n");
            }
            Op::DrawPolygon { polygon } => self.polygon(polygon),
            Op::UseXobject { id, transform } => {
                let combined = transform
                    .get_ctms(None)
                    .iter()
                    .fold(CurTransMat::Identity.as_array(), |done, next| {
                        CurTransMat::combine_matrix(done, next.as_array())
                    });
                self.raw("q ");
                self.matrix(combined, "cm");
                self.raw(&format!("/{} Do Q\n", id.0));
            }
            Op::BeginMarkedContent { tag } => self.raw(&format!("/{tag} BMC\n")),
            Op::BeginMarkedContentWithProperties { tag, properties } => {
                self.raw(&format!("/{tag} "));
                self.properties(properties);
                self.raw("BDC\n");
            }
            Op::EndMarkedContent => self.raw("EMC\n"),
            Op::Unknown { key, value } if key == INLINE_IMAGE => {
                for item in value {
                    let DictItem::Bytes(image) = item else { return Err(unknown()) };
                    self.bytes.extend(image);
                }
            }
            _ => return self.text(op),
        }
        Ok(())
    }

    fn text(&mut self, op: &Op) -> Result<(), Error> {
        match op {
            Op::StartTextSection => self.raw("BT\n"),
            Op::EndTextSection => self.raw("ET\n"),
            Op::SetTextMatrix { matrix } => self.matrix(matrix.as_array(), "Tm"),
            Op::SetLineOffset { multiplier } => self.numbers(&[*multiplier], "Ts"),
            Op::SetFont { font: PdfFontHandle::External(id), size } => {
                self.font = Key::of_id(id);
                self.raw(&format!("/{} ", id.0));
                self.numbers(&[size.0], "Tf");
            }
            Op::ShowText { items } => return self.glyphs(items),
            _ => return Err(unknown()),
        }
        Ok(())
    }

    /// The glyphs with their codes; the numbers between them move the pen back.
    fn glyphs(&mut self, items: &[TextItem]) -> Result<(), Error> {
        let font = self.font.ok_or_else(unknown)?;
        let mut is_open = false;
        self.raw("[");
        for item in items {
            match item {
                TextItem::Offset(back) => {
                    if std::mem::take(&mut is_open) {
                        self.raw(">");
                    }
                    self.number(f64::from(*back), 1);
                }
                TextItem::GlyphIds(glyphs) => {
                    for glyph in glyphs {
                        if !std::mem::replace(&mut is_open, true) {
                            self.raw("<");
                        }
                        let code = self.codes.code(font, glyph.gid)?;
                        self.raw(&format!("{code:04x}"));
                    }
                }
                TextItem::Text(_) => return Err(unknown()),
            }
        }
        self.raw(if is_open { ">]TJ\n" } else { "]TJ\n" });
        Ok(())
    }

    fn polygon(&mut self, polygon: &Polygon) {
        for ring in &polygon.rings {
            match rectangle(&ring.points) {
                Some(sides) => self.numbers(&sides, "re"),
                None => {
                    self.path(&ring.points);
                    self.raw("h\n");
                }
            }
        }
        let is_even_odd = polygon.winding_order == WindingOrder::EvenOdd;
        self.raw(match (&polygon.mode, is_even_odd) {
            (PaintMode::Clip, false) => "W n\n",
            (PaintMode::Clip, true) => "W* n\n",
            (PaintMode::Fill, false) => "f\n",
            (PaintMode::Fill, true) => "f*\n",
            (PaintMode::Stroke, _) => "S\n",
            (PaintMode::FillStroke, false) => "B\n",
            (PaintMode::FillStroke, true) => "B*\n",
        });
    }

    /// Lines, and curves where two handles stand between two points.
    fn path(&mut self, points: &[LinePoint]) {
        let mut rest = points;
        let mut word = "m";
        while let [first, after @ ..] = rest {
            match (first.bezier, after) {
                (true, [second, end, beyond @ ..]) if second.bezier => {
                    let at = [first, second, end].map(|point| [point.p.x.0, point.p.y.0]);
                    self.numbers(at.as_flattened(), "c");
                    rest = beyond;
                }
                _ => {
                    self.numbers(&[first.p.x.0, first.p.y.0], word);
                    rest = after;
                }
            }
            word = "l";
        }
    }

    fn colour(&mut self, colour: &Color, word: &str) -> Result<(), Error> {
        let Color::Rgb(rgb) = colour else {
            return Err(unknown());
        };
        for share in [rgb.r, rgb.g, rgb.b] {
            self.number(f64::from(share), COLOUR_DECIMALS);
            self.raw(" ");
        }
        self.raw(word);
        self.raw("\n");
        Ok(())
    }

    /// A matrix: what it turns and scales by, more exactly than where it moves to.
    fn matrix(&mut self, matrix: [f32; 6], word: &str) {
        for (place, value) in matrix.into_iter().enumerate() {
            self.number(f64::from(value), if place < 4 { 6 } else { 3 });
            self.raw(" ");
        }
        self.raw(word);
        self.raw("\n");
    }

    fn numbers(&mut self, values: &[f32], word: &str) {
        for value in values {
            self.number(f64::from(*value), DECIMALS);
            self.raw(" ");
        }
        self.raw(word);
        self.raw("\n");
    }

    fn number(&mut self, value: f64, decimals: usize) {
        let text = format!("{value:.decimals$}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        self.raw(if matches!(text, "" | "-" | "-0") { "0" } else { text });
    }

    fn properties(&mut self, item: &DictItem) {
        match item {
            DictItem::Dict { map } => {
                self.raw("<<");
                for (name, value) in map {
                    self.raw(&format!("/{name} "));
                    self.properties(value);
                }
                self.raw(">>");
            }
            DictItem::Int(number) => self.raw(&number.to_string()),
            DictItem::String { data, .. } => literal(&mut self.bytes, data),
            DictItem::Name(name) => {
                self.raw("/");
                self.bytes.extend(name);
            }
            _ => self.raw("null"),
        }
    }

    fn raw(&mut self, text: &str) {
        self.bytes.extend(text.as_bytes());
    }
}

/// A ring of four corners with level and upright sides, as `re` takes it.
fn rectangle(points: &[LinePoint]) -> Option<[f32; 4]> {
    let [a, b, c, d] = points else {
        return None;
    };
    let is_straight = points.iter().all(|point| !point.bezier);
    let is_level = a.p.y == b.p.y && b.p.x == c.p.x && c.p.y == d.p.y && d.p.x == a.p.x;
    (is_straight && is_level).then_some([a.p.x.0, a.p.y.0, b.p.x.0 - a.p.x.0, c.p.y.0 - a.p.y.0])
}

/// Writes a string of any bytes (ISO 32000-1, 7.3.4.2).
pub(crate) fn literal(out: &mut Vec<u8>, data: &[u8]) {
    out.push(b'(');
    for byte in data {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', *byte]),
            b'\r' => out.extend(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

/// Writes a text as a string: plain where it is ASCII, else UTF-16 with its mark.
pub(crate) fn text_string(out: &mut Vec<u8>, text: &str) {
    if text.is_ascii() {
        return literal(out, text.as_bytes());
    }
    let mut data = vec![0xFE, 0xFF];
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    literal(out, &data);
}

fn unknown() -> Error {
    Error::Write("an operation that this crate does not draw with".into())
}

#[cfg(test)]
mod tests {
    use printpdf::Pt;

    use super::*;
    use crate::ink::{BLACK, Canvas, Frame};

    fn said(ops: &[Op]) -> String {
        let bytes = bytes(ops, &mut Codes::default()).expect("known operations");
        String::from_utf8(bytes).expect("plain")
    }

    #[test]
    fn a_rectangle_is_one_operation_and_numbers_are_short() {
        let mut canvas = Canvas::new(25.4);
        canvas.fill(Frame { x: 0.0, y: 0.0, width: 12.7, height: 25.4 }, BLACK);
        assert_eq!(said(&canvas.ops), "0 0 0 rg\n0 72 36 -72 re\nf\n");
        let thin = Op::SetOutlineThickness { pt: Pt(-0.004) };
        assert_eq!(said(&[thin]), "0 w\n");
    }

    #[test]
    fn a_string_keeps_every_byte() {
        let mut out = Vec::new();
        literal(&mut out, b"(a\\\r\xFF)");
        assert_eq!(out, b"(\\(a\\\\\\r\xFF\\))");
    }

    #[test]
    fn an_operation_that_is_not_ours_is_refused() {
        assert!(bytes(&[Op::AddLineBreak], &mut Codes::default()).is_err());
    }
}
