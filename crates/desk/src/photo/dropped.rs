//! Reading the picture file that somebody has dropped on the window.
//!
//! Keeps nothing; the bytes are then taken in as those of any picture.

use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;

use crate::desk::Desk;
use crate::error::{Code, Error};

impl Desk {
    /// The bytes of the one file among `dropped`; none where nothing or no plain file was.
    ///
    /// # Errors
    /// [`Code::SeveralFiles`]; [`photo::Error::TooManyBytes`] for more than a photo may have,
    /// before it is read; a file that can't be read.
    pub fn read_dropped(&self, dropped: &[PathBuf]) -> Result<Vec<u8>, Error> {
        self.at_work()?;
        let path = match dropped {
            [] => return Ok(Vec::new()),
            [path] => path,
            _ => return Err(Code::SeveralFiles.into()),
        };
        let about = fs::metadata(path)?;
        if !about.is_file() {
            return Ok(Vec::new());
        }
        let (actual_bytes, limit_bytes) = (about.len(), self.policy.photo.limit_bytes);
        if actual_bytes > limit_bytes {
            return Err(photo::Error::TooManyBytes { actual_bytes, limit_bytes }.into());
        }
        let mut bytes = Vec::new();
        // One that grows meanwhile is cut off, and then no picture.
        File::open(path)?.take(limit_bytes).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
