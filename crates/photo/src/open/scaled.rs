//! A large JPEG straight to about the working size.
//!
//! A JPEG keeps its picture as blocks of frequencies; leaving out the high ones gives it in half,
//! a quarter or an eighth of the size, for less time and memory than all of it takes. Makes no
//! difference to what is accepted: what this decoder refuses goes the common way, and so does
//! everything that is not RGB or grey.

use image::RgbImage;
use turbojpeg::{Colorspace, Decompressor, Image, PixelFormat, ScalingFactor};

/// Least length of the longest side that comes out, in pixels: no more than an eighth short of
/// [`crate::WORKING_LIMIT_PX`], so that a crop still fills the card.
const LEAST_PX: u32 = 1_800;

/// How many of a block's eight rows and columns may be kept, the fewest first.
const STEPS: [ScalingFactor; 3] =
    [ScalingFactor::ONE_EIGHTH, ScalingFactor::ONE_QUARTER, ScalingFactor::ONE_HALF];

/// A JPEG that is worth decoding in less than its own size.
pub(super) struct Scaled<'a> {
    bytes: &'a [u8],
    decoder: Decompressor,
    size: (u32, u32),
}

impl<'a> Scaled<'a> {
    /// Reads the header of a JPEG of `size` and chooses the scale; none if the picture is too
    /// small to be scaled, or not for this decoder.
    pub(super) fn read(bytes: &'a [u8], size: (u32, u32)) -> Option<Self> {
        let longest = size.0.max(size.1) as usize;
        let step = STEPS.into_iter().find(|step| step.scale(longest) >= LEAST_PX as usize)?;
        let mut decoder = Decompressor::new().ok()?;
        let header = decoder.read_header(bytes).ok()?;
        let is_known =
            matches!(header.colorspace, Colorspace::RGB | Colorspace::YCbCr | Colorspace::Gray);
        let is_same = (header.width, header.height) == (size.0 as usize, size.1 as usize);
        if !(is_known && is_same) || header.is_lossless {
            return None;
        }
        decoder.set_scaling_factor(step).ok()?;
        let scaled = header.scaled(step);
        let size = (u32::try_from(scaled.width).ok()?, u32::try_from(scaled.height).ok()?);
        Some(Self { bytes, decoder, size })
    }

    /// Width and height of what [`Scaled::decode`] gives.
    pub(super) fn size(&self) -> (u32, u32) {
        self.size
    }

    /// The picture in the chosen scale, or none for damaged data.
    pub(super) fn decode(mut self) -> Option<RgbImage> {
        let mut pixels = RgbImage::new(self.size.0, self.size.1);
        let (width, height) = (self.size.0 as usize, self.size.1 as usize);
        let (pitch, format) = (width * 3, PixelFormat::RGB);
        let target = Image { pixels: &mut *pixels, width, pitch, height, format };
        self.decoder.decompress(self.bytes, target).ok()?;
        Some(pixels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample;

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
