//! The key slots: one file beside the database, from which each operator gets its key.
//!
//! ```text
//! passphrase  --Argon2id--> wrapping key --XChaCha20-Poly1305--> database key
//! 12 words    --Argon2id-->      "                  "                 "
//! ```
//!
//! The file is plain JSON, because it is needed before the database opens; it holds operators'
//! names, no key and nothing to check a passphrase against but the wrapping itself. A try is
//! counted on disk before it is made, so that pulling the plug saves nobody the wait. Several
//! programs may have it open: each reads it anew right before it writes, never across a derivation.

mod cost;
mod file;
mod hexed;
mod slot;
#[cfg(test)]
mod tests;
mod tries;
mod wait;
mod words;

use std::path::{Path, PathBuf};

use rand_core::CryptoRng;
use unicode_normalization::UnicodeNormalization;
use uuid::{Builder, Uuid};
use zeroize::Zeroizing;

use crate::{DatabaseKey, Error};

pub use cost::Cost;
use file::File;
use slot::{Purpose, Slot};
pub use tries::Tries;
pub use words::RecoveryWords;

/// The key slots of one counter.
pub struct Slots {
    path: PathBuf,
    file: File,
    is_written: bool,
}

/// What a passphrase has opened.
#[derive(Debug)]
pub struct Unlocked {
    /// Whose slot it was.
    pub operator: Uuid,
    /// The key of the database.
    pub key: DatabaseKey,
}

/// Why a slot did not open. Times are Unix milliseconds.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// The passphrase, or the words, are wrong.
    #[error("wrong passphrase")]
    Wrong {
        /// Not before this can the slot be tried again; not later than now when there is no
        /// wait yet.
        wait_until_ms: i64,
    },
    /// The wait after a wrong one is not over; nothing was tried.
    #[error("tried too soon after a wrong passphrase")]
    TooSoon {
        /// When it is over.
        wait_until_ms: i64,
    },
    /// There is no such slot.
    #[error("there is no such key slot")]
    Unknown,
    /// The file can't be read or written.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Slots {
    /// Whether there is a slots file at `path`.
    #[must_use]
    pub fn exists(path: &Path) -> bool {
        path.exists()
    }

    /// New slots; the first one that is added writes the file.
    #[must_use]
    pub fn create(path: &Path) -> Self {
        Self { path: path.to_owned(), file: File::default(), is_written: false }
    }

    /// The slots at `path`.
    ///
    /// # Errors
    /// [`Error::NewerVersion`], [`Error::Unreadable`], or [`Error::Io`] when there is no file.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Ok(Self { path: path.to_owned(), file: file::read(path)?, is_written: true })
    }

    /// Adds an operator's slot and writes the file.
    ///
    /// # Errors
    /// [`Error::AlreadyThere`] when the id or the name has a slot, or when slots that were
    /// created would overwrite a file; [`Error::Unreadable`] for a cost out of bounds.
    pub fn add_operator(
        &mut self,
        id: Uuid,
        name: &str,
        passphrase: &str,
        key: &DatabaseKey,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<(), Error> {
        let name: String = name.nfc().collect();
        let secret = normal(passphrase);
        let mut slot = Slot::make(id, Purpose::Operator, secret.as_bytes(), key, cost, rng)?;
        let mut file = self.fresh()?;
        if file.slots.iter().any(|slot| slot.id == id || slot.name.as_ref() == Some(&name)) {
            return Err(Error::AlreadyThere);
        }
        slot.name = Some(name);
        file.slots.push(slot);
        self.write(file)
    }

    /// Gives an operator a new passphrase, forgets the wrong tries, and tells who it is.
    ///
    /// # Errors
    /// [`UnlockError::Unknown`] when nobody has that name; [`Error`] as [`Slots::add_operator`].
    pub fn set_passphrase(
        &mut self,
        name: &str,
        passphrase: &str,
        key: &DatabaseKey,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<Uuid, UnlockError> {
        let id = self.operator(name)?.ok_or(UnlockError::Unknown)?;
        let secret = normal(passphrase);
        let mut slot = Slot::make(id, Purpose::Operator, secret.as_bytes(), key, cost, rng)?;
        let mut file = self.fresh()?;
        let known = file.slots.iter_mut().find(|slot| slot.id == id);
        let known = known.ok_or(UnlockError::Unknown)?;
        slot.name = known.name.take();
        *known = slot;
        self.write(file)?;
        Ok(id)
    }

    /// Who has this name.
    ///
    /// # Errors
    /// As [`Slots::open`].
    pub fn operator(&self, name: &str) -> Result<Option<Uuid>, Error> {
        let name: String = name.nfc().collect();
        let file = self.fresh()?;
        let known = file.slots.iter().find(|slot| slot.name.as_ref() == Some(&name));
        Ok(known.map(|slot| slot.id))
    }

    /// Adds the recovery slot and writes the file. Words of an earlier one open nothing then: the
    /// one slot takes the other's place in the same write.
    ///
    /// # Errors
    /// As [`Slots::add_operator`].
    pub fn add_recovery(
        &mut self,
        words: &RecoveryWords,
        key: &DatabaseKey,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<(), Error> {
        let mut random = [0; 16];
        rng.fill_bytes(&mut random);
        let id = Builder::from_random_bytes(random).into_uuid();
        let slot = Slot::make(id, Purpose::Recovery, words.secret(), key, cost, rng)?;
        let mut file = self.fresh()?;
        file.slots.retain(|slot| slot.purpose != Purpose::Recovery);
        file.slots.push(slot);
        self.write(file)
    }

    /// The names for the sign-in screen, in the order in which they were added.
    #[must_use]
    pub fn operator_names(&self) -> Vec<String> {
        self.file.slots.iter().filter_map(|slot| slot.name.clone()).collect()
    }

    /// The latest wait in force over all slots, in Unix milliseconds.
    ///
    /// A wait that is longer than its slot's present delay comes from a clock that was set back
    /// since; it is shortened to the delay from now, on disk too, so that it passes.
    #[must_use]
    pub fn wait_until_ms(&self, now_ms: i64) -> Option<i64> {
        let mut file = self.fresh().unwrap_or_else(|_| self.file.clone());
        let shortened = file.slots.iter_mut().filter_map(|slot| slot.shorten_wait(now_ms)).count();
        if shortened > 0 && self.is_written {
            // Not written, it is shortened again the next time: the answer is right all the same.
            let _ = file::write(&self.path, &file);
        }
        file.slots.iter().filter_map(|slot| slot.wait_in_force(now_ms)).max()
    }

    /// Wrong tries that nobody was told of yet.
    ///
    /// # Errors
    /// As [`Slots::open`].
    pub fn untold(&self) -> Result<Tries, Error> {
        Ok(self.fresh()?.untold)
    }

    /// Forgets the wrong tries that somebody was told of; those that came since stay.
    ///
    /// # Errors
    /// A file that can't be read or written.
    pub fn forget_untold(&mut self, told: Tries) -> Result<(), Error> {
        let mut file = self.fresh()?;
        file.untold = file.untold.without(told);
        self.write(file)
    }

    /// Tries an operator's passphrase.
    ///
    /// Passphrases are compared in Unicode form NFKC, so that the same one opens whichever way a
    /// keyboard composes its letters (NIST SP 800-63B-4, section 3.1.1.2).
    ///
    /// # Errors
    /// See [`UnlockError`]; with [`Error::DiskFull`] nothing was tried, since it could not be
    /// counted.
    pub fn unlock(
        &mut self,
        name: &str,
        passphrase: &str,
        now_ms: i64,
    ) -> Result<Unlocked, UnlockError> {
        self.file = self.fresh()?;
        let name: String = name.nfc().collect();
        let is_meant = |slot: &Slot| slot.name.as_ref() == Some(&name);
        let secret = normal(passphrase);
        let (operator, key) = self.try_slot(is_meant, Some(secret.as_bytes()), now_ms)?;
        Ok(Unlocked { operator, key })
    }

    /// Tries the recovery words, in any case and with any space between.
    ///
    /// # Errors
    /// As [`Slots::unlock`].
    pub fn recover(&mut self, words: &str, now_ms: i64) -> Result<DatabaseKey, UnlockError> {
        self.file = self.fresh()?;
        let words = RecoveryWords::parse(words);
        let secret = words.as_ref().map(RecoveryWords::secret);
        let is_meant = |slot: &Slot| slot.purpose == Purpose::Recovery;
        Ok(self.try_slot(is_meant, secret, now_ms)?.1)
    }

    /// Counts the try, then makes it, then takes the count back if the secret was right. A
    /// secret that can't be one (`None`) is wrong without a try: it costs no wait, and is told.
    fn try_slot(
        &mut self,
        is_meant: impl Fn(&Slot) -> bool,
        secret: Option<&[u8]>,
        now_ms: i64,
    ) -> Result<(Uuid, DatabaseKey), UnlockError> {
        let mut file = self.file.clone();
        let slot = file.slots.iter_mut().find(|slot| is_meant(slot)).ok_or(UnlockError::Unknown)?;
        let shortened = slot.shorten_wait(now_ms).is_some();
        if let Some(wait_until_ms) = slot.wait_in_force(now_ms) {
            if shortened {
                self.write(file)?;
            }
            return Err(UnlockError::TooSoon { wait_until_ms });
        }
        let Some(secret) = secret else {
            file.untold.count(slot.purpose);
            self.write(file)?;
            return Err(UnlockError::Wrong { wait_until_ms: now_ms });
        };
        let wait_until_ms = slot.count_try(now_ms);
        let tried = slot.clone();
        file.untold.count(tried.purpose);
        self.write(file)?;
        let Some(key) = tried.open(secret)? else {
            return Err(UnlockError::Wrong { wait_until_ms });
        };
        self.take_back(&tried, now_ms)?;
        Ok((tried.id, key))
    }

    /// Takes back what was counted for a try that was right. What another program has written
    /// meanwhile stays; where it has given the slot another secret, this one is right no more.
    fn take_back(&mut self, tried: &Slot, now_ms: i64) -> Result<(), UnlockError> {
        let mut file = self.fresh()?;
        let slot = file.slots.iter_mut().find(|slot| slot.wraps_as(tried));
        slot.ok_or(UnlockError::Wrong { wait_until_ms: now_ms })?.clear_tries();
        file.untold.take_back(tried.purpose);
        // The secret was right: a full disk must not keep the operator out. The count then
        // stays one too high, which only makes a later wait come sooner.
        let _ = self.write(file);
        Ok(())
    }

    /// The slots as they are on disk now: another window may have counted a try.
    fn fresh(&self) -> Result<File, Error> {
        if self.is_written { file::read(&self.path) } else { Ok(self.file.clone()) }
    }

    fn write(&mut self, file: File) -> Result<(), Error> {
        if !self.is_written && Self::exists(&self.path) {
            return Err(Error::AlreadyThere);
        }
        file::write(&self.path, &file)?;
        self.is_written = true;
        self.file = file;
        Ok(())
    }
}

fn normal(passphrase: &str) -> Zeroizing<String> {
    // Room enough that growing leaves no copies behind, save for rare letters.
    let mut normal = Zeroizing::new(String::with_capacity(4 * passphrase.len()));
    normal.extend(passphrase.nfkc());
    normal
}
