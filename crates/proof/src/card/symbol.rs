//! The machine-readable symbols of the card's back, as plain rows of dark and light modules.
//!
//! Decides neither size nor place, and adds no quiet zone: the page keeps that.

use barcoders::sym::codabar::Codabar;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::library_number::check_library_number;
use crate::error::{Error, Field};

/// Modules of clear space on either side of a Codabar symbol (EN 798).
pub(crate) const CODABAR_QUIET: usize = 10;

/// Modules of clear space around a QR code (ISO/IEC 18004).
pub(crate) const QR_QUIET: usize = 4;

/// The levels of error correction, the strongest first.
const CORRECTION: [QrCodeEcc; 4] =
    [QrCodeEcc::High, QrCodeEcc::Quartile, QrCodeEcc::Medium, QrCodeEcc::Low];

/// Modules across the smallest QR code, and how many more each next version has
/// (ISO/IEC 18004, 5.3.2).
const SMALLEST: usize = 21;
const STEP: usize = 4;

/// Modules of a wide bar or space of Codabar (EN 798: 2.25 to 3 where a narrow one is finer than
/// 0.508 mm; a whole number stays one on a printer's dots).
const WIDE: usize = 3;

/// The bars of a library number in Codabar, start and stop `A`; `true` is a dark module.
pub(crate) fn codabar(number: &str) -> Result<Vec<bool>, Error> {
    check_library_number(number)?;
    let symbol = Codabar::new(format!("A{number}A"));
    let symbol = symbol.map_err(|_| Error::Symbol { field: Field::LibraryNumber })?;
    // The encoder's wide elements have two modules.
    let elements = symbol.encode();
    let elements = elements.chunk_by(|one, next| one == next);
    let widened = elements.flat_map(|element| {
        let modules = if element.len() > 1 { WIDE } else { 1 };
        std::iter::repeat_n(element.contains(&1), modules)
    });
    Ok(widened.collect())
}

/// The rows of a QR code of `bytes` in byte mode, top row first; `true` is a dark module.
///
/// The strongest error correction that leaves `limit` modules across or fewer; for more bytes,
/// the largest modules that are `finest` across or fewer.
pub(crate) fn qr(bytes: &[u8], limit: usize, finest: usize) -> Result<Vec<Vec<bool>>, Error> {
    let mut levels = CORRECTION.into_iter().filter_map(|level| at_level(bytes, level, limit));
    let long = || at_level(bytes, QrCodeEcc::Low, finest);
    levels.next().or_else(long).ok_or(Error::Symbol { field: Field::Code })
}

/// The smallest code of `limit` modules across or fewer.
fn at_level(bytes: &[u8], level: QrCodeEcc, limit: usize) -> Option<Vec<Vec<bool>>> {
    let largest = limit.checked_sub(SMALLEST)? / STEP + 1;
    let largest = Version::new(largest.min(usize::from(Version::MAX.value())) as u8);
    let segments = [QrSegment::make_bytes(bytes)];
    let code =
        QrCode::encode_segments_advanced(&segments, level, Version::MIN, largest, None, false);
    let code = code.ok()?;
    let row = |y| (0..code.size()).map(|x| code.get_module(x, y)).collect();
    Some((0..code.size()).map(row).collect())
}

#[cfg(test)]
mod tests {
    use domain::design::CODE_LIMIT_BYTES;

    use super::*;

    #[test]
    fn a_library_number_is_195_modules_wide_and_its_wide_bars_three() {
        // 14 digits of 5 narrow and 2 wide elements, two guards of 4 and 3, 15 gaps of 1.
        let modules = codabar("20123456789011").expect("a right number");
        assert_eq!(modules.len(), 14 * (5 + 2 * 3) + 2 * (4 + 3 * 3) + 15);
        let elements = modules.chunk_by(|one, next| one == next);
        assert!(elements.map(<[bool]>::len).all(|wide| wide == 1 || wide == 3));
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
}
