//! One key slot: the database key wrapped under a passphrase or the recovery words.
//!
//! Its associated data binds id, purpose and cost, so that a slot can be neither moved to
//! another operator nor made cheaper. It writes no file and reads no clock.

use argon2::{Algorithm, Argon2, Version};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::cost::Cost;
use super::hexed;
use super::wait::delay_ms;
use crate::{DatabaseKey, Error, aead};

/// Length of a wrapped key: 32 bytes and the tag of 16.
const WRAPPED: usize = 48;

/// What a slot is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Purpose {
    Operator,
    Recovery,
}

/// One slot, as it stands in the file.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    pub(super) id: Uuid,
    pub(super) purpose: Purpose,
    /// The operator's name; none for the recovery slot.
    pub(super) name: Option<String>,
    cost: Cost,
    #[serde(with = "hexed")]
    salt: [u8; 16],
    #[serde(with = "hexed")]
    nonce: [u8; 24],
    #[serde(with = "hexed")]
    wrapped: [u8; WRAPPED],
    /// Wrong ones in a row, counting one under way.
    failed: u32,
    wait_until_ms: Option<i64>,
}

impl Slot {
    /// Wraps `key` under `secret`.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for a cost out of bounds.
    pub(super) fn make(
        id: Uuid,
        purpose: Purpose,
        secret: &[u8],
        key: &DatabaseKey,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, Error> {
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        rng.fill_bytes(&mut salt);
        rng.fill_bytes(&mut nonce);
        let wrapping = derive(secret, &salt, cost)?;
        let wrapped = aead::seal(&wrapping, nonce, &about(id, purpose, cost), key.bytes())?;
        let wrapped = wrapped.try_into().map_err(|_| Error::Sealed)?;
        let (failed, wait_until_ms) = (0, None);
        Ok(Self { id, purpose, name: None, cost, salt, nonce, wrapped, failed, wait_until_ms })
    }

    /// The database key; `None` for another secret.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for a cost out of bounds.
    pub(super) fn open(&self, secret: &[u8]) -> Result<Option<DatabaseKey>, Error> {
        let wrapping = derive(secret, &self.salt, self.cost)?;
        let about = about(self.id, self.purpose, self.cost);
        match aead::open(&wrapping, self.nonce, &about, &self.wrapped) {
            Ok(key) => Ok(DatabaseKey::from_slice(&key)),
            Err(_) => Ok(None),
        }
    }

    /// Whether `other` wraps the same key under the same secret, however often it was tried.
    pub(super) fn wraps_as(&self, other: &Self) -> bool {
        (self.id, self.nonce, self.wrapped) == (other.id, other.nonce, other.wrapped)
    }

    /// Counts a try as a wrong one and says until when the slot waits now.
    pub(super) fn count_try(&mut self, now_ms: i64) -> i64 {
        self.failed = self.failed.saturating_add(1);
        let until_ms = now_ms.saturating_add(delay_ms(self.failed));
        self.wait_until_ms = Some(until_ms);
        until_ms
    }

    /// Forgets the wrong ones.
    pub(super) fn clear_tries(&mut self) {
        self.failed = 0;
        self.wait_until_ms = None;
    }

    /// Shortens a wait that a clock set back since has made longer than the present delay.
    pub(super) fn shorten_wait(&mut self, now_ms: i64) -> Option<i64> {
        let longest_ms = now_ms.saturating_add(delay_ms(self.failed));
        let is_too_long = self.wait_until_ms.is_some_and(|until_ms| until_ms > longest_ms);
        if is_too_long {
            self.wait_until_ms = Some(longest_ms);
        }
        is_too_long.then_some(longest_ms)
    }

    /// Until when the slot waits, if it does.
    pub(super) fn wait_in_force(&self, now_ms: i64) -> Option<i64> {
        self.wait_until_ms.filter(|until_ms| *until_ms > now_ms)
    }
}

fn derive(secret: &[u8], salt: &[u8; 16], cost: Cost) -> Result<Zeroizing<[u8; 32]>, Error> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?);
    let mut key = Zeroizing::new([0; 32]);
    argon
        .hash_password_into(secret, salt, key.as_mut_slice())
        .map_err(|_| Error::Unreadable("cost"))?;
    Ok(key)
}

/// The slot's id, one byte for its purpose, and its cost as three big-endian numbers.
fn about(id: Uuid, purpose: Purpose, cost: Cost) -> Vec<u8> {
    let purpose = match purpose {
        Purpose::Operator => 1,
        Purpose::Recovery => 2,
    };
    let mut about = id.as_bytes().to_vec();
    about.push(purpose);
    for number in [cost.memory_kib, cost.passes, cost.lanes] {
        about.extend(number.to_be_bytes());
    }
    about
}
