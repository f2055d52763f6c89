//! The one-time code with which a counter joins.
//!
//! Half of it is a secret that the server knows, half is a fingerprint of the server's and the
//! programme's keys: a counter that is led to another server notices before it says the secret.
//! Written in Crockford's base 32, which has no letters that look like digits.

use std::fmt;
use std::sync::LazyLock;

use data_encoding::{Encoding, Specification};
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
    pub fn make(
        programme: &ProgrammePublic,
        server: &VerifyKey,
        rng: &mut impl CryptoRng,
    ) -> Self {
        let mut bytes = [0; HALF_BYTES];
        rng.fill_bytes(&mut bytes);
        Self { secret: half(&bytes), fingerprint: fingerprint(programme, server) }
    }

    /// Reads a code as people type it: any case, with or without dashes and spaces, `O` for 0,
    /// `I` and `L` for 1.
    ///
    /// # Errors
    /// [`Error::NotACode`] when it can't be one.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let plain: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
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
