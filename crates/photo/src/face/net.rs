//! The network at one input size: part of a picture in, the faces in it out.
//!
//! Knows nothing of what the faces are for; which part to look at is decided elsewhere.

use std::sync::Arc;

use image::RgbImage;
use tract_onnx::prelude::*;

use super::decode::{Maps, decode};
use super::landmarks::Face;
use crate::error::Error;
use crate::picture::{Frame, Spot, rough};

const MODEL: &[u8] = include_bytes!("../../../../assets/face/centerface.onnx");

/// The network, made ready for a square input of one size.
pub(super) struct Net {
    plan: Arc<TypedRunnableModel>,
    side_px: u32,
}

impl Net {
    /// Makes the network ready for an input of `side_px`, a multiple of 32, as it asks.
    pub(super) fn load(side_px: u32) -> Result<Self, Error> {
        let plan = plan(side_px as usize).map_err(|error| Error::Finder(error.into()))?;
        Ok(Self { plan, side_px })
    }

    /// The faces in `part` of a picture, in the picture's pixels, with the part's longest side at
    /// a `share`-th of the input.
    ///
    /// # Errors
    /// [`Error::Finder`] if the network fails; [`Error::Resample`] if the part is none of the
    /// picture's.
    pub(super) fn look(
        &self,
        pixels: &RgbImage,
        part: Frame,
        share: u32,
    ) -> Result<Vec<Face>, Error> {
        let side = self.side_px / share;
        let scale = f64::from(side) / part.width.max(part.height);
        let across = ((part.width * scale).round() as u32).clamp(1, side);
        let down = ((part.height * scale).round() as u32).clamp(1, side);
        let small = rough(pixels, part, across, down)?;
        let maps = self.run(&small).map_err(|error| Error::Finder(error.into()))?;
        let (x_scale, y_scale) = (part.width / f64::from(across), part.height / f64::from(down));
        let faces = decode(&maps).into_iter();
        let whole = Frame::whole(pixels);
        Ok(faces
            .map(|face| face.map(|x, y| (part.left + x * x_scale, part.top + y * y_scale)))
            .filter(|face| is_inside(face, whole))
            .collect())
    }

    /// The network's answer for a picture at the top left of an otherwise black input.
    fn run(&self, small: &RgbImage) -> TractResult<Maps> {
        let side = self.side_px as usize;
        let mut planes = vec![0.0_f32; 3 * side * side];
        for (x, y, pixel) in small.enumerate_pixels() {
            let at = y as usize * side + x as usize;
            for (channel, value) in pixel.0.into_iter().enumerate() {
                planes[channel * side * side + at] = f32::from(value);
            }
        }
        let input = Tensor::from_shape(&[1, 3, side, side], &planes)?;
        Maps::from_outputs(&self.plan.run(tvec!(input.into()))?)
    }
}

fn plan(side: usize) -> TractResult<Arc<TypedRunnableModel>> {
    tract_onnx::onnx()
        .with_ignore_output_shapes(true)
        .model_for_read(&mut std::io::Cursor::new(MODEL))?
        .with_input_fact(0, f32::fact([1, 3, side, side]).into())?
        .into_optimized()?
        .into_runnable()
}

/// A face whose landmarks the picture holds: marks beyond its edge would be guesses.
fn is_inside(face: &Face, Frame { width, height, .. }: Frame) -> bool {
    let Face { left_eye, right_eye, nose, mouth_left, mouth_right, .. } = face;
    [left_eye, right_eye, nose, mouth_left, mouth_right]
        .into_iter()
        .all(|Spot { x, y }| (0.0..=width).contains(x) && (0.0..=height).contains(y))
}
