//! Taking, importing, judging and framing the photo.
//!
//! Pictures lie in the database only, under the application's own key; the decoding and judging
//! is done before the database is asked, so that a bad file can't hold it up or change anything.

use domain::Act;
use domain::photo::{Crop, PhotoRules, Report, Turn};
use photo::{Finder, Lift, Picture, Taken};
use store::Tx;
use store::table::sealed::{self, Part};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::application::parse_id;
use crate::desk::{Desk, SignedIn};
use crate::dossier::{Dossier, Framing, write_part};
use crate::error::{Code, Error, Step};
use crate::ports::make_nonce;
use crate::view::{Application, Frame, Which};

impl Desk {
    /// Loads what finds faces, so that the first picture does not wait for it. Takes a while:
    /// not for the window's thread.
    ///
    /// # Errors
    /// [`photo::Error`] when the model can't be made ready, which is a fault of the build.
    pub fn warm_up(&self) -> Result<(), Error> {
        self.finder().map(drop)
    }

    /// What the machine says of one frame of the live picture. Nothing is kept of it.
    ///
    /// # Errors
    /// [`Code::SignedOut`]; [`photo::Error`] for bytes that are no such frame.
    pub fn judge_frame(&self, frame: &Frame<'_>) -> Result<Report, Error> {
        self.at_work()?;
        let picture = Picture::from_rgba(frame.width, frame.height, frame.rgba)?;
        Ok(photo::judge(self.finder()?, &picture, &self.policy.photo)?.report)
    }

    /// Takes in a picture from the camera or a file, framed by the face in it.
    ///
    /// # Errors
    /// [`photo::Error`] for a file that is no usable photo; the old photo stays.
    pub fn take_photo(&self, id: &str, bytes: &[u8]) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let rules = &self.policy.photo;
        let shot = Shot::of(photo::take(self.finder()?, bytes, rules)?, false, rules)?;
        store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            self.correct(tx, &dossier, &who)?;
            shot.put(tx, id)?;
            let number = Some(dossier.row.number);
            self.note(tx, Some(who.operator.id), Act::Photograph, number, None)?;
            self.show(tx, id)
        })
    }

    /// Turns the picture by a quarter or mirrors it, and judges and frames it anew; a reason that
    /// the clerk gave stays, and so does the wish to see it as it was taken, for it is the same
    /// photo. A turn of a picture that another has replaced meanwhile changes nothing, and so two
    /// presses at once are one.
    ///
    /// # Errors
    /// [`photo::Error::TooSmall`] for a picture that is too small when it is turned;
    /// [`Error::NotComplete`] without a picture; [`domain::stage::IllegalMove`] once submitted.
    pub fn turn_photo(&self, id: &str, turn: Turn) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let kept = store.read(|tx| Kept::read(tx, id))?;
        let rules = &self.policy.photo;
        let turned = photo::turn(self.finder()?, &kept.working, turn, rules)?;
        let mut shot = Shot::of(turned, kept.is_as_taken(), rules)?;
        store.write(|tx| {
            if sealed::edition(tx, id, Part::Picture)? == kept.edition {
                let dossier = Dossier::read(tx, id)?;
                self.correct(tx, &dossier, &who)?;
                shot.framing.exception = dossier.framing.and_then(|framing| framing.exception);
                shot.put(tx, id)?;
            }
            self.show(tx, id)
        })
    }

    /// Frames the picture anew. What was said of the old frame is judged again; a reason that
    /// the clerk gave stays. The frame that there is changes nothing, nor does one for a picture
    /// that another has replaced meanwhile: the answer is the application as it stands.
    ///
    /// # Errors
    /// [`photo::Error::CropOutside`]; [`Error::NotComplete`] without a picture;
    /// [`domain::stage::IllegalMove`] once submitted.
    pub fn crop_photo(&self, id: &str, crop: Crop) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let kept = store.read(|tx| Kept::read(tx, id))?;
        if kept.framing.as_ref().is_some_and(|framing| framing.is_judged_in(crop)) {
            return store.read(|tx| self.show(tx, id));
        }
        let cut = self.cut(&kept, crop, kept.is_as_taken())?;
        store.write(|tx| self.put_cut(tx, id, cut, &who))
    }

    /// Shows the picture on the card as it was taken, or as light as its scene asks for again.
    /// What there is changes nothing, nor does a picture that another has replaced meanwhile.
    ///
    /// # Errors
    /// [`Error::NotComplete`] without a picture; [`domain::stage::IllegalMove`] once submitted.
    pub fn light_photo(&self, id: &str, as_taken: bool) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let kept = store.read(|tx| Kept::read(tx, id))?;
        let framing = kept.framing.as_ref().ok_or(Error::NotComplete(Step::Photo))?;
        if framing.as_taken == as_taken {
            return store.read(|tx| self.show(tx, id));
        }
        let cut = self.cut(&kept, framing.crop, as_taken)?;
        store.write(|tx| self.put_cut(tx, id, cut, &who))
    }

    /// Cuts the card out of a kept picture. Takes a while: no transaction waits for it.
    fn cut(&self, kept: &Kept, crop: Crop, as_taken: bool) -> Result<Cut, Error> {
        let rules = &self.policy.photo;
        let picture = photo::open(&kept.working, rules)?;
        let report = photo::judge_crop(self.finder()?, &picture, crop, rules)?;
        let lift = if as_taken { Lift::NONE } else { Lift::of(&report, &rules.limits) };
        let jpeg = photo::crop_lifted(&picture, crop, lift, rules)?.jpeg;
        let framing = Framing { as_taken, ..framing(&picture, crop, report, lift) };
        Ok(Cut { edition: kept.edition, jpeg, framing })
    }

    /// Keeps `cut`, unless the picture that it was cut out of is there no more.
    fn put_cut(
        &self,
        tx: &Tx<'_>,
        id: Uuid,
        mut cut: Cut,
        who: &SignedIn,
    ) -> Result<Application, Error> {
        if sealed::edition(tx, id, Part::Picture)? == cut.edition {
            let dossier = Dossier::read(tx, id)?;
            self.correct(tx, &dossier, who)?;
            cut.framing.exception = dossier.framing.and_then(|framing| framing.exception);
            put_card(tx, id, &cut.jpeg, &cut.framing)?;
        }
        self.show(tx, id)
    }

    /// Takes the photo as it is, for a reason of the policy's; none takes that back. The audit
    /// chain says who did it, never why: the reason may be medical or religious.
    ///
    /// # Errors
    /// [`Code::NoSuchReason`]; [`Error::NotComplete`] without a picture.
    pub fn except_photo(&self, id: &str, reason: Option<&str>) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let known = &self.policy.photo.exceptions;
        if reason.is_some_and(|reason| known.iter().all(|word| word != reason)) {
            return Err(Code::NoSuchReason.into());
        }
        store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            let framing = dossier.framing.clone().ok_or(Error::NotComplete(Step::Photo))?;
            if framing.exception.as_deref() != reason {
                self.correct(tx, &dossier, &who)?;
                // Another reason for the same decision is none of the chain's business.
                if framing.exception.is_some() != reason.is_some() {
                    let act = if reason.is_some() { Act::ExceptPhoto } else { Act::JudgePhoto };
                    let number = Some(dossier.row.number);
                    self.note(tx, Some(who.operator.id), act, number, None)?;
                }
                let exception = reason.map(str::to_owned);
                write_part(tx, id, Part::Crop, &Framing { exception, ..framing })?;
            }
            self.show(tx, id)
        })
    }

    /// The bytes of a picture, JPEG.
    ///
    /// # Errors
    /// [`Error::NotComplete`] when there is none.
    pub fn photo_bytes(&self, id: &str, which: Which) -> Result<Zeroizing<Vec<u8>>, Error> {
        let (store, _) = self.at_work()?;
        let id = parse_id(id)?;
        let part = match which {
            Which::Picture => Part::Picture,
            Which::Card => Part::Photo,
        };
        let bytes = store.read(|tx| Ok::<_, Error>(sealed::get(tx, id, part)?))?;
        bytes.ok_or(Error::NotComplete(Step::Photo))
    }

    fn finder(&self) -> Result<&Finder, Error> {
        Ok(self.finder.get(Finder::load)?)
    }
}

/// A picture as it is kept, and how it is framed.
struct Kept {
    working: Zeroizing<Vec<u8>>,
    edition: u32,
    framing: Option<Framing>,
}

impl Kept {
    fn read(tx: &Tx<'_>, id: Uuid) -> Result<Self, Error> {
        let framing = Dossier::read(tx, id)?.framing;
        let working = sealed::get(tx, id, Part::Picture)?;
        let working = working.ok_or(Error::NotComplete(Step::Photo))?;
        Ok(Self { working, edition: sealed::edition(tx, id, Part::Picture)?, framing })
    }

    fn is_as_taken(&self) -> bool {
        self.framing.as_ref().is_some_and(|framing| framing.as_taken)
    }
}

/// A picture that is not kept yet, with its card photo.
struct Shot {
    working: Zeroizing<Vec<u8>>,
    jpeg: Vec<u8>,
    framing: Framing,
}

impl Shot {
    /// A dark picture is brighter on the card, unless the clerk wants it as it was taken.
    fn of(taken: Taken, as_taken: bool, rules: &PhotoRules) -> Result<Self, Error> {
        let Taken { picture, judged, card, working } = taken;
        let working = Zeroizing::new(working);
        let (crop, lift) = (judged.crop, Lift::of(&judged.report, &rules.limits));
        let (lift, jpeg) = if as_taken && !lift.is_none() {
            (Lift::NONE, photo::crop(&picture, crop, rules)?.jpeg)
        } else {
            (lift, card.jpeg)
        };
        let framing = Framing { as_taken, ..framing(&picture, crop, judged.report, lift) };
        Ok(Self { working, jpeg, framing })
    }

    fn put(&self, tx: &Tx<'_>, id: Uuid) -> Result<(), Error> {
        sealed::put(tx, id, Part::Picture, &self.working, make_nonce())?;
        put_card(tx, id, &self.jpeg, &self.framing)
    }
}

/// A card photo that is not kept yet.
struct Cut {
    /// Of the picture that it was cut out of.
    edition: u32,
    jpeg: Vec<u8>,
    framing: Framing,
}

fn framing(picture: &Picture, crop: Crop, report: Report, lift: Lift) -> Framing {
    let (width, height) = (picture.width(), picture.height());
    let (report, is_lifted) = (Some(report), !lift.is_none());
    Framing { width, height, crop, report, exception: None, as_taken: false, is_lifted }
}

fn put_card(tx: &Tx<'_>, id: Uuid, jpeg: &[u8], framing: &Framing) -> Result<(), Error> {
    sealed::put(tx, id, Part::Photo, jpeg, make_nonce())?;
    write_part(tx, id, Part::Crop, framing)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ports::{Http, Ipp, SystemClock};
    use crate::view::SetUp;
    use crate::{Options, Places};

    const ASTRONAUT: &[u8] = include_bytes!("../../../../tests/fixtures/astronaut.png");
    const OFFICER: &[u8] =
        include_bytes!("../../../../tests/fixtures/portraits/navy_officer_cap_glasses.jpg");

    fn desk(folder: &std::path::Path) -> Desk {
        let (line, printers) = (Http::make().expect("a line"), Ipp::make().expect("printers"));
        let clock = Arc::new(SystemClock::start());
        let places = Places::under(folder);
        let desk = Desk::new(places, clock, Arc::new(line), Arc::new(printers), Options::default());
        let desk = desk.expect("a desk");
        let wish = SetUp {
            site: "Sulzer Library".into(),
            supervisor: "Ada Brook".into(),
            passphrase: "a long enough passphrase".into(),
        };
        desk.set_up(&wish).expect("set up");
        desk
    }

    #[test]
    fn a_frame_for_a_picture_that_was_replaced_meanwhile_changes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = desk(folder.path());
        let id = desk.new_application().expect("begun").id;
        desk.take_photo(&id, ASTRONAUT).expect("taken");
        let (store, who) = desk.at_work().expect("signed in");
        let uuid = parse_id(&id).expect("an id");
        let kept = store.read(|tx| Kept::read(tx, uuid)).expect("kept");
        let crop = Crop { left: 0.2, top: 0.05, width: 0.5, turn_degrees: 0.0 };
        let late = desk.cut(&kept, crop, false).expect("cut");

        let taken = desk.take_photo(&id, OFFICER).expect("taken").photo;
        let card = desk.photo_bytes(&id, Which::Card).expect("there");
        let shown = store.write(|tx| desk.put_cut(tx, uuid, late, &who)).expect("shown").photo;
        assert_eq!(shown.crop, taken.crop, "the frame is the new picture's");
        assert_eq!(shown.edition, taken.edition, "and so is the card");
        assert_eq!(desk.photo_bytes(&id, Which::Card).expect("there"), card);

        let kept = store.read(|tx| Kept::read(tx, uuid)).expect("kept");
        let cut = desk.cut(&kept, crop, false).expect("cut");
        let shown = store.write(|tx| desk.put_cut(tx, uuid, cut, &who)).expect("shown").photo;
        assert_eq!(shown.crop, Some(crop), "a frame for the picture that is there is kept");
    }
}
