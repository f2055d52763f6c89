//! The one data folder of a server.
//!
//! ```text
//! server.key      signs receipts
//! programme.key   opens envelopes; belongs elsewhere, see below
//! programme.pub   seals envelopes; what the server shows
//! server.db       the database, made last
//! ```
//!
//! A half-made folder is completed and nothing in it is ever overwritten. Serving reads
//! `programme.pub` only; `programme.key` is touched here alone, and only while `programme.pub`
//! is not there yet.

use std::fs;
use std::path::{Path, PathBuf};

use wire::{ProgrammePublic, ProgrammeSecret, ServerKey};

use crate::chance::rng;
use crate::error::Error;
use crate::key_file::{self, PROGRAMME, PROGRAMME_PUBLIC, SERVER};

/// The data folder, with its keys in place.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    made_programme_key: bool,
}

impl Folder {
    /// Opens the folder, after making what is missing.
    ///
    /// # Errors
    /// A file can't be read or written; or a key is missing though the database is there, because
    /// a new key would make every counter's receipts and envelopes worthless.
    pub fn open(path: &Path) -> Result<Self, Error> {
        make_private_folder(path).map_err(Error::file(path))?;
        // Two processes that start at once must not both make keys.
        let lock = path.join("lock");
        let lock_file = key_file::private_file(&lock).map_err(Error::file(&lock))?;
        lock_file.lock().map_err(Error::file(&lock))?;
        let mut folder = Self { path: path.to_owned(), made_programme_key: false };
        folder.complete()?;
        Ok(folder)
    }

    fn complete(&mut self) -> Result<(), Error> {
        let [server, secret, public] =
            ["server.key", "programme.key", "programme.pub"].map(|name| self.path.join(name));
        let is_used = self.database().exists();
        for key in [&server, &public] {
            if is_used && !key.exists() {
                return Err(Error::KeyIsGone(key.clone()));
            }
        }
        if !server.exists() {
            let key = ServerKey::make(&mut rng());
            key_file::write(&server, SERVER, Some(&*key.to_bytes()), &key.public().to_bytes())?;
        }
        if !public.exists() {
            if !secret.exists() {
                let (key, public) = ProgrammeSecret::make(&mut rng());
                key_file::write(&secret, PROGRAMME, Some(&*key.to_bytes()), &public.to_bytes())?;
                self.made_programme_key = true;
            }
            let key = key_file::read_programme_public(&secret, PROGRAMME)?;
            key_file::write(&public, PROGRAMME_PUBLIC, None, &key.to_bytes())?;
        }
        Ok(())
    }

    /// Whether opening made the programme's private key just now.
    #[must_use]
    pub fn made_programme_key(&self) -> bool {
        self.made_programme_key
    }

    /// Where the programme's private key is made.
    #[must_use]
    pub fn programme_key(&self) -> PathBuf {
        self.path.join("programme.key")
    }

    /// Where the database lies.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.path.join("server.db")
    }

    /// The key with which the server signs.
    ///
    /// # Errors
    /// The file can't be read or holds something else.
    pub fn server_key(&self) -> Result<ServerKey, Error> {
        key_file::read_server_key(&self.path.join("server.key"))
    }

    /// The programme's public key.
    ///
    /// # Errors
    /// The file can't be read or holds something else.
    pub fn programme(&self) -> Result<ProgrammePublic, Error> {
        key_file::read_programme_public(&self.path.join("programme.pub"), PROGRAMME_PUBLIC)
    }
}

fn make_private_folder(path: &Path) -> std::io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(folder: &Folder) -> ([u8; 32], [u8; 32]) {
        let server = folder.server_key().expect("a key").public().to_bytes();
        (server, folder.programme().expect("a key").to_bytes())
    }

    #[test]
    fn a_second_opening_changes_no_key() {
        let place = tempfile::tempdir().expect("a folder");
        let first = Folder::open(place.path()).expect("made");
        assert!(first.made_programme_key());
        let second = Folder::open(place.path()).expect("opened");
        assert!(!second.made_programme_key());
        assert_eq!(keys(&first), keys(&second));
    }

    #[test]
    fn a_folder_that_was_half_made_is_completed_with_the_keys_it_has() {
        for missing in ["server.key", "programme.pub"] {
            let place = tempfile::tempdir().expect("a folder");
            let before = keys(&Folder::open(place.path()).expect("made"));
            fs::remove_file(place.path().join(missing)).expect("it was there");
            fs::write(place.path().join(missing).with_added_extension("new"), "{").expect("torn");
            let after = keys(&Folder::open(place.path()).expect("completed"));
            assert_eq!(before.1, after.1, "the programme's key stays");
            assert_eq!(before.0 == after.0, missing != "server.key");
        }
    }

    #[test]
    fn the_private_key_may_be_moved_off() {
        let place = tempfile::tempdir().expect("a folder");
        let before = keys(&Folder::open(place.path()).expect("made"));
        fs::remove_file(place.path().join("programme.key")).expect("it was there");
        let after = Folder::open(place.path()).expect("opened");
        assert_eq!(before, keys(&after));
        assert!(!after.programme_key().exists(), "no second one is made");
    }

    #[test]
    fn a_key_that_is_gone_from_a_used_folder_is_not_made_anew() {
        for missing in ["server.key", "programme.pub"] {
            let place = tempfile::tempdir().expect("a folder");
            let folder = Folder::open(place.path()).expect("made");
            fs::write(folder.database(), "").expect("written");
            fs::remove_file(place.path().join(missing)).expect("it was there");
            let refused = Folder::open(place.path()).map(|_| ());
            assert!(matches!(refused, Err(Error::KeyIsGone(_))), "{missing}");
        }
    }

    #[test]
    fn a_file_that_is_no_key_is_refused_and_stays() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("server.key");
        fs::write(&path, r#"{"what":"keyway programme key","public":"00"}"#).expect("written");
        let folder = Folder::open(place.path()).expect("the rest is made");
        assert!(matches!(folder.server_key(), Err(Error::NotAKeyFile(_))));
        assert!(fs::read_to_string(&path).expect("there").contains("programme"));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_a_secret() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("data");
        Folder::open(&path).expect("made");
        for (name, mode) in [("server.key", 0o600), ("programme.key", 0o600), ("", 0o700)] {
            let found = fs::metadata(path.join(name)).expect("there").permissions().mode();
            assert_eq!(found & 0o777, mode, "{name}");
        }
    }
}
