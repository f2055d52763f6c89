//! Part of a picture, brought to another size.
//!
//! What is kept is made by Lanczos over three lobes, which keeps a face's detail when shrinking;
//! what is only looked at, by a triangle.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbImage;

use crate::error::Error;

/// A rectangle of a picture, in pixels; edges may fall between pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Frame {
    /// All of `picture`.
    pub(crate) fn whole(picture: &RgbImage) -> Self {
        let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
        Self { left: 0.0, top: 0.0, width, height }
    }
}

/// The part of `picture` inside `frame`, as a picture of `width_px` by `height_px`, as fine as
/// can be.
///
/// # Errors
/// [`Error::Resample`] if the frame leaves the picture.
pub(crate) fn resample(
    picture: &RgbImage,
    frame: Frame,
    width_px: u32,
    height_px: u32,
) -> Result<RgbImage, Error> {
    filtered(FilterType::Lanczos3, picture, frame, (width_px, height_px))
}

/// The same for a machine to look at: a third of the work, and softer.
///
/// # Errors
/// [`Error::Resample`] if the frame leaves the picture.
pub(crate) fn rough(
    picture: &RgbImage,
    frame: Frame,
    width_px: u32,
    height_px: u32,
) -> Result<RgbImage, Error> {
    filtered(FilterType::Bilinear, picture, frame, (width_px, height_px))
}

fn filtered(
    filter: FilterType,
    picture: &RgbImage,
    frame: Frame,
    (width_px, height_px): (u32, u32),
) -> Result<RgbImage, Error> {
    // Of a known kind of pixel: one that is found at run time would compile all of them.
    let source =
        TypedImageRef::<U8x3>::from_buffer(picture.width(), picture.height(), picture.as_raw())
            .map_err(|error| Error::Resample(error.into()))?;
    let mut resampled = RgbImage::new(width_px, height_px);
    let mut target = TypedImage::<U8x3>::from_buffer(width_px, height_px, &mut resampled)
        .map_err(|error| Error::Resample(error.into()))?;
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter)).crop(
        frame.left,
        frame.top,
        frame.width,
        frame.height,
    );
    Resizer::new()
        .resize_typed(&source, &mut target, &options)
        .map_err(|error| Error::Resample(error.into()))?;
    Ok(resampled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample;

    #[test]
    fn a_whole_picture_keeps_its_content_in_half_the_size() {
        let picture = sample::quadrants(200, 240);
        let half = resample(&picture, Frame::whole(&picture), 100, 120).expect("inside");
        assert_eq!(half.dimensions(), (100, 120));
        sample::assert_quadrants(&half);
    }

    #[test]
    fn a_frame_beyond_the_picture_is_an_error() {
        let picture = sample::quadrants(20, 20);
        let frame = Frame { left: 10.0, top: 0.0, width: 11.0, height: 20.0 };
        assert!(matches!(resample(&picture, frame, 5, 5), Err(Error::Resample(_))));
    }
}
