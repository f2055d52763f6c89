//! Taking, importing, judging and framing the photo.
//!
//! Pictures lie in the database only, under the application's own key; the decoding and judging
//! is done before the database is asked, so that a bad file can't hold it up or change anything.

use domain::photo::{Crop, Report};
use photo::{Finder, Picture};
use store::Tx;
use store::table::sealed::{self, Part};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::enrol::parse_id;
use crate::desk::Desk;
use crate::dossier::{Dossier, Framing, write_part};
use crate::error::{Error, Step};
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
    /// [`Error::SignedOut`]; [`photo::Error`] for bytes that are no such frame.
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
        let taken = photo::take(self.finder()?, bytes, &self.policy.photo)?;
        let working = Zeroizing::new(taken.working);
        let framing = framing(&taken.picture, taken.judged.crop, taken.judged.report);
        store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            self.correct(tx, &dossier, &who)?;
            sealed::put(tx, id, Part::Picture, &working, make_nonce())?;
            put_card(tx, id, &taken.card.jpeg, &framing)?;
            let number = Some(dossier.row.number);
            self.note(tx, Some(who.operator.id), "photograph", number, None)?;
            self.show(tx, id)
        })
    }

    /// Frames the picture anew. What was said of the old frame is judged again; a reason that
    /// the clerk gave stays.
    ///
    /// # Errors
    /// [`photo::Error::CropOutside`]; [`Error::NotComplete`] without a picture.
    pub fn crop_photo(&self, id: &str, crop: Crop) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let working = store.read(|tx| Ok::<_, Error>(sealed::get(tx, id, Part::Picture)?))?;
        let working = working.ok_or(Error::NotComplete(Step::Photo))?;
        let picture = photo::open(&working, &self.policy.photo)?;
        let card = photo::crop(&picture, crop, &self.policy.photo)?;
        let report = photo::judge_crop(self.finder()?, &picture, crop, &self.policy.photo)?;
        let mut framing = framing(&picture, crop, report);
        store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            self.correct(tx, &dossier, &who)?;
            framing.exception = dossier.framing.and_then(|framing| framing.exception);
            put_card(tx, id, &card.jpeg, &framing)?;
            self.show(tx, id)
        })
    }

    /// Takes the photo as it is, for a reason of the policy's; none takes that back. The audit
    /// chain says who did it, never why: the reason may be medical or religious.
    ///
    /// # Errors
    /// [`Error::NoSuchReason`]; [`Error::NotComplete`] without a picture.
    pub fn except_photo(&self, id: &str, reason: Option<&str>) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let known = &self.policy.photo.exceptions;
        if reason.is_some_and(|reason| known.iter().all(|word| word != reason)) {
            return Err(Error::NoSuchReason);
        }
        store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            let framing = dossier.framing.clone().ok_or(Error::NotComplete(Step::Photo))?;
            if framing.exception.as_deref() != reason {
                self.correct(tx, &dossier, &who)?;
                // Another reason for the same decision is none of the chain's business.
                if framing.exception.is_some() != reason.is_some() {
                    let verb = if reason.is_some() { "except_photo" } else { "judge_photo" };
                    let number = Some(dossier.row.number);
                    self.note(tx, Some(who.operator.id), verb, number, None)?;
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

fn framing(picture: &Picture, crop: Crop, report: Report) -> Framing {
    let (width, height) = (picture.width(), picture.height());
    Framing { width, height, crop, report: Some(report), exception: None }
}

fn put_card(tx: &Tx<'_>, id: Uuid, jpeg: &[u8], framing: &Framing) -> Result<(), Error> {
    sealed::put(tx, id, Part::Photo, jpeg, make_nonce())?;
    write_part(tx, id, Part::Crop, framing)
}
