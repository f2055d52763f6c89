//! A code is believed as it was signed, and in no other way.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::fixtures::{Keys, keys};

fn claims() -> CardClaims {
    CardClaims {
        kind: CodeKind::Card,
        programme: "City of Chicago Municipal ID".into(),
        number: "310000000018".into(),
        name: "Nguyễn Thị Ánh".into(),
        birth: Birth::Date(date(1990, 3, 7)),
        expires_on: Some(date(2031, 11, 23)),
    }
}

fn sign(claims: &CardClaims, keys: &Keys) -> CardCode {
    let certificate = Certificate::make(&keys.counter.public(), &keys.server);
    CardCode::sign(claims, &keys.counter, &certificate, &keys.server.public()).expect("signed")
}

#[test]
fn what_a_certified_counter_signed_is_believed() {
    let keys = keys(1);
    let bands = [Birth::Years { from: 14, to: Some(21) }, Birth::Years { from: 65, to: None }];
    let variants = [
        claims(),
        CardClaims { kind: CodeKind::Proof, expires_on: None, ..claims() },
        CardClaims { birth: bands[0].clone(), ..claims() },
        CardClaims { birth: bands[1].clone(), ..claims() },
    ];
    for said in variants {
        let code = sign(&said, &keys);
        assert_eq!(code.verify(&keys.server.public()), Ok(said.clone()));
        assert_eq!(sign(&said, &keys), code, "the same card has the same bytes");
    }
}

#[test]
fn any_flipped_bit_is_refused() {
    let keys = keys(1);
    let good = sign(&claims(), &keys).into_bytes();
    for bit in 0..good.len() * 8 {
        let mut bytes = good.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let read = CardCode::from_bytes(bytes).verify(&keys.server.public());
        assert!(read.is_err(), "bit {bit}");
    }
}

#[test]
fn more_or_fewer_bytes_are_refused() {
    let keys = keys(1);
    let good = sign(&claims(), &keys).into_bytes();
    for length in 0..good.len() {
        let cut = CardCode::from_bytes(good[..length].to_vec());
        assert_eq!(cut.verify(&keys.server.public()), Err(Error::Malformed), "{length}");
    }
    let more = CardCode::from_bytes([good.as_slice(), &[0]].concat());
    assert_eq!(more.verify(&keys.server.public()), Err(Error::Malformed));
    let vast = CardCode::from_bytes(vec![0xD2; LIMIT_BYTES + 1]);
    let too_large = Error::TooLarge { limit: LIMIT_BYTES, unit: "bytes" };
    assert_eq!(vast.verify(&keys.server.public()), Err(too_large));
}

#[test]
fn another_programmes_code_says_so_and_is_not_believed() {
    let code = sign(&claims(), &keys(2));
    assert_eq!(code.verify(&keys(1).server.public()), Err(Error::OtherProgramme));
}

#[test]
fn a_counter_that_certified_itself_is_not_believed() {
    let (ours, forger) = (keys(1), keys(2));
    let certificate = Certificate::make(&forger.counter.public(), &forger.server);
    // Made by hand, for `sign` refuses to: the id of our server beside a certificate of theirs.
    let forged = CoseSign1Builder::new()
        .protected(header(ours.server.public().id(), &certificate))
        .payload(claims().to_cbor().expect("it has CBOR"))
        .create_signature(SIGNED, |bytes| forger.counter.sign_bytes(bytes).to_vec())
        .build()
        .to_tagged_vec()
        .expect("bytes");
    let read = CardCode::from_bytes(forged).verify(&ours.server.public());
    assert_eq!(read, Err(Error::BadSignature));
    let refused = CardCode::sign(&claims(), &ours.counter, &certificate, &ours.server.public());
    assert_eq!(refused, Err(Error::BadSignature));
}

#[test]
fn a_certificate_with_the_signature_of_another_key_is_not_believed() {
    let (ours, forger) = (keys(1), keys(2));
    let certificate = Certificate::make(&ours.counter.public(), &ours.server);
    let stolen = CoseSign1Builder::new()
        .protected(header(ours.server.public().id(), &certificate))
        .payload(claims().to_cbor().expect("it has CBOR"))
        .create_signature(SIGNED, |bytes| forger.counter.sign_bytes(bytes).to_vec())
        .build()
        .to_tagged_vec()
        .expect("bytes");
    let read = CardCode::from_bytes(stolen).verify(&ours.server.public());
    assert_eq!(read, Err(Error::BadSignature));
}

#[test]
fn a_code_for_another_use_of_cose_is_not_believed() {
    let keys = keys(1);
    let certificate = Certificate::make(&keys.counter.public(), &keys.server);
    let other = CoseSign1Builder::new()
        .protected(header(keys.server.public().id(), &certificate))
        .payload(claims().to_cbor().expect("it has CBOR"))
        .create_signature(b"", |bytes| keys.counter.sign_bytes(bytes).to_vec())
        .build()
        .to_tagged_vec()
        .expect("bytes");
    let read = CardCode::from_bytes(other).verify(&keys.server.public());
    assert_eq!(read, Err(Error::BadSignature));
}

#[test]
fn a_card_is_good_through_its_last_day() {
    let said = claims();
    assert!(!said.is_expired(date(2031, 11, 23)));
    assert!(said.is_expired(date(2031, 11, 24)));
    assert!(!CardClaims { expires_on: None, ..said }.is_expired(date(9999, 12, 31)));
}

#[test]
fn debug_never_shows_a_name() {
    let code = sign(&claims(), &keys(1));
    assert_eq!(format!("{:?}", claims()), "CardClaims(Card, [personal])");
    assert!(format!("{code:?}").ends_with(" bytes, personal])"));
}

#[test]
fn a_usual_card_fits_the_codes_place() {
    let bytes = sign(&claims(), &keys(1)).into_bytes().len();
    assert!(bytes <= domain::design::CODE_LIMIT_BYTES, "{bytes} bytes");
}

proptest! {
    #[test]
    fn any_bytes_are_refused_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let read = CardCode::from_bytes(bytes).verify(&keys(1).server.public());
        prop_assert!(read.is_err());
    }

    #[test]
    fn any_claims_are_refused_or_written_back_the_same(
        bytes in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        if let Ok(claims) = CardClaims::from_cbor(&bytes) {
            prop_assert_eq!(claims.to_cbor(), Ok(bytes));
        }
    }

    #[test]
    fn any_name_is_read_back(name in "\\PC{1,120}", from in 0_i16..125) {
        let keys = keys(1);
        let birth = Birth::Years { from, to: None };
        let said = CardClaims { name: name.as_str().into(), birth, ..claims() };
        prop_assert_eq!(sign(&said, &keys).verify(&keys.server.public()), Ok(said));
    }
}
