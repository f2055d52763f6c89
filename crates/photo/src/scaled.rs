//! A large JPEG straight to about the working size.
//!
//! A JPEG keeps its picture as blocks of frequencies; leaving out the high ones gives it in half,
//! a quarter or an eighth of the size, for less time and memory than all of it takes. Makes no
//! difference to what is accepted: what this decoder refuses goes the common way, and so does
//! everything that is not RGB or grey.

use image::{DynamicImage, GrayImage, RgbImage};
use jpeg_decoder::{Decoder, PixelFormat};

/// Least length of the longest side that comes out, in pixels: no more than an eighth short of
/// [`crate::WORKING_LIMIT_PX`], so that a crop still fills the card.
const LEAST_PX: u32 = 1_800;

/// How many of a block's eight rows and columns may be kept, the fewest first.
const STEPS: [u32; 3] = [1, 2, 4];

/// A JPEG that is worth decoding in less than its own size.
pub(crate) struct Scaled<'a> {
    decoder: Decoder<&'a [u8]>,
    size: (u32, u32),
}

impl<'a> Scaled<'a> {
    /// Reads the header of a JPEG of `size` and chooses the scale; none if the picture is too
    /// small to be scaled, or not for this decoder.
    pub(crate) fn read(bytes: &'a [u8], size: (u32, u32)) -> Option<Self> {
        let (width, height) = STEPS
            .map(|step| (kept(size.0, step), kept(size.1, step)))
            .into_iter()
            .find(|&(width, height)| width.max(height) >= LEAST_PX)?;
        let mut decoder = Decoder::new(bytes);
        let requested = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
        let (width, height) = decoder.scale(requested.0, requested.1).ok()?;
        let format = decoder.info()?.pixel_format;
        matches!(format, PixelFormat::RGB24 | PixelFormat::L8)
            .then(|| Self { decoder, size: (width.into(), height.into()) })
    }

    /// Width and height of what [`Scaled::decode`] gives.
    pub(crate) fn size(&self) -> (u32, u32) {
        self.size
    }

    /// The picture in the chosen scale, or none for damaged data.
    pub(crate) fn decode(mut self) -> Option<RgbImage> {
        let (width, height) = self.size;
        let samples = self.decoder.decode().ok()?;
        match self.decoder.info()?.pixel_format {
            PixelFormat::L8 => GrayImage::from_raw(width, height, samples)
                .map(|grey| DynamicImage::ImageLuma8(grey).into_rgb8()),
            _ => RgbImage::from_raw(width, height, samples),
        }
    }
}

/// A side of `length` pixels when `step` of a block's eight are kept.
fn kept(length: u32, step: u32) -> u32 {
    length.saturating_mul(step).div_ceil(8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_large_jpeg_comes_out_smaller_and_whole() {
        let bytes = sample::jpeg(&sample::quadrants(4032, 3024));
        let scaled = Scaled::read(&bytes, (4032, 3024)).expect("large enough");
        assert_eq!(scaled.size(), (2016, 1512));
        let pixels = scaled.decode().expect("undamaged");
        assert_eq!(pixels.dimensions(), (2016, 1512));
        sample::assert_quadrants(&pixels);
    }

    #[test]
    fn a_large_grey_jpeg_comes_out_grey() {
        let grey = image::imageops::grayscale(&sample::quadrants(4000, 400));
        let mut bytes = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut bytes).encode_image(&grey).expect("encodes");
        let pixels = Scaled::read(&bytes, (4000, 400)).and_then(Scaled::decode).expect("grey");
        assert_eq!(pixels.dimensions(), (2000, 200));
        sample::assert_near(pixels.get_pixel(10, 10).0, [grey.get_pixel(10, 10).0[0]; 3]);
    }

    #[test]
    fn a_picture_near_the_working_size_is_left_to_the_common_way() {
        let bytes = sample::jpeg(&sample::quadrants(3500, 40));
        assert!(Scaled::read(&bytes, (3500, 40)).is_none(), "half of it would be too little");
    }
}
