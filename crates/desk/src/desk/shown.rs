//! The recovery words while they are shown, and the two of them that are asked for.

use rand_core::Rng;
use store::slots::RecoveryWords;

use crate::ports::rng;
use crate::view::ShownWords;

/// How many words there are.
const WORDS: u32 = 12;

/// Words that were shown, and two places of theirs, counted from 1.
pub(crate) struct Shown {
    words: RecoveryWords,
    ask: [u8; 2],
}

impl Shown {
    /// Shows these words, and asks for two of them.
    pub fn new(words: RecoveryWords) -> Self {
        Self { words, ask: two_places() }
    }

    /// What the window shows.
    pub fn view(&self) -> ShownWords {
        ShownWords { words: self.words.words(), ask: self.ask }
    }

    /// Whether these are the words at the two places, in any case.
    pub fn are(&self, typed: &[String; 2]) -> bool {
        let words = self.words.words();
        self.ask.iter().zip(typed).all(|(at, typed)| {
            words.get(usize::from(*at) - 1).is_some_and(|word| *word == typed.trim().to_lowercase())
        })
    }
}

/// Two places of the twelve, in order and never the same.
fn two_places() -> [u8; 2] {
    let mut rng = rng();
    let first = rng.next_u32() % WORDS;
    let second = (first + 1 + rng.next_u32() % (WORDS - 1)) % WORDS;
    let mut places = [first, second].map(|at| u8::try_from(at + 1).unwrap_or(1));
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_places_are_asked_for_and_every_place_may_be() {
        let mut seen = [false; WORDS as usize];
        for _ in 0..1_000 {
            let [first, second] = two_places();
            assert!(1 <= first && first < second && u32::from(second) <= WORDS);
            for at in [first, second] {
                seen[usize::from(at) - 1] = true;
            }
        }
        assert_eq!(seen, [true; WORDS as usize]);
    }
}
