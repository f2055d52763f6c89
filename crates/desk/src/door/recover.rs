//! Opening the counter with the recovery words, when a passphrase is forgotten.
//!
//! The words give the operator a new passphrase; they themselves stay as they are. No passphrase
//! is changed without an entry in the audit chain, so none is while another Keyway has the
//! database.

use domain::Act;
use store::slots::{Cost, UnlockError};

use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::ports::rng;
use crate::view::Session;

impl Desk {
    /// Gives the operator `name` a new passphrase by the recovery words, and signs them in.
    ///
    /// # Errors
    /// Wrong words or words tried too soon, a passphrase that is too short, an unknown operator, a
    /// database that another Keyway has open: nothing is changed then.
    pub fn recover(&self, words: &str, name: &str, passphrase: &str) -> Result<Session, Error> {
        self.check_passphrase(passphrase)?;
        let mut slots = self.slots()?.ok_or(Code::SignedOut)?;
        let key = slots
            .recover(words, self.waits_now_ms())
            .map_err(|error| self.as_on_the_wall(error))?;
        let store = self.open_store(&key)?;
        let operator = slots.operator(name)?.ok_or(UnlockError::Unknown)?;
        // First the entry: a power cut in between leaves one too many, and never a change without.
        store.write(|tx| self.note(tx, Some(operator), Act::Recover, None, None))?;
        slots.set_passphrase(name, passphrase, &key, Cost::RECOMMENDED, &mut rng())?;
        let session = self.begin(store, operator)?;
        self.sweep_at_the_door();
        Ok(session)
    }
}
