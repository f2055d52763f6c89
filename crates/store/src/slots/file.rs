//! The slots file: JSON with a format number, replaced whole or not at all.
//!
//! Written beside, synced, renamed over, and the folder synced: a power cut leaves the old file
//! or the new one. It opens no slot.
//!
//! Format 2 adds the wrong tries that are not told yet; a file without any is written as format 1,
//! so that the program of before reads it.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::slot::Slot;
use super::tries::Tries;
use crate::{Error, folder};

/// The newest format that this program knows.
const FORMAT: u32 = 2;
/// The format of a file without untold tries.
const FORMAT_WITHOUT_TRIES: u32 = 1;

/// The longest file that is read: hundreds of operators.
const LIMIT_BYTES: u64 = 1 << 20;

/// What the file says.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    format: u32,
    pub(super) slots: Vec<Slot>,
    /// Wrong tries that the audit chain has not told of.
    #[serde(default, skip_serializing_if = "Tries::is_none")]
    pub(super) untold: Tries,
}

/// Only this much of a file of any format.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

impl Default for File {
    fn default() -> Self {
        Self { format: FORMAT_WITHOUT_TRIES, slots: Vec::new(), untold: Tries::default() }
    }
}

/// Reads the file at `path`.
pub(super) fn read(path: &Path) -> Result<File, Error> {
    let mut text = Vec::new();
    fs::File::open(path)?.take(LIMIT_BYTES).read_to_end(&mut text)?;
    let head: Head = parse(&text)?;
    if head.format > FORMAT {
        return Err(Error::NewerVersion { found: head.format, known: FORMAT });
    }
    parse(&text)
}

/// Replaces the file at `path`.
pub(super) fn write(path: &Path, file: &File) -> Result<(), Error> {
    let format = if file.untold.is_none() { FORMAT_WITHOUT_TRIES } else { FORMAT };
    let file = File { format, ..file.clone() };
    let text = serde_json::to_vec_pretty(&file).map_err(|_| Error::Unreadable("slots"))?;
    let beside = beside(path);
    // A file that an earlier write left behind may be anyone's to read: it is made anew.
    if beside.exists() {
        fs::remove_file(&beside)?;
    }
    let mut new = folder::private().write(true).create_new(true).open(&beside)?;
    new.write_all(&text)?;
    new.sync_all()?;
    drop(new);
    fs::rename(&beside, path)?;
    Ok(folder::sync(path)?)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    PathBuf::from(name)
}

fn parse<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Result<T, Error> {
    serde_json::from_slice(text).map_err(|_| Error::Unreadable("slots"))
}
