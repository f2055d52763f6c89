//! What becomes of one envelope: the rules, and nothing else.
//!
//! [`read`] takes the bytes apart, [`prove`] checks who says it, [`judge`] decides by the
//! counter's order. None of them reads a clock, a disk or a network.

use ciborium::de::from_reader_with_recursion_limit;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use wire::{Envelope, FactKind, KeyId, Outcome, Reason, VerifyKey};

/// How deep an envelope may be nested, as in the wire.
const LIMIT_DEPTH: usize = 16;

/// What a piece of an upload says about itself, believed or not.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The counter; the nil id where it could not be read.
    pub counter: Uuid,
    /// The number; 0 where it could not be read.
    pub sequence: u64,
    /// Which fact it is, where it could be read.
    pub kind: Option<FactKind>,
    /// The application that it is about.
    pub application: Option<Uuid>,
    /// The programme to whose key it is sealed.
    pub programme: Option<KeyId>,
    /// SHA-256 of the envelope's bytes.
    pub sha256: [u8; 32],
    /// The envelope's bytes.
    pub bytes: Vec<u8>,
    envelope: Result<Envelope, Reason>,
}

/// What the server knows of a counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The key with which it signs.
    pub key: VerifyKey,
    /// Whether it was revoked.
    pub is_revoked: bool,
}

/// Where a number stands in its counter's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The smallest number that no envelope accounts for yet.
    pub expected: u64,
    /// Whether another envelope was accepted under this number.
    pub is_taken: bool,
}

#[derive(Deserialize)]
struct Outer {
    #[serde(with = "serde_bytes")]
    header: Vec<u8>,
}

#[derive(Deserialize)]
struct InHeader {
    about: InAbout,
}

/// What every version of a header is expected to say.
#[derive(Deserialize)]
struct InAbout {
    counter: Uuid,
    sequence: u64,
}

/// Reads one piece of an upload. What is no envelope of a known version keeps its claim to a
/// counter and a number, if it makes one: its sender then learns what became of it.
#[must_use]
pub fn read(bytes: &[u8]) -> Claim {
    let envelope = Envelope::from_bytes(bytes).map_err(|_| Reason::Malformed);
    // The envelope's own bytes, in case that the same was written in another way.
    let own = envelope.as_ref().ok().and_then(|envelope| envelope.to_bytes().ok());
    let bytes = own.unwrap_or_else(|| bytes.to_vec());
    let sha256 = Sha256::digest(&bytes).into();
    let header = envelope.as_ref().ok().map(Envelope::header);
    if let Some(Ok(header)) = header {
        let about = header.about;
        return Claim {
            counter: about.counter,
            sequence: about.sequence,
            kind: Some(about.kind),
            application: about.application,
            programme: Some(about.programme),
            sha256,
            bytes,
            envelope,
        };
    }
    let reason = match header {
        Some(Err(wire::Error::UnknownVersion(_))) => Reason::UnknownVersion,
        _ => Reason::Malformed,
    };
    let (counter, sequence) = claimed(&bytes).unwrap_or_default();
    let (kind, application, programme, envelope) = (None, None, None, Err(reason));
    Claim { counter, sequence, kind, application, programme, sha256, bytes, envelope }
}

fn claimed(bytes: &[u8]) -> Option<(Uuid, u64)> {
    let outer: Outer = from_reader_with_recursion_limit(bytes, LIMIT_DEPTH).ok()?;
    let header: InHeader =
        from_reader_with_recursion_limit(outer.header.as_slice(), LIMIT_DEPTH).ok()?;
    Some((header.about.counter, header.about.sequence))
}

/// Why the claim is not believed, if it is not.
///
/// A number that no counter reaches (0, or one over 2^63 - 1) is malformed.
///
/// # Errors
/// The reason.
pub fn prove(claim: &Claim, standing: Option<&Standing>, programme: KeyId) -> Result<(), Reason> {
    let envelope = claim.envelope.as_ref().map_err(|reason| *reason)?;
    let standing = standing.ok_or(Reason::UnknownCounter)?;
    if standing.is_revoked {
        return Err(Reason::RevokedCounter);
    }
    envelope.verify(&standing.key).map_err(|error| match error {
        wire::Error::OtherBody => Reason::OtherBody,
        wire::Error::BadSignature => Reason::BadSignature,
        wire::Error::UnknownVersion(_) => Reason::UnknownVersion,
        _ => Reason::Malformed,
    })?;
    if claim.programme != Some(programme) {
        return Err(Reason::OtherProgramme);
    }
    let is_possible = claim.sequence >= 1 && i64::try_from(claim.sequence).is_ok();
    if is_possible { Ok(()) } else { Err(Reason::Malformed) }
}

/// What becomes of an envelope that is not kept yet.
#[must_use]
pub fn judge(sequence: u64, proof: Result<(), Reason>, place: Place) -> Outcome {
    match proof {
        Err(reason) => Outcome::Quarantined(reason),
        Ok(()) if place.is_taken => Outcome::Quarantined(Reason::NumberTaken),
        Ok(()) if sequence > place.expected => Outcome::Quarantined(Reason::SequenceGap),
        Ok(()) => Outcome::Accepted,
    }
}

#[cfg(test)]
mod tests {
    use domain::Stamp;
    use wire::fact::UpdatesLeft;
    use wire::{About, CounterKey, Fact, ProgrammePublic, ProgrammeSecret};

    use super::*;
    use crate::chance::rng;

    fn sealed(sequence: u64, to: &ProgrammePublic, key: &CounterKey) -> Vec<u8> {
        let about = About {
            version: wire::VERSION,
            counter: Uuid::from_u128(1),
            sequence,
            kind: FactKind::UpdatesLeft,
            application: None,
            at: Stamp { at_ms: 0, monotonic_ms: 0, server_offset_ms: None },
            programme: to.id(),
            digest: None,
        };
        let fact = Fact::UpdatesLeft(UpdatesLeft { emails: Vec::new() });
        let envelope = Envelope::make(about, &fact, to, key, &mut rng()).expect("it is small");
        envelope.to_bytes().expect("bytes")
    }

    /// Bytes with one part changed: `find` must be there once.
    fn changed(bytes: &[u8], find: &[u8], by: impl Fn(&mut [u8])) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        let at = bytes.windows(find.len()).position(|part| part == find).expect("it is there");
        by(&mut bytes[at + find.len()..]);
        bytes
    }

    #[test]
    fn each_fault_has_its_reason() {
        let (_, ours) = ProgrammeSecret::make(&mut rng());
        let (_, other) = ProgrammeSecret::make(&mut rng());
        let key = CounterKey::make(&mut rng());
        let good = sealed(7, &ours, &key);
        let known = Standing { key: key.public(), is_revoked: false };
        let revoked = Standing { is_revoked: true, ..known.clone() };
        let wrong_key = Standing { key: CounterKey::make(&mut rng()).public(), ..known.clone() };
        let version = changed(&good, b"version", |rest| rest[0] = 2);
        let signature = changed(&good, b"isignature", |rest| rest[2] ^= 1);
        let body = changed(&good, b"dbody", |rest| rest[40] ^= 1);
        let cases = [
            (good.clone(), Some(&known), Ok(())),
            (good.clone(), None, Err(Reason::UnknownCounter)),
            (good.clone(), Some(&revoked), Err(Reason::RevokedCounter)),
            (good.clone(), Some(&wrong_key), Err(Reason::BadSignature)),
            (signature, Some(&known), Err(Reason::BadSignature)),
            (body, Some(&known), Err(Reason::OtherBody)),
            (version, Some(&known), Err(Reason::UnknownVersion)),
            (sealed(7, &other, &key), Some(&known), Err(Reason::OtherProgramme)),
            (sealed(0, &ours, &key), Some(&known), Err(Reason::Malformed)),
            (sealed(u64::MAX, &ours, &key), Some(&known), Err(Reason::Malformed)),
            (vec![1], Some(&known), Err(Reason::Malformed)),
            (good[..good.len() - 1].to_vec(), Some(&known), Err(Reason::Malformed)),
        ];
        for (bytes, standing, expected) in cases {
            assert_eq!(prove(&read(&bytes), standing, ours.id()), expected);
        }
    }

    #[test]
    fn an_unknown_version_still_says_whose_it_is() {
        let (_, ours) = ProgrammeSecret::make(&mut rng());
        let good = sealed(7, &ours, &CounterKey::make(&mut rng()));
        let claim = read(&changed(&good, b"version", |rest| rest[0] = 2));
        assert_eq!((claim.counter, claim.sequence), (Uuid::from_u128(1), 7));
        let rubbish = read(&[0x80]);
        assert_eq!((rubbish.counter, rubbish.sequence), (Uuid::nil(), 0));
    }

    #[test]
    fn an_envelope_over_its_bound_is_malformed_and_no_more() {
        let claim = read(&vec![0; wire::LIMIT_ENVELOPE_BYTES + 1]);
        let programme = KeyId([0; 8]);
        assert_eq!(prove(&claim, None, programme), Err(Reason::Malformed));
    }

    #[test]
    fn order_decides_about_what_is_proven() {
        let gap = Outcome::Quarantined(Reason::SequenceGap);
        let taken = Outcome::Quarantined(Reason::NumberTaken);
        for (sequence, expected, is_taken, outcome) in [
            (1, 1, false, Outcome::Accepted),
            (2, 1, false, gap),
            (u64::MAX, 1, false, gap),
            (1, 5, true, taken),
            (3, 5, false, Outcome::Accepted),
        ] {
            let place = Place { expected, is_taken };
            assert_eq!(judge(sequence, Ok(()), place), outcome, "{sequence} of {place:?}");
            let reason = Reason::BadSignature;
            assert_eq!(judge(sequence, Err(reason), place), Outcome::Quarantined(reason));
        }
    }
}
