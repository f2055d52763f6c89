//! An upright part of a picture, made small, in which every pixel knows its place.
//!
//! Cuts and shrinks; judges nothing.

use image::RgbImage;

use super::resample::{Frame, rough};
use super::spot::Spot;
use crate::error::Error;

/// What lies around a place, inside the picture.
pub(crate) struct Surroundings {
    pub(crate) pixels: RgbImage,
    part: Frame,
}

impl Surroundings {
    /// What `picture` shows no further from `middle` than `reach`, across and down, `scale` times
    /// as large, and never enlarged; nothing if too little of it lies inside.
    ///
    /// # Errors
    /// [`Error::Resample`] if the resampler fails.
    pub(crate) fn of(
        picture: &RgbImage,
        middle: Spot,
        reach: (f64, f64),
        scale: f64,
    ) -> Result<Option<Self>, Error> {
        let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
        let left = (middle.x - reach.0).max(0.0).floor();
        let top = (middle.y - reach.1).max(0.0).floor();
        let width = (middle.x + reach.0).min(across).floor() - left;
        let height = (middle.y + reach.1).min(down).floor() - top;
        if width < 8.0 || height < 8.0 {
            return Ok(None);
        }
        let part = Frame { left, top, width, height };
        let size = |side: f64| (side * scale.min(1.0)).round().max(2.0) as u32;
        let pixels = rough(picture, part, size(width), size(height))?;
        Ok(Some(Self { pixels, part }))
    }

    /// Every pixel, and where its middle lies in the picture.
    pub(crate) fn places(&self) -> impl Iterator<Item = (Spot, [u8; 3])> {
        let Frame { left, top, width, height } = self.part;
        let x_scale = width / f64::from(self.pixels.width());
        let y_scale = height / f64::from(self.pixels.height());
        self.pixels.enumerate_pixels().map(move |(x, y, pixel)| {
            let x = left + (f64::from(x) + 0.5) * x_scale;
            let y = top + (f64::from(y) + 0.5) * y_scale;
            (Spot { x, y }, pixel.0)
        })
    }
}
