//! One line of text as positioned glyphs, in the order in which they stand on the page.
//!
//! ```text
//! text -> bidi runs -> items of one font and one script -> glyphs, grouped by cluster
//! ```
//!
//! Knows no size and no place: every measure is in thousandths of an em.

use std::ops::Range;

use harfrust::{Buffer, Direction, Script, ShapeOptions, ShaperFont};
use unicode_bidi::ParagraphBidiInfo;

use crate::font::{Key, Weight};
use crate::plan::plan;
use crate::{Error, Field};

/// A shaped line.
#[derive(Default)]
pub(crate) struct Shaped {
    pub(crate) clusters: Vec<Cluster>,
    /// How far the pen moves over the whole line, in thousandths of an em.
    pub(crate) width: f32,
}

/// The smallest piece of text that has glyphs of its own.
pub(crate) struct Cluster {
    pub(crate) key: Key,
    pub(crate) text: String,
    pub(crate) rtl: bool,
    /// From left to right.
    pub(crate) glyphs: Vec<Glyph>,
}

/// A glyph and where it stands, from the line's start and baseline, in thousandths of an em.
#[derive(Clone, Copy)]
pub(crate) struct Glyph {
    pub(crate) gid: u16,
    pub(crate) x: f32,
    pub(crate) y: f32,
}

/// A stretch of text in one font, one script and one direction.
struct Item {
    range: Range<usize>,
    key: Key,
    script: Option<Script>,
}

/// Shapes one line of `field`, which must hold no line break.
///
/// # Errors
/// [`Error::MissingGlyph`] counts its character from the start of `text`.
pub(crate) fn shape(field: Field, text: &str, weight: Weight) -> Result<Shaped, Error> {
    let missing = |byte: usize| Error::MissingGlyph {
        field,
        at: text.char_indices().take_while(|(start, _)| *start < byte).count(),
    };
    if let Some((byte, _)) = text.char_indices().find(|(_, c)| breaks_the_line(*c)) {
        return Err(missing(byte));
    }
    let mut line = Shaped::default();
    if text.is_empty() {
        return Ok(line);
    }
    let (levels, runs) = ParagraphBidiInfo::new(text, None).visual_runs(0..text.len());
    for run in runs {
        let rtl = levels.get(run.start).is_some_and(|level| level.is_rtl());
        let mut items = items(text, run, weight)?;
        if rtl {
            items.reverse();
        }
        for item in items {
            line.push(text, &item, rtl)?.map_or(Ok(()), |byte| Err(missing(byte)))?;
        }
    }
    Ok(line)
}

/// Control characters and separators: the fonts may cover some, but no field may print one.
fn breaks_the_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Cuts a run wherever the font or the script changes.
///
/// A character that belongs to no script (a space, a digit, a mark) stays with the font before
/// it as long as that covers it, so that a mark is never torn from its letter.
fn items(text: &str, run: Range<usize>, weight: Weight) -> Result<Vec<Item>, Error> {
    let keys = Key::of(weight);
    let mut items: Vec<Item> = Vec::new();
    for (offset, c) in text[run.clone()].char_indices() {
        let at = run.start + offset;
        let script = Some(harfrust::unicode::script(u32::from(c)))
            .filter(|script| *script != Script::COMMON && *script != Script::INHERITED);
        let before = items.last().map_or(keys[0], |item| item.key);
        let mut key = before;
        if script.is_some() || !before.font()?.covers(c) {
            for candidate in keys.into_iter().rev() {
                if candidate.font()?.covers(c) {
                    key = candidate;
                }
            }
        }
        let end = at + c.len_utf8();
        match items.last_mut() {
            Some(item) if item.key == key && (script.is_none() || fits(item, script)) => {
                item.range.end = end;
                item.script = item.script.or(script);
            }
            _ => items.push(Item { range: at..end, key, script }),
        }
    }
    Ok(items)
}

fn fits(item: &Item, script: Option<Script>) -> bool {
    item.script.is_none() || item.script == script
}

impl Shaped {
    /// Appends an item's glyphs; answers the place of the first character without one.
    fn push(&mut self, text: &str, item: &Item, rtl: bool) -> Result<Option<usize>, Error> {
        let font = item.key.font()?;
        let part = &text[item.range.clone()];
        let mut buffer = Buffer::new();
        buffer.push_str(part);
        buffer.guess_segment_properties();
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        let plan = plan(item.key, direction, buffer.script())?;
        let options = ShapeOptions::new().plan(Some(&plan));
        harfrust::shape(&ShaperFont::new(&font.shaper), &mut buffer, options)
            .map_err(|_| Error::Font)?;
        let mut starts: Vec<usize> =
            buffer.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();

        let mut open = None;
        for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let start = info.cluster as usize;
            let gid = match u16::try_from(info.glyph_id) {
                Ok(gid) if gid != 0 => gid,
                _ => return Ok(Some(item.range.start + start)),
            };
            if open != Some(start) {
                open = Some(start);
                let end = starts.iter().find(|next| **next > start).copied();
                let text = part.get(start..end.unwrap_or(part.len())).unwrap_or_default();
                let text = text.to_string();
                self.clusters.push(Cluster { key: item.key, text, rtl, glyphs: Vec::new() });
            }
            let x = self.width + font.per_mille(position.x_offset);
            let y = font.per_mille(position.y_offset);
            if let Some(cluster) = self.clusters.last_mut() {
                cluster.glyphs.push(Glyph { gid, x, y });
            }
            self.width += font.per_mille(position.x_advance);
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let line = shape(Field::Name, text, Weight::Bold).expect("covered text");
        line.clusters.into_iter().map(|cluster| cluster.text).collect()
    }

    #[test]
    fn arabic_stands_from_right_to_left() {
        assert_eq!(texts("مر"), ["ر", "م"]);
    }

    #[test]
    fn a_latin_name_inside_arabic_keeps_its_own_direction() {
        assert_eq!(texts("م ab"), ["a", "b", " ", "م"]);
    }

    #[test]
    fn a_combining_mark_stays_with_its_letter() {
        assert_eq!(texts("Ngu\u{0303}y").concat(), "Ngu\u{0303}y");
    }

    #[test]
    fn the_missing_character_is_counted_not_quoted() {
        let error = shape(Field::Name, "Äb漢", Weight::Bold).err().expect("no such glyph");
        assert!(matches!(error, Error::MissingGlyph { field: Field::Name, at: 2 }), "{error}");
        assert!(!error.to_string().contains('漢'));
    }

    #[test]
    fn a_line_break_or_tab_has_no_glyph() {
        for text in ["a\nb", "a\tb", "a\u{2028}b", "\u{0}"] {
            assert!(shape(Field::Name, text, Weight::Bold).is_err(), "{text:?}");
        }
    }
}
