//! What a sealed and signed envelope holds against: other keys, changed bytes, swapped parts.
//!
//! The changes are made to the parts themselves, as only this module and an attacker can.

use proptest::prelude::*;

use super::*;
use crate::fact::PhotoBytes;
use crate::fixtures::{Keys, about, application, keys, submitted, updates};

fn sealed(keys: &mut Keys, about: About, fact: &Fact) -> Result<Envelope, Error> {
    Envelope::make(about, fact, &keys.programme, &keys.counter, &mut keys.rng)
}

/// An envelope, and the keys with which it was made.
fn made() -> (Keys, Envelope) {
    let mut keys = keys(1);
    let about = about(&keys.programme);
    let envelope = sealed(&mut keys, about, &submitted()).expect("it is small");
    (keys, envelope)
}

/// The envelope with another header, signed anew by the counter itself.
fn with_header(keys: &Keys, envelope: &Envelope, change: impl Fn(&mut Header)) -> Envelope {
    let mut header: Header = from_cbor(&envelope.header).expect("it is a header");
    change(&mut header);
    let header = to_cbor(&header).expect("it has CBOR");
    let signature = keys.counter.sign(SIGNED, &header).to_vec();
    Envelope { header, signature, ..envelope.clone() }
}

#[test]
fn what_was_sealed_is_proven_and_opened_again() {
    let (keys, envelope) = made();
    let read = Envelope::from_bytes(&envelope.to_bytes().expect("bytes")).expect("readable");
    assert_eq!(read, envelope);
    assert_eq!(read.sha256(), envelope.sha256());
    let header = read.verify(&keys.counter.public()).expect("the counter's");
    assert_eq!(header.about, about(&keys.programme));
    assert_eq!(read.open(&keys.secret), Ok(submitted()));
}

#[test]
fn a_cover_says_whose_and_which_it_is_and_that_its_body_is_missing() {
    let (keys, envelope) = made();
    let whole = envelope.sha256().expect("bytes");
    let made = || Envelope::cover(about(&keys.programme), whole, &keys.counter);
    let cover = made().expect("signed");
    assert_eq!(Ok(&cover), made().as_ref(), "the same cover has the same bytes");
    assert_eq!(cover.header().map(|header| header.about), Ok(about(&keys.programme)));
    assert_eq!(cover.verify(&keys.counter.public()), Err(Error::OtherBody), "and is the counter's");
    assert_eq!(cover.verify(&self::keys(2).counter.public()), Err(Error::BadSignature));
    assert!(cover.to_bytes().expect("bytes").len() < 1_000);
}

#[test]
fn nothing_personal_can_be_read_without_the_key() {
    let (_, envelope) = made();
    let bytes = envelope.to_bytes().expect("bytes");
    for word in ["Nguyễn", "Anna", "1990", "passport", "310000000018", "Harold"] {
        let found = bytes.windows(word.len()).any(|part| part == word.as_bytes());
        assert!(!found, "{word}");
    }
}

#[test]
fn the_same_fact_sealed_twice_is_two_envelopes() {
    let (mut keys, first) = made();
    let about = about(&keys.programme);
    let second = sealed(&mut keys, about, &submitted()).expect("it is small");
    assert_ne!(first.body, second.body, "the encapsulated key is drawn anew");
}

#[test]
fn another_key_cannot_open_it() {
    let (_, envelope) = made();
    assert_eq!(envelope.open(&keys(2).secret), Err(Error::CannotOpen));
}

#[test]
fn another_counters_key_does_not_prove_it() {
    let (_, envelope) = made();
    assert_eq!(envelope.verify(&keys(2).counter.public()), Err(Error::BadSignature));
}

#[test]
fn a_changed_header_does_not_fit_the_signature() {
    let (keys, mut envelope) = made();
    let mut header: Header = from_cbor(&envelope.header).expect("it is a header");
    header.about.sequence += 1;
    envelope.header = to_cbor(&header).expect("it has CBOR");
    assert_eq!(envelope.verify(&keys.counter.public()), Err(Error::BadSignature));
    assert_eq!(envelope.open(&keys.secret), Err(Error::CannotOpen));
}

#[test]
fn a_changed_bit_of_the_header_or_the_signature_is_never_believed() {
    let (keys, envelope) = made();
    let parts = envelope.header.len() + envelope.signature.len();
    for bit in 0..parts * 8 {
        let mut changed = envelope.clone();
        let mut bytes = changed.header.iter_mut().chain(&mut changed.signature);
        *bytes.nth(bit / 8).expect("within the parts") ^= 1 << (bit % 8);
        assert!(changed.verify(&keys.counter.public()).is_err(), "bit {bit}");
    }
}

#[test]
fn a_changed_body_is_not_the_one_that_the_header_names() {
    let (keys, envelope) = made();
    for at in 0..envelope.body.len() {
        let mut changed = envelope.clone();
        changed.body[at] ^= 1;
        assert_eq!(changed.verify(&keys.counter.public()), Err(Error::OtherBody), "byte {at}");
    }
    let mut changed = envelope.clone();
    *changed.body.last_mut().expect("there is a body") ^= 1;
    assert_eq!(changed.open(&keys.secret), Err(Error::CannotOpen));
}

#[test]
fn a_body_under_the_header_of_another_envelope_stays_shut() {
    let (mut keys, first) = made();
    let next = About { sequence: 8, ..about(&keys.programme) };
    let second = sealed(&mut keys, next, &submitted()).expect("it is small");
    let swapped = Envelope { body: second.body.clone(), ..first.clone() };
    assert_eq!(swapped.verify(&keys.counter.public()), Err(Error::OtherBody));
    assert_eq!(swapped.open(&keys.secret), Err(Error::CannotOpen));

    // Even the counter itself can't move a sealed body under another header.
    let moved = with_header(&keys, &first, |header| header.about.sequence = 8);
    assert!(moved.verify(&keys.counter.public()).is_ok(), "signature and hash fit");
    assert_eq!(moved.open(&keys.secret), Err(Error::CannotOpen));
}

#[test]
fn another_version_is_named_and_not_read() {
    let (keys, envelope) = made();
    for version in [0, VERSION + 1, u16::MAX] {
        let other = with_header(&keys, &envelope, |header| header.about.version = version);
        let unknown = Error::UnknownVersion(version);
        assert_eq!(other.header().map(|_| ()), Err(unknown));
        assert_eq!(other.verify(&keys.counter.public()).map(|_| ()), Err(unknown));
        assert_eq!(other.open(&keys.secret).map(|_| ()), Err(unknown));
    }
}

#[test]
fn a_header_about_another_fact_is_neither_made_nor_believed() {
    let mut keys = keys(1);
    let wrong = about(&keys.programme);
    assert_eq!(sealed(&mut keys, wrong.clone(), &updates()), Err(Error::Malformed));

    // As a counter that does not ask would seal it.
    let about_cbor = to_cbor(&wrong).expect("it has CBOR");
    let plain = to_cbor(&updates()).expect("it has CBOR");
    let point = keys.programme.point().expect("a key");
    let (encapped, sealed) = hpke::single_shot_seal_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(
        &OpModeS::Base, &point, SEALED, &plain, &about_cbor, &mut keys.rng
    )
    .expect("sealed");
    let body = [encapped.to_bytes().as_slice(), &sealed].concat();
    let (_, honest) = made();
    let lying = with_header(&keys, &Envelope { body, ..honest }, |header| {
        header.about = wrong.clone();
    });
    assert_eq!(lying.open(&keys.secret), Err(Error::Malformed));
}

#[test]
fn news_addresses_are_never_joined_to_an_application() {
    let mut keys = keys(1);
    let joined = About { kind: FactKind::UpdatesLeft, ..about(&keys.programme) };
    assert_eq!(sealed(&mut keys, joined.clone(), &updates()), Err(Error::Malformed));
    let free = About { application: None, ..joined };
    let envelope = sealed(&mut keys, free, &updates()).expect("joined to nothing");
    assert_eq!(envelope.open(&keys.secret), Ok(updates()));
}

#[test]
fn an_envelope_over_its_bound_is_neither_made_nor_read() {
    let mut keys = keys(1);
    let of_size = |size: usize| {
        let photo_jpeg = PhotoBytes(vec![7; size]);
        let application = crate::fact::SubmittedApplication { photo_jpeg, ..application() };
        Fact::ApplicationSubmitted(Box::new(application))
    };
    let too_large = Error::TooLarge { limit: LIMIT_ENVELOPE_BYTES, unit: "bytes" };
    let about = about(&keys.programme);
    let over = sealed(&mut keys, about.clone(), &of_size(LIMIT_ENVELOPE_BYTES));
    assert_eq!(over.map(|_| ()), Err(too_large));

    let probe = sealed(&mut keys, about.clone(), &of_size(300_000)).expect("it is small");
    let around = probe.to_bytes().expect("bytes").len() - 300_000;
    let room = LIMIT_ENVELOPE_BYTES - around;
    let largest = sealed(&mut keys, about.clone(), &of_size(room)).expect("it just fits");
    let mut bytes = largest.to_bytes().expect("bytes");
    assert_eq!(bytes.len(), LIMIT_ENVELOPE_BYTES);
    assert_eq!(Envelope::from_bytes(&bytes), Ok(largest));
    let over = sealed(&mut keys, about, &of_size(room + 1));
    assert_eq!(over.map(|_| ()), Err(too_large));
    bytes.push(0);
    assert_eq!(Envelope::from_bytes(&bytes).map(|_| ()), Err(too_large));
}

#[test]
fn every_truncation_is_refused() {
    let (_, envelope) = made();
    let bytes = envelope.to_bytes().expect("bytes");
    for length in 0..bytes.len() {
        let cut = Envelope::from_bytes(&bytes[..length]);
        assert_eq!(cut, Err(Error::Malformed), "{length} of {} bytes", bytes.len());
    }
    let more = [bytes.as_slice(), &[0]].concat();
    assert_eq!(Envelope::from_bytes(&more), Err(Error::Malformed), "a byte too many");
}

#[test]
fn a_body_shorter_than_its_key_is_refused() {
    let (keys, envelope) = made();
    for length in 0..=ENCAPPED_BYTES {
        let short = Envelope { body: envelope.body[..length].to_vec(), ..envelope.clone() };
        assert_eq!(short.open(&keys.secret), Err(Error::CannotOpen), "{length} bytes");
    }
}

proptest! {
    #[test]
    fn a_changed_byte_anywhere_never_says_something_else(
        at in any::<prop::sample::Index>(),
        by in 1_u8..,
    ) {
        let (keys, envelope) = made();
        let mut bytes = envelope.to_bytes().expect("bytes");
        let at = at.index(bytes.len());
        bytes[at] ^= by;
        // CBOR has two ways to write the name of a part; what is signed has one.
        if let Ok(same) = Envelope::from_bytes(&bytes) {
            prop_assert!(same == envelope || same.verify(&keys.counter.public()).is_err(), "{at}");
        }
    }

    #[test]
    fn any_parts_are_refused_without_panic(
        header in prop::collection::vec(any::<u8>(), 0..80),
        body in prop::collection::vec(any::<u8>(), 0..80),
        signature in prop::collection::vec(any::<u8>(), 0..80),
    ) {
        let (keys, honest) = made();
        let envelope = Envelope { header, body: body.clone(), signature };
        prop_assert!(envelope.verify(&keys.counter.public()).is_err());
        prop_assert!(envelope.open(&keys.secret).is_err());
        let other_body = Envelope { body, ..honest };
        prop_assert!(other_body.open(&keys.secret).is_err());
    }
}
