//! What a file says about its picture before a pixel is decoded.
//!
//! Allocates nothing that grows with the size that a header claims.

mod exif;
mod jpeg;
mod png;

use std::borrow::Cow;
use std::io::{Cursor, ErrorKind};

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageError, Limits};

use super::format::{Format, sniff};
use crate::error::Error;

/// Most memory that a PNG's own tables and packed chunks may take, in bytes: a colour profile
/// of a few kilobytes must not unpack to gigabytes.
const CHUNK_LIMIT_BYTES: u64 = 64 * 1024 * 1024;

/// A file of a known format, with its end: a JPEG's end marker or a PNG's end chunk is put back
/// where nothing else seems to be missing, as every decoder of the field takes such a file. What
/// was put back makes no picture whole: [`crate::open`] takes it only if all rows are there.
pub(super) struct Source<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) format: Format,
    is_in_passes: bool,
}

impl<'a> Source<'a> {
    /// # Errors
    /// [`sniff`]'s; [`Error::Corrupt`] for a JPEG that lacks more than its end, or that has more
    /// scans than any picture needs.
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, Error> {
        let format = sniff(bytes)?;
        let whole = Self { bytes: bytes.into(), format, is_in_passes: false };
        Ok(match format {
            Format::Jpeg => {
                let told = jpeg::walk(bytes).map_err(Error::Corrupt)?;
                let ended = || Cow::Owned([bytes, &jpeg::END_MARKER].concat());
                let bytes = if told.has_end { whole.bytes } else { ended() };
                Self { bytes, format, is_in_passes: told.is_in_passes }
            }
            Format::Png => Self { bytes: png::ended(bytes), ..whole },
            Format::WebP => whole,
        })
    }

    /// Whether this is a JPEG whose end marker was put back.
    pub(super) fn is_doubtful(&self) -> bool {
        self.format == Format::Jpeg && matches!(self.bytes, Cow::Owned(_))
    }
}

/// A file whose header was read.
pub(super) struct Header<'a> {
    pub(super) decoder: Box<dyn ImageDecoder + 'a>,
    /// Whether the pixels come in several passes over all of them, as a progressive JPEG's do:
    /// whoever decodes it holds every coefficient until the last one.
    pub(super) is_in_passes: bool,
}

/// Reads the header of a file.
///
/// # Errors
/// [`Error::Corrupt`] for a header that makes no sense.
pub(super) fn read<'a>(source: &'a Source<'_>) -> Result<Header<'a>, Error> {
    let reader = Cursor::new(&*source.bytes);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(CHUNK_LIMIT_BYTES);
    let decoder: Result<Box<dyn ImageDecoder + 'a>, ImageError> = match source.format {
        Format::Jpeg => JpegDecoder::new(reader).map(boxed),
        Format::Png => PngDecoder::with_limits(reader, limits).map(boxed),
        Format::WebP => WebPDecoder::new(reader).map(boxed),
    };
    let is_in_passes = source.is_in_passes;
    decoder.map(|decoder| Header { decoder, is_in_passes }).map_err(Error::Corrupt)
}

fn boxed<'a>(decoder: impl ImageDecoder + 'a) -> Box<dyn ImageDecoder + 'a> {
    Box::new(decoder)
}

/// How the picture has to be turned to stand upright: the first of its Exif blocks that says so
/// counts, as in every viewer. Unreadable data turn nothing, nor do a PNG's that come behind its
/// pixels.
pub(super) fn orientation(source: &Source<'_>, decoder: &mut dyn ImageDecoder) -> Orientation {
    let stated = match source.format {
        Format::Jpeg => jpeg::exif_blocks(&source.bytes).find_map(exif::stated_orientation),
        Format::Png | Format::WebP => {
            let block = decoder.exif_metadata().ok().flatten().unwrap_or_default();
            exif::stated_orientation(block.strip_prefix(exif::PREFIX).unwrap_or(&block))
        }
    };
    stated.and_then(Orientation::from_exif).unwrap_or(Orientation::NoTransforms)
}

/// Width and height after the turn.
pub(super) fn turned((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    match orientation {
        Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH => (height, width),
        _ => (width, height),
    }
}

/// The refusal of a JPEG that lacks rows.
pub(super) fn rows_missing() -> Error {
    Error::Corrupt(jpeg::broken(ErrorKind::UnexpectedEof, "the JPEG has not all its rows"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_turn_swaps_the_sides() {
        assert_eq!(turned((3, 4), Orientation::Rotate90), (4, 3));
        assert_eq!(turned((3, 4), Orientation::Rotate270FlipH), (4, 3));
        assert_eq!(turned((3, 4), Orientation::Rotate180), (3, 4));
    }
}
