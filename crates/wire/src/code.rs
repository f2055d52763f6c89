//! The one-time code with which a counter joins.
//!
//! Half of it is a secret that the server knows, half is a fingerprint of the server's and the
//! programme's keys: a counter that is led to another server notices before it says the secret.
//! Written in Crockford's base 32, which has no letters that look like digits.

use std::fmt;
use std::sync::LazyLock;

use data_encoding::{Encoding, Specification};
use domain::text;
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};

use crate::Error;
use crate::keys::{ProgrammePublic, VerifyKey};

/// Characters of each half: 10 of 5 bits are 50 bits.
const HALF: usize = 10;
/// Bytes that are encoded to 10 characters and a little more.
const HALF_BYTES: usize = 7;

static CROCKFORD: LazyLock<Option<Encoding>> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.check_trailing_bits = false;
    specification.encoding().ok()
});

/// A one-time code, such as `7K2QM-9ZX4T-AB3DE-FGH5J`.
#[derive(Clone, PartialEq, Eq)]
pub struct JoinCode {
    secret: String,
    fingerprint: String,
}

impl JoinCode {
    /// Makes a new code for a server with these keys.
    pub fn make(programme: &ProgrammePublic, server: &VerifyKey, rng: &mut impl CryptoRng) -> Self {
        let mut bytes = [0; HALF_BYTES];
        rng.fill_bytes(&mut bytes);
        Self { secret: half(&bytes), fingerprint: fingerprint(programme, server) }
    }

    /// Reads a code as people type or paste it: any case, with or without dashes and spaces, `O`
    /// for 0, `I` and `L` for 1, digits of any keyboard.
    ///
    /// # Errors
    /// [`Error::NotACode`] when it can't be one.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let plain: String = text::with_ascii_digits(&text::plain(typed))
            .chars()
            .filter(|c| !text::is_between(*c))
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let known = |c: char| c.is_ascii_digit() || (c.is_ascii_uppercase() && c != 'U');
        if plain.len() != 2 * HALF || !plain.chars().all(known) {
            return Err(Error::NotACode);
        }
        let (secret, fingerprint) = plain.split_at(HALF);
        Ok(Self { secret: secret.to_owned(), fingerprint: fingerprint.to_owned() })
    }

    /// Whether the code was made for a server with these keys.
    #[must_use]
    pub fn fits(&self, programme: &ProgrammePublic, server: &VerifyKey) -> bool {
        self.fingerprint == fingerprint(programme, server)
    }

    /// The half that only the server knows.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// What a server keeps of a secret: its SHA-256. 50 random bits that expire within a day
    /// and are tried a few times a minute need no slow hash.
    #[must_use]
    pub fn secret_sha256(secret: &str) -> [u8; 32] {
        Sha256::digest(secret.as_bytes()).into()
    }
}

impl fmt::Display for JoinCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, b) = self.secret.split_at(HALF / 2);
        let (c, d) = self.fingerprint.split_at(HALF / 2);
        write!(f, "{a}-{b}-{c}-{d}")
    }
}

impl fmt::Debug for JoinCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JoinCode([secret])")
    }
}

fn fingerprint(programme: &ProgrammePublic, server: &VerifyKey) -> String {
    let mut hash = Sha256::new();
    hash.update(b"keyway keys 1\0");
    hash.update(programme.to_bytes());
    hash.update(server.to_bytes());
    half(&hash.finalize()[..HALF_BYTES])
}

fn half(bytes: &[u8]) -> String {
    let encoded = CROCKFORD.as_ref().map(|encoding| encoding.encode(bytes)).unwrap_or_default();
    encoded.chars().take(HALF).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixtures::keys;

    fn made() -> JoinCode {
        let mut keys = keys(1);
        JoinCode::make(&keys.programme, &keys.server.public(), &mut keys.rng)
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = JoinCode::parse("10A1Z-9ZX4T-0B1DE-FGH5J").expect("it is one");
        for typed in [
            "10a1z-9zx4t-0b1de-fgh5j",
            " 10A1Z 9ZX4T 0B1DE FGH5J\n",
            "10A1Z9ZX4T0B1DEFGH5J",
            "IOALZ-9ZX4T-OBIDE-FGH5J",
            "loaiz-9zx4t-obLde-fgh5j",
            "10-A1-Z9-ZX-4T-0B-1D-EF-GH-5J",
            "\u{FEFF}۱0A1Z–9ZX4T–0B1DE–FGH5J\u{200E}",
            "१०A१Z-۹ZX٤T-０B１DE-ＦＧＨ５Ｊ",
        ] {
            assert_eq!(JoinCode::parse(typed).as_ref(), Ok(&code), "{typed}");
        }
    }

    #[test]
    fn what_can_be_no_code_is_refused() {
        for typed in [
            "",
            "10A1Z-9ZX4T-0B1DE-FGH5",
            "10A1Z-9ZX4T-0B1DE-FGH5JK",
            "10A1Z-9ZX4T-0B1DE-FGH5U",
            "10A1Z-9ZX4T-0B1DE-FGH5!",
            "10A1Z-9ZX4T-0B1DE-FGHéJ",
            "10A1Z_9ZX4T_0B1DE_FGH5J",
        ] {
            assert_eq!(JoinCode::parse(typed), Err(Error::NotACode), "{typed}");
        }
    }

    #[test]
    fn a_code_fits_only_the_keys_that_it_was_made_for() {
        let (ours, other) = (keys(1), keys(2));
        let code = made();
        assert!(code.fits(&ours.programme, &ours.server.public()));
        assert!(!code.fits(&other.programme, &ours.server.public()));
        assert!(!code.fits(&ours.programme, &other.server.public()));
        assert!(!code.fits(&other.programme, &other.server.public()));
    }

    #[test]
    fn a_slip_in_the_half_about_the_keys_is_noticed() {
        let ours = keys(1);
        let written = made().to_string();
        for at in 12..written.len() {
            let typed: String =
                written.chars().enumerate().map(|(i, c)| slip(c, i == at)).collect();
            let fits = JoinCode::parse(&typed)
                .map(|code| code.fits(&ours.programme, &ours.server.public()));
            assert_eq!(fits, Ok(typed == written), "{typed}");
        }
    }

    fn slip(c: char, here: bool) -> char {
        match c {
            _ if !here || c == '-' => c,
            '7' => '8',
            _ => '7',
        }
    }

    #[test]
    fn two_codes_of_a_server_have_two_secrets() {
        let mut keys = keys(1);
        let server = keys.server.public();
        let mut make = || JoinCode::make(&keys.programme, &server, &mut keys.rng);
        assert_ne!(make().secret(), make().secret());
    }

    #[test]
    fn debug_never_shows_the_secret() {
        assert_eq!(format!("{:?}", made()), "JoinCode([secret])");
    }

    proptest! {
        #[test]
        fn a_code_that_is_written_is_read_back(seed in any::<u8>()) {
            let mut keys = keys(seed);
            let code = JoinCode::make(&keys.programme, &keys.server.public(), &mut keys.rng);
            let written = code.to_string();
            prop_assert_eq!(written.len(), 23, "four groups of five and three dashes");
            prop_assert_eq!(JoinCode::parse(&written), Ok(code.clone()));
            prop_assert_eq!(JoinCode::parse(&written.to_lowercase()), Ok(code));
        }

        #[test]
        fn any_text_is_read_or_refused_without_panic(
            letters in prop::collection::vec(any::<char>(), 0..30),
            alphabet in "[0-9A-Za-z -]{18,26}",
        ) {
            for typed in [String::from_iter(letters), alphabet] {
                if let Ok(code) = JoinCode::parse(&typed) {
                    prop_assert_eq!(JoinCode::parse(&code.to_string()), Ok(code));
                }
            }
        }
    }
}
