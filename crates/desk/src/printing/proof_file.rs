//! Saving a proof as a file, for a counter whose printer is elsewhere.
//!
//! The file's name holds the application's number only, and the counter deletes the file by its
//! deadline.

use domain::{Act, Stage};
use store::table::saved_proof;

use super::saved_file::Promised;
use crate::application::parse_id;
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::error::Error;
use crate::view::SavedProof;

impl Desk {
    /// Saves the proof as PDF in the folder of saved proofs; saving twice leaves one file.
    ///
    /// # Errors
    /// [`Error::NotComplete`] before the proof was made; [`Error::NotPrintable`] after the card was
    /// handed over, when no file may outlive its making; [`crate::Code::FieldsForgotten`] when what
    /// it shows is to be destroyed now; a folder that can't be written.
    pub fn save_proof(&self, id: &str) -> Result<SavedProof, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let _turn = self.turn_at_files();
        // The promise to delete is durable before the file is there, never after.
        let promised = store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            let row = &dossier.row;
            if row.stage == Stage::Closed {
                return Err(Error::NotPrintable);
            }
            let pdf = self.draw(tx, &dossier)?;
            let delete_after_ms = self.file_deadline(tx, &dossier)?;
            let path = self.places.proofs().join(format!("proof-{:06}.pdf", row.number));
            saved_proof::add(tx, &path.display().to_string(), id, delete_after_ms)?;
            self.note(tx, Some(who.operator.id), Act::SaveProof, Some(row.number), None)?;
            Ok(Promised { path, pdf, jobs: Vec::new(), delete_after_ms })
        })?;
        self.keep(&store, &promised)
    }
}
