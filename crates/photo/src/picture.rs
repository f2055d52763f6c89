//! The working copy: an upright sRGB picture of bounded size, from which crops are made; and what
//! is done with its pixels, whoever is in it: turned, resampled, looked at around a place, encoded.
//!
//! Holds pixels and nothing else; never a byte of the original file or its metadata.

mod encode;
mod resample;
mod spot;
mod surroundings;
mod turn;
mod upright;

use std::fmt;

use domain::photo::Turn;
use image::RgbImage;
use image::metadata::Orientation;

use crate::error::Error;

pub(crate) use encode::jpeg_within;
pub(crate) use resample::{Frame, resample, rough};
pub(crate) use spot::Spot;
pub(crate) use surroundings::Surroundings;
pub(crate) use turn::TurnedFrame;
pub(crate) use upright::upright;

/// Longest side of a working copy, in pixels: enough that a frame over a third of the picture's
/// width still fills the card's 600 px, and at most 13 MB of pixels. Half of a
/// 12-megapixel camera's 4,032 px fits, which spares the resampling.
pub const WORKING_LIMIT_PX: u32 = 2_048;

/// Quality of the stored working copy (1 to 100): a crop made from it again shows no loss.
const WORKING_QUALITY: u8 = 90;

/// Most pixels of a live frame: a bound on the work of one judgement.
const FRAME_LIMIT_PIXELS: u64 = 4_000_000;

/// An opened photo: upright, opaque, sRGB, at most [`WORKING_LIMIT_PX`] on its longest side. Or a
/// frame of the live picture, which is a small copy of what the camera sees.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pixels: RgbImage,
    is_live: bool,
}

impl Picture {
    pub(crate) fn new(pixels: RgbImage) -> Self {
        Self { pixels, is_live: false }
    }

    /// A frame of the live picture: `rgba` holds its rows from the top, four bytes to a pixel,
    /// of which the fourth is ignored. Only to be judged: a card photo is made from a full copy.
    ///
    /// # Errors
    /// [`Error::TooManyPixels`] for more than 4 megapixels; [`Error::NotAFrame`] for bytes that
    /// are not as many as the size asks for.
    pub fn from_rgba(width: u32, height: u32, rgba: &[u8]) -> Result<Self, Error> {
        let actual = u64::from(width) * u64::from(height);
        if actual > FRAME_LIMIT_PIXELS {
            return Err(Error::TooManyPixels { actual, limit: FRAME_LIMIT_PIXELS });
        }
        let actual_bytes = rgba.len() as u64;
        if actual == 0 || actual_bytes != actual * 4 {
            return Err(Error::NotAFrame { width_px: width, height_px: height, actual_bytes });
        }
        let mut pixels = RgbImage::new(width, height);
        for (to, from) in pixels.chunks_exact_mut(3).zip(rgba.chunks_exact(4)) {
            to.copy_from_slice(&from[..3]);
        }
        Ok(Self { pixels, is_live: true })
    }

    /// Whether this is a small copy, whose pixels say nothing of the camera's detail.
    pub(crate) fn is_live(&self) -> bool {
        self.is_live
    }

    pub(crate) fn pixels(&self) -> &RgbImage {
        &self.pixels
    }

    /// The picture turned or mirrored.
    #[must_use]
    pub(crate) fn turned(&self, turn: Turn) -> Self {
        let orientation = match turn {
            Turn::Left => Orientation::Rotate270,
            Turn::Right => Orientation::Rotate90,
            Turn::Mirror => Orientation::FlipHorizontal,
        };
        Self { pixels: upright(self.pixels.clone(), orientation), ..*self }
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
    use super::*;
    use crate::tests::sample;

    #[test]
    fn a_live_frame_keeps_its_colours_and_drops_the_fourth_byte() {
        let rgba = [1, 2, 3, 0, 4, 5, 6, 255];
        let frame = Picture::from_rgba(2, 1, &rgba).expect("two pixels");
        assert_eq!(frame.pixels().as_raw(), &[1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_live_frame_of_another_size_than_it_says_is_refused() {
        for (width, height, bytes) in [(2, 2, 15), (2, 2, 17), (0, 5, 0), (0, 0, 0), (3, 3, 27)] {
            let refused = Picture::from_rgba(width, height, &vec![0; bytes]);
            assert!(matches!(refused, Err(Error::NotAFrame { .. })), "{width} x {height}");
        }
        let vast = Picture::from_rgba(u32::MAX, u32::MAX, &[]);
        assert!(matches!(vast, Err(Error::TooManyPixels { .. })));
    }

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
