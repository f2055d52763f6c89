//! The machine-readable symbols of the card's back, as plain rows of dark and light modules.
//!
//! Decides neither size nor place, and adds no quiet zone: the page keeps that.

use std::collections::BTreeMap;

use rxing::oned::{CodaBarWriter, OneDimensionalCodeWriter};
use rxing::qrcode::QRCodeWriter;
use rxing::{BarcodeFormat, EncodeHints, Writer};

use crate::library_number::check_library_number;
use crate::{Error, Field};

/// Modules of clear space on either side of a Codabar symbol (EN 798).
pub(crate) const CODABAR_QUIET: usize = 10;

/// Modules of clear space around a QR code (ISO/IEC 18004).
pub(crate) const QR_QUIET: usize = 4;

/// The levels of error correction, the strongest first.
const CORRECTION: [&str; 4] = ["H", "Q", "M", "L"];

/// The bars of a library number in Codabar, start and stop `A`; `true` is a dark module.
pub(crate) fn codabar(number: &str) -> Result<Vec<bool>, Error> {
    check_library_number(number)?;
    CodaBarWriter
        .encode_oned(&format!("A{number}A"))
        .map_err(|_| Error::Symbol { field: Field::LibraryNumber })
}

/// The rows of a QR code of `bytes` in byte mode, top row first; `true` is a dark module.
///
/// The strongest error correction that leaves `limit` modules across or fewer; for more bytes,
/// the largest modules that are `finest` across or fewer.
pub(crate) fn qr(bytes: &[u8], limit: usize, finest: usize) -> Result<Vec<Vec<bool>>, Error> {
    let rows = CORRECTION.into_iter().filter_map(|level| at_level(bytes, level));
    let mut fitting = rows.filter(|rows| rows.len() <= limit);
    let long = || at_level(bytes, "L").filter(|rows| rows.len() <= finest);
    fitting.next().or_else(long).ok_or(Error::Symbol { field: Field::Code })
}

fn at_level(bytes: &[u8], level: &str) -> Option<Vec<Vec<bool>>> {
    // The writer takes a text and writes it in ISO 8859-1, in which each byte is a character.
    let text: String = bytes.iter().copied().map(char::from).collect();
    let hints = EncodeHints {
        ErrorCorrection: Some(level.to_string()),
        Margin: Some("0".to_string()),
        ..EncodeHints::default()
    };
    let format = BarcodeFormat::QR_CODE;
    let matrix = QRCodeWriter.encode_with_hints(&text, &format, 0, 0, &hints).ok()?;
    let row = |y| (0..matrix.width()).map(|x| matrix.get(x, y)).collect();
    Some((0..matrix.height()).map(row).collect())
}

/// A corner of an outline, counted in modules from the upper left.
pub(crate) type Corner = (usize, usize);

/// The outlines of the dark parts: holes run the other way round.
///
/// A symbol drawn as one shape has no seams, and takes half the room of one drawn by stretches.
pub(crate) fn outlines(rows: &[Vec<bool>]) -> Vec<Vec<Corner>> {
    let mut edges = edges(rows);
    let mut outlines = Vec::new();
    // The leftmost, then uppermost point left over is always a corner.
    while let Some(start) = edges.keys().next().copied() {
        let mut outline: Vec<Corner> = vec![start];
        let mut at = start;
        while let Some(next) = take(&mut edges, at) {
            let is_straight = matches!(outline.as_slice(), [.., before, last]
                if (before.0 == last.0 && last.0 == next.0)
                    || (before.1 == last.1 && last.1 == next.1));
            if is_straight {
                outline.pop();
            }
            if next == start {
                break;
            }
            outline.push(next);
            at = next;
        }
        outlines.push(outline);
    }
    outlines
}

/// The edges between dark and light by their starts, the dark on their right.
fn edges(rows: &[Vec<bool>]) -> BTreeMap<Corner, Vec<Corner>> {
    let is_dark = |x: Option<usize>, y: Option<usize>| {
        let row = y.and_then(|y| rows.get(y));
        row.zip(x).and_then(|(row, x)| row.get(x)).copied().unwrap_or(false)
    };
    let mut edges: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for (y, row) in rows.iter().enumerate() {
        for x in (0..row.len()).filter(|x| row[*x]) {
            let (right, below) = (x + 1, y + 1);
            let around = [
                (is_dark(Some(x), y.checked_sub(1)), (x, y), (right, y)),
                (is_dark(Some(right), Some(y)), (right, y), (right, below)),
                (is_dark(Some(x), Some(below)), (right, below), (x, below)),
                (is_dark(x.checked_sub(1), Some(y)), (x, below), (x, y)),
            ];
            for (_, start, end) in around.into_iter().filter(|(is_inside, ..)| !is_inside) {
                edges.entry(start).or_default().push(end);
            }
        }
    }
    edges
}

/// Takes an edge that starts at a corner.
fn take(edges: &mut BTreeMap<Corner, Vec<Corner>>, start: Corner) -> Option<Corner> {
    let ends = edges.get_mut(&start)?;
    let end = ends.pop();
    if ends.is_empty() {
        edges.remove(&start);
    }
    end
}

#[cfg(test)]
mod tests {
    use domain::design::CODE_LIMIT_BYTES;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_library_number_is_161_modules_wide() {
        // 14 digits of 9 modules, two guards of 10, 15 gaps of 1.
        assert_eq!(codabar("20123456789011").expect("a right number").len(), 161);
    }

    #[test]
    fn a_qr_code_is_square_and_starts_with_its_finder() {
        let rows = qr(b"\xD2\x84\x43\xA1", 77, 77).expect("short content");
        assert!(rows.iter().all(|row| row.len() == rows.len()));
        assert!(rows[0][..7].iter().all(|dark| *dark), "the finder pattern's edge");
        assert!(!rows[0][7], "its separator");
    }

    #[test]
    fn the_longest_statement_fits_a_code_of_65_modules_and_one_of_too_many_bytes_is_refused() {
        let statement = [0xA7; CODE_LIMIT_BYTES];
        assert_eq!(qr(&statement, 65, 65).expect("it fits").len(), 65);
        assert!(matches!(qr(&statement, 64, 64), Err(Error::Symbol { field: Field::Code })));
        assert!(qr(&[0xA7; 4000], 177, 177).is_err(), "no QR code holds so much");
    }

    #[test]
    fn what_is_too_long_gets_modules_as_large_as_can_be() {
        // Version 17 at level L holds 644 bytes (ISO/IEC 18004, table 7).
        assert_eq!(qr(&[0xA7; 640], 70, 96).expect("it fits").len(), 85);
        assert!(qr(&[0xA7; 640], 70, 84).is_err());
    }

    #[test]
    fn what_is_short_is_corrected_more_strongly() {
        let short = [0xA7; 100];
        let sides = |limit| qr(&short, limit, limit).expect("it fits").len();
        assert!(sides(41) <= 41 && sides(57) > sides(41));
    }

    #[test]
    fn an_outline_has_its_corners_alone_and_a_hole_runs_the_other_way() {
        let ring = [vec![true; 3], vec![true, false, true], vec![true; 3]];
        let outer = vec![(0, 0), (3, 0), (3, 3), (0, 3)];
        assert_eq!(outlines(&ring), [outer, vec![(1, 1), (1, 2), (2, 2), (2, 1)]]);
        assert_eq!(outlines(&[vec![true, true, false, true]]).len(), 2);
        assert_eq!(outlines(&[vec![false]]), Vec::<Vec<Corner>>::new());
    }

    /// How often the outlines go round the middle of a module.
    fn winding(outlines: &[Vec<Corner>], (x, y): (usize, usize)) -> i32 {
        let edges =
            outlines.iter().flat_map(|outline| outline.iter().zip(outline.iter().cycle().skip(1)));
        let crossing = |(from, to): (&Corner, &Corner)| {
            let is_right = from.0 == to.0 && from.0 > x;
            let down = from.1 <= y && to.1 > y;
            let up = to.1 <= y && from.1 > y;
            if is_right { i32::from(down) - i32::from(up) } else { 0 }
        };
        edges.map(crossing).sum()
    }

    proptest! {
        #[test]
        fn outlines_go_once_round_each_dark_module_and_round_no_light_one(
            rows in prop::collection::vec(prop::collection::vec(any::<bool>(), 12), 1..12),
        ) {
            let outlines = outlines(&rows);
            for (y, row) in rows.iter().enumerate() {
                for (x, is_dark) in row.iter().enumerate() {
                    prop_assert_eq!(winding(&outlines, (x, y)), i32::from(*is_dark));
                }
            }
        }
    }
}
