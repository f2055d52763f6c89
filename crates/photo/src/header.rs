//! What a file says about its picture before a pixel is decoded.
//!
//! Allocates nothing that grows with the size that a header claims.

use std::io::{self, Cursor, ErrorKind};

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageError, ImageResult, Limits};

use crate::Error;
use crate::format::Format;

/// Most memory that a PNG's own tables and packed chunks may take, in bytes: a colour profile
/// of a few kilobytes must not unpack to gigabytes.
const CHUNK_LIMIT_BYTES: u64 = 64 * 1024 * 1024;

/// Most scans of one JPEG: encoders write about ten, and each costs a pass over all pixels for
/// next to no bytes, so a small file could keep a decoder busy for hours.
const LIMIT_SCANS: u32 = 100;

/// Some writers put this in front of the Exif data where the format wants the data alone.
const EXIF_PREFIX: &[u8] = b"Exif\0\0";

/// A decoder that has read the header of `bytes`.
///
/// # Errors
/// [`Error::Corrupt`] for a header that makes no sense, a JPEG without its end or with more
/// scans than any picture needs.
pub(crate) fn read(bytes: &[u8], format: Format) -> Result<Box<dyn ImageDecoder + '_>, Error> {
    let reader = Cursor::new(bytes);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(CHUNK_LIMIT_BYTES);
    match format {
        Format::Jpeg => check_jpeg(bytes).and_then(|()| JpegDecoder::new(reader)).map(boxed),
        Format::Png => PngDecoder::with_limits(reader, limits).map(boxed),
        Format::WebP => WebPDecoder::new(reader).map(boxed),
    }
    .map_err(Error::Corrupt)
}

fn boxed<'a>(decoder: impl ImageDecoder + 'a) -> Box<dyn ImageDecoder + 'a> {
    Box::new(decoder)
}

/// How the picture has to be turned to stand upright; unreadable Exif data turns nothing, nor
/// does a PNG's that comes behind its pixels.
pub(crate) fn orientation(decoder: &mut dyn ImageDecoder) -> Orientation {
    let exif = decoder.exif_metadata().ok().flatten().unwrap_or_default();
    let data = exif.strip_prefix(EXIF_PREFIX).unwrap_or(&exif);
    Orientation::from_exif_chunk(data).unwrap_or(Orientation::NoTransforms)
}

/// Width and height after the turn.
pub(crate) fn turned((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    match orientation {
        Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH => (height, width),
        _ => (width, height),
    }
}

/// Refuses a JPEG without the end marker of its first picture, or with too many scans.
///
/// The decoder fills what is missing with grey and says nothing, which would put half a face
/// on a card. So the segments are walked: a marker's segment is stepped over by its stated
/// length (an Exif thumbnail has an end marker of its own), coded data from marker to marker.
fn check_jpeg(bytes: &[u8]) -> ImageResult<()> {
    let (mut at, mut scans) = (2, 0);
    while let Some(rest) = bytes.get(at..) {
        let Some(&[first, second]) = rest.first_chunk::<2>() else { break };
        at += match (first, second) {
            (0xFF, 0xD9) => return Ok(()),
            // A fill byte: the marker may begin at the second one.
            (0xFF, 0xFF) => 1,
            // A stuffed zero, a restart, a start or the reserved 01: no segment follows.
            (0xFF, 0x00 | 0x01 | 0xD0..=0xD8) => 2,
            (0xFF, _) => {
                scans += u32::from(second == 0xDA);
                let Some(length) = rest.get(2..).and_then(<[u8]>::first_chunk) else { break };
                2 + usize::from(u16::from_be_bytes(*length))
            }
            _ => rest.iter().position(|byte| *byte == 0xFF).unwrap_or(rest.len()),
        };
        if scans > LIMIT_SCANS {
            return Err(broken(ErrorKind::InvalidData, "the JPEG has too many scans"));
        }
    }
    Err(broken(ErrorKind::UnexpectedEof, "the JPEG has no end marker"))
}

fn broken(kind: ErrorKind, why: &'static str) -> ImageError {
    ImageError::IoError(io::Error::new(kind, why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn jpeg_ends(bytes: &[u8]) -> bool {
        check_jpeg(bytes).is_ok()
    }

    #[test]
    fn a_jpeg_of_a_great_many_scans_is_refused_before_decoding() {
        let whole = sample::jpeg(&sample::quadrants(40, 50));
        let empty_scan = b"\xFF\xDA\0\x08\x01\x01\0\0\0\0";
        let start = whole.len() - 2;
        let with = |scans: usize| {
            let mut bytes = whole.clone();
            bytes.splice(start..start, empty_scan.repeat(scans));
            bytes
        };
        assert!(check_jpeg(&with(99)).is_ok(), "one is there already");
        assert!(check_jpeg(&with(100)).is_err());
    }

    #[test]
    fn a_jpeg_ends_only_with_its_own_end_marker() {
        let whole = sample::jpeg(&sample::quadrants(40, 50));
        assert!(jpeg_ends(&whole));
        let mut trailed = whole.clone();
        trailed.extend_from_slice(b"a maker's own trailer");
        assert!(jpeg_ends(&trailed), "what follows the picture does not matter");
        assert!(!jpeg_ends(&whole[..whole.len() - 2]), "the marker is cut off");
    }

    #[test]
    fn a_thumbnails_end_is_not_the_pictures_end() {
        let thumbnail = sample::jpeg(&sample::quadrants(16, 16));
        let mut whole = sample::jpeg(&sample::quadrants(40, 50));
        sample::insert_segment(&mut whole, 0xE1, &thumbnail);
        assert!(jpeg_ends(&whole));
        assert!(!jpeg_ends(&whole[..whole.len() - 2]), "only the thumbnail is whole");
    }

    #[test]
    fn a_quarter_turn_swaps_the_sides() {
        assert_eq!(turned((3, 4), Orientation::Rotate90), (4, 3));
        assert_eq!(turned((3, 4), Orientation::Rotate270FlipH), (4, 3));
        assert_eq!(turned((3, 4), Orientation::Rotate180), (3, 4));
    }
}
