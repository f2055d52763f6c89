//! One line of text as positioned glyphs, in the order in which they stand on the page.
//!
//! ```text
//! paragraph -> line -> bidi runs -> items of one font and one script -> glyphs, by cluster
//! ```
//!
//! Knows no size and no place: every measure is in thousandths of an em.

use std::ops::Range;

use harfrust::{Buffer, Direction, Language, ShapeOptions, ShaperFont};
use unicode_bidi::ParagraphBidiInfo;

use super::font::{Font, Reach};
use super::items::{Item, is_invisible, items};
use super::key::{Key, Weight};
use super::plan::plan;
use super::{numbers, tongue, typeface};
use crate::error::{Error, Field};

/// What a shaper puts below a mark that has no letter.
const DOTTED_CIRCLE: char = '\u{25CC}';

/// A shaped line.
#[derive(Default)]
pub(crate) struct Shaped {
    pub(crate) clusters: Vec<Cluster>,
    /// How far the pen moves over the whole line, in thousandths of an em.
    pub(crate) width: f32,
    /// How far the ink of all glyphs reaches.
    pub(crate) reach: Reach,
    /// Whether the line's paragraph runs from right to left.
    pub(crate) rtl: bool,
}

/// The smallest piece of text that has glyphs of its own.
pub(crate) struct Cluster {
    pub(crate) key: Key,
    /// The byte of the paragraph at which the text begins.
    pub(crate) start: usize,
    pub(crate) text: String,
    pub(crate) rtl: bool,
    /// Where the cluster begins, from the line's start.
    pub(crate) x: f32,
    /// How far the pen moves over the cluster.
    pub(crate) advance: f32,
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

/// A text without a line break, and what of it holds for all its lines.
pub(crate) struct Paragraph<'a> {
    field: Field,
    pub(crate) text: &'a str,
    weight: Weight,
    bidi: ParagraphBidiInfo<'a>,
    tongue: Option<Language>,
}

impl<'a> Paragraph<'a> {
    /// Looks a paragraph over: its direction, and whether it holds a line break or a control.
    ///
    /// # Errors
    /// [`Error::MissingGlyph`], counted from the start of `text`.
    pub(crate) fn new(field: Field, text: &'a str, weight: Weight) -> Result<Self, Error> {
        let mut bidi = ParagraphBidiInfo::new(text, None);
        numbers::keep_together(&mut bidi);
        let paragraph = Paragraph { field, text, weight, bidi, tongue: tongue::of(text) };
        match text.char_indices().find(|(_, c)| breaks_the_line(*c)) {
            Some((byte, _)) => Err(paragraph.missing(byte)),
            None => Ok(paragraph),
        }
    }

    /// Shapes the whole paragraph as one line.
    ///
    /// # Errors
    /// As [`Paragraph::line`].
    pub(crate) fn whole(&self) -> Result<Shaped, Error> {
        self.line(0..self.text.len())
    }

    /// Shapes a part of the paragraph as a line of its own.
    ///
    /// # Errors
    /// [`Error::MissingGlyph`], counted from the start of the paragraph.
    pub(crate) fn line(&self, range: Range<usize>) -> Result<Shaped, Error> {
        let mut line = Shaped { rtl: self.bidi.paragraph_level.is_rtl(), ..Shaped::default() };
        if range.is_empty() {
            return Ok(line);
        }
        let (levels, runs) = self.bidi.visual_runs(range);
        let mut missing = None;
        for run in runs {
            let rtl = levels.get(run.start).is_some_and(|level| level.is_rtl());
            let mut items = items(self.text, run, self.weight)?;
            if rtl {
                items.reverse();
            }
            for item in items {
                let found = self.push(&mut line, &item, rtl)?;
                // Glyphs come as they stand on the page: the first as the text is read is wanted.
                missing = found.into_iter().chain(missing).min();
            }
        }
        missing.map_or(Ok(line), |byte| Err(self.missing(byte)))
    }

    fn missing(&self, byte: usize) -> Error {
        let before = self.text.char_indices().take_while(|(start, _)| *start < byte);
        Error::MissingGlyph { field: self.field, at: before.count() }
    }

    /// Appends an item's glyphs to a line; the first byte of the first character without a glyph.
    fn push(&self, line: &mut Shaped, item: &Item, rtl: bool) -> Result<Option<usize>, Error> {
        let font = item.key.font()?;
        let part = self.text.get(item.range.clone()).unwrap_or_default();
        let buffer = self.shaped(font, part, item, rtl)?;
        let mut starts: Vec<usize> =
            buffer.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let circle = font.nominal(DOTTED_CIRCLE);
        let mut open = None;
        let mut missing = without_form(font, part).map(|at| item.range.start + at);
        for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let start = info.cluster as usize;
            if open != Some(start) {
                open = Some(start);
                let end = starts.iter().find(|next| **next > start).copied();
                let text = part.get(start..end.unwrap_or(part.len())).unwrap_or_default();
                line.open(item, item.range.start + start, text, rtl);
            }
            let gid = u16::try_from(info.glyph_id).unwrap_or(0);
            let [x, y] = [position.x_offset, position.y_offset].map(|by| font.per_mille(by));
            let glyph = Glyph { gid, x: line.width + x, y };
            let has_text = line.add(font, glyph, font.per_mille(position.x_advance), circle);
            if !has_text {
                let text = line.clusters.last().map_or("", |cluster| cluster.text.as_str());
                let byte = item.range.start + start + without_glyph(font, text);
                missing = Some(missing.map_or(byte, |first| first.min(byte)));
            }
        }
        Ok(missing)
    }

    fn shaped(&self, font: &Font, part: &str, item: &Item, rtl: bool) -> Result<Buffer, Error> {
        let mut buffer = Buffer::new();
        buffer.push_str(part);
        buffer.guess_segment_properties();
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        let tongue = self.tongue.as_ref().filter(|_| item.key.family() == typeface::HAN);
        buffer.set_language(tongue.cloned());
        let plan = plan(item.key, direction, buffer.script(), tongue)?;
        let options = ShapeOptions::new().plan(Some(&plan));
        harfrust::shape(&ShaperFont::new(&font.shaper), &mut buffer, options)
            .map_err(|_| Error::Font)?;
        Ok(buffer)
    }
}

/// Control characters and separators: the fonts may cover some, but no field may print one.
fn breaks_the_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Where in a cluster the character begins that the font lacks: its first one, where it has them
/// all and can't put them together.
fn without_glyph(font: &Font, cluster: &str) -> usize {
    let mut chars = cluster.char_indices();
    let lacks = |c: char| !is_invisible(c) && font.nominal(c).is_none();
    chars.find(|(_, c)| lacks(*c)).map_or(0, |(byte, _)| byte)
}

/// Where the first letter begins whose owner asks for a form that the font lacks: another form
/// would be another name.
fn without_form(font: &Font, part: &str) -> Option<usize> {
    let asks = |c: &char| matches!(c, '\u{E0100}'..='\u{E01EF}');
    let mut pairs = part.char_indices().zip(part.chars().skip(1)).filter(|(_, next)| asks(next));
    let lacks = |c, selector| font.nominal(c).is_some() && !font.has_form(c, selector);
    pairs.find(|((_, c), selector)| lacks(*c, *selector)).map(|((at, _), _)| at)
}

impl Shaped {
    fn open(&mut self, item: &Item, start: usize, text: &str, rtl: bool) {
        self.clusters.push(Cluster {
            key: item.key,
            start,
            text: text.to_string(),
            rtl,
            x: self.width,
            advance: 0.0,
            glyphs: Vec::new(),
        });
    }

    /// Adds a glyph to the open cluster; `false` if it is none, or a circle nobody typed.
    fn add(&mut self, font: &Font, glyph: Glyph, advance: f32, circle: Option<u16>) -> bool {
        let Some(cluster) = self.clusters.last_mut() else {
            return false;
        };
        let is_typed = circle != Some(glyph.gid) || cluster.text.contains(DOTTED_CIRCLE);
        if glyph.gid == 0 || !is_typed {
            return false;
        }
        cluster.glyphs.push(glyph);
        cluster.advance += advance;
        self.width += advance;
        let Reach { above, below } = font.reach(glyph.gid);
        self.reach = self.reach.with(Reach { above: above + glyph.y, below: below - glyph.y });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Result<Shaped, Error> {
        Paragraph::new(Field::Name, text, Weight::Bold).and_then(|paragraph| paragraph.whole())
    }

    fn texts(text: &str) -> Vec<String> {
        let line = shape(text).expect("covered text");
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
    fn a_vowel_sign_that_stands_before_its_letter_shares_its_cluster() {
        assert_eq!(texts("किरण"), ["कि", "र", "ण"]);
    }

    #[test]
    fn the_missing_character_is_counted_not_quoted() {
        let error = shape("Äb\u{10380}").err().expect("no such glyph");
        assert!(matches!(error, Error::MissingGlyph { field: Field::Name, at: 2 }), "{error}");
        assert!(!error.to_string().contains('\u{10380}'));
    }

    #[test]
    fn the_first_missing_character_is_told_as_the_text_is_read_from_right_to_left() {
        for (text, first) in [
            ("م\u{1F600}ر\u{1F601}", 1),
            ("م ab\u{1F600} ر\u{1F601}", 4),
            ("مر ب \u{1F600}\u{1F601}", 5),
            ("ab م\u{1F600} ر\u{1F601}", 4),
        ] {
            let error = shape(text).err().expect("no such glyph");
            let right = matches!(error, Error::MissingGlyph { at, .. } if at == first);
            assert!(right, "{text}: {error}");
        }
    }

    #[test]
    fn the_mark_is_told_and_not_its_letter() {
        let error = shape("Ann\u{20D0}").err().expect("no such glyph");
        assert!(matches!(error, Error::MissingGlyph { at: 3, .. }), "{error}");
    }

    #[test]
    fn a_form_that_a_name_asks_for_is_drawn_or_told() {
        let glyph = |text| shape(text).expect("covered").clusters[0].glyphs[0].gid;
        assert_ne!(glyph("葛\u{E0100}な"), glyph("葛な"), "Katsuragi's is not Katsushika's");
        assert_eq!(glyph("葛\u{E0101}な"), glyph("葛な"));
        let error = shape("大葛\u{E01EF}").err().expect("no such form");
        assert!(matches!(error, Error::MissingGlyph { at: 1, .. }), "{error}");
    }

    #[test]
    fn a_vowel_sign_without_a_letter_is_refused_not_drawn_on_a_circle() {
        assert!(matches!(shape("िक"), Err(Error::MissingGlyph { at: 0, .. })));
        assert!(shape("Ana ि").is_err());
    }

    #[test]
    fn a_line_break_or_tab_has_no_glyph() {
        for text in ["a\nb", "a\tb", "a\u{2028}b", "\u{0}"] {
            assert!(shape(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_line_of_an_arabic_text_that_begins_in_latin_still_runs_to_the_left() {
        let text = "محمد Smith علي";
        let paragraph = Paragraph::new(Field::Name, text, Weight::Bold).expect("covered");
        let line = paragraph.line(9..text.len()).expect("covered");
        assert!(line.rtl);
        assert_eq!(line.clusters.first().map(|cluster| cluster.text.as_str()), Some("ي"));
    }

    #[test]
    fn a_han_character_takes_the_form_of_its_country() {
        let glyph = |text| shape(text).expect("covered").clusters[0].glyphs[0].gid;
        assert_ne!(glyph("直张"), glyph("直な"), "the same character, two forms");
        assert_eq!(glyph("直な"), glyph("直カ"));
    }

    #[test]
    fn a_compatibility_ideograph_and_its_standard_variant_are_one_form() {
        let glyphs = |text| {
            let line = shape(text).expect("covered");
            line.clusters.into_iter().flat_map(|c| c.glyphs).map(|g| g.gid).collect::<Vec<_>>()
        };
        for (owners, in_record, common) in [
            ("\u{FA19}谷", "神\u{FE00}谷", "神谷"),
            ("\u{FA1B}田", "福\u{FE00}田", "福田"),
            ("\u{F9DC}な", "隆\u{FE00}な", "隆な"),
        ] {
            assert_eq!(glyphs(owners), glyphs(in_record), "{in_record}");
            assert_ne!(glyphs(common), glyphs(in_record), "{in_record}");
        }
    }
}
