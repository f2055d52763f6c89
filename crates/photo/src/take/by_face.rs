//! Which way up a picture is, by the face in it: many a file says nothing of how the camera was
//! held.
//!
//! Turns only what leaves no doubt; the rest is the clerk's, who sees the picture.

use domain::photo::Turn;

use crate::error::Error;
use crate::face::{Face, Finder, Head};
use crate::picture::Picture;

/// A face that leans no further stands: beyond it, a quarter turn brings it nearer to upright.
const STANDING_DEGREES: f64 = 45.0;

/// `picture` turned so that the face in it stands, and the faces then: where exactly one of its
/// four turns shows a standing face, and that is not the picture as it is. `faces` are those that
/// were found in it as it is.
///
/// # Errors
/// What [`Finder::find`] refuses.
pub(crate) fn by_face(
    finder: &Finder,
    picture: &Picture,
    faces: &[Face],
) -> Result<Option<(Picture, Vec<Face>)>, Error> {
    if faces.iter().any(stands) {
        return Ok(None);
    }
    let right = picture.turned(Turn::Right);
    let over = right.turned(Turn::Right);
    let left = over.turned(Turn::Right);
    let mut standing = None;
    for turned in [right, over, left] {
        let faces = finder.find(&turned)?;
        if !faces.iter().any(stands) {
            continue;
        }
        if standing.replace((turned, faces)).is_some() {
            return Ok(None);
        }
    }
    Ok(standing)
}

fn stands(face: &Face) -> bool {
    Head::of(face).roll_degrees.abs() <= STANDING_DEGREES
}
