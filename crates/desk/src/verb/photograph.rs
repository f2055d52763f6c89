//! Taking, importing and framing the photo.
//!
//! Pictures lie in the database only, under the application's own key; the decoding is done
//! before the database is asked, so that a bad file can't hold it up or change anything.

use domain::photo::Crop;
use store::table::sealed::{self, Part};
use zeroize::Zeroizing;

use super::enrol::parse_id;
use crate::desk::Desk;
use crate::dossier::{Dossier, Framing, write_part};
use crate::error::Error;
use crate::ports::make_nonce;
use crate::view::{Application, Which};

impl Desk {
    /// Takes in a picture from the camera or a file, framed in its middle.
    ///
    /// # Errors
    /// [`photo::Error`] for a file that is no usable photo; the old photo stays.
    pub fn take_photo(&self, id: &str, bytes: &[u8]) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let rules = &self.policy.photo;
        let picture = photo::open(bytes, rules)?;
        let aspect = f64::from(rules.card_width_px) / f64::from(rules.card_height_px);
        let crop = Crop::centred(picture.width(), picture.height(), aspect);
        let card = photo::crop(&picture, crop, rules)?;
        let working = Zeroizing::new(picture.to_jpeg()?);
        let framing = Framing { width: picture.width(), height: picture.height(), crop };
        store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            self.correct(tx, &dossier, &who)?;
            sealed::put(tx, id, Part::Picture, &working, make_nonce())?;
            sealed::put(tx, id, Part::Photo, &card.jpeg, make_nonce())?;
            write_part(tx, id, Part::Crop, &framing)?;
            let number = Some(dossier.row.number);
            self.note(tx, Some(who.operator.id), "photograph", number, None)?;
            self.show(tx, id)
        })
    }

    /// Frames the picture anew.
    ///
    /// # Errors
    /// [`photo::Error::CropOutside`]; [`Error::NotComplete`] without a picture.
    pub fn crop_photo(&self, id: &str, crop: Crop) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let working = store.read(|tx| Ok::<_, Error>(sealed::get(tx, id, Part::Picture)?))?;
        let working = working.ok_or(Error::NotComplete(crate::error::Step::Photo))?;
        let picture = photo::open(&working, &self.policy.photo)?;
        let card = photo::crop(&picture, crop, &self.policy.photo)?;
        let framing = Framing { width: picture.width(), height: picture.height(), crop };
        store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            self.correct(tx, &dossier, &who)?;
            sealed::put(tx, id, Part::Photo, &card.jpeg, make_nonce())?;
            write_part(tx, id, Part::Crop, &framing)?;
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
        bytes.ok_or(Error::NotComplete(crate::error::Step::Photo))
    }
}
