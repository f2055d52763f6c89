//! Checking the code on a card's back: by anybody, without a line.

use domain::text;
use jiff::civil::Date;
use wire::{CardClaims, CardCode, CodeKind, VerifyKey};

use crate::desk::Desk;
use crate::error::Error;

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

#[cfg(test)]
mod tests {
    use domain::Personal;
    use jiff::civil::date;
    use wire::Birth;

    use super::*;

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
}
