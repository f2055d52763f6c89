//! What the code on a card's back says, signed so that anybody can check it without a line.
//!
//! ```text
//! 18([ h'{1: -8, 4: server key's id, -70001: certificate}', {}, h'claims', signature ])
//! ```
//!
//! A COSE_Sign1 (RFC 9052) of the counter, with the server's certificate for the counter's key
//! beside it. `docs/card-code.md` is the description for others. Holds nothing that is not
//! printed on the card, and no time: the same card has the same bytes.

use std::fmt;

use ciborium::Value;
use coset::iana;
use coset::{
    CoseSign1, CoseSign1Builder, Header, HeaderBuilder, Label, RegisteredLabelWithPrivate,
    TaggedCborSerializable,
};
use domain::Personal;
use jiff::civil::Date;

use crate::Error;
use crate::certificate::Certificate;
use crate::keys::{CounterKey, KeyId, VerifyKey};
use crate::stream::{from_cbor, to_cbor};

/// What the signature covers besides the code itself (external_aad of RFC 9052, 4.4).
const SIGNED: &[u8] = b"keyway card code 1";

/// The header parameter that holds the certificate, in COSE's range for private use.
const CERTIFICATE: i64 = -70_001;

/// More bytes than any QR code holds (ISO/IEC 18004, version 40 at level L: 2,953).
const LIMIT_BYTES: usize = 3_000;

const KIND: i64 = 1;
const PROGRAMME: i64 = 2;
const NUMBER: i64 = 3;
const NAME: i64 = 4;
const BIRTH_DATE: i64 = 5;
const BIRTH_YEARS: i64 = 6;
const EXPIRES_ON: i64 = 7;

/// What the code is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// The card itself.
    Card,
    /// The proof of a card, which is none.
    Proof,
}

/// What the code tells of the day of birth.
#[derive(Clone, PartialEq, Eq)]
pub enum Birth {
    /// The date.
    Date(Date),
    /// The ages between which the holder was when the card was made, in completed years, both
    /// included; no last one for no upper end.
    Years {
        /// The first age.
        from: i16,
        /// The last age.
        to: Option<i16>,
    },
}

/// What a code says. `Debug` shows the kind alone.
#[derive(Clone, PartialEq, Eq)]
pub struct CardClaims {
    /// What it is printed on.
    pub kind: CodeKind,
    /// The programme's name, as the card shows it.
    pub programme: String,
    /// The card's number.
    pub number: String,
    /// The name, as the card shows it.
    pub name: Personal<String>,
    /// The day of birth, or the band of ages.
    pub birth: Birth,
    /// The last day of the card; none for no expiry.
    pub expires_on: Option<Date>,
}

impl fmt::Debug for CardClaims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardClaims({:?}, [personal])", self.kind)
    }
}

impl CardClaims {
    /// Whether the card's last day was before `today`.
    #[must_use]
    pub fn is_expired(&self, today: Date) -> bool {
        self.expires_on.is_some_and(|last| last < today)
    }

    fn to_cbor(&self) -> Result<Vec<u8>, Error> {
        let text = |text: &str| Value::Text(text.to_owned());
        let kind = match self.kind {
            CodeKind::Card => 1,
            CodeKind::Proof => 2,
        };
        let birth = match &self.birth {
            Birth::Date(date) => (BIRTH_DATE.into(), Value::Text(date.to_string())),
            Birth::Years { from, to } => {
                let to = to.map_or(Value::Null, Value::from);
                (BIRTH_YEARS.into(), Value::Array(vec![Value::from(*from), to]))
            }
        };
        let expires_on = self.expires_on.map_or(Value::Null, |date| Value::Text(date.to_string()));
        to_cbor(&Value::Map(vec![
            (KIND.into(), kind.into()),
            (PROGRAMME.into(), text(&self.programme)),
            (NUMBER.into(), text(&self.number)),
            (NAME.into(), text(self.name.reveal())),
            birth,
            (EXPIRES_ON.into(), expires_on),
        ]))
    }

    /// Reads claims that are written as [`Self::to_cbor`] writes them, and in no other way.
    fn from_cbor(bytes: &[u8]) -> Result<Self, Error> {
        let Value::Map(pairs) = from_cbor(bytes)? else { return Err(Error::Malformed) };
        let values: Vec<Value> = pairs.into_iter().map(|(_, value)| value).collect();
        let values: [Value; 6] = values.try_into().map_err(|_| Error::Malformed)?;
        let [kind, programme, number, name, birth, expires_on] = values;
        let claims = Self {
            kind: match integer(&kind)? {
                1 => CodeKind::Card,
                2 => CodeKind::Proof,
                _ => return Err(Error::Malformed),
            },
            programme: text(programme)?,
            number: text(number)?,
            name: Personal::new(text(name)?),
            birth: read_birth(birth)?,
            expires_on: if expires_on.is_null() { None } else { Some(date(expires_on)?) },
        };
        // Keys, order and spelling are right if the same claims are written with the same bytes.
        if claims.to_cbor()? == bytes { Ok(claims) } else { Err(Error::Malformed) }
    }
}

fn text(value: Value) -> Result<String, Error> {
    value.into_text().map_err(|_| Error::Malformed)
}

fn date(value: Value) -> Result<Date, Error> {
    text(value)?.parse().map_err(|_| Error::Malformed)
}

fn integer(value: &Value) -> Result<i16, Error> {
    let integer = value.as_integer().ok_or(Error::Malformed)?;
    i16::try_from(i128::from(integer)).map_err(|_| Error::Malformed)
}

fn read_birth(value: Value) -> Result<Birth, Error> {
    let Value::Array(ages) = value else { return Ok(Birth::Date(date(value)?)) };
    let [from, to] = ages.as_slice() else { return Err(Error::Malformed) };
    let to = if to.is_null() { None } else { Some(integer(to)?) };
    Ok(Birth::Years { from: integer(from)?, to })
}

/// The bytes of a code.
#[derive(Clone, PartialEq, Eq)]
pub struct CardCode(Vec<u8>);

impl fmt::Debug for CardCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardCode([{} bytes, personal])", self.0.len())
    }
}

impl CardCode {
    /// Signs claims as a counter that `server` has certified. The same claims have the same
    /// bytes.
    ///
    /// # Errors
    /// [`Error::BadSignature`] when the certificate is not `server`'s for this very key.
    pub fn sign(
        claims: &CardClaims,
        counter: &CounterKey,
        certificate: &Certificate,
        server: &VerifyKey,
    ) -> Result<Self, Error> {
        if certificate.verify(server)? != counter.public() {
            return Err(Error::BadSignature);
        }
        let unsigned = CoseSign1Builder::new()
            .protected(header(server.id(), certificate))
            .payload(claims.to_cbor()?);
        let signed = unsigned.create_signature(SIGNED, |bytes| counter.sign_bytes(bytes).to_vec());
        signed.build().to_tagged_vec().map(Self).map_err(|_| Error::Malformed)
    }

    /// The bytes as a QR code holds them, not yet believed.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes for the QR code.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// What the code says, proven to be said by a counter of this server.
    ///
    /// # Errors
    /// [`Error::OtherProgramme`] for a code that names another server's key,
    /// [`Error::BadSignature`] for a forged one, [`Error::Malformed`] or [`Error::TooLarge`] for
    /// what is no card's code.
    pub fn verify(&self, server: &VerifyKey) -> Result<CardClaims, Error> {
        if self.0.len() > LIMIT_BYTES {
            return Err(Error::TooLarge { limit: LIMIT_BYTES, unit: "bytes" });
        }
        let signed = CoseSign1::from_tagged_slice(&self.0).map_err(|_| Error::Malformed)?;
        let (id, certificate) = read_header(&signed.protected.header)?;
        if !self.is_written_as(&signed, id, &certificate) {
            return Err(Error::Malformed);
        }
        if id != server.id() {
            return Err(Error::OtherProgramme);
        }
        let counter = certificate.verify(server)?;
        signed
            .verify_signature(SIGNED, |signature, bytes| counter.verify_bytes(bytes, signature))?;
        CardClaims::from_cbor(signed.payload.as_deref().unwrap_or_default())
    }

    /// Whether these parts, written anew, have these very bytes: one code, one spelling.
    fn is_written_as(&self, signed: &CoseSign1, id: KeyId, certificate: &Certificate) -> bool {
        let Some(payload) = signed.payload.clone() else { return false };
        let again = CoseSign1Builder::new()
            .protected(header(id, certificate))
            .payload(payload)
            .signature(signed.signature.clone());
        again.build().to_tagged_vec().is_ok_and(|bytes| bytes == self.0)
    }
}

fn header(id: KeyId, certificate: &Certificate) -> Header {
    HeaderBuilder::new()
        .algorithm(iana::Algorithm::EdDSA)
        .key_id(id.0.to_vec())
        .value(CERTIFICATE, Value::Bytes(certificate.to_bytes().to_vec()))
        .build()
}

fn read_header(header: &Header) -> Result<(KeyId, Certificate), Error> {
    let eddsa = RegisteredLabelWithPrivate::Assigned(iana::Algorithm::EdDSA);
    let is_eddsa = header.alg == Some(eddsa);
    let id = header.key_id.as_slice().try_into().map_err(|_| Error::Malformed)?;
    let [(Label::Int(CERTIFICATE), Value::Bytes(certificate))] = header.rest.as_slice() else {
        return Err(Error::Malformed);
    };
    let certificate = Certificate::from_bytes(certificate)?;
    if is_eddsa { Ok((KeyId(id), certificate)) } else { Err(Error::Malformed) }
}

#[cfg(test)]
mod tests;
