//! Finds faces and their five landmarks in a picture.
//!
//! The network is CenterFace (assets/face), read from the binary itself and made ready once.
//! Finds only: whether a face is well placed or well lit is judged elsewhere, and nothing here
//! can tell one person from another.

mod decode;
mod head;

use std::fmt;
use std::sync::Arc;

use tract_onnx::prelude::*;

pub(crate) use head::Head;
#[cfg(test)]
pub(crate) use head::tests::leaning;

use crate::guard::guarded;
use crate::resample::{Frame, resample};
use crate::{Error, Picture};
use decode::{Maps, decode};

const MODEL: &[u8] = include_bytes!("../../../assets/face/centerface.onnx");

/// Side of the network's square input, in pixels; a multiple of 32, as the network asks.
const INPUT_PX: u32 = 320;

/// The share of the input that a picture takes, in the order tried: a head that fills the whole
/// picture is larger than any that the network learned from, and is found at half its size.
const SHARES: [u32; 2] = [1, 2];

/// A place of the picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Spot {
    /// The place half way to `other`.
    pub(crate) fn middle(self, other: Self) -> Self {
        Self { x: (self.x + other.x) / 2.0, y: (self.y + other.y) / 2.0 }
    }

    /// The distance to `other`, in pixels.
    pub(crate) fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    fn map(self, change: impl Fn(f64, f64) -> (f64, f64)) -> Self {
        let (x, y) = change(self.x, self.y);
        Self { x, y }
    }
}

/// A face in a picture, in the picture's pixels. Left and right are the picture's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Face {
    /// How sure the network is, 0 to 1.
    pub(crate) score: f64,
    /// The box around the face: its corner at the top left and at the bottom right.
    pub(crate) corners: [Spot; 2],
    pub(crate) left_eye: Spot,
    pub(crate) right_eye: Spot,
    pub(crate) nose: Spot,
    pub(crate) mouth_left: Spot,
    pub(crate) mouth_right: Spot,
}

impl Face {
    fn map(self, change: impl Fn(f64, f64) -> (f64, f64) + Copy) -> Self {
        Self {
            score: self.score,
            corners: self.corners.map(|corner| corner.map(change)),
            left_eye: self.left_eye.map(change),
            right_eye: self.right_eye.map(change),
            nose: self.nose.map(change),
            mouth_left: self.mouth_left.map(change),
            mouth_right: self.mouth_right.map(change),
        }
    }
}

/// Finds faces. Made once and shared: every thread may look through the same one.
pub struct Finder {
    plan: Arc<TypedRunnableModel>,
}

impl fmt::Debug for Finder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Finder").finish_non_exhaustive()
    }
}

impl Finder {
    /// Reads the network and makes it ready. Takes a good part of a second.
    ///
    /// # Errors
    /// [`Error::Finder`] if the built-in network can't be read, which is a fault of the build.
    pub fn load() -> Result<Self, Error> {
        guarded(|| Ok(Self { plan: plan().map_err(|error| Error::Finder(error.into()))? }))
    }

    /// The faces in `picture`, the largest first.
    ///
    /// # Errors
    /// [`Error::Finder`] if the network fails; [`Error::Resample`] if the picture can't be shrunk.
    pub(crate) fn find(&self, picture: &Picture) -> Result<Vec<Face>, Error> {
        guarded(|| {
            for share in SHARES {
                let faces = self.look(picture, INPUT_PX / share)?;
                if !faces.is_empty() {
                    return Ok(faces);
                }
            }
            Ok(Vec::new())
        })
    }

    /// The faces that are seen with the picture's longest side at `side_px`, largest first.
    fn look(&self, picture: &Picture, side_px: u32) -> Result<Vec<Face>, Error> {
        let (width, height) = (picture.width(), picture.height());
        let scale = f64::from(side_px) / f64::from(width.max(height));
        let across = ((f64::from(width) * scale).round() as u32).clamp(1, side_px);
        let down = ((f64::from(height) * scale).round() as u32).clamp(1, side_px);
        let pixels = picture.pixels();
        let small = resample(pixels, Frame::whole(pixels), across, down)?;
        let maps = self.run(&small).map_err(|error| Error::Finder(error.into()))?;
        let (x_scale, y_scale) =
            (f64::from(width) / f64::from(across), f64::from(height) / f64::from(down));
        let faces = decode(&maps).into_iter();
        let mut faces: Vec<Face> = faces
            .map(|face| face.map(|x, y| (x * x_scale, y * y_scale)))
            .filter(|face| is_inside(face, width, height))
            .collect();
        faces.sort_by(|one, other| size(other).total_cmp(&size(one)));
        Ok(faces)
    }

    /// The network's answer for a picture at the top left of an otherwise black input.
    fn run(&self, small: &image::RgbImage) -> TractResult<Maps> {
        let side = INPUT_PX as usize;
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

fn plan() -> TractResult<Arc<TypedRunnableModel>> {
    let side = INPUT_PX as usize;
    tract_onnx::onnx()
        .with_ignore_output_shapes(true)
        .model_for_read(&mut std::io::Cursor::new(MODEL))?
        .with_input_fact(0, f32::fact([1, 3, side, side]).into())?
        .into_optimized()?
        .into_runnable()
}

/// A face whose landmarks the picture holds: marks beyond its edge would be guesses.
fn is_inside(face: &Face, width: u32, height: u32) -> bool {
    let Face { left_eye, right_eye, nose, mouth_left, mouth_right, .. } = face;
    [left_eye, right_eye, nose, mouth_left, mouth_right].into_iter().all(|mark| {
        (0.0..=f64::from(width)).contains(&mark.x) && (0.0..=f64::from(height)).contains(&mark.y)
    })
}

fn size(face: &Face) -> f64 {
    Head::of(face).unit_px
}
