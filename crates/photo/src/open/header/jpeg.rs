//! A JPEG's markers, walked from the first to the last without decoding anything.
//!
//! A marker's segment is stepped over by its stated length (an Exif thumbnail has an end marker
//! of its own), coded data from marker to marker.

use std::io::{self, ErrorKind};

use image::{ImageError, ImageResult};

use super::exif;

/// Most scans of one JPEG: encoders write about ten, libjpeg 18 for four colours, and each costs
/// a pass over all pixels for next to no bytes, so that a small file could keep a decoder busy
/// for hours.
const LIMIT_SCANS: u32 = 32;

const START_OF_SCAN: u8 = 0xDA;
const END: u8 = 0xD9;
const APP1: u8 = 0xE1;

/// What a file without its end lacks.
pub(super) const END_MARKER: [u8; 2] = [0xFF, END];

/// What the markers say of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Whether the end marker of the first picture is there.
    pub(super) has_end: bool,
    /// Whether the pixels come in several passes over all of them.
    pub(super) is_in_passes: bool,
}

/// Walks the markers.
///
/// # Errors
/// For more scans than any picture needs, and for a file cut off before its pixels or inside a
/// segment: then something is missing besides the end.
pub(super) fn walk(bytes: &[u8]) -> ImageResult<Told> {
    let (mut scans, mut colours) = (0, 0);
    let mut told = Told { has_end: false, is_in_passes: false };
    for piece in pieces(bytes) {
        let at = |byte: usize| piece.content.get(byte).copied().unwrap_or(0);
        match piece.marker {
            END => told.has_end = true,
            START_OF_SCAN => {
                scans += 1;
                told.is_in_passes |= scans > 1 || at(0) < colours;
            }
            // A frame's header, but for the three of these that are none.
            0xC0..=0xCF if !matches!(piece.marker, 0xC4 | 0xC8 | 0xCC) => {
                colours = colours.max(at(5));
                told.is_in_passes |= piece.marker > 0xC1;
            }
            _ => {}
        }
        if scans > LIMIT_SCANS {
            return Err(broken(ErrorKind::InvalidData, "the JPEG has too many scans"));
        }
        if told.has_end {
            return Ok(told);
        }
        if piece.is_cut {
            return Err(broken(ErrorKind::UnexpectedEof, "the JPEG ends inside a segment"));
        }
    }
    if scans == 0 {
        return Err(broken(ErrorKind::UnexpectedEof, "the JPEG ends before its pixels"));
    }
    Ok(told)
}

/// A damage that no decoder needs to find.
pub(super) fn broken(kind: ErrorKind, why: &'static str) -> ImageError {
    ImageError::IoError(io::Error::new(kind, why))
}

/// The blocks of Exif data before the pixels, in the file's order.
pub(super) fn exif_blocks(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    pieces(bytes)
        .take_while(|piece| piece.marker != START_OF_SCAN)
        .filter(|piece| piece.marker == APP1)
        .filter_map(|piece| piece.content.strip_prefix(exif::PREFIX))
}

/// A marker and the segment behind it, which is empty where none follows.
struct Piece<'a> {
    marker: u8,
    content: &'a [u8],
    /// Whether the file ends inside the segment.
    is_cut: bool,
}

/// The markers that say something, up to the end marker or the file's end.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 2;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(at..)?;
            let &[first, marker] = rest.first_chunk::<2>()?;
            match (first, marker) {
                // A fill byte: the marker may begin at the second one.
                (0xFF, 0xFF) => at += 1,
                // A stuffed zero, a restart, a start or the reserved 01: no segment follows.
                (0xFF, 0x00 | 0x01 | 0xD0..=0xD8) => at += 2,
                (0xFF, END) => {
                    at = bytes.len();
                    return Some(Piece { marker, content: &[], is_cut: false });
                }
                (0xFF, _) => {
                    let length = rest.get(2..).and_then(<[u8]>::first_chunk);
                    let end = length.map(|length| 2 + usize::from(u16::from_be_bytes(*length)));
                    let whole = end.filter(|end| *end <= rest.len());
                    at += end.unwrap_or(rest.len());
                    let content = rest.get(4..whole.unwrap_or(rest.len())).unwrap_or_default();
                    return Some(Piece { marker, content, is_cut: whole.is_none() });
                }
                _ => at += rest.iter().position(|byte| *byte == 0xFF).unwrap_or(rest.len()),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample;

    fn jpeg_ends(bytes: &[u8]) -> bool {
        walk(bytes).is_ok_and(|told| told.has_end)
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
        assert!(walk(&with(31)).is_ok(), "one is there already");
        assert!(walk(&with(32)).is_err());
        let without_end = |scans: usize| with(scans)[..start + 10 * scans].to_vec();
        assert!(walk(&without_end(31)).is_ok_and(|told| !told.has_end));
        assert!(walk(&without_end(32)).is_err());
    }

    #[test]
    fn a_jpeg_that_needs_several_passes_is_known_by_its_header() {
        let is_in_passes = |bytes: &[u8]| walk(bytes).expect("whole").is_in_passes;
        let at_once = sample::jpeg(&sample::quadrants(40, 50));
        assert!(!is_in_passes(&at_once));
        let progressive = include_bytes!("../../../../../tests/fixtures/photos/progressive.jpg");
        assert!(is_in_passes(progressive));
        assert!(is_in_passes(&progressive[..progressive.len() - 2]), "also without its end");
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
        sample::insert_segment(&mut whole, APP1, &thumbnail);
        assert!(jpeg_ends(&whole));
        assert!(!jpeg_ends(&whole[..whole.len() - 2]), "only the thumbnail is whole");
    }

    #[test]
    fn a_jpeg_cut_before_its_pixels_or_in_a_segment_lacks_more_than_its_end() {
        let whole = sample::jpeg(&sample::quadrants(40, 50));
        let scan = whole.windows(2).position(|two| two == b"\xFF\xDA").expect("a scan");
        for cut in [2, 10, scan, scan + 1, scan + 2, scan + 5] {
            assert!(walk(&whole[..cut]).is_err(), "cut at {cut}, its scan being at {scan}");
        }
    }
}
