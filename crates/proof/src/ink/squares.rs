//! Dark and light squares, such as a QR code, as a picture of one bit a square.
//!
//! An outline of the dark ones takes eight times the room. Decides neither size nor place.

use printpdf::{DictItem, Op};

/// The operator that begins an inline image (ISO 32000-1, 8.9.7), for which printpdf has no
/// operation that holds data.
pub(crate) const INLINE_IMAGE: &str = "BI";

/// Paints the dark squares in the colour that is set, over the unit square, top row first.
///
/// A mask of one bit a square (ISO 32000-1, 8.9.6.2); all rows are as long as the first.
pub(crate) fn mask(rows: &[Vec<bool>]) -> Op {
    let (width, height) = (rows.first().map_or(0, Vec::len), rows.len());
    let mut image = format!("BI/IM true/W {width}/H {height}/BPC 1/F/AHx\nID ");
    for row in rows {
        for byte in row.chunks(8) {
            // A bit of 0 is painted; so are none of those that fill up the row.
            let bits = byte.iter().enumerate().map(|(at, dark)| u8::from(*dark) << (7 - at));
            image.push_str(&format!("{:02x}", !bits.sum::<u8>()));
        }
    }
    image.push_str(">\nEI\n");
    Op::Unknown { key: INLINE_IMAGE.to_string(), value: vec![DictItem::Bytes(image.into_bytes())] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_square_is_one_bit_in_its_place() {
        let upper: Vec<bool> = (0..10).map(|x| x % 4 == 0).collect();
        let lower: Vec<bool> = (0..10).map(|x| x % 4 == 2).collect();
        let Op::Unknown { value, .. } = mask(&[upper, lower]) else {
            panic!("it is an inline image");
        };
        let [DictItem::Bytes(image)] = value.as_slice() else {
            panic!("it has its data");
        };
        // Dark squares are zeros: 01110111 01 and 11011101 11, filled up with ones.
        let text = "BI/IM true/W 10/H 2/BPC 1/F/AHx\nID 777fddff>\nEI\n";
        assert_eq!(std::str::from_utf8(image), Ok(text));
    }
}
