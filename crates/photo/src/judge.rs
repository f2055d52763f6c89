//! What the machine says of a picture under a frame: advice with its measures.
//!
//! Never refuses a face, never says whose it is, and keeps nothing of it.

mod backdrop;
mod light;
mod measure;
mod patch;
mod pose;
mod scene;
mod score;
mod sharpness;
mod urgency;

use domain::photo::{
    Advice, Check, Crop, FaceMarks, Finding, PhotoLimits, PhotoRules, Point, Report,
};

use crate::crop::Lift;
use crate::error::Error;
use crate::face::{Face, Finder, Head};
use crate::framing::{CardFrame, aspect, frame_for, hair_above_eyes};
use crate::guard::guarded;
use crate::picture::{Picture, Spot};
use patch::Patch;
use urgency::urgency;

/// A picture's frame, chosen by the face in it, and what was found under that frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What was found.
    pub report: Report,
    /// The frame that the face asks for; the middle of the picture when there is no face.
    pub crop: Crop,
}

/// Finds the face in `picture`, frames it and judges the picture under that frame.
///
/// # Errors
/// [`Error::Finder`] or [`Error::Resample`], neither of which a picture can cause.
pub fn judge(finder: &Finder, picture: &Picture, rules: &PhotoRules) -> Result<Judged, Error> {
    let framed = Framed::find(finder, picture, rules)?;
    Ok(Judged { report: framed.report(picture, rules)?, crop: framed.crop })
}

/// A picture's faces, a frame and how the scene in it is lit; the rest is not judged yet.
pub(crate) struct Framed {
    faces: Vec<Face>,
    /// The frame; the middle of the picture when there is no face.
    pub(crate) crop: Crop,
    scene: Option<Finding>,
}

impl Framed {
    /// In the frame that the largest face asks for.
    pub(crate) fn find(
        finder: &Finder,
        picture: &Picture,
        rules: &PhotoRules,
    ) -> Result<Self, Error> {
        Self::of(finder.find(picture)?, picture, rules)
    }

    /// The frame for `faces`, the largest of which comes first.
    pub(crate) fn of(
        faces: Vec<Face>,
        picture: &Picture,
        rules: &PhotoRules,
    ) -> Result<Self, Error> {
        guarded(|| {
            let asked = faces.first().map(|main| {
                let head = Head::of(main);
                let hair = hair_above_eyes(picture, &head)?;
                Ok::<_, Error>(frame_for(&head, hair, picture, rules))
            });
            let (width, height) = (picture.width(), picture.height());
            let centred = || Crop::centred(width, height, aspect(rules));
            let crop = asked.transpose()?.unwrap_or_else(centred);
            Self::under(faces, picture, crop, rules)
        })
    }

    fn under(
        faces: Vec<Face>,
        picture: &Picture,
        crop: Crop,
        rules: &PhotoRules,
    ) -> Result<Self, Error> {
        let frame = CardFrame::of(crop, picture, rules);
        let scene = match main_in(&frame, &faces) {
            Some(face) => scene::scene_light(picture, &Head::of(face), &frame, &rules.limits)?,
            None => None,
        };
        Ok(Self { faces, crop, scene })
    }

    /// How much brighter the card shows the picture.
    pub(crate) fn lift(&self, rules: &PhotoRules) -> Lift {
        self.scene.as_ref().map_or(Lift::NONE, |scene| Lift::by(scene, &rules.limits))
    }

    /// What is said of the picture under the frame: of the largest of the faces in it, and of how
    /// many reach into it. The same whoever chose the frame.
    pub(crate) fn report(&self, picture: &Picture, rules: &PhotoRules) -> Result<Report, Error> {
        guarded(|| {
            let frame = CardFrame::of(self.crop, picture, rules);
            let Some(face) = main_in(&frame, &self.faces) else { return Ok(nobody_there()) };
            let count = count(face, &self.faces, &frame, &rules.limits);
            report(picture, &Seen { face, count, scene: self.scene }, &frame, rules)
        })
    }
}

/// Judges `picture` under a frame of the clerk's: the largest face in it is the one that is meant,
/// and faces that it does not show do not count.
///
/// # Errors
/// [`Error::CropOutside`] for what is no frame; [`Error::Finder`] or [`Error::Resample`], neither
/// of which a picture can cause.
pub fn judge_crop(
    finder: &Finder,
    picture: &Picture,
    crop: Crop,
    rules: &PhotoRules,
) -> Result<Report, Error> {
    let Crop { left, top, width, turn_degrees } = crop;
    let is_number = [left, top, turn_degrees].into_iter().all(f64::is_finite);
    if !is_number || !(f64::MIN_POSITIVE..=2.0).contains(&width) {
        return Err(Error::CropOutside);
    }
    let faces = finder.find(picture)?;
    guarded(|| Framed::under(faces, picture, crop, rules))?.report(picture, rules)
}

/// The largest of `faces` that `frame` shows.
fn main_in<'a>(frame: &CardFrame, faces: &'a [Face]) -> Option<&'a Face> {
    faces.iter().find(|face| is_within(frame, Head::of(face).eyes))
}

/// The face that is judged, how many there are that count, and how the scene is lit.
struct Seen<'a> {
    face: &'a Face,
    count: usize,
    scene: Option<Finding>,
}

fn is_within(frame: &CardFrame, spot: Spot) -> bool {
    let (across, up) = frame.place(spot);
    across.abs() <= 0.5 && (0.0..=1.0).contains(&up)
}

/// The faces that are large enough beside `main` to be a person in front of the camera, and of
/// which the card shows an eye at least. Who stands beside the frame is not on the card.
fn count(main: &Face, faces: &[Face], frame: &CardFrame, limits: &PhotoLimits) -> usize {
    let least = Head::of(main).unit_px * f64::from(limits.other_face_min_percent) / 100.0;
    let is_large = |face: &&Face| Head::of(face).unit_px >= least;
    let is_shown =
        |face: &&Face| [face.left_eye, face.right_eye].iter().any(|&eye| is_within(frame, eye));
    faces.iter().filter(is_large).filter(is_shown).count()
}

fn nobody_there() -> Report {
    Report { face: None, findings: vec![faces_finding(0)], score: 0.0 }
}

fn faces_finding(count: usize) -> Finding {
    let advice = match count {
        0 => Some(Advice::NobodyThere),
        1 => None,
        _ => Some(Advice::OnePersonOnly),
    };
    let value = count as f64;
    Finding { check: Check::Faces, value, min: Some(1.0), max: Some(1.0), advice }
}

fn report(
    picture: &Picture,
    seen: &Seen<'_>,
    frame: &CardFrame,
    rules: &PhotoRules,
) -> Result<Report, Error> {
    let (face, limits) = (seen.face, &rules.limits);
    let head = Head::of(face);
    let mut findings = vec![
        faces_finding(seen.count),
        pose::head_size(&head, frame, limits),
        pose::place(&head, frame, limits),
        pose::frontal(face, &head, limits),
        pose::level(&head, frame, limits),
        pose::resolution(picture, frame, rules),
    ];
    findings.extend(seen.scene);
    if let Some(patch) = Patch::of(picture, &head)? {
        findings.push(light::exposure(&patch, limits));
        findings.push(light::clipping(&patch, limits));
        findings.extend(light::even_light(&patch, limits));
        findings.extend(sharpness::sharpness(&patch, limits));
    }
    findings.extend(backdrop::background(picture, &head, frame, limits)?);
    let score = score::score(&findings);
    findings.sort_by_key(|finding| (finding.advice.is_none(), urgency(finding.check)));
    Ok(Report { face: Some(marks(face, picture)), findings, score })
}

fn marks(face: &Face, picture: &Picture) -> FaceMarks {
    let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
    let point = |spot: Spot| Point { x: spot.x / across, y: spot.y / down };
    FaceMarks {
        left_eye: point(face.left_eye),
        right_eye: point(face.right_eye),
        nose: point(face.nose),
        mouth_left: point(face.mouth_left),
        mouth_right: point(face.mouth_right),
    }
}

#[cfg(test)]
mod tests;
