//! The recovery words: 128 random bits as twelve English words (BIP-39).
//!
//! They are shown once and kept nowhere.

use std::fmt;

use bip39::{Language, Mnemonic};
use domain::text;
use rand_core::CryptoRng;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The words that open the database when every passphrase is lost. `Debug` prints `[secret]`.
pub struct RecoveryWords(Zeroizing<[u8; 16]>);

impl RecoveryWords {
    /// New words.
    #[must_use]
    pub fn make(rng: &mut impl CryptoRng) -> Self {
        let mut bits = Zeroizing::new([0; 16]);
        rng.fill_bytes(bits.as_mut_slice());
        Self(bits)
    }

    /// The twelve words, in order.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        // Sixteen bytes always make twelve words.
        Mnemonic::from_entropy_in(Language::English, self.0.as_slice())
            .map(|mnemonic| mnemonic.words().map(str::to_owned).collect())
            .unwrap_or_default()
    }

    /// The words as typed; `None` when they are not twelve of the list, or their checksum says
    /// that one is misread.
    pub(super) fn parse(typed: &str) -> Option<Self> {
        let seen = typed.chars().filter(|c| c.is_whitespace() || !text::is_unseen(*c));
        let narrow = Zeroizing::new(seen.nfkc().collect::<String>());
        let lower = Zeroizing::new(narrow.to_lowercase());
        let words: Vec<&str> = lower.split_whitespace().collect();
        let plain = Zeroizing::new(words.join(" "));
        let mnemonic = Mnemonic::parse_in(Language::English, plain.as_str()).ok()?;
        let (entropy, length) = mnemonic.to_entropy_array();
        let entropy = Zeroizing::new(entropy);
        let bits = entropy.get(..length)?.try_into().ok()?;
        Some(Self(Zeroizing::new(bits)))
    }

    pub(super) fn secret(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl fmt::Debug for RecoveryWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::rng;

    #[test]
    fn the_words_are_bip_39s() {
        // The first English test vector of BIP-39.
        let words = RecoveryWords(Zeroizing::new([0; 16])).words();
        assert_eq!(words.join(" "), format!("{}about", "abandon ".repeat(11)));
    }

    #[test]
    fn words_are_read_however_they_are_typed() {
        let made = RecoveryWords::make(&mut rng());
        let typed = format!("  {}\n", made.words().join("  ").to_uppercase());
        let wide = made.words().join("\u{3000}").chars().map(widened).collect::<String>();
        let pasted = format!("\u{FEFF}{}\u{200E}", made.words().join("\u{200B} "));
        for typed in [typed, wide, pasted] {
            let read = RecoveryWords::parse(&typed).expect("the same words");
            assert_eq!(read.secret(), made.secret());
        }
    }

    /// A small letter as a keyboard for Chinese or Japanese may send it.
    fn widened(c: char) -> char {
        let wide = u32::from(c) + 0xFEE0;
        if c.is_ascii_lowercase() { char::from_u32(wide).expect("a letter") } else { c }
    }

    #[test]
    fn a_misread_word_is_seen() {
        for typed in ["", "abandon", &"abandon ".repeat(12), &"zzz ".repeat(12)] {
            assert!(RecoveryWords::parse(typed).is_none(), "{typed}");
        }
        let longer = format!("{}art", "abandon ".repeat(23));
        assert!(RecoveryWords::parse(&longer).is_none(), "24 words are not ours");
    }

    #[test]
    fn debug_never_shows_the_words() {
        assert_eq!(format!("{:?}", RecoveryWords::make(&mut rng())), "[secret]");
    }
}
