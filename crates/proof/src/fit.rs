//! The one rule by which a text is made to fit its area, or refused.
//!
//! 1. On one line, from the nominal size down to four fifths of it (never below the floor).
//! 2. Wrapped at spaces, from the nominal size down to the floor, into as many lines as the
//!    area's height holds at that size, and never more than its own limit.
//! 3. Refused, by the field's name.
//!
//! Nothing is ever cut off, broken inside a word or squeezed in width.

use crate::font::Weight;
use crate::shape::{Shaped, shape};
use crate::{Error, Field};

/// Millimetres in a point.
pub(crate) const MM_PER_PT: f32 = 25.4 / 72.0;

/// From one baseline to the next, in ems: room for Vietnamese marks and Arabic descenders.
const LEADING: f32 = 1.25;

/// From a line's top to its baseline, in ems.
const ASCENT: f32 = 0.97;

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

/// A text that fits: its lines, and the size at which they do.
pub(crate) struct Fitted {
    pub(crate) size_pt: f32,
    pub(crate) lines: Vec<Shaped>,
}

impl Fitted {
    /// The height of all lines, in millimetres.
    pub(crate) fn height_mm(&self) -> f32 {
        self.lines.len() as f32 * leading_mm(self.size_pt)
    }

    /// The baseline of a line, in millimetres below the text's top.
    pub(crate) fn baseline_mm(&self, line: usize) -> f32 {
        line as f32 * leading_mm(self.size_pt) + ASCENT * self.size_pt * MM_PER_PT
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
            while size_pt >= lowest_pt {
                let room = (self.height_mm / leading_mm(size_pt) + 0.01) as usize;
                let fitted = measured.fitted(self.width_mm, size_pt)?;
                match fitted {
                    Some(fitted) if fitted.lines.len() <= line_limit.min(room) => {
                        return Ok(fitted);
                    }
                    _ => size_pt -= STEP_PT,
                }
            }
        }
        Err(Error::DoesNotFit { field })
    }
}

fn leading_mm(size_pt: f32) -> f32 {
    LEADING * size_pt * MM_PER_PT
}

/// A text cut into words, each measured once: widths grow with the size, so one is enough.
pub(crate) struct Measured<'a> {
    field: Field,
    weight: Weight,
    paragraphs: Vec<Vec<Word<'a>>>,
    space: f32,
}

struct Word<'a> {
    text: &'a str,
    width: f32,
}

impl<'a> Measured<'a> {
    /// Cuts and measures a text whose paragraphs are parted by line feeds.
    ///
    /// # Errors
    /// [`Error::MissingGlyph`], counted in the whole text.
    pub(crate) fn new(field: Field, text: &'a str, weight: Weight) -> Result<Self, Error> {
        let mut paragraphs = Vec::new();
        let mut passed = 0;
        for line in text.split('\n') {
            let line = line.strip_suffix('\r').unwrap_or(line);
            shape(field, line, weight).map_err(|error| match error {
                Error::MissingGlyph { field, at } => Error::MissingGlyph { field, at: at + passed },
                other => other,
            })?;
            passed += line.chars().count() + 1;
            let mut words = Vec::new();
            for text in line.split(' ').filter(|word| !word.is_empty()) {
                words.push(Word { text, width: shape(field, text, weight)?.width });
            }
            if !words.is_empty() {
                paragraphs.push(words);
            }
        }
        let space = shape(field, " ", weight)?.width;
        Ok(Measured { field, weight, paragraphs, space })
    }

    /// The text in lines of at most `width_mm`; `None` if a word alone is wider.
    pub(crate) fn fitted(&self, width_mm: f32, size_pt: f32) -> Result<Option<Fitted>, Error> {
        let width = width_mm * 1000.0 / (size_pt * MM_PER_PT);
        let mut lines = Vec::new();
        for words in &self.paragraphs {
            for line in self.wrap(words, width) {
                let shaped = shape(self.field, &line, self.weight)?;
                if shaped.width > width {
                    return Ok(None);
                }
                lines.push(shaped);
            }
        }
        Ok(Some(Fitted { size_pt, lines }))
    }

    /// Fills lines greedily; a word wider than the line stands alone on its own.
    fn wrap(&self, words: &[Word<'_>], width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut filled = f32::INFINITY;
        for word in words {
            let with_word = filled + self.space + word.width;
            match lines.last_mut() {
                Some(line) if with_word <= width => {
                    line.push(' ');
                    line.push_str(word.text);
                    filled = with_word;
                }
                _ => {
                    lines.push(word.text.to_string());
                    filled = word.width;
                }
            }
        }
        lines
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
        let error = AREA.fit(Field::Address, "12 Elm\nApt 漢").err().expect("no such glyph");
        assert!(matches!(error, Error::MissingGlyph { field: Field::Address, at: 11 }), "{error}");
    }
}
