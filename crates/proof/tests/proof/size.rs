//! How many bytes a proof takes, at its heaviest, in each language.
//!
//! Draws with the default policy and reads nothing back.

use domain::Signature;
use keyway_proof::{Face, Language};

use crate::kit::{PHOTO, POLICY, full, proof_in};

/// Most bytes of a proof of every field with a photo as large as the policy lets it be.
const LIMIT_BYTES: usize = 120_000;

/// A signature as a pad gives it: three words in loops, 300 dots in all, a hand's tremble in each.
fn signature() -> Signature {
    let word = |first: u16| {
        let dot = |at: u16| {
            let turn = f32::from(at) * 0.31 + f32::from(first);
            let tremble = f32::from((at * 37 + first) % 11) - 5.0;
            let x = f32::from(first) * 30.0 + f32::from(at) * 24.0 + 180.0 * turn.cos();
            let y = 1500.0 - (500.0 + 300.0 * (turn * 0.37).sin()) * turn.sin();
            let pressure = 140.0 + 70.0 * (turn * 0.5).sin() + tremble;
            ((x + 200.0 + tremble) as u16, (y + tremble) as u16, pressure as u8).into()
        };
        (0..100).map(dot).collect()
    };
    Signature::new(vec![word(0), word(80), word(160)]).expect("it has ink")
}

/// The bytes of a card's proof with a photo at the policy's limit.
fn size(language: Language, face: &Face<'_>) -> usize {
    let photo_limit = POLICY.photo.card_limit_bytes as usize;
    proof_in(language, face).expect("it is drawn").len() - PHOTO.len() + photo_limit
}

#[test]
fn a_signed_proof_of_every_field_is_120_kb_at_the_most_in_any_language() {
    let signature = signature();
    let of = |language, name| {
        let signed = Face { signature: Some(&signature), name, ..full() };
        (Language::tag(language), name, size(language, &signed))
    };
    let mut sizes: Vec<_> =
        Language::ALL.into_iter().map(|language| of(language, full().name)).collect();
    sizes.push(of(Language::Arabic, "محمد عبد الله الخطيب"));
    sizes.push(of(Language::Chinese, "欧阳娜娜"));
    assert!(sizes.iter().all(|(.., size)| *size <= LIMIT_BYTES), "{sizes:?}");
}
