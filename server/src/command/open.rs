//! `keyway-server open`: one fact, for the office that issues cards.
//!
//! The only command that reads the programme's private key.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use keyway_server::Error;
use keyway_server::key_file::read_programme_key;
use keyway_server::open::{fact_json, open, photo_of};
use uuid::Uuid;

use super::{Place, say};

#[derive(Args)]
pub struct Open {
    /// The programme's private key.
    #[arg(long)]
    key: PathBuf,
    /// Writes the photo to this file.
    #[arg(long)]
    photo: Option<PathBuf>,
    /// The counter's id.
    counter: Uuid,
    /// The envelope's number.
    sequence: u64,
}

impl Open {
    pub async fn run(self, place: &Place) -> Result<(), Error> {
        let key = read_programme_key(&self.key)?;
        let fact = open(&place.database().await?, &key, self.counter, self.sequence).await?;
        if let (Some(path), Some(photo)) = (&self.photo, photo_of(&fact)) {
            write_private(path, &photo.0)?;
        }
        say(&serde_json::to_string_pretty(&fact_json(&fact)?)?)
    }
}

/// Writes a file that only its owner may read.
fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::File { path: path.to_owned(), source };
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).and_then(|mut file| file.write_all(bytes)).map_err(failed)
}
