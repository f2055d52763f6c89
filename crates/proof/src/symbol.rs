//! The machine-readable symbols of the card's back, as plain rows of dark and light modules.
//!
//! Decides neither size nor place, and adds no quiet zone: the page keeps that.

use rxing::oned::{CodaBarWriter, OneDimensionalCodeWriter};
use rxing::qrcode::QRCodeWriter;
use rxing::{BarcodeFormat, EncodeHints, Writer};

use crate::library_number::check_library_number;
use crate::{Error, Field};

/// Modules of clear space on either side of a Codabar symbol (EN 798).
pub(crate) const CODABAR_QUIET: usize = 10;

/// Modules of clear space around a QR code (ISO/IEC 18004).
pub(crate) const QR_QUIET: usize = 4;

/// The bars of a library number in Codabar, start and stop `A`; `true` is a dark module.
pub(crate) fn codabar(number: &str) -> Result<Vec<bool>, Error> {
    check_library_number(number)?;
    CodaBarWriter
        .encode_oned(&format!("A{number}A"))
        .map_err(|_| Error::Symbol { field: Field::LibraryNumber })
}

/// The rows of a QR code at error correction level M, top row first; `true` is a dark module.
pub(crate) fn qr(content: &str) -> Result<Vec<Vec<bool>>, Error> {
    let hints = EncodeHints {
        ErrorCorrection: Some("M".to_string()),
        Margin: Some("0".to_string()),
        ..EncodeHints::default()
    };
    let matrix = QRCodeWriter
        .encode_with_hints(content, &BarcodeFormat::QR_CODE, 0, 0, &hints)
        .map_err(|_| Error::Symbol { field: Field::CardNumber })?;
    let row = |y| (0..matrix.width()).map(|x| matrix.get(x, y)).collect();
    Ok((0..matrix.height()).map(row).collect())
}

/// The dark stretches of a row of modules: where each starts and how many modules it is long.
pub(crate) fn stretches(row: &[bool]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    for run in row.chunk_by(|a, b| a == b) {
        if run[0] {
            found.push((at, run.len()));
        }
        at += run.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_number_is_161_modules_wide() {
        // 14 digits of 9 modules, two guards of 10, 15 gaps of 1.
        assert_eq!(codabar("20123456789011").expect("a right number").len(), 161);
    }

    #[test]
    fn a_qr_code_is_square_and_starts_with_its_finder() {
        let rows = qr("KEYWAY1:CHI-0000-0001:2031-11-23").expect("short content");
        assert!(rows.iter().all(|row| row.len() == rows.len()));
        assert!(rows[0][..7].iter().all(|dark| *dark), "the finder pattern's edge");
        assert!(!rows[0][7], "its separator");
    }

    #[test]
    fn stretches_cover_the_dark_modules_alone() {
        assert_eq!(stretches(&[true, true, false, true]), [(0, 2), (3, 1)]);
        assert_eq!(stretches(&[false]), []);
    }
}
