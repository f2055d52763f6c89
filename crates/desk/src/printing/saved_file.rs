//! Saved files: none without a row that says when it goes, and none that outlives its row.
//!
//! Writing and deleting take turns, so that no file appears when its row is forgotten already. A
//! file that is being written has a name that follows from its own, and is deleted with it.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};

use domain::printing::{PrintEvent, SaidBy};
use domain::{Field, Word};
use store::table::{captured, print_job, saved_proof};
use store::{Store, Tx, folder};
use uuid::Uuid;

use super::ledger::Saying;
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::error::{Code, Error};
use crate::view::SavedProof;

pub(crate) const HOUR_MS: i64 = 3_600_000;

/// A file whose row is committed, and which is not written yet.
pub(super) struct Promised {
    pub path: PathBuf,
    pub pdf: Vec<u8>,
    /// The jobs that were begun for it.
    pub jobs: Vec<Uuid>,
    /// When it is deleted at the latest, as in its row.
    pub delete_after_ms: i64,
}

impl Desk {
    /// Waits for the turn at the saved files; whoever commits a row and then writes its file holds
    /// it over both.
    pub(super) fn turn_at_files(&self) -> MutexGuard<'_, ()> {
        // Nothing lies behind it that a panic could have left half changed.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When a file that shows this application is deleted at the latest: after the policy's hours,
    /// and no later than what it shows must be destroyed that never leaves the counter.
    ///
    /// # Errors
    /// [`Code::FieldsForgotten`] when that must have been destroyed by now, and the sweep has not
    /// come to it yet.
    pub(super) fn file_deadline(&self, tx: &Tx<'_>, dossier: &Dossier) -> Result<i64, Error> {
        let (keep, now_ms) = (self.policy.keep, self.now_ms());
        let saved_until = now_ms + i64::from(keep.saved_proof_hours) * HOUR_MS;
        let captured = captured::of_application(tx, dossier.row.id)?;
        let is_shown = |field: Field| field.traits().card.is_some() && dossier.person.holds(field);
        let oldest = captured.iter().find(|one| Field::from_word(&one.field).is_some_and(is_shown));
        let Some(oldest) = oldest else { return Ok(saved_until) };
        let kept_until = oldest.at_ms + i64::from(keep.counter_only_hours) * HOUR_MS;
        if kept_until <= now_ms {
            return Err(Code::FieldsForgotten.into());
        }
        Ok(saved_until.min(kept_until))
    }

    /// Writes a promised file; the caller has the turn.
    ///
    /// # Errors
    /// A folder that can't be written; nothing came of the jobs that were begun for the file then.
    pub(super) fn keep(&self, store: &Store, promised: &Promised) -> Result<SavedProof, Error> {
        if let Err(error) = write_whole(&promised.path, &promised.pdf) {
            store.write(|tx| self.take_back(tx, &promised.jobs))?;
            note_failure(self.delete_due(store));
            return Err(error.into());
        }
        let kept_ms = promised.delete_after_ms - self.now_ms();
        let kept_hours = u32::try_from((kept_ms + HOUR_MS - 1) / HOUR_MS).unwrap_or(0);
        Ok(SavedProof { path: promised.path.display().to_string(), kept_hours })
    }

    fn take_back(&self, tx: &Tx<'_>, jobs: &[Uuid]) -> Result<(), Error> {
        for job in jobs {
            // Somebody may have said already what came of it.
            if let Some(job) = print_job::get(tx, *job)?.filter(|job| job.stage.is_open()) {
                self.say(tx, &job, PrintEvent::Fail, Saying::machine(SaidBy::Counter, None))?;
            }
        }
        Ok(())
    }

    /// Deletes the saved files whose deadline has come, and goes on where one can't be deleted.
    ///
    /// # Errors
    /// The first file that could not be deleted; its row stays, and the next sweep tries again.
    pub(crate) fn delete_due_files(&self, store: &Store) -> Result<u32, Error> {
        let _turn = self.turn_at_files();
        self.delete_due(store)
    }

    /// The same after a verb whose own work is done: that stands, whatever a file does.
    pub(crate) fn tidy_files(&self, store: &Store) {
        note_failure(self.delete_due_files(store));
    }

    fn delete_due(&self, store: &Store) -> Result<u32, Error> {
        let due = store.read(|tx| Ok::<_, Error>(saved_proof::due(tx, self.now_ms())?))?;
        let (mut count, mut first) = (0, None);
        for path in due {
            let deleted = delete(Path::new(&path))
                .map_err(Error::from)
                .and_then(|()| store.write(|tx| Ok::<_, Error>(saved_proof::forget(tx, &path)?)));
            match deleted {
                Ok(()) => count += 1,
                Err(error) => first = first.or(Some(error)),
            }
        }
        first.map_or(Ok(count), Err)
    }
}

fn note_failure(deleted: Result<u32, Error>) {
    if let Err(error) = deleted {
        tracing::error!(%error, "a saved file could not be deleted yet");
    }
}

/// Writes a whole file that its owner alone may read, or none; what was there stays until then.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let part = part_of(path);
    let written = write_new(&part, bytes).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // The first error is the one to tell, and the part is deleted with the file at the latest.
        let _ = fs::remove_file(&part);
    }
    written.and_then(|()| folder::sync(path))
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What a killed counter has left.
    remove(path)?;
    let mut file = folder::private().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Deletes a file and what there is of it half written, names included.
fn delete(path: &Path) -> io::Result<()> {
    let part = remove(&part_of(path));
    remove(path).and(part)?;
    unless_gone(folder::sync(path))
}

fn remove(path: &Path) -> io::Result<()> {
    unless_gone(fs::remove_file(path))
}

/// Where there is no such file, or no folder that could hold it, nothing is left to do.
fn unless_gone(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if is_gone(&error) => Ok(()),
        done => done,
    }
}

fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// The file's name while it is being written.
fn part_of(path: &Path) -> PathBuf {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    part.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_over_what_a_killed_counter_left_and_deleted_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("cards/card-000001.pdf");
        write_whole(&path, b"old").expect("written");
        fs::write(part_of(&path), b"half").expect("as a kill leaves it");
        write_whole(&path, b"new").expect("written over it");
        assert_eq!(fs::read(&path).expect("there"), b"new");
        assert!(!part_of(&path).exists());
        fs::write(part_of(&path), b"half").expect("as a kill leaves it");
        delete(&path).expect("deleted");
        assert!(!path.exists() && !part_of(&path).exists());
        delete(&path).expect("twice is once");
        fs::remove_dir(folder.path().join("cards")).expect("empty");
        delete(&path).expect("without a folder there is no file");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("card-000001.pdf");
        write_whole(&path, b"a card").expect("written");
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn what_can_not_be_written_leaves_nothing_half_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("card-000001.pdf");
        fs::create_dir_all(path.join("in the way")).expect("made");
        write_whole(&path, b"a card").expect_err("a folder stands there");
        assert!(!part_of(&path).exists());
    }
}
