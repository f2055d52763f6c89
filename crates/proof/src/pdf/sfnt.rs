//! A TrueType subset without what only screens of few dots need: hints, names, character maps.
//!
//! Changes no outline and no width. Hints are programs inside each glyph: taken away, they let a
//! font shrink to half.

/// The tables that a PDF's TrueType program must have and no hinting needs (ISO 32000-1, 9.9).
const KEPT: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

/// Bits of a composite glyph's part (OpenType, glyf).
const WORDS: u16 = 0x0001;
const SCALED: u16 = 0x0008;
const MORE: u16 = 0x0020;
const SCALED_TWICE: u16 = 0x0040;
const TURNED: u16 = 0x0080;
const HINTED: u16 = 0x0100;

/// The font with its outlines and measures alone; `None` if it is no sound TrueType font.
pub(crate) fn unhinted(font: &[u8]) -> Option<Vec<u8>> {
    let (glyf, loca) = glyphs(font)?;
    let mut tables = Vec::new();
    for tag in KEPT {
        let bytes = match tag {
            b"glyf" => glyf.clone(),
            b"loca" => loca.clone(),
            b"head" => {
                let mut head = table(font, tag)?.to_vec();
                // No sum over the whole font, and long places of glyphs.
                head.get_mut(8..12)?.fill(0);
                head.get_mut(50..52)?.copy_from_slice(&[0, 1]);
                head
            }
            _ => table(font, tag)?.to_vec(),
        };
        tables.push((*tag, bytes));
    }
    Some(assembled(&tables))
}

/// The tables `glyf` and `loca` without instructions, places in 4 bytes.
fn glyphs(font: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let (head, old_loca, old) =
        (table(font, b"head")?, table(font, b"loca")?, table(font, b"glyf")?);
    let is_long = number(head, 50)? == 1;
    let count = usize::from(number(table(font, b"maxp")?, 4)?);
    let place = |glyph: usize| -> Option<usize> {
        if is_long {
            let bytes = old_loca.get(glyph * 4..glyph * 4 + 4)?;
            usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
        } else {
            Some(usize::from(number(old_loca, glyph * 2)?) * 2)
        }
    };
    let (mut glyf, mut loca) = (Vec::new(), Vec::new());
    for glyph in 0..count {
        loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
        let outline = old.get(place(glyph)?..place(glyph + 1)?)?;
        if !outline.is_empty() {
            glyf.extend(without_instructions(outline)?);
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
    }
    loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
    Some((glyf, loca))
}

fn without_instructions(outline: &[u8]) -> Option<Vec<u8>> {
    match i16::from_be_bytes(outline.get(..2)?.try_into().ok()?) {
        // An outline of contours: head, the last point of each, instructions, points.
        contours @ 0.. => {
            let at = 10 + 2 * usize::from(contours.unsigned_abs());
            let length = usize::from(number(outline, at)?);
            let points = match contours {
                0 => 0,
                _ => usize::from(number(outline, at - 2)?) + 1,
            };
            let mut kept = outline.get(..at)?.to_vec();
            kept.extend([0, 0]);
            let rest = outline.get(at + 2 + length..)?;
            kept.extend(rest.get(..points_length(rest, points)?)?);
            Some(kept)
        }
        // One put together from others: head, parts, instructions.
        _ => {
            let mut kept = outline.to_vec();
            let mut at = 10;
            loop {
                let flags = number(&kept, at)?;
                kept.get_mut(at..at + 2)?.copy_from_slice(&(flags & !HINTED).to_be_bytes());
                at += 4 + if flags & WORDS == 0 { 2 } else { 4 };
                at += match flags & (SCALED | SCALED_TWICE | TURNED) {
                    SCALED => 2,
                    SCALED_TWICE => 4,
                    TURNED => 8,
                    _ => 0,
                };
                if flags & MORE == 0 {
                    kept.truncate(at);
                    return Some(kept);
                }
            }
        }
    }
}

/// The length of an outline's points: their flags, then how far each is from the one before.
fn points_length(bytes: &[u8], points: usize) -> Option<usize> {
    const SHORT: [u8; 2] = [0x02, 0x04];
    const SAME: [u8; 2] = [0x10, 0x20];
    const REPEATED: u8 = 0x08;
    let (mut at, mut seen, mut steps) = (0, 0, 0);
    while seen < points {
        let flags = *bytes.get(at)?;
        at += 1;
        let mut count = 1;
        if flags & REPEATED != 0 {
            count += usize::from(*bytes.get(at)?);
            at += 1;
        }
        for (short, same) in SHORT.into_iter().zip(SAME) {
            steps += count
                * match (flags & short != 0, flags & same != 0) {
                    (true, _) => 1,
                    (false, true) => 0,
                    (false, false) => 2,
                };
        }
        seen += count;
    }
    Some(at + steps)
}

/// A font of these tables, which stand in the order of their tags.
fn assembled(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.checked_ilog2().unwrap_or(0) as u16;
    let reach = 16 << power;
    let mut font = vec![0, 1, 0, 0];
    for value in [count, reach, power, count * 16 - reach] {
        font.extend(value.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    for (tag, bytes) in tables {
        font.extend(tag);
        for value in [sum(bytes), at as u32, bytes.len() as u32] {
            font.extend(value.to_be_bytes());
        }
        at += bytes.len().next_multiple_of(4);
    }
    for (_, bytes) in tables {
        font.extend(bytes);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    font
}

fn sum(bytes: &[u8]) -> u32 {
    let word = |part: &[u8]| {
        let mut word = [0; 4];
        word[..part.len()].copy_from_slice(part);
        u32::from_be_bytes(word)
    };
    bytes.chunks(4).map(word).fold(0, u32::wrapping_add)
}

fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(number(font, 4)?);
    let entry = (0..count)
        .filter_map(|place| font.get(12 + 16 * place..28 + 16 * place))
        .find(|entry| entry.starts_with(tag))?;
    let long = |at: usize| Some(u32::from_be_bytes(entry.get(at..at + 4)?.try_into().ok()?));
    let (start, length) = (usize::try_from(long(8)?).ok()?, usize::try_from(long(12)?).ok()?);
    font.get(start..start.checked_add(length)?)
}

fn number(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use harfrust::{Font, GlyphId, ShaperFont};

    use super::*;

    const FONT: &[u8] = include_bytes!("../../../../assets/fonts/NotoSans-Regular.ttf");

    #[test]
    fn no_glyph_changes_its_place_or_measure() {
        let small: &'static [u8] = unhinted(FONT).expect("a sound font").leak();
        let [before, after] = [FONT, small].map(|font| Font::new(font, 0).expect("readable"));
        let [before, after] = [&before, &after].map(ShaperFont::new);
        for gid in (0..3000).map(GlyphId::new) {
            assert_eq!(before.glyph_h_advance(gid), after.glyph_h_advance(gid));
            let box_of = |font: &ShaperFont<'_, '_>| {
                let ink = font.glyph_extents(gid);
                ink.map(|ink| (ink.x_bearing, ink.y_bearing, ink.width, ink.height))
            };
            assert_eq!(box_of(&before), box_of(&after), "glyph {gid:?}");
        }
        assert!(small.len() * 3 < FONT.len() * 2, "{} of {}", small.len(), FONT.len());
    }

    #[test]
    fn cut_bytes_are_no_font() {
        for end in [0, 3, 11, 100, 5_000, FONT.len() / 2] {
            assert!(unhinted(&FONT[..end]).is_none(), "cut at {end}");
        }
    }
}
