//! Whether a JPEG's coded data reach to its last row.
//!
//! `image`'s decoder fills what is missing with grey and says nothing, with the end marker or
//! without it; libjpeg has a word wherever coded data are not as they should be. All data are
//! read; next to no pixels are made of them.

use turbojpeg::{Colorspace, Decompressor, Error, Image, PixelFormat, ScalingFactor};

/// The word for data that end before their picture does (libjpeg's `JWRN_HIT_MARKER`): the wrapper
/// hands on no number.
const ENDS_TOO_SOON: &str = "premature end of data segment";

/// What libjpeg says of a JPEG's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// Every row decodes without a word.
    All,
    /// The coded data end before the rows do.
    Missing,
    /// Something else is odd, or the JPEG is of a kind that it does not decode. Of several faults
    /// it names the first, so that rows may be missing all the same.
    Unknown,
}

impl Rows {
    /// Asks for the rows of a JPEG, whose width and height were found fit to be decoded.
    pub(super) fn of(bytes: &[u8], size: (u32, u32)) -> Self {
        match decode(bytes, size) {
            Ok(true) => Self::All,
            Err(Error::TurboJpegError(word)) if word.contains(ENDS_TOO_SOON) => Self::Missing,
            Ok(false) | Err(_) => Self::Unknown,
        }
    }
}

/// Whether the JPEG has this size and was decoded.
fn decode(bytes: &[u8], size: (u32, u32)) -> turbojpeg::Result<bool> {
    let mut decoder = Decompressor::new()?;
    let header = decoder.read_header(bytes)?;
    if (header.width, header.height) != (size.0 as usize, size.1 as usize) {
        return Ok(false);
    }
    decoder.set_scaling_factor(ScalingFactor::ONE_EIGHTH)?;
    let format = match header.colorspace {
        Colorspace::CMYK | Colorspace::YCCK => PixelFormat::CMYK,
        _ => PixelFormat::RGB,
    };
    let small = header.scaled(ScalingFactor::ONE_EIGHTH);
    let (width, height, pitch) = (small.width, small.height, small.width * format.size());
    let mut pixels = vec![0; pitch * height];
    let pixels = pixels.as_mut_slice();
    decoder.decompress(bytes, Image { pixels, width, pitch, height, format })?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample;

    #[test]
    fn rows_are_missing_where_the_data_end_too_soon_and_unknown_where_they_are_only_odd() {
        let told = |bytes: &[u8]| Rows::of(bytes, (40, 50));
        let whole = sample::jpeg(&sample::noise(40, 50));
        assert_eq!(told(&whole), Rows::All);
        let (data, end) = whole.split_at(whole.len() - 2);
        assert_eq!(told(&[&data[..data.len() / 2], end].concat()), Rows::Missing);
        assert_eq!(told(&[data, &[0x11; 9], end].concat()), Rows::Unknown);
        assert_eq!(told(b"a text"), Rows::Unknown);
        assert_eq!(Rows::of(&whole, (40, 51)), Rows::Unknown);
    }
}
