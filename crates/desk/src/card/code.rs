//! The signed code on the card's back: made at the counter.
//!
//! Says nothing that the card does not show, and needs no line.

use domain::Personal;
use domain::person::{BirthDate, Partial};
use domain::policy::BirthInCode;
use jiff::civil::Date;
use store::Tx;
use store::table::membership;
use wire::{Birth, CardClaims, CardCode, CodeKind, CounterKey, VerifyKey};

use super::certificate::certificate;
use crate::desk::Desk;
use crate::error::{Code, Error, Step};

impl Desk {
    /// What the code says of a person, signed; the same for the same card.
    ///
    /// # Errors
    /// [`Error::NotComplete`] while it can't be said of anybody yet; [`Code::NotJoined`],
    /// [`Code::NoCertificate`].
    pub(crate) fn code(
        &self,
        tx: &Tx<'_>,
        kind: CodeKind,
        person: &Partial,
        card: (&str, Option<Date>),
    ) -> Result<Vec<u8>, Error> {
        let (Some(name), Some(date), Some(band)) = (&person.name, person.birth_date, &person.band)
        else {
            return Err(Error::NotComplete(Step::Person));
        };
        self.code_of(tx, kind, (name, self.birth(date, band)?), card)
    }

    /// What the code of a card with this number says of somebody.
    pub(crate) fn code_of(
        &self,
        tx: &Tx<'_>,
        kind: CodeKind,
        (name, birth): (&Personal<String>, Birth),
        (number, expires_on): (&str, Option<Date>),
    ) -> Result<Vec<u8>, Error> {
        let membership = membership::get(tx)?.ok_or(Code::NotJoined)?;
        let certificate = certificate(tx)?.ok_or(Code::NoCertificate)?;
        let claims = CardClaims {
            kind,
            programme: self.policy.programme.name.clone(),
            number: number.to_owned(),
            name: name.clone(),
            birth,
            expires_on,
        };
        let key = CounterKey::from_bytes(membership.counter_key.as_slice())?;
        let server = VerifyKey::from_bytes(&membership.server_key)?;
        Ok(CardCode::sign(&claims, &key, &certificate, &server)?.into_bytes())
    }

    /// What the code tells of a day of birth.
    fn birth(&self, date: BirthDate, band: &str) -> Result<Birth, Error> {
        if self.policy.card_code.birth == BirthInCode::Date {
            return Ok(Birth::Date(date.0));
        }
        let band = self.policy.band_named(band).ok_or(Error::NotComplete(Step::Person))?;
        Ok(Birth::Years { from: band.from_years, to: band.to_years })
    }

    /// The last day of a card for this age band that is made today.
    pub(crate) fn expiry(&self, band: &str) -> Option<Date> {
        self.policy.band_named(band)?.expiry(self.today())
    }
}
