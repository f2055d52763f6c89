//! Keys as small JSON files that say what they are.
//!
//! A secret is in a file that only its owner may read, and in memory that is wiped.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use wire::{ProgrammePublic, ProgrammeSecret, ServerKey};
use zeroize::{Zeroize, Zeroizing};

use crate::error::Error;

/// What `server.key` says that it is.
pub(crate) const SERVER: &str = "keyway server key";
/// What `programme.key` says that it is.
pub(crate) const PROGRAMME: &str = "keyway programme key";
/// What `programme.pub` says that it is.
pub(crate) const PROGRAMME_PUBLIC: &str = "keyway programme public key";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    what: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    public: String,
}

impl Drop for KeyFile {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

/// Reads the server's signing key.
///
/// # Errors
/// The file can't be read or holds something else.
pub fn read_server_key(path: &Path) -> Result<ServerKey, Error> {
    let key = ServerKey::from_bytes(&secret(path, SERVER)?);
    key.map_err(|_| Error::NotAKeyFile(path.to_owned()))
}

/// Reads the programme's private key, as only the opening command may.
///
/// # Errors
/// The file can't be read or holds something else.
pub fn read_programme_key(path: &Path) -> Result<ProgrammeSecret, Error> {
    let key = ProgrammeSecret::from_bytes(&secret(path, PROGRAMME)?);
    key.map_err(|_| Error::NotAKeyFile(path.to_owned()))
}

/// Reads the programme's public key, from its own file or from the private key's.
///
/// # Errors
/// The file can't be read or holds something else.
pub(crate) fn read_programme_public(path: &Path, what: &str) -> Result<ProgrammePublic, Error> {
    let file = read(path, what)?;
    let bytes = hex::decode(&file.public).map_err(|_| Error::NotAKeyFile(path.to_owned()))?;
    ProgrammePublic::from_bytes(&bytes).map_err(|_| Error::NotAKeyFile(path.to_owned()))
}

fn secret(path: &Path, what: &str) -> Result<Zeroizing<Vec<u8>>, Error> {
    let file = read(path, what)?;
    let text = file.secret.as_deref().unwrap_or_default();
    let bytes = hex::decode(text).map_err(|_| Error::NotAKeyFile(path.to_owned()))?;
    Ok(Zeroizing::new(bytes))
}

fn read(path: &Path, what: &str) -> Result<KeyFile, Error> {
    let text = Zeroizing::new(fs::read(path).map_err(Error::file(path))?);
    match serde_json::from_slice::<KeyFile>(&text) {
        Ok(file) if file.what == what => Ok(file),
        _ => Err(Error::NotAKeyFile(path.to_owned())),
    }
}

/// Writes a key file in one piece: whoever finds it finds all of it, durable.
///
/// The caller holds the folder's lock and has seen that the file is not there.
pub(crate) fn write(
    path: &Path,
    what: &str,
    secret: Option<&[u8; 32]>,
    public: &[u8; 32],
) -> Result<(), Error> {
    let file = KeyFile {
        what: what.to_owned(),
        secret: secret.map(hex::encode),
        public: hex::encode(public),
    };
    let mut text = Zeroizing::new(serde_json::to_vec_pretty(&file)?);
    text.push(b'\n');
    let beside = path.with_added_extension("new");
    let mut out = private_file(&beside).map_err(Error::file(&beside))?;
    out.write_all(&text).and_then(|()| out.sync_all()).map_err(Error::file(&beside))?;
    fs::rename(&beside, path).map_err(Error::file(path))?;
    sync_folder(path)
}

/// An empty file that only its owner may read.
pub(crate) fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a rename durable, where folders can be synced.
fn sync_folder(path: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::file(folder))?;
    }
    Ok(())
}
