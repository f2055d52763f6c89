//! A face as the shaper sees it: its glyphs and their measures.
//!
//! Knows nothing of which face draws what.

use harfrust::{GlyphId, ShaperFont};

/// How far ink reaches above and below the baseline, in thousandths of an em.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Reach {
    pub(crate) above: f32,
    pub(crate) below: f32,
}

impl Reach {
    /// The reach of both together.
    pub(crate) fn with(self, other: Reach) -> Reach {
        Reach { above: self.above.max(other.above), below: self.below.max(other.below) }
    }
}

/// A face as the shaper sees it.
pub(crate) struct Font {
    pub(crate) shaper: harfrust::Font,
}

impl Font {
    /// Reads a font file; nothing where it can't be read.
    pub(crate) fn read(bytes: &'static [u8]) -> Option<Font> {
        harfrust::Font::new(bytes, 0).map(|shaper| Font { shaper })
    }

    /// The glyph that stands for `c` where nothing around it changes its form.
    pub(crate) fn nominal(&self, c: char) -> Option<u16> {
        let gid = self.shaper.charmap().map_unicode(c)?;
        u16::try_from(gid.to_u32()).ok().filter(|gid| *gid != 0)
    }

    /// Whether the font has the form of `c` that a variation selector after it asks for.
    pub(crate) fn has_form(&self, c: char, selector: char) -> bool {
        let font = ShaperFont::new(&self.shaper);
        font.default_variation_glyph(u32::from(c), u32::from(selector)).is_some()
    }

    /// Font units to thousandths of an em, the unit in which this crate sets text.
    pub(crate) fn per_mille(&self, units: i32) -> f32 {
        units as f32 * 1000.0 / f32::from(self.shaper.units_per_em().max(1))
    }

    /// The advance that the PDF's own width table gives a glyph, in thousandths of an em.
    pub(crate) fn width(&self, gid: u16) -> f32 {
        let units = ShaperFont::new(&self.shaper).glyph_h_advance(GlyphId::from(gid));
        self.per_mille(units).trunc()
    }

    /// How far a glyph's ink reaches.
    pub(crate) fn reach(&self, gid: u16) -> Reach {
        let extents = ShaperFont::new(&self.shaper).glyph_extents(GlyphId::from(gid));
        extents.map_or(Reach::default(), |ink| {
            let above = self.per_mille(ink.y_bearing);
            // The height is measured downwards from the top: a negative number.
            Reach { above, below: -(above + self.per_mille(ink.height)) }
        })
    }
}
