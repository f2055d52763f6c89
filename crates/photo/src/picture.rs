//! The working copy: an upright sRGB picture of bounded size, from which crops are made.
//!
//! Holds pixels and nothing else; never a byte of the original file or its metadata.

use std::fmt;

use image::RgbImage;

use crate::{Error, encode};

/// Longest side of a working copy, in pixels: enough that a frame over a third of the picture's
/// width still fills the card's 600 px, and at most 12 MB of pixels.
pub const WORKING_LIMIT_PX: u32 = 2_000;

/// Quality of the stored working copy (1 to 100): a crop made from it again shows no loss.
const WORKING_QUALITY: u8 = 90;

/// An opened photo: upright, opaque, sRGB, at most [`WORKING_LIMIT_PX`] on its longest side.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pixels: RgbImage,
}

impl Picture {
    pub(crate) fn new(pixels: RgbImage) -> Self {
        Self { pixels }
    }

    pub(crate) fn pixels(&self) -> &RgbImage {
        &self.pixels
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.pixels.width()
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.pixels.height()
    }

    /// The working copy as a JPEG without metadata, to be stored encrypted so that the crop can
    /// be made again. [`crate::open`] takes it back, pixels in the same place.
    ///
    /// # Errors
    /// [`Error::Encode`] if the encoder refuses, which no picture from [`crate::open`] causes.
    pub fn to_jpeg(&self) -> Result<Vec<u8>, Error> {
        encode::jpeg(&self.pixels, WORKING_QUALITY)
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Picture")
            .field("width", &self.width())
            .field("height", &self.height())
            .field("pixels", &format_args!("[personal]"))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::sample;

    #[test]
    fn debug_shows_sizes_and_no_pixels() {
        let picture = crate::open(&sample::png(&sample::quadrants(40, 50)), &sample::rules())
            .expect("a small PNG opens under the small rules");
        assert_eq!(format!("{picture:?}"), "Picture { width: 40, height: 50, pixels: [personal] }");
    }

    #[test]
    fn the_stored_working_copy_opens_again_in_the_same_size() {
        let picture = crate::open(&sample::png(&sample::quadrants(1200, 1500)), &sample::rules())
            .expect("opens");
        let stored = picture.to_jpeg().expect("encodes");
        let again = crate::open(&stored, &sample::rules()).expect("the stored copy opens");
        assert_eq!((again.width(), again.height()), (1200, 1500));
        sample::assert_quadrants(again.pixels());
    }

    #[test]
    fn the_stored_working_copy_carries_no_metadata() {
        let tagged = sample::jpeg_with_every_metadata(&sample::quadrants(40, 50));
        assert!(!sample::metadata_in(&tagged).is_empty(), "the input has some to lose");
        let picture = crate::open(&tagged, &sample::rules()).expect("opens");
        let stored = picture.to_jpeg().expect("encodes");
        assert_eq!(sample::metadata_in(&stored), Vec::<&str>::new());
    }
}
