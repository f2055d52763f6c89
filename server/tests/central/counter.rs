//! A counter that seals and signs as the real one does.

use domain::Stamp;
use keyway_server::chance::rng;
use uuid::Uuid;
use wire::fact::{DocumentCheck, PhotoBytes, Register, SubmittedApplication};
use wire::join::{JoinRequest, ProgrammeReply};
use wire::lease::{LeaseAsk, LeaseRequest, NumberKind};
use wire::{About, CounterKey, Envelope, Fact, FactKind, ProgrammePublic};

#[derive(Clone)]
pub struct Counter {
    pub id: Uuid,
    pub key: CounterKey,
    pub programme: ProgrammePublic,
}

impl Counter {
    pub fn new(reply: &ProgrammeReply) -> Self {
        let programme = hex::decode(&reply.programme_key).expect("hexadecimal");
        let programme = ProgrammePublic::from_bytes(&programme).expect("a key");
        Self { id: Uuid::nil(), key: CounterKey::make(&mut rng()), programme }
    }

    pub fn asks(&self, secret: &str) -> JoinRequest {
        let counter_key = hex::encode(self.key.public().to_bytes());
        JoinRequest { secret: secret.to_owned(), counter_key, site: "Uptown".into() }
    }

    pub fn wishes(&self, request: u128, kind: NumberKind, count: u32) -> LeaseRequest {
        let request = Uuid::from_u128(request);
        let ask = LeaseAsk { counter: self.id, request, kind, count };
        LeaseRequest::make(ask, &self.key).expect("signed")
    }

    pub fn seals(&self, sequence: u64) -> Envelope {
        self.seals_photo(sequence, 64)
    }

    pub fn seals_photo(&self, sequence: u64, photo_bytes: usize) -> Envelope {
        let about = About {
            version: wire::VERSION,
            counter: self.id,
            sequence,
            kind: FactKind::ApplicationSubmitted,
            application: Some(Uuid::from_u128(u128::from(sequence))),
            at: Stamp { at_ms: 0, monotonic_ms: 0, server_offset_ms: None },
            programme: self.programme.id(),
            digest: None,
        };
        Envelope::make(about, &fact(photo_bytes), &self.programme, &self.key, &mut rng())
            .expect("it is small")
    }
}

pub fn fact(photo_bytes: usize) -> Fact {
    Fact::ApplicationSubmitted(Box::new(SubmittedApplication {
        name: "Rosa Delgado-Núñez".into(),
        name_gone_by: None,
        birth_date: "1984-02-29".into(),
        gender: None,
        language: "es".into(),
        photo_jpeg: PhotoBytes(vec![7; photo_bytes]),
        signature: None,
        veteran: false,
        organ_donor: false,
        document_check: DocumentCheck {
            policy_id: "chicago".into(),
            policy_edition: 1,
            enough: true,
        },
        register: Register {
            card_number: "310000000018".into(),
            library_number: None,
            transit_stock: None,
            expires_on: None,
            site: "Uptown".into(),
            day: "2026-11-23".into(),
        },
    }))
}

/// The envelope with the last bit of its signature changed.
pub fn forged(envelope: &Envelope) -> Envelope {
    let mut bytes = envelope.to_bytes().expect("bytes");
    *bytes.last_mut().expect("there are some") ^= 1;
    Envelope::from_bytes(&bytes).expect("still an envelope")
}
