//! Finds faces and their five landmarks in a picture.
//!
//! The network is CenterFace (assets/face), read from the binary itself and made ready once.
//! Finds only: whether a face is well placed or well lit is judged elsewhere, and nothing here
//! can tell one person from another.

mod decode;
mod head;
mod landmarks;
mod net;
mod pupils;

use std::fmt;
use std::thread;

use image::{RgbImage, imageops};

use crate::error::Error;
use crate::guard::guarded;
use crate::picture::{Frame, Picture, TurnedFrame};
use net::Net;

pub(crate) use head::{CHIN_BELOW_EYES, CROWN_ABOVE_EYES, Head};
pub(crate) use landmarks::Face;

/// Side of the network's input, in pixels. CenterFace marks best what has 16 to 30 px between
/// the eyes here: one look at 320 px missed the line of the eyes by up to 4.6 degrees, two closer
/// looks at 160 px by 2.1 at most, in less time (tests/portraits).
const INPUT_PX: u32 = 160;

/// Side of the input for the first look at a whole picture, which need only tell where to look
/// again.
const FIRST_INPUT_PX: u32 = 128;

/// Side of the input when nobody was seen: a head far away keeps more of its pixels.
const WIDE_INPUT_PX: u32 = 320;

/// Width of what is looked at again around a face, in distances of the eyes: these are 24 px
/// apart then.
const AGAIN_WIDTH: f64 = 6.7;

/// Most faces that are told, the largest first: a bound on the looks, and more than stand before
/// one counter.
const LIMIT_FACES: usize = 6;

/// Finds faces. Made once and shared: every thread may look through the same one.
pub struct Finder {
    first: Net,
    near: Net,
    wide: Net,
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
        guarded(|| {
            Ok(Self {
                first: Net::load(FIRST_INPUT_PX)?,
                near: Net::load(INPUT_PX)?,
                wide: Net::load(WIDE_INPUT_PX)?,
            })
        })
    }

    /// The faces in `picture`, the largest first, each seen and marked by closer looks. At most
    /// six: who stands behind as many larger ones is none of the people at the counter.
    ///
    /// A head that fills the whole picture may be larger than any that the network learned from,
    /// and is found at half its size.
    ///
    /// # Errors
    /// [`Error::Finder`] if the network fails; [`Error::Resample`] if the picture can't be shrunk.
    pub(crate) fn find(&self, picture: &Picture) -> Result<Vec<Face>, Error> {
        guarded(|| {
            let pixels = picture.pixels();
            for (net, share) in [(&self.first, 1), (&self.wide, 1), (&self.near, 2)] {
                let faces = net.look(pixels, Frame::whole(pixels), share)?;
                let faces = self.confirmed(pixels, faces)?;
                if !faces.is_empty() {
                    return Ok(faces);
                }
            }
            Ok(Vec::new())
        })
    }

    /// Those of `faces` that closer looks see too, as they saw them, each once.
    fn confirmed(&self, pixels: &RgbImage, mut faces: Vec<Face>) -> Result<Vec<Face>, Error> {
        sort_by_size(&mut faces);
        let mut confirmed: Vec<Face> = Vec::new();
        for face in &faces {
            if confirmed.len() == LIMIT_FACES {
                break;
            }
            let seen = self.again(pixels, face)?;
            confirmed.extend(seen.filter(|seen| confirmed.iter().all(|one| !is_same(one, seen))));
        }
        // A closer look may see another size.
        sort_by_size(&mut confirmed);
        Ok(confirmed)
    }

    /// `face` with its landmarks from two looks at its surroundings, made level: at these and at
    /// their mirror image, for where the network errs to one side it then errs to the other.
    /// The eyes are then where the irises are. Nothing when neither sees it: then it is something
    /// that only looked like a face.
    fn again(&self, pixels: &RgbImage, face: &Face) -> Result<Option<Face>, Error> {
        let Head { eyes, unit_px, roll_degrees } = Head::of(face);
        let side = unit_px * AGAIN_WIDTH;
        let (left, top) = (eyes.x - side / 2.0, eyes.y - side / 2.0);
        let frame = Frame { left, top, width: side, height: side };
        let frame = TurnedFrame::new(frame, roll_degrees);
        let straight = frame.level(pixels, INPUT_PX, INPUT_PX)?;
        let mirrored = imageops::flip_horizontal(&straight);
        let input = f64::from(INPUT_PX);
        let look = |level: &RgbImage, turn: fn(&Face, f64) -> Face| {
            let seen = self.near.look(level, Frame::whole(level), 1)?.into_iter();
            let in_picture = |seen| turn(&seen, input).map(|x, y| frame.at(x / input, y / input));
            Ok::<_, Error>(seen.map(in_picture).find(|seen| is_same(face, seen)))
        };
        let (straight, mirrored) = thread::scope(|scope| {
            let mirrored = scope.spawn(|| look(&mirrored, Face::mirrored));
            (look(&straight, |seen, _| *seen), mirrored.join())
        });
        let mirrored = mirrored.unwrap_or(Err(Error::DecoderFailed));
        let seen = match (straight?, mirrored?) {
            (Some(one), Some(other)) => Some(one.middle(&other)),
            (one, other) => one.or(other),
        };
        seen.map(|seen| pupils::refined(pixels, &seen)).transpose()
    }
}

/// Whether two looks saw the same face: about as large, its eyes in about the same place.
fn is_same(one: &Face, other: &Face) -> bool {
    let (one, other) = (Head::of(one), Head::of(other));
    (0.6..1.7).contains(&(other.unit_px / one.unit_px))
        && one.eyes.distance(other.eyes) < one.unit_px / 2.0
}

/// The largest first.
fn sort_by_size(faces: &mut [Face]) {
    let size = |face: &Face| Head::of(face).unit_px;
    faces.sort_by(|one, other| size(other).total_cmp(&size(one)));
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASTRONAUT: &[u8] = include_bytes!("../../../tests/fixtures/astronaut.png");

    #[test]
    fn every_face_that_is_told_was_looked_at_closely() {
        let finder = Finder::load().expect("the network loads");
        let one = image::load_from_memory(ASTRONAUT).expect("a fixture").into_rgb8();
        let mut two = RgbImage::new(1_024, 512);
        for left in [0, 512] {
            imageops::replace(&mut two, &one, left, 0);
        }
        let picture = Picture::new(two);
        let found = finder.find(&picture).expect("looked");
        assert_eq!(found.len(), 2);
        let pixels = picture.pixels();
        let look = |net: &Net| net.look(pixels, Frame::whole(pixels), 1).expect("looked");
        let rough = [&finder.first, &finder.wide].into_iter().flat_map(look);
        let close: Vec<_> =
            rough.map(|face| finder.again(pixels, &face).expect("looked")).collect();
        for face in found {
            assert!(close.contains(&Some(face)), "{face:?} as the first look saw it");
        }
    }
}
