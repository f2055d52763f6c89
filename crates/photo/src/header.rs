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

/// Most scans of one JPEG: encoders write about ten, libjpeg 18 for four colours, and each costs
/// a pass over all pixels for next to no bytes, so that a small file could keep a decoder busy
/// for hours.
const LIMIT_SCANS: u32 = 32;

/// Some writers put this in front of the Exif data where the format wants the data alone.
const EXIF_PREFIX: &[u8] = b"Exif\0\0";

/// A file whose header was read.
pub(crate) struct Header<'a> {
    pub(crate) decoder: Box<dyn ImageDecoder + 'a>,
    /// Whether the pixels come in several passes over all of them, as a progressive JPEG's do:
    /// whoever decodes it holds every coefficient until the last one.
    pub(crate) is_in_passes: bool,
}

/// Reads the header of `bytes`.
///
/// # Errors
/// [`Error::Corrupt`] for a header that makes no sense, a JPEG without its end or with more
/// scans than any picture needs.
pub(crate) fn read(bytes: &[u8], format: Format) -> Result<Header<'_>, Error> {
    let reader = Cursor::new(bytes);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(CHUNK_LIMIT_BYTES);
    match format {
        Format::Jpeg => check_jpeg(bytes).and_then(|is_in_passes| {
            Ok(Header { decoder: Box::new(JpegDecoder::new(reader)?), is_in_passes })
        }),
        Format::Png => PngDecoder::with_limits(reader, limits).map(at_once),
        Format::WebP => WebPDecoder::new(reader).map(at_once),
    }
    .map_err(Error::Corrupt)
}

fn at_once<'a>(decoder: impl ImageDecoder + 'a) -> Header<'a> {
    Header { decoder: Box::new(decoder), is_in_passes: false }
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

/// Refuses a JPEG without the end marker of its first picture, or with too many scans; says
/// whether it needs more than one pass.
///
/// The decoder fills what is missing with grey and says nothing, which would put half a face
/// on a card. So the segments are walked: a marker's segment is stepped over by its stated
/// length (an Exif thumbnail has an end marker of its own), coded data from marker to marker.
fn check_jpeg(bytes: &[u8]) -> ImageResult<bool> {
    let (mut at, mut scans, mut colours, mut is_in_passes) = (2, 0, 0, false);
    while let Some(rest) = bytes.get(at..) {
        let Some(&[first, second]) = rest.first_chunk::<2>() else { break };
        at += match (first, second) {
            (0xFF, 0xD9) => return Ok(is_in_passes || scans > 1),
            // A fill byte: the marker may begin at the second one.
            (0xFF, 0xFF) => 1,
            // A stuffed zero, a restart, a start or the reserved 01: no segment follows.
            (0xFF, 0x00 | 0x01 | 0xD0..=0xD8) => 2,
            (0xFF, _) => {
                let told = |byte: usize| rest.get(byte).copied().unwrap_or(0);
                match second {
                    0xDA => {
                        scans += 1;
                        is_in_passes |= told(4) < colours;
                    }
                    // A frame's header, but for the three of these that are none.
                    0xC0..=0xCF if !matches!(second, 0xC4 | 0xC8 | 0xCC) => {
                        colours = colours.max(told(9));
                        is_in_passes |= second > 0xC1;
                    }
                    _ => {}
                }
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
        assert!(check_jpeg(&with(31)).is_ok(), "one is there already");
        assert!(check_jpeg(&with(32)).is_err());
    }

    #[test]
    fn a_jpeg_that_needs_several_passes_is_known_by_its_header() {
        let is_in_passes = |bytes: &[u8]| check_jpeg(bytes).expect("whole");
        let at_once = sample::jpeg(&sample::quadrants(40, 50));
        assert!(!is_in_passes(&at_once));
        assert!(is_in_passes(include_bytes!("../../../tests/fixtures/photos/progressive.jpg")));
        let scan = at_once.windows(2).position(|two| two == b"\xFF\xDA").expect("a scan");
        let mut one_colour = at_once.clone();
        one_colour[scan + 4] = 1;
        assert!(is_in_passes(&one_colour), "the other two colours would come later");
        let mut twice = at_once.clone();
        twice.splice(scan..scan, at_once[scan..at_once.len() - 2].to_vec());
        assert!(is_in_passes(&twice));
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
