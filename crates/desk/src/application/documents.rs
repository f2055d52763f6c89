//! Saving which documents were seen and returned.
//!
//! Kinds only: there is nothing here that could hold a number, a date or an image. The kinds
//! themselves never leave the counter, and are forgotten with what else does not.

use std::collections::BTreeSet;

use domain::{Act, Field};
use store::table::sealed::Part;

use super::enrol::parse_id;
use crate::desk::Desk;
use crate::dossier::{Dossier, SeenDocuments, write_part};
use crate::error::Error;
use crate::view::Application;

impl Desk {
    /// Saves the kinds that were ticked and the clerk's attestation.
    ///
    /// Kinds that the policy does not know are dropped. An attestation speaks of the kinds that
    /// were ticked when it was given: ticking another one takes it back unless it is given anew.
    ///
    /// # Errors
    /// [`domain::stage::IllegalMove`] once the application is submitted; a full disk.
    pub fn save_documents(
        &self,
        id: &str,
        seen: &[String],
        is_attested: bool,
    ) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let policy = &self.policy.documents;
        let kinds: BTreeSet<String> =
            seen.iter().filter(|kind| policy.kind(kind).is_some()).cloned().collect();
        let documents = SeenDocuments { is_attested: is_attested && !kinds.is_empty(), kinds };
        store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            if dossier.documents != documents {
                self.correct(tx, &dossier, &who)?;
                write_part(tx, id, Part::Documents, &documents)?;
                if dossier.documents.kinds != documents.kinds {
                    self.note_capture(tx, id, Field::Documents, !documents.kinds.is_empty())?;
                }
                if documents.is_attested && !dossier.documents.is_attested {
                    let number = Some(dossier.row.number);
                    self.note(tx, Some(who.operator.id), Act::AttestDocuments, number, None)?;
                }
            }
            self.show(tx, id)
        })
    }
}
