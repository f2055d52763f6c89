//! Saving a proof as a file, for a counter whose printer is elsewhere.
//!
//! The file's name holds the application's number only, and the counter deletes the file after
//! the policy's hours.

use domain::Stage;
use store::table::saved_proof;

use super::enrol::parse_id;
use super::saved_file::{HOUR_MS, Promised};
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::error::Error;
use crate::view::SavedProof;

impl Desk {
    /// Saves the proof as PDF in the folder of saved proofs; saving twice leaves one file.
    ///
    /// # Errors
    /// [`Error::NotComplete`] before the proof was made; [`Error::NotPrintable`] after the card was
    /// handed over, when no file may outlive its making; a folder that can't be written.
    pub fn save_proof(&self, id: &str) -> Result<SavedProof, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let (pdf, number) = store.read(|tx| {
            let dossier = Dossier::read(tx, id)?;
            if dossier.row.stage == Stage::Closed {
                return Err(Error::NotPrintable);
            }
            Ok::<_, Error>((self.draw(tx, &dossier)?, dossier.row.number))
        })?;
        let folder = self.places.proofs();
        let path = folder.join(format!("proof-{number:06}.pdf"));
        let shown = path.display().to_string();
        let kept_hours = self.policy.keep.saved_proof_hours;
        let delete_after_ms = self.clock.at_ms() + i64::from(kept_hours) * HOUR_MS;
        let _turn = self.turn_at_files();
        // The promise to delete is durable before the file is there, never after.
        store.write(|tx| {
            saved_proof::add(tx, &shown, id, delete_after_ms)?;
            self.note(tx, Some(who.operator.id), "save_proof", Some(number), None)
        })?;
        self.keep(&store, &Promised { path, pdf, jobs: Vec::new() })?;
        Ok(SavedProof { path: shown, kept_hours })
    }
}
