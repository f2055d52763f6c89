//! The one thing that is read of Exif data: how the camera was held.

/// What stands before the Exif data of a JPEG; some writers put it where the format wants the
/// data alone.
pub(super) const PREFIX: &[u8] = b"Exif\0\0";

/// The orientation's tag (Exif 2.32, 4.6.4).
const ORIENTATION: u32 = 0x0112;

/// Bytes of a directory's entry: tag, type, count and value.
const ENTRY_BYTES: usize = 12;

/// The orientation that `data` states in its first directory, whatever type of integer holds it;
/// none for data that state none or make no sense. The second directory is the thumbnail's.
pub(super) fn stated_orientation(data: &[u8]) -> Option<u8> {
    let tiff = Tiff::read(data)?;
    let directory = usize::try_from(tiff.number(4, 4)?).ok()?;
    let entries = usize::try_from(tiff.number(directory, 2)?).ok()?;
    let first = directory.checked_add(2)?;
    let places = (0..entries).map_while(|entry| first.checked_add(entry * ENTRY_BYTES));
    let mut told = places.map_while(|at| Some((at, tiff.number(at, 2)?)));
    let (at, _) = told.find(|&(_, tag)| tag == ORIENTATION)?;
    let length = match tiff.number(at + 2, 2)? {
        // BYTE, SHORT and LONG, and the signed ones.
        1 | 6 => 1,
        3 | 8 => 2,
        4 | 9 => 4,
        _ => return None,
    };
    let is_one = tiff.number(at + 4, 4)? == 1;
    let value = tiff.number(at + 8, length).filter(|_| is_one)?;
    Some(u8::try_from(value).unwrap_or(u8::MAX))
}

/// Exif data with the order of their bytes.
struct Tiff<'a> {
    data: &'a [u8],
    is_little: bool,
}

impl<'a> Tiff<'a> {
    fn read(data: &'a [u8]) -> Option<Self> {
        match data.first_chunk()? {
            b"II*\0" => Some(Self { data, is_little: true }),
            b"MM\0*" => Some(Self { data, is_little: false }),
            _ => None,
        }
    }

    /// The number in `length` bytes, four at most, at `at`.
    fn number(&self, at: usize, length: usize) -> Option<u32> {
        let bytes = self.data.get(at..at.checked_add(length)?)?;
        let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
        Some(if self.is_little {
            bytes.iter().rev().fold(0, add)
        } else {
            bytes.iter().fold(0, add)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample;

    #[test]
    fn an_orientation_is_read_from_every_type_of_integer_in_either_order() {
        for orientation in 1..=8 {
            for (kind, length) in [(1, 1), (3, 2), (4, 4), (6, 1), (8, 2), (9, 4)] {
                let little = sample::exif_with(orientation, kind, length, true);
                assert_eq!(stated_orientation(&little), Some(orientation), "type {kind}");
                let big = sample::exif_with(orientation, kind, length, false);
                assert_eq!(stated_orientation(&big), Some(orientation), "type {kind}");
            }
        }
    }

    #[test]
    fn what_is_no_integer_states_nothing() {
        // ASCII, a fraction and a float.
        for kind in [2, 5, 11] {
            assert_eq!(stated_orientation(&sample::exif_with(6, kind, 2, true)), None);
        }
        for cut in 0..20 {
            assert_eq!(stated_orientation(&sample::exif(6)[..cut]), None, "cut at {cut}");
        }
        assert_eq!(stated_orientation(b"a text that is no Exif data at all"), None);
    }

    #[test]
    fn a_directory_that_lies_elsewhere_or_nowhere_is_no_trap() {
        for offset in [u32::MAX, u32::MAX - 1, 26, 4] {
            let mut data = sample::exif(6);
            data[4..8].copy_from_slice(&offset.to_le_bytes());
            assert_eq!(stated_orientation(&data), None, "{offset}");
        }
        let mut data = sample::exif(6);
        data[8..10].copy_from_slice(&u16::MAX.to_le_bytes());
        assert_eq!(stated_orientation(&data), Some(6), "more entries than there are");
    }
}
