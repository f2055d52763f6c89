//! A camera's file to everything that is kept of it, in one call.
//!
//! On two cores: the face is found in a glimpse of the file while all of it is decoded, and the
//! working copy is written and the picture judged while the card photo is cut out of it.

use std::thread;

use domain::photo::PhotoRules;

use crate::face::Face;
use crate::judge::Framed;
use crate::open::{Glimpse, Opening};
use crate::{CardPhoto, Error, Finder, Judged, Picture, crop};

/// What comes of a photo that was taken or imported. It cannot be printed, being all personal.
pub struct Taken {
    /// The working copy's pixels.
    pub picture: Picture,
    /// What the machine says of it, and the frame that it proposes.
    pub judged: Judged,
    /// The proposed frame as it goes onto the card.
    pub card: CardPhoto,
    /// The working copy as JPEG ([`Picture::to_jpeg`]), to be stored encrypted.
    pub working: Vec<u8>,
}

/// Opens `bytes`, judges the face and makes the card photo in the proposed frame.
///
/// # Errors
/// What [`crate::open`], [`crate::judge`], [`crop`] and [`Picture::to_jpeg`] refuse.
pub fn take(finder: &Finder, bytes: &[u8], rules: &PhotoRules) -> Result<Taken, Error> {
    let opening = Opening::begin(bytes, rules)?;
    let glimpse = opening.glimpse();
    thread::scope(|scope| {
        let seen = scope.spawn(move || glimpse.and_then(|glimpse| seen_in(finder, glimpse)));
        let picture = opening.decode()?;
        let (judged, card, working) = thread::scope(|scope| {
            let picture = &picture;
            let working = scope.spawn(move || picture.to_jpeg());
            let framed = match seen.join().ok().flatten() {
                Some(seen) => Framed::of(seen.faces_in(picture), picture, rules)?,
                None => Framed::find(finder, picture, rules)?,
            };
            let frame = framed.crop;
            let report = scope.spawn(move || framed.report(picture, rules));
            let card = crop(picture, frame, rules)?;
            let report = report.join().unwrap_or(Err(Error::DecoderFailed))?;
            let working = working.join().unwrap_or(Err(Error::DecoderFailed))?;
            Ok::<_, Error>((Judged { report, crop: frame }, card, working))
        })?;
        Ok(Taken { picture, judged, card, working })
    })
}

/// The faces of a glimpse, and its size.
struct Seen {
    faces: Vec<Face>,
    width: f64,
    height: f64,
}

impl Seen {
    /// The faces as they lie in the whole picture.
    fn faces_in(&self, picture: &Picture) -> Vec<Face> {
        let across = f64::from(picture.width()) / self.width;
        let down = f64::from(picture.height()) / self.height;
        self.faces.iter().map(|face| face.map(|x, y| (x * across, y * down))).collect()
    }
}

/// What the finder sees in a glimpse; nothing when a look at the whole picture would tell more.
fn seen_in(finder: &Finder, glimpse: Glimpse<'_>) -> Option<Seen> {
    let glimpse = glimpse.decode()?;
    let faces = finder.find(&glimpse).ok()?;
    let (width, height) = (f64::from(glimpse.width()), f64::from(glimpse.height()));
    Finder::is_clear(faces.first()?).then_some(Seen { faces, width, height })
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use image::imageops::{self, FilterType};

    use super::*;
    use crate::{judge, open, sample};

    static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::load().expect("the network loads"));

    /// A camera's file, lying, of a portrait or of nobody.
    fn file(is_portrait: bool) -> Vec<u8> {
        let portrait = include_bytes!("../../../tests/fixtures/astronaut.png");
        let portrait = open(portrait, &PhotoRules::default()).expect("a fixture opens");
        let upright = if is_portrait {
            imageops::resize(portrait.pixels(), 3600, 3600, FilterType::Triangle)
        } else {
            sample::quadrants(3600, 3600)
        };
        sample::jpeg_with_orientation(&sample::stored_as(&upright, 6), 6)
    }

    #[test]
    fn the_face_of_a_large_file_is_where_the_whole_picture_shows_it() {
        let (bytes, rules) = (file(true), PhotoRules::default());
        let taken = take(&FINDER, &bytes, &rules).expect("taken");
        let whole = judge(&FINDER, &taken.picture, &rules).expect("judged");
        let (taken, whole) = (taken.judged.report.face, whole.report.face);
        let (taken, whole) = (taken.expect("a face"), whole.expect("a face"));
        for (one, other) in [(taken.left_eye, whole.left_eye), (taken.nose, whole.nose)] {
            let off = (one.x - other.x).hypot(one.y - other.y);
            assert!(off < 0.01, "off by {off:.3} of the picture");
        }
    }

    #[test]
    fn a_large_file_of_nobody_is_taken_with_that_said() {
        let (bytes, rules) = (file(false), PhotoRules::default());
        let taken = take(&FINDER, &bytes, &rules).expect("taken");
        assert!(taken.judged.report.face.is_none());
        assert!(open(&taken.working, &rules).is_ok() && open(&taken.card.jpeg, &rules).is_ok());
    }

    #[test]
    fn a_file_is_taken_the_same_way_twice() {
        let (bytes, rules) = (file(true), PhotoRules::default());
        let [one, two] = [0, 1].map(|_| take(&FINDER, &bytes, &rules).expect("taken"));
        assert!(one.card == two.card && one.working == two.working);
    }
}
