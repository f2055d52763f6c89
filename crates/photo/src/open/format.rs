//! Which kind of file these bytes are, by their first bytes alone.
//!
//! Never by a file's name, and never by decoding: this decides which decoder may see them.

use crate::error::Error;

/// A format that [`crate::open`] decodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// JPEG: baseline or progressive, grey, colour or CMYK.
    Jpeg,
    /// PNG: any depth, with or without alpha.
    Png,
    /// WebP: lossy or lossless; of an animation, the first frame.
    WebP,
}

/// Brands of the HEIF family in an `ftyp` box (ISO/IEC 23008-12 and the AVIF specification).
const HEIF_BRANDS: [&[u8; 4]; 12] = [
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1",
    b"avif", b"avis",
];

/// Files that are known and not decoded here: their first bytes and their common name.
const UNSUPPORTED: [(&[u8], &str); 12] = [
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"%PDF-", "PDF"),
    (b"8BPS", "Photoshop"),
    (b"\0\0\0\x0CjP  ", "JPEG 2000"),
    (b"\xFF\x4F\xFF\x51", "JPEG 2000"),
    (b"\0\0\0\x0CJXL ", "JPEG XL"),
    (b"\xFF\x0A", "JPEG XL"),
];

/// The format of `bytes`, or why it is not one that is decoded.
///
/// # Errors
/// [`Error::Heic`], [`Error::UnsupportedFormat`] or [`Error::NotAPicture`].
pub(super) fn sniff(bytes: &[u8]) -> Result<Format, Error> {
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        return Ok(Format::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Ok(Format::Png);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Format::WebP);
    }
    Err(refusal(bytes))
}

/// Names what `bytes` are, for a refusal that helps.
fn refusal(bytes: &[u8]) -> Error {
    if bytes.get(4..8) == Some(b"ftyp") {
        return if is_heif(bytes) {
            Error::Heic
        } else {
            Error::UnsupportedFormat { format: "video" }
        };
    }
    if is_bmp(bytes) {
        return Error::UnsupportedFormat { format: "BMP" };
    }
    UNSUPPORTED
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map_or(Error::NotAPicture, |&(_, format)| Error::UnsupportedFormat { format })
}

/// Whether an `ftyp` box names a HEIF brand as its major (at 8) or a compatible one (from 16).
fn is_heif(bytes: &[u8]) -> bool {
    let stated = bytes.first_chunk::<4>().map_or(0, |size| u32::from_be_bytes(*size));
    let end = usize::try_from(stated).unwrap_or(usize::MAX).min(bytes.len());
    let major = bytes.get(8..12).unwrap_or_default();
    let compatible = bytes.get(16..end).unwrap_or_default();
    std::iter::once(major)
        .chain(compatible.chunks_exact(4))
        .any(|brand| HEIF_BRANDS.iter().any(|known| known.as_slice() == brand))
}

/// `BM` alone also begins many a text, so the size of the header that follows must be one of
/// those that were ever defined.
fn is_bmp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM")
        && bytes
            .get(14..18)
            .is_some_and(|size| matches!(size, [12 | 16 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample;

    fn refused_as(bytes: &[u8]) -> String {
        sniff(bytes).expect_err("not a format that is decoded").to_string()
    }

    #[test]
    fn a_heic_file_is_refused_by_its_name() {
        for brand in HEIF_BRANDS {
            let bytes = sample::ftyp(brand, &[]);
            assert!(matches!(sniff(&bytes), Err(Error::Heic)), "{brand:?} as the major brand");
        }
        let bytes = sample::ftyp(b"abcd", &[b"isom", b"heic"]);
        assert!(matches!(sniff(&bytes), Err(Error::Heic)), "as a compatible brand");
    }

    #[test]
    fn a_video_is_not_taken_for_a_heic_picture() {
        let bytes = sample::ftyp(b"qt  ", &[b"isom", b"mp42"]);
        assert!(refused_as(&bytes).contains("video"));
    }

    #[test]
    fn known_formats_that_are_not_decoded_are_named() {
        for (magic, name) in UNSUPPORTED {
            assert!(refused_as(magic).contains(name), "{name} by its first bytes");
        }
        let mut bmp = b"BM".to_vec();
        bmp.extend_from_slice(&[0; 12]);
        bmp.extend_from_slice(&[40, 0, 0, 0]);
        assert!(refused_as(&bmp).contains("BMP"));
    }

    #[test]
    fn anything_else_is_no_picture() {
        let others: [&[u8]; 7] = [
            b"",
            b"\xFF",
            b"BM is how this sentence begins",
            b"Dear Sir or Madam",
            b"RIFF\0\0\0\0WAVE",
            b"PK\x03\x04",
            b"\0\0\0\x18fty",
        ];
        for bytes in others {
            assert!(matches!(sniff(bytes), Err(Error::NotAPicture)), "{bytes:?}");
        }
    }
}
