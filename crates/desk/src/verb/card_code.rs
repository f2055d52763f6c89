//! The signed code on the card's back: made at the counter, checked by anybody.
//!
//! Says nothing that the card does not show, and needs no line.

use std::sync::Arc;

use domain::person::{BirthDate, Person};
use domain::policy::BirthInCode;
use domain::{Personal, text};
use jiff::civil::Date;
use store::table::card::CardRow;
use store::table::membership::{self, MembershipRow};
use store::table::setting;
use store::{Store, Tx};
use wire::join::CertificateRequest;
use wire::{Birth, CardClaims, CardCode, Certificate, CodeKind, CounterKey, VerifyKey};

use crate::desk::Desk;
use crate::error::{Error, Step};

/// The setting that keeps the certificate: no secret, it stands on every card.
const CERTIFICATE: &str = "card_code.certificate";

/// What the code on a card turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A card of the programme; it must look as the claims say.
    Genuine(CardClaims),
    /// A card of the programme whose last day is over.
    Expired(CardClaims),
    /// The proof of a card, which is none.
    Proof(CardClaims),
    /// The code names another programme's server.
    OtherProgramme,
    /// A code that no counter of the programme has signed, or that was changed.
    NotGenuine,
}

impl Desk {
    /// What the code says, signed; the same for the same card.
    pub(crate) fn code(
        &self,
        tx: &Tx<'_>,
        person: &Person,
        card: &CardRow,
        kind: CodeKind,
    ) -> Result<Vec<u8>, Error> {
        let birth = self.birth(person.birth_date, &person.band)?;
        self.code_of(tx, kind, (&person.name, birth), (card.number.as_str(), card.expires_on))
    }

    /// What the code of a card with this number says of somebody.
    pub(crate) fn code_of(
        &self,
        tx: &Tx<'_>,
        kind: CodeKind,
        (name, birth): (&Personal<String>, Birth),
        (number, expires_on): (&str, Option<Date>),
    ) -> Result<Vec<u8>, Error> {
        let membership = membership::get(tx)?.ok_or(Error::NotJoined)?;
        let certificate = certificate(tx)?.ok_or(Error::NoCertificate)?;
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
    pub(crate) fn birth(&self, date: BirthDate, band: &str) -> Result<Birth, Error> {
        if self.policy.card_code.birth == BirthInCode::Date {
            return Ok(Birth::Date(date.0));
        }
        let band = self.policy.bands.iter().find(|known| known.id == band);
        let band = band.ok_or(Error::NotComplete(Step::Person))?;
        Ok(Birth::Years { from: band.from_years, to: band.to_years })
    }

    /// Checks the code in a picture of a card's back, with the server's public key in
    /// hexadecimal. Needs nobody signed in, no database and no line.
    ///
    /// # Errors
    /// A key or a picture that is none, or a picture without a code.
    pub fn verify_code(&self, picture: &[u8], server_key: &str) -> Result<Verdict, Error> {
        let key = hex::decode(text::plain(server_key)).map_err(|_| wire::Error::NotAKey)?;
        let key = VerifyKey::from_bytes(&key)?;
        let codes = photo::read_codes(picture)?.into_iter().map(CardCode::from_bytes);
        Ok(told(codes.map(|code| judge(&code, &key, self.today()))))
    }

    /// Asks for the certificate that a counter lacks which joined before there were any.
    pub(crate) async fn certify(
        &self,
        store: &Arc<Store>,
        membership: &MembershipRow,
    ) -> Result<(), Error> {
        if store.read(certificate)?.is_some() {
            return Ok(());
        }
        let request = CertificateRequest { counter: membership.counter };
        let reply = self.transport.certificate(&membership.address, &request).await?;
        let server = VerifyKey::from_bytes(&membership.server_key)?;
        let certificate = certificate_of(&reply.certificate, &membership.counter_key, &server)?;
        store.write(|tx| keep_certificate(tx, &certificate))
    }
}

/// What counts of the verdicts on all codes in a picture: another code beside the card's, such as
/// an advertisement's or another programme's, must not hide it.
fn told(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let rank = |verdict: &Verdict| match verdict {
        Verdict::Genuine(_) => 0,
        Verdict::Expired(_) => 1,
        Verdict::Proof(_) => 2,
        Verdict::OtherProgramme => 3,
        Verdict::NotGenuine => 4,
    };
    verdicts.min_by_key(rank).unwrap_or(Verdict::NotGenuine)
}

fn judge(code: &CardCode, server: &VerifyKey, today: Date) -> Verdict {
    match code.verify(server) {
        Ok(claims) if claims.kind == CodeKind::Proof => Verdict::Proof(claims),
        Ok(claims) if claims.is_expired(today) => Verdict::Expired(claims),
        Ok(claims) => Verdict::Genuine(claims),
        Err(wire::Error::OtherProgramme) => Verdict::OtherProgramme,
        Err(_) => Verdict::NotGenuine,
    }
}

/// The certificate in a server's reply, proven to be the joined server's for this very key.
pub(crate) fn certificate_of(
    text: &str,
    counter_key: &[u8; 32],
    server: &VerifyKey,
) -> Result<Certificate, Error> {
    let certificate = Certificate::from_hex(text)?;
    let ours = CounterKey::from_bytes(counter_key)?.public();
    let certified = certificate.verify(server).map_err(|_| Error::WrongServer)?;
    if certified == ours { Ok(certificate) } else { Err(Error::WrongServer) }
}

/// Keeps the certificate beside what joining has agreed.
pub(crate) fn keep_certificate(tx: &Tx<'_>, certificate: &Certificate) -> Result<(), Error> {
    Ok(setting::set(tx, CERTIFICATE, &certificate.to_hex())?)
}

fn certificate(tx: &Tx<'_>) -> Result<Option<Certificate>, Error> {
    let kept = setting::get(tx, CERTIFICATE)?;
    Ok(kept.map(|text| Certificate::from_hex(&text)).transpose()?)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use wire::ServerKey;

    use super::*;
    use crate::ports::rng;

    #[test]
    fn no_other_code_in_a_picture_hides_the_cards() {
        let claims = CardClaims {
            kind: CodeKind::Card,
            programme: "City of Chicago CityKey".to_owned(),
            number: "310000000018".to_owned(),
            name: Personal::new("Rosa Delgado".to_owned()),
            birth: Birth::Date(date(1984, 2, 29)),
            expires_on: None,
        };
        let ranked = [
            Verdict::Genuine(claims.clone()),
            Verdict::Expired(claims.clone()),
            Verdict::Proof(claims),
            Verdict::OtherProgramme,
            Verdict::NotGenuine,
        ];
        for (at, best) in ranked.iter().enumerate() {
            let rest = ranked.iter().skip(at).cloned();
            assert_eq!(told(rest.clone()), *best);
            assert_eq!(told(rest.rev()), *best);
        }
        assert_eq!(told(std::iter::empty()), Verdict::NotGenuine);
    }

    #[test]
    fn only_the_joined_servers_certificate_for_this_very_key_is_kept() {
        let (ours, other) = (ServerKey::make(&mut rng()), ServerKey::make(&mut rng()));
        let (key, strange) = (CounterKey::make(&mut rng()), CounterKey::make(&mut rng()));
        let kept = |certified: &CounterKey, server: &ServerKey| {
            let text = Certificate::make(&certified.public(), server).to_hex();
            certificate_of(&text, &key.to_bytes(), &ours.public())
        };
        assert!(kept(&key, &ours).is_ok());
        assert!(matches!(kept(&key, &other), Err(Error::WrongServer)));
        assert!(matches!(kept(&strange, &ours), Err(Error::WrongServer)));
        assert!(certificate_of("", &key.to_bytes(), &ours.public()).is_err());
    }
}
