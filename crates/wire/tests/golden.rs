//! The wire's formats as bytes that do not change.
//!
//! Fixed keys and a seeded generator make one of each; `golden/*.hex` keeps what they made.
//! `KEYWAY_WRITE_GOLDEN=1` writes the files anew, for a new version of the format only: what
//! counters have queued must stay readable.

use std::path::PathBuf;
use std::{env, fs};

use chacha20::ChaCha20Rng;
use domain::{Personal, Signature, Stamp};
use jiff::civil::date;
use keyway_wire as wire;
use rand_core::SeedableRng;
use serde_bytes::ByteArray;
use uuid::Uuid;
use wire::fact::{DocumentCheck, PhotoBytes, Register, SubmittedApplication};
use wire::lease::{LeaseAsk, LeaseRequest, NumberKind};
use wire::stream::{from_cbor, to_cbor};
use wire::{
    About, Birth, CardClaims, CardCode, Certificate, CodeKind, CounterKey, Envelope, Fact,
    FactKind, JoinCode, Outcome, ProgrammePublic, ProgrammeSecret, Reason, Receipt, ServerKey,
    Statement,
};

const COUNTER: Uuid = Uuid::from_u128(0x0193_8f4e_7a00_7000_8000_0000_0000_0001);
const APPLICATION: Uuid = Uuid::from_u128(0x0193_8f4e_7a00_7000_8000_0000_0000_0002);
const REQUEST: Uuid = Uuid::from_u128(0x0193_8f4e_7a00_7000_8000_0000_0000_0003);
const AT_MS: i64 = 1_795_442_400_000;

fn secret() -> ProgrammeSecret {
    ProgrammeSecret::from_bytes(&[0x51; 32]).expect("32 bytes")
}

/// The public half of [`secret`], kept with the other golden bytes.
fn programme() -> ProgrammePublic {
    ProgrammePublic::from_bytes(&golden("programme_key")).expect("a key")
}

fn counter_key() -> CounterKey {
    CounterKey::from_bytes(&[0x52; 32]).expect("32 bytes")
}

fn server_key() -> ServerKey {
    ServerKey::from_bytes(&[0x53; 32]).expect("32 bytes")
}

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([0x54; 32])
}

fn about() -> About {
    About {
        version: wire::VERSION,
        counter: COUNTER,
        sequence: 7,
        kind: FactKind::ApplicationSubmitted,
        application: Some(APPLICATION),
        at: Stamp { at_ms: AT_MS, monotonic_ms: 86_400_000, server_offset_ms: Some(-1_500) },
        programme: programme().id(),
        digest: Some(ByteArray::new([0x55; 32])),
    }
}

fn signature() -> Signature {
    Signature::new(vec![
        vec![(800, 1500, 90).into(), (1200, 900, 140).into(), (1600, 1500, 60).into()],
        vec![(1000, 1250, 128).into(), (1400, 1250, 128).into()],
    ])
    .expect("it has ink")
}

fn fact() -> Fact {
    Fact::ApplicationSubmitted(Box::new(SubmittedApplication {
        name: "Nguyễn Thị Ánh".into(),
        name_gone_by: Some("Anna".into()),
        birth_date: "1990-03-07".into(),
        gender: Some(Personal::from("X")),
        language: "es".into(),
        photo_jpeg: PhotoBytes(vec![0xFF, 0xD8, 0xFF, 0xD9]),
        signature: Some(signature()),
        veteran: false,
        organ_donor: false,
        document_check: DocumentCheck {
            policy_id: "chicago".into(),
            policy_edition: 1,
            enough: true,
        },
        register: Register {
            card_number: "310000000018".into(),
            library_number: Some("21234000000017".into()),
            transit_stock: None,
            expires_on: Some("2031-11-23".into()),
            site: "Harold Washington Library".into(),
            day: "2026-11-23".into(),
        },
    }))
}

fn statement() -> Statement {
    Statement {
        version: wire::VERSION,
        counter: COUNTER,
        sequence: 7,
        envelope_sha256: ByteArray::new([0x56; 32]),
        outcome: Outcome::Quarantined(Reason::SequenceGap),
        received_at_ms: AT_MS,
    }
}

fn ask() -> LeaseAsk {
    LeaseAsk { counter: COUNTER, request: REQUEST, kind: NumberKind::Library, count: 500 }
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden").join(format!("{name}.hex"))
}

/// The kept bytes of this name; white space between the digits means nothing.
fn golden(name: &str) -> Vec<u8> {
    let text = fs::read_to_string(path(name)).expect("the golden file is part of the crate");
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    hex::decode(digits).expect("the golden file is hexadecimal")
}

/// Compares `bytes` with the kept ones, or keeps them where the writer asks for it.
fn assert_golden(name: &str, bytes: &[u8]) {
    if env::var_os("KEYWAY_WRITE_GOLDEN").is_some_and(|value| value == "1") {
        let digits = hex::encode(bytes);
        let lines: Vec<&str> = (0..digits.len())
            .step_by(80)
            .map(|at| &digits[at..digits.len().min(at + 80)])
            .collect();
        fs::write(path(name), lines.join("\n") + "\n").expect("the folder is writable");
    }
    assert_eq!(hex::encode(bytes), hex::encode(golden(name)), "the bytes of {name} changed");
}

#[test]
fn an_envelope_has_its_golden_bytes() {
    let made = Envelope::make(about(), &fact(), &programme(), &counter_key(), &mut rng());
    let envelope = made.expect("it is small");
    assert_golden("about", &to_cbor(&about()).expect("it has CBOR"));
    assert_golden("fact", &to_cbor(&fact()).expect("it has CBOR"));
    let header = envelope.header().expect("it is this version");
    assert_golden("header", &to_cbor(&header).expect("it has CBOR"));
    assert_golden("envelope", &envelope.to_bytes().expect("bytes"));
}

#[test]
fn the_golden_envelope_is_proven_and_opened() {
    let envelope = Envelope::from_bytes(&golden("envelope")).expect("it is an envelope");
    let header = envelope.verify(&counter_key().public()).expect("the counter's");
    assert_eq!(header.about, about());
    assert_eq!(envelope.open(&secret()), Ok(fact()));
    assert_eq!(from_cbor(&golden("fact")), Ok(fact()));
    assert_eq!(from_cbor(&golden("about")), Ok(about()));
    assert_eq!(from_cbor(&golden("header")), Ok(header));
}

#[test]
fn a_receipt_has_its_golden_bytes_and_is_believed() {
    let receipt = Receipt::make(&statement(), &server_key()).expect("signed");
    assert_golden("receipt", &receipt.to_bytes().expect("bytes"));
    let kept = Receipt::from_bytes(&golden("receipt")).expect("it is a receipt");
    assert_eq!(kept.verify(&server_key().public()), Ok(statement()));
}

#[test]
fn a_lease_request_has_its_golden_signature_and_is_believed() {
    let request = LeaseRequest::make(ask(), &counter_key()).expect("signed");
    assert_golden("lease_ask", &to_cbor(&ask()).expect("it has CBOR"));
    assert_golden("lease_signature", &hex::decode(&request.signature).expect("hexadecimal"));
    let kept = LeaseRequest { ask: ask(), signature: hex::encode(golden("lease_signature")) };
    assert_eq!(kept.verify(&counter_key().public()), Ok(()));
}

#[test]
fn a_join_code_has_its_golden_letters_and_fits() {
    let server = server_key().public();
    let code = JoinCode::make(&programme(), &server, &mut rng());
    assert_golden("join_code", code.to_string().as_bytes());
    let kept = String::from_utf8(golden("join_code")).expect("letters");
    assert!(JoinCode::parse(&kept).expect("a code").fits(&programme(), &server));
    assert_golden("join_secret_sha256", &JoinCode::secret_sha256(code.secret()));
}

fn claims(kind: CodeKind) -> CardClaims {
    CardClaims {
        kind,
        programme: "City of Chicago Municipal ID".into(),
        number: "310000000018".into(),
        name: "Nguyễn Thị Ánh".into(),
        birth: match kind {
            CodeKind::Card => Birth::Date(date(1990, 3, 7)),
            CodeKind::Proof => Birth::Years { from: 22, to: Some(64) },
        },
        expires_on: Some(date(2031, 11, 23)),
    }
}

#[test]
fn the_codes_of_a_card_and_of_its_proof_have_their_golden_bytes_and_are_believed() {
    let server = server_key().public();
    let certificate = Certificate::make(&counter_key().public(), &server_key());
    assert_golden("server_key", &server.to_bytes());
    assert_golden("certificate", &certificate.to_bytes());
    for (name, kind) in [("card_code", CodeKind::Card), ("proof_code", CodeKind::Proof)] {
        let code = CardCode::sign(&claims(kind), &counter_key(), &certificate, &server);
        assert_golden(name, &code.expect("signed").into_bytes());
        let kept = CardCode::from_bytes(golden(name));
        assert_eq!(kept.verify(&server), Ok(claims(kind)));
    }
}
