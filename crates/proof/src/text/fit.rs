//! The one rule by which a text is made to fit its area, or refused.
//!
//! 1. On one line, from the nominal size down to four fifths of it (never below the floor).
//! 2. Wrapped, from the nominal size down to the floor, into as many lines as the area's
//!    height holds at that size, and never more than its own limit.
//! 3. Refused, by the field's name.
//!
//! A word that is wider than a line is broken after its hyphens. Lines stand further apart where
//! marks above or below need it, so that none touch. Nothing is ever cut off, broken inside a word
//! or squeezed in width.

use std::ops::Range;

use super::breaks::{is_after_hyphen, pieces};
use super::font::Reach;
use super::key::Weight;
use super::shape::{Paragraph, Shaped};
use crate::error::{Error, Field};

/// Millimetres in a point.
pub(crate) const MM_PER_PT: f32 = 25.4 / 72.0;

/// The least room around a baseline: with both, lines stand 1.25 em apart.
const LEAST: Room = Room { above: 0.97, below: 0.28 };

/// Clear space beyond the ink that reaches furthest, in ems.
const CLEAR: f32 = 0.02;

/// How far a single line may shrink before it is wrapped instead.
const ONE_LINE: f32 = 0.8;

/// Sizes are tried in steps of this many points.
const STEP_PT: f32 = 0.25;

/// The place a text has, and the sizes it may take.
#[derive(Clone, Copy)]
pub(crate) struct Area {
    pub(crate) width_mm: f32,
    pub(crate) height_mm: f32,
    pub(crate) nominal_pt: f32,
    pub(crate) floor_pt: f32,
    pub(crate) line_limit: usize,
    pub(crate) weight: Weight,
}

/// The room above and below each baseline of a text, in ems.
#[derive(Clone, Copy)]
struct Room {
    above: f32,
    below: f32,
}

impl Room {
    /// The room that ink needs.
    fn around(ink: Reach) -> Room {
        let clear = |reach: f32| reach / 1000.0 + CLEAR;
        let (above, below) = (clear(ink.above), clear(ink.below));
        Room { above: LEAST.above.max(above), below: LEAST.below.max(below) }
    }

    /// From one baseline to the next, in millimetres.
    fn pitch_mm(self, size_pt: f32) -> f32 {
        (self.above + self.below) * size_pt * MM_PER_PT
    }
}

/// A text that fits: its lines, and the size at which they do.
pub(crate) struct Fitted {
    pub(crate) size_pt: f32,
    pub(crate) lines: Vec<Shaped>,
    room: Room,
}

impl Fitted {
    /// The height of all lines, in millimetres.
    pub(crate) fn height_mm(&self) -> f32 {
        self.lines.len() as f32 * self.pitch_mm()
    }

    /// The width of the longest line, in millimetres.
    pub(crate) fn width_mm(&self) -> f32 {
        let longest = self.lines.iter().map(|line| line.width).fold(0.0, f32::max);
        longest / 1000.0 * self.size_pt * MM_PER_PT
    }

    /// The baseline of a line, in millimetres below the text's top.
    pub(crate) fn baseline_mm(&self, line: usize) -> f32 {
        line as f32 * self.pitch_mm() + self.room.above * self.size_pt * MM_PER_PT
    }

    /// Where a line begins, in millimetres from the text's left edge.
    ///
    /// What runs from right to left is flush with the right end of the longest line.
    pub(crate) fn indent_mm(&self, line: usize) -> f32 {
        let rtl = self.lines.get(line).filter(|line| line.rtl);
        rtl.map_or(0.0, |line| self.width_mm() - line.width / 1000.0 * self.size_pt * MM_PER_PT)
    }

    fn pitch_mm(&self) -> f32 {
        self.room.pitch_mm(self.size_pt)
    }
}

impl Area {
    /// Fits a text, or refuses it.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`], or [`Error::MissingGlyph`] from the shaping.
    pub(crate) fn fit(&self, field: Field, text: &str) -> Result<Fitted, Error> {
        let measured = Measured::new(field, text, self.weight)?;
        let one_line = (self.nominal_pt * ONE_LINE).max(self.floor_pt);
        for (lowest_pt, line_limit) in [(one_line, 1), (self.floor_pt, self.line_limit)] {
            let mut size_pt = self.nominal_pt;
            loop {
                let limit = line_limit.min(measured.room_for(self.height_mm, size_pt));
                if let Some(fitted) = measured.fitted(self.width_mm, size_pt, limit)? {
                    return Ok(fitted);
                }
                if size_pt <= lowest_pt {
                    break;
                }
                // The lowest size may lie between two steps, and is tried last.
                size_pt = (size_pt - STEP_PT).max(lowest_pt);
            }
        }
        Err(Error::DoesNotFit { field })
    }
}

/// One of this crate's own sentences at one size, wrapped as needed.
///
/// # Errors
/// As [`Area::fit`].
pub(crate) fn caption(
    text: &str,
    size_pt: f32,
    width_mm: f32,
    weight: Weight,
) -> Result<Fitted, Error> {
    let area = Area {
        width_mm,
        height_mm: f32::MAX,
        nominal_pt: size_pt,
        floor_pt: size_pt,
        line_limit: usize::MAX,
        weight,
    };
    area.fit(Field::Caption, text)
}

/// A text cut into pieces, each measured once: widths grow with the size, so one is enough.
pub(crate) struct Measured {
    field: Field,
    weight: Weight,
    blocks: Vec<Block>,
    room: Room,
}

/// A paragraph, its spaces made single, and its pieces.
struct Block {
    text: String,
    pieces: Vec<Piece>,
}

struct Piece {
    range: Range<usize>,
    /// The width of the space before it, in thousandths of an em, as its own.
    gap: f32,
    width: f32,
    /// Whether a hyphen joins it to the piece before.
    is_joined: bool,
}

impl Measured {
    /// Cuts and measures a text whose paragraphs are parted by line feeds.
    ///
    /// # Errors
    /// [`Error::MissingGlyph`], counted in the whole text.
    pub(crate) fn new(field: Field, text: &str, weight: Weight) -> Result<Self, Error> {
        let mut blocks = Vec::new();
        let mut reach = Reach::default();
        let mut passed = 0;
        for line in text.split('\n') {
            let line = line.strip_suffix('\r').unwrap_or(line);
            let whole = |text| Paragraph::new(field, text, weight).and_then(|p| p.whole());
            let mut shaped = whole(line).map_err(|error| counted_from(passed, error))?;
            passed += line.chars().count() + 1;
            let single: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
            let single = single.join(" ");
            if single != line {
                shaped = whole(&single)?;
            }
            reach = reach.with(shaped.reach);
            if !single.is_empty() {
                blocks.push(Block::new(single, &shaped));
            }
        }
        Ok(Measured { field, weight, blocks, room: Room::around(reach) })
    }

    /// How many lines an area of this height holds.
    fn room_for(&self, height_mm: f32, size_pt: f32) -> usize {
        (height_mm / self.room.pitch_mm(size_pt) + 0.01) as usize
    }

    /// The text in at most `limit` lines of at most `width_mm`, if that can be.
    pub(crate) fn fitted(
        &self,
        width_mm: f32,
        size_pt: f32,
        limit: usize,
    ) -> Result<Option<Fitted>, Error> {
        let width = width_mm * 1000.0 / (size_pt * MM_PER_PT);
        let wrapped = self.blocks.iter().map(|block| Some((block, block.wrap(width)?)));
        let Some(wrapped) = wrapped.collect::<Option<Vec<_>>>() else {
            return Ok(None);
        };
        if wrapped.iter().map(|(_, ranges)| ranges.len()).sum::<usize>() > limit {
            return Ok(None);
        }
        let mut lines = Vec::new();
        for (block, ranges) in wrapped {
            let paragraph = Paragraph::new(self.field, &block.text, self.weight)?;
            for range in ranges {
                let line = paragraph.line(range)?;
                // Where a line is cut, letters may join differently than they did whole.
                if line.width > width {
                    return Ok(None);
                }
                lines.push(line);
            }
        }
        Ok(Some(Fitted { size_pt, lines, room: self.room }))
    }
}

fn counted_from(passed: usize, error: Error) -> Error {
    match error {
        Error::MissingGlyph { field, at } => Error::MissingGlyph { field, at: at + passed },
        other => other,
    }
}

impl Block {
    fn new(text: String, shaped: &Shaped) -> Block {
        let mut pens = vec![0.0; text.len() + 1];
        for cluster in &shaped.clusters {
            if let Some(pen) = pens.get_mut(cluster.start + 1..).and_then(<[f32]>::first_mut) {
                *pen = cluster.advance;
            }
        }
        let mut passed = 0.0;
        for pen in &mut pens {
            passed += *pen;
            *pen = passed;
        }
        let pen = |byte: usize| pens.get(byte).copied().unwrap_or(passed);
        let mut end = 0;
        let piece = |range: Range<usize>| {
            let (gap, width) = (pen(range.start) - pen(end), pen(range.end) - pen(range.start));
            end = range.end;
            let is_joined = is_after_hyphen(&text, range.start);
            Piece { range, gap, width, is_joined }
        };
        let pieces = pieces(&text).into_iter().map(piece).collect();
        Block { text, pieces }
    }

    /// Fills lines greedily; `None` if a piece alone is wider than a line.
    fn wrap(&self, width: f32) -> Option<Vec<Range<usize>>> {
        let mut lines = Lines { width, done: Vec::new(), filled: f32::INFINITY };
        for word in self.pieces.chunk_by(|_, next| next.is_joined) {
            let whole = word.iter().map(|piece| piece.width).sum();
            if let [first, .., last] = word
                && whole <= width
            {
                lines.put(first.range.start..last.range.end, first.gap, whole)?;
            } else {
                word.iter()
                    .try_for_each(|piece| lines.put(piece.range.clone(), piece.gap, piece.width))?;
            }
        }
        Some(lines.done)
    }
}

/// The lines of a paragraph as they fill.
struct Lines {
    width: f32,
    done: Vec<Range<usize>>,
    /// How much of the last line is taken.
    filled: f32,
}

impl Lines {
    /// Puts what may not be cut on the last line, or on a new one; `None` if it is wider than any.
    fn put(&mut self, range: Range<usize>, gap: f32, width: f32) -> Option<()> {
        if width > self.width {
            return None;
        }
        self.filled += gap + width;
        match self.done.last_mut() {
            Some(line) if self.filled <= self.width => line.end = range.end,
            _ => {
                self.done.push(range);
                self.filled = width;
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Area = Area {
        width_mm: 48.0,
        height_mm: 10.6,
        nominal_pt: 12.0,
        floor_pt: 6.0,
        line_limit: 4,
        weight: Weight::Bold,
    };

    fn fit(text: &str) -> Fitted {
        AREA.fit(Field::Name, text).expect("a text that fits")
    }

    #[test]
    fn a_short_name_keeps_the_nominal_size() {
        let fitted = fit("Ana Li");
        assert_eq!((fitted.size_pt, fitted.lines.len()), (12.0, 1));
    }

    #[test]
    fn a_longer_name_shrinks_a_little_before_it_wraps() {
        let fitted = fit("Josefina Hernández Guillén");
        assert_eq!(fitted.lines.len(), 1);
        assert!(fitted.size_pt < 12.0 && fitted.size_pt >= 9.6, "{} pt", fitted.size_pt);
        assert_eq!(fit("María Fernanda de la Concepción").lines.len(), 2);
    }

    #[test]
    fn a_double_name_wider_than_a_line_is_cut_after_its_hyphens_and_a_shorter_one_is_not() {
        let fitted = fit("Ramakrishnan-Venkatasubramanian-Gopalakrishnan");
        assert_eq!((fitted.size_pt, fitted.lines.len()), (8.0, 3));
        let fitted = fit("Wilhelmina Featherstonehaugh-Villanueva");
        let starts: Vec<usize> = fitted.lines.iter().map(|line| line.clusters[0].start).collect();
        assert_eq!(starts, [0, 11], "at its space");
    }

    #[test]
    fn the_lowest_size_is_tried_though_it_lies_between_two_steps() {
        let text = "Wilhelmina";
        let width_mm = fit(text).width_mm() / 12.0 * 6.1 + 0.001;
        let area = Area { width_mm, floor_pt: 6.1, ..AREA };
        assert_eq!(area.fit(Field::Name, text).expect("it fits").size_pt, 6.1);
    }

    #[test]
    fn every_line_stays_inside_its_area() {
        let fitted = fit(&"Wilhelmina Oyelaran ".repeat(5));
        assert!(fitted.height_mm() <= AREA.height_mm + 0.1);
        for line in &fitted.lines {
            assert!(line.width / 1000.0 * fitted.size_pt * MM_PER_PT <= AREA.width_mm);
        }
    }

    #[test]
    fn what_is_too_long_is_refused_by_its_field() {
        for text in ["W".repeat(60), "Wilhelmina ".repeat(40)] {
            let error = AREA.fit(Field::NameGoneBy, &text).err().expect("too long");
            assert!(matches!(error, Error::DoesNotFit { field: Field::NameGoneBy }), "{error}");
        }
    }

    #[test]
    fn a_missing_glyph_is_counted_over_the_lines_of_an_address() {
        let error = AREA.fit(Field::Address, "12 Elm\nApt \u{10380}").err().expect("no such glyph");
        assert!(matches!(error, Error::MissingGlyph { field: Field::Address, at: 11 }), "{error}");
    }

    #[test]
    fn marks_above_and_below_get_the_room_they_need() {
        let (plain, stacked) = (fit("Ana"), fit("ကြီးညွှန့်"));
        assert!((plain.height_mm() - 1.25 * 12.0 * MM_PER_PT).abs() < 0.01);
        assert!(stacked.height_mm() / stacked.size_pt > plain.height_mm() / plain.size_pt * 1.1);
    }

    #[test]
    fn a_name_without_spaces_is_cut_between_its_characters_when_it_must() {
        let fitted = fit(&"欧阳娜".repeat(8));
        assert_eq!(fitted.lines.len(), 2);
        assert!(fitted.size_pt >= 9.0, "{} pt", fitted.size_pt);
    }

    #[test]
    fn the_lines_of_an_arabic_name_end_on_the_same_edge() {
        let fitted = fit("عبد الرحمن بن محمد بن عبد العزيز آل الشيخ الأنصاري");
        assert!(fitted.lines.len() > 1);
        let ends: Vec<f32> = (0..fitted.lines.len())
            .map(|at| {
                let width = fitted.lines[at].width / 1000.0 * fitted.size_pt * MM_PER_PT;
                fitted.indent_mm(at) + width
            })
            .collect();
        assert!(ends.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.01), "{ends:?}");
        assert!((0..3).all(|at| fit("Ana Li").indent_mm(at) == 0.0));
    }

    #[test]
    fn spaces_are_made_single() {
        assert_eq!(fit(" Ana   Li ").lines[0].width, fit("Ana Li").lines[0].width);
    }
}
