//! A camera's file to everything that is kept of it, in one call.
//!
//! On two cores: the working copy is written while the face is found, and the picture is judged
//! while the card photo is cut out of it.

mod by_face;

use std::thread;

use domain::photo::{PhotoRules, Turn};

use crate::crop::{CardPhoto, crop_lifted};
use crate::error::Error;
use crate::face::{Face, Finder};
use crate::judge::{Framed, Judged};
use crate::open::{check_detail, open};
use crate::picture::Picture;
use by_face::by_face;

/// What comes of a photo that was taken or imported. It cannot be printed, being all personal.
pub struct Taken {
    /// The working copy's pixels.
    pub picture: Picture,
    /// What the machine says of it, and the frame that it proposes.
    pub judged: Judged,
    /// The proposed frame as it goes onto the card, brightened if the scene is dark
    /// ([`crate::Lift`]).
    pub card: CardPhoto,
    /// The working copy as JPEG ([`Picture::to_jpeg`]), to be stored encrypted.
    pub working: Vec<u8>,
}

/// Opens `bytes`, turns the picture upright where its face says how, judges the face and makes
/// the card photo in the proposed frame.
///
/// # Errors
/// What [`open`], [`judge`](crate::judge()), [`crop_lifted`] and [`Picture::to_jpeg`] refuse.
pub fn take(finder: &Finder, bytes: &[u8], rules: &PhotoRules) -> Result<Taken, Error> {
    let picture = open(bytes, rules)?;
    let (working, faces) = written_and_looked_at(finder, &picture)?;
    match by_face(finder, &picture, &faces)? {
        Some((upright, faces)) => {
            let working = upright.to_jpeg()?;
            taken(upright, faces, working, rules)
        }
        None => taken(picture, faces, working, rules),
    }
}

/// Turns or mirrors a working copy as it is stored, and judges and frames it anew.
///
/// # Errors
/// As [`take`]; [`Error::TooSmall`] for a picture that is too small for a card when it is turned.
pub fn turn(
    finder: &Finder,
    stored: &[u8],
    turn: Turn,
    rules: &PhotoRules,
) -> Result<Taken, Error> {
    let picture = open(stored, rules)?.turned(turn);
    check_detail((picture.width(), picture.height()), rules)?;
    let (working, faces) = written_and_looked_at(finder, &picture)?;
    taken(picture, faces, working, rules)
}

/// The working copy as JPEG, and the faces in it.
fn written_and_looked_at(
    finder: &Finder,
    picture: &Picture,
) -> Result<(Vec<u8>, Vec<Face>), Error> {
    thread::scope(|scope| {
        let working = scope.spawn(move || picture.to_jpeg());
        let faces = finder.find(picture)?;
        let working = working.join().unwrap_or(Err(Error::DecoderFailed))?;
        Ok((working, faces))
    })
}

fn taken(
    picture: Picture,
    faces: Vec<Face>,
    working: Vec<u8>,
    rules: &PhotoRules,
) -> Result<Taken, Error> {
    let (judged, card) = thread::scope(|scope| {
        let picture = &picture;
        let framed = Framed::of(faces, picture, rules)?;
        let (frame, lift) = (framed.crop, framed.lift(rules));
        let report = scope.spawn(move || framed.report(picture, rules));
        let card = crop_lifted(picture, frame, lift, rules)?;
        let report = report.join().unwrap_or(Err(Error::DecoderFailed))?;
        Ok::<_, Error>((Judged { report, crop: frame }, card))
    })?;
    Ok(Taken { picture, judged, card, working })
}

#[cfg(test)]
mod tests {
    use domain::photo::Check;

    use super::*;
    use crate::tests::sample;

    const ASTRONAUT: &[u8] = include_bytes!("../../../tests/fixtures/astronaut.png");

    /// Everything that comes of `bytes`.
    fn taken(finder: &Finder, bytes: &[u8]) -> (Judged, Vec<u8>, Vec<u8>) {
        let taken = take(finder, bytes, &PhotoRules::default()).expect("taken");
        (taken.judged, taken.card.jpeg, taken.working)
    }

    const OFFICER: &[u8] =
        include_bytes!("../../../tests/fixtures/portraits/navy_officer_cap_glasses.jpg");

    fn pixels(bytes: &[u8]) -> image::RgbImage {
        image::load_from_memory(bytes).expect("a fixture").into_rgb8()
    }

    /// What is kept of a picture that a camera held so stored, without saying how it was held.
    fn kept(finder: &Finder, upright: &image::RgbImage, orientation: u8) -> Taken {
        let stored = sample::stored_as(upright, orientation);
        take(finder, &sample::jpeg(&stored), &PhotoRules::default()).expect("taken")
    }

    /// The mean difference of two pictures of one size, over all channels, in steps of 255.
    fn difference(one: &image::RgbImage, other: &image::RgbImage) -> f64 {
        assert_eq!(one.dimensions(), other.dimensions(), "one size");
        let pairs = one.iter().zip(other.iter());
        let total: u64 = pairs.map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
        total as f64 / one.len() as f64
    }

    #[test]
    fn a_portrait_that_lies_or_stands_on_its_head_is_found_upright() {
        let finder = Finder::load().expect("the network loads");
        for portrait in [ASTRONAUT, OFFICER] {
            let upright = pixels(portrait);
            for orientation in [1, 3, 6, 8] {
                let taken = kept(&finder, &upright, orientation);
                let differs = difference(taken.picture.pixels(), &upright);
                assert!(differs < 4.0, "stored as {orientation}: {differs:.1} of 255");
                let level =
                    taken.judged.report.findings.iter().find(|one| one.check == Check::Level);
                let lean = level.expect("a face").value;
                assert!(lean < 5.0, "stored as {orientation}, it leans by {lean:.1} degrees");
                let again = open(&taken.working, &PhotoRules::default()).expect("stored");
                assert_eq!(again.pixels().dimensions(), upright.dimensions(), "kept upright");
            }
        }
    }

    #[test]
    fn faces_that_stand_at_different_turns_leave_a_picture_as_it_is() {
        let finder = Finder::load().expect("the network loads");
        let (one, other) = (pixels(ASTRONAUT), pixels(OFFICER));
        let other =
            image::imageops::resize(&other, 512, 512, image::imageops::FilterType::Triangle);
        for (left, right) in [(1, 6), (6, 3), (8, 6)] {
            let mut both = image::RgbImage::new(1_024, 512);
            image::imageops::replace(&mut both, &sample::stored_as(&one, left), 0, 0);
            image::imageops::replace(&mut both, &sample::stored_as(&other, right), 512, 0);
            let taken = kept(&finder, &both, 1);
            let differs = difference(taken.picture.pixels(), &both);
            assert!(differs < 4.0, "{left} beside {right}: {differs:.1} of 255");
        }
    }

    #[test]
    fn a_picture_without_a_face_is_left_as_it_is() {
        let finder = Finder::load().expect("the network loads");
        let cup = include_bytes!("../../../tests/fixtures/portraits/coffee_cup.jpg");
        let lake = include_bytes!("../../../tests/fixtures/portraits/pavilion.jpg");
        for bytes in [cup.as_slice(), lake] {
            for orientation in [1, 3, 6, 8] {
                let stored = sample::stored_as(&pixels(bytes), orientation);
                let taken = kept(&finder, &stored, 1);
                let differs = difference(taken.picture.pixels(), &stored);
                assert!(differs < 6.0, "stored as {orientation}: {differs:.1} of 255");
            }
        }
    }

    #[test]
    fn a_stored_picture_is_turned_and_mirrored_and_back_again_with_next_to_no_loss() {
        let finder = Finder::load().expect("the network loads");
        let rules = PhotoRules::default();
        let first = take(&finder, OFFICER, &rules).expect("taken");
        let mut working = first.working.clone();
        let around =
            [Turn::Right, Turn::Right, Turn::Left, Turn::Mirror, Turn::Right, Turn::Mirror];
        for (press, turned) in around.into_iter().enumerate() {
            let taken = turn(&finder, &working, turned, &rules).expect("turned");
            if press == 0 {
                let right = sample::stored_as(first.picture.pixels(), 8);
                let differs = difference(taken.picture.pixels(), &right);
                assert!(differs < 4.0, "its left side is up: {differs:.1} of 255");
            }
            working = taken.working;
        }
        let last = open(&working, &rules).expect("stored");
        let differs = difference(last.pixels(), first.picture.pixels());
        assert!(differs < 3.0, "after six turns it differs by {differs:.2} of 255");
    }

    #[test]
    fn a_picture_too_low_for_a_card_when_it_lies_is_not_laid() {
        let finder = Finder::load().expect("the network loads");
        let rules = PhotoRules::default();
        let small = Picture::new(sample::quadrants(250, 310)).to_jpeg().expect("encodes");
        let refused = turn(&finder, &small, Turn::Left, &rules).err();
        assert!(matches!(refused, Some(Error::TooSmall { width_px: 310, height_px: 250, .. })));
        assert!(turn(&finder, &small, Turn::Mirror, &rules).is_ok());
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
