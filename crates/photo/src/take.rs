//! A camera's file to everything that is kept of it, in one call.
//!
//! On two cores: the working copy is written while the face is found, and the picture is judged
//! while the card photo is cut out of it.

use std::thread;

use domain::photo::PhotoRules;

use crate::judge::Framed;
use crate::{CardPhoto, Error, Finder, Judged, Picture, crop_lifted, open};

/// What comes of a photo that was taken or imported. It cannot be printed, being all personal.
pub struct Taken {
    /// The working copy's pixels.
    pub picture: Picture,
    /// What the machine says of it, and the frame that it proposes.
    pub judged: Judged,
    /// The proposed frame as it goes onto the card, brightened if the scene is dark ([`crate::Lift`]).
    pub card: CardPhoto,
    /// The working copy as JPEG ([`Picture::to_jpeg`]), to be stored encrypted.
    pub working: Vec<u8>,
}

/// Opens `bytes`, judges the face and makes the card photo in the proposed frame.
///
/// # Errors
/// What [`open`], [`judge`], [`crop_lifted`] and [`Picture::to_jpeg`] refuse.
pub fn take(finder: &Finder, bytes: &[u8], rules: &PhotoRules) -> Result<Taken, Error> {
    let picture = open(bytes, rules)?;
    let (judged, card, working) = thread::scope(|scope| {
        let picture = &picture;
        let working = scope.spawn(move || picture.to_jpeg());
        let framed = Framed::find(finder, picture, rules)?;
        let (frame, lift) = (framed.crop, framed.lift(rules));
        let report = scope.spawn(move || framed.report(picture, rules));
        let card = crop_lifted(picture, frame, lift, rules)?;
        let report = report.join().unwrap_or(Err(Error::DecoderFailed))?;
        let working = working.join().unwrap_or(Err(Error::DecoderFailed))?;
        Ok::<_, Error>((Judged { report, crop: frame }, card, working))
    })?;
    Ok(Taken { picture, judged, card, working })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    const ASTRONAUT: &[u8] = include_bytes!("../../../tests/fixtures/astronaut.png");

    /// Everything that comes of `bytes`.
    fn taken(finder: &Finder, bytes: &[u8]) -> (Judged, Vec<u8>, Vec<u8>) {
        let taken = take(finder, bytes, &PhotoRules::default()).expect("taken");
        (taken.judged, taken.card.jpeg, taken.working)
    }

    #[test]
    fn the_same_file_gives_the_same_photo_and_report_each_time() {
        let whole = image::load_from_memory(ASTRONAUT).expect("a fixture").into_rgb8();
        // As it is, and as large as a camera's, which is decoded in half.
        let large =
            image::imageops::resize(&whole, 3_800, 3_800, image::imageops::FilterType::Triangle);
        for bytes in [ASTRONAUT, &sample::jpeg_with_orientation(&large, 1)] {
            // A finder of its own, as after a restart.
            let [one, other] = [(); 2].map(|()| Finder::load().expect("the network loads"));
            let first = taken(&one, bytes);
            assert_eq!(taken(&one, bytes), first);
            assert_eq!(taken(&other, bytes), first);
        }
    }
}
