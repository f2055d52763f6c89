//! Drawing what is stored: proof and card are made of the same face.

use proof::{Face, Language, Promise, ProofPage};
use store::Tx;
use store::table::sealed::{self, Part};
use wire::CodeKind;

use super::face::{Given, face_of};
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::error::{Error, Step};

impl Desk {
    /// Draws the proof of what is stored, in the applicant's language.
    pub(crate) fn draw(&self, tx: &Tx<'_>, dossier: &Dossier) -> Result<Vec<u8>, Error> {
        let promise = Promise { address_hours: self.policy.keep.counter_only_hours };
        let page = ProofPage { language: Language::of(&dossier.person.language), promise };
        self.draw_as(tx, dossier, CodeKind::Proof, |face| {
            proof::proof(&self.policy.card_design, face, &page)
        })
    }

    /// Draws what is stored by `draw`.
    pub(crate) fn draw_as<T>(
        &self,
        tx: &Tx<'_>,
        dossier: &Dossier,
        kind: CodeKind,
        draw: impl FnOnce(&Face<'_>) -> Result<T, proof::Error>,
    ) -> Result<T, Error> {
        let (policy, today) = (&self.policy, self.today());
        let (person, problems) = dossier.person.judge(policy, today);
        if !problems.is_empty() {
            return Err(Error::NotComplete(Step::Person));
        }
        let card = dossier.card.as_ref().ok_or(Error::NotComplete(Step::Person))?;
        let photo = sealed::get(tx, dossier.row.id, Part::Photo)?;
        let photo = photo.ok_or(Error::NotComplete(Step::Photo))?;
        let code = self.code(tx, kind, &person, (&card.number, card.expires_on))?;
        let given = Given {
            number: &card.number,
            library: card.library_number.as_deref(),
            expires_on: card.expires_on,
            photo_jpeg: &photo,
            code: Some(&code),
        };
        Ok(draw(&face_of(policy, dossier, &person, today, &given))?)
    }
}
