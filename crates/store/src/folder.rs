//! Making what was written in a folder durable, names included.
//!
//! A file's own sync does not save its name: the folder is synced too (`fsync(2)`).

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Options for a file that only its owner may read.
#[must_use]
pub fn private() -> OpenOptions {
    let mut options = File::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Syncs the folder that holds `path`.
///
/// # Errors
/// A folder that is not there, or can't be synced.
#[cfg(unix)]
pub fn sync(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => File::open(".")?.sync_all(),
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Elsewhere a folder can't be opened as a file; the file system journals its names.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn sync(_path: &Path) -> io::Result<()> {
    Ok(())
}
