//! What of the Person step a card can't hold, told while it is typed.
//!
//! Lays out the card that there would be, by the very rules that draw it: a text without a glyph,
//! one wider than its place, a name too long for the signed code. Draws nothing for anybody to
//! see, takes no number and moves no stage.

use domain::Field;
use domain::field::Holds;
use domain::person::{Partial, Problem, Wrong, count, first_of, spot_in};
use jiff::civil::Date;
use proof::Language;
use store::Tx;
use wire::CodeKind;

use super::face::{Given, face_of};
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::error::{Code, Error};

impl Desk {
    /// Everything that is wrong with the Person step, in the order of the form: what breaks a
    /// rule of the policy's, and what the card can't hold.
    pub(crate) fn problems(&self, tx: &Tx<'_>, dossier: &Dossier) -> Result<Vec<Problem>, Error> {
        let (partial, mut problems) = dossier.person.judge(&self.policy, self.today());
        // What can't be changed any more is on its card already, or never will be.
        if dossier.row.stage.is_open() {
            let trial = Trial { desk: self, tx, dossier };
            for refused in trial.refusals(&partial)? {
                problems.extend(trial.problem(&partial, &refused)?);
            }
            // A name that is too long may be so for its place and for the signed code.
            problems.sort_by_key(|problem| problem.field);
            problems.dedup_by_key(|problem| problem.field);
        }
        Ok(problems)
    }
}

/// A card that is laid out before there is one.
struct Trial<'a> {
    desk: &'a Desk,
    tx: &'a Tx<'a>,
    dossier: &'a Dossier,
}

impl Trial<'_> {
    /// What can't be drawn of a card for this person.
    fn refusals(&self, person: &Partial) -> Result<Vec<proof::Error>, Error> {
        let (policy, form) = (&self.desk.policy, &self.dossier.person);
        let today = self.desk.today();
        let expires_on = person.band.as_deref().and_then(|band| self.desk.expiry(band));
        let numbers = &policy.numbers;
        // All numbers of a kind are as long: the last one stands for the one to come.
        let card = self.dossier.card.as_ref();
        let to_come = |format: &domain::number::NumberFormat| format.write(format.last_serial());
        let number = match card {
            Some(card) => card.number.clone(),
            None => to_come(&numbers.card)?,
        };
        let library = match card.and_then(|card| card.library_number.clone()) {
            Some(kept) => kept,
            None => to_come(&numbers.library)?,
        };
        let code = self.code(person, &number, expires_on)?;
        let given = Given {
            number: &number,
            library: Some(&library),
            expires_on,
            photo_jpeg: &[],
            code: code.as_deref(),
        };
        let face = face_of(policy, self.dossier, person, today, &given);
        Ok(proof::refusals(&policy.card_design, &face, Language::of(&form.language)))
    }

    /// The signed code as it would be; none where this counter can't sign one yet.
    fn code(
        &self,
        person: &Partial,
        number: &str,
        expires_on: Option<Date>,
    ) -> Result<Option<Vec<u8>>, Error> {
        match self.desk.code(self.tx, CodeKind::Proof, person, (number, expires_on)) {
            Ok(code) => Ok(Some(code)),
            Err(Error::NotComplete(_) | Error::Refused(Code::NotJoined | Code::NoCertificate)) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The problem beside its field; none where it is about no field that is typed.
    fn problem(&self, person: &Partial, refused: &proof::Error) -> Result<Option<Problem>, Error> {
        let Some(field) = refused.field().and_then(typed_field) else { return Ok(None) };
        let kept = person.text(field);
        let problem = match refused {
            proof::Error::MissingGlyph { at, .. } => {
                let spot = spot_in(self.dossier.person.typed(field), kept, *at);
                Problem { field, wrong: Wrong::NoGlyph, limit: None, spot }
            }
            proof::Error::DoesNotFit { .. } | proof::Error::Symbol { .. } => {
                let limit = self.room(person, field, kept)?;
                Problem { field, wrong: Wrong::NoRoom, limit: Some(limit), spot: None }
            }
            _ => return Ok(None),
        };
        Ok(Some(problem))
    }

    /// How many of a field's characters there is room for, as a reader counts them.
    fn room(&self, person: &Partial, field: Field, kept: &str) -> Result<u32, Error> {
        let (mut fits, mut too_many) = (0, count(kept));
        let mut shorter = person.clone();
        while fits + 1 < too_many {
            let tried = usize::midpoint(fits, too_many);
            shorter.set_text(field, first_of(kept, tried).trim_end());
            let refused = self.refusals(&shorter)?;
            let is_refused =
                |error: &proof::Error| error.field().and_then(typed_field) == Some(field);
            if refused.iter().any(is_refused) { too_many = tried } else { fits = tried }
        }
        Ok(u32::try_from(fits).unwrap_or(u32::MAX))
    }
}

/// The field of the form that a printed one comes from, where it is typed as it is printed; the
/// signed code is as long as the name makes it.
fn typed_field(printed: proof::Field) -> Option<Field> {
    let field = printed.of_card().and_then(Field::behind);
    field.filter(|field| matches!(field.traits().holds, Holds::Line | Holds::Lines | Holds::Number))
}
