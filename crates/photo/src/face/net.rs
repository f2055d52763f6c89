//! The network at one input size: part of a picture in, the faces in it out.
//!
//! Knows nothing of what the faces are for; which part to look at is decided elsewhere.

use image::RgbImage;
use net::Maps;

use super::decode::decode;
use super::landmarks::Face;
use crate::error::Error;
use crate::picture::{Frame, Spot, rough};

/// The network, made ready for a square input of one size.
pub(super) struct Net {
    net: net::Net,
    side_px: u32,
}

impl Net {
    /// Makes the network ready for an input of `side_px`, a multiple of 32, as it asks.
    pub(super) fn load(side_px: u32) -> Result<Self, Error> {
        let net = net::Net::load(side_px as usize).map_err(Error::Finder)?;
        Ok(Self { net, side_px })
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
        let maps = self.run(&small).map_err(Error::Finder)?;
        let (x_scale, y_scale) = (part.width / f64::from(across), part.height / f64::from(down));
        let faces = decode(&maps).into_iter();
        let whole = Frame::whole(pixels);
        Ok(faces
            .map(|face| face.map(|x, y| (part.left + x * x_scale, part.top + y * y_scale)))
            .filter(|face| is_inside(face, whole))
            .collect())
    }

    /// The network's answer for a picture at the top left of an otherwise black input.
    fn run(&self, small: &RgbImage) -> Result<Maps, net::NetError> {
        let side = self.net.side_px();
        let mut planes = vec![0.0_f32; 3 * side * side];
        for (x, y, pixel) in small.enumerate_pixels() {
            let at = y as usize * side + x as usize;
            for (channel, value) in pixel.0.into_iter().enumerate() {
                planes[channel * side * side + at] = f32::from(value);
            }
        }
        self.net.run(&planes)
    }
}

/// A face whose landmarks the picture holds: marks beyond its edge would be guesses.
fn is_inside(face: &Face, Frame { width, height, .. }: Frame) -> bool {
    let Face { left_eye, right_eye, nose, mouth_left, mouth_right, .. } = face;
    [left_eye, right_eye, nose, mouth_left, mouth_right]
        .into_iter()
        .all(|Spot { x, y }| (0.0..=width).contains(x) && (0.0..=height).contains(y))
}
