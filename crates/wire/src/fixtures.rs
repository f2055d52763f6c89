//! The keys, the fact and the header that this crate's tests share.
//!
//! Only tests see it. Keys come from a seeded generator, so that a failure can be repeated.

use chacha20::ChaCha20Rng;
use domain::{Personal, Signature, Stamp};
use rand_core::SeedableRng;
use uuid::Uuid;

use crate::fact::{DocumentCheck, PhotoBytes, Register, SubmittedApplication, UpdatesLeft};
use crate::{About, CounterKey, Fact, FactKind, ProgrammePublic, ProgrammeSecret, ServerKey};

/// The keys of a programme, its server and one counter.
pub(crate) struct Keys {
    pub(crate) rng: ChaCha20Rng,
    pub(crate) secret: ProgrammeSecret,
    pub(crate) programme: ProgrammePublic,
    pub(crate) server: ServerKey,
    pub(crate) counter: CounterKey,
}

pub(crate) fn keys(seed: u8) -> Keys {
    let mut rng = ChaCha20Rng::from_seed([seed; 32]);
    let (secret, programme) = ProgrammeSecret::make(&mut rng);
    let server = ServerKey::make(&mut rng);
    let counter = CounterKey::make(&mut rng);
    Keys { rng, secret, programme, server, counter }
}

pub(crate) fn about(programme: &ProgrammePublic) -> About {
    About {
        version: crate::VERSION,
        counter: Uuid::from_u128(0x11),
        sequence: 7,
        kind: FactKind::ApplicationSubmitted,
        application: Some(Uuid::from_u128(0x22)),
        at: Stamp { at_ms: 1_795_442_400_000, monotonic_ms: 5_000, server_offset_ms: Some(-3) },
        programme: programme.id(),
        digest: None,
    }
}

/// Two strokes that make an A.
fn signature() -> Signature {
    Signature::new(vec![
        vec![(800, 1500, 90).into(), (1200, 900, 140).into(), (1600, 1500, 60).into()],
        vec![(1000, 1250, 128).into(), (1400, 1250, 128).into()],
    ])
    .expect("it has ink")
}

/// An application with every optional field set.
pub(crate) fn application() -> SubmittedApplication {
    SubmittedApplication {
        name: "Nguyễn Thị Ánh".into(),
        name_gone_by: Some("Anna".into()),
        birth_date: "1990-03-07".into(),
        gender: Some("X".into()),
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
            transit_stock: Some("0123456789012345".into()),
            expires_on: Some("2031-11-23".into()),
            site: "Harold Washington Library".into(),
            day: "2026-11-23".into(),
        },
    }
}

pub(crate) fn submitted() -> Fact {
    Fact::ApplicationSubmitted(Box::new(application()))
}

pub(crate) fn updates() -> Fact {
    Fact::UpdatesLeft(UpdatesLeft { emails: vec![Personal::from("rosa@example.org")] })
}
