//! Opening the counter with the recovery words, when a passphrase is forgotten.
//!
//! The words give the operator a new passphrase; they themselves stay as they are.

use store::slots::Cost;

use crate::desk::Desk;
use crate::error::Error;
use crate::ports::rng;
use crate::view::Session;

impl Desk {
    /// Gives the operator `name` a new passphrase by the recovery words, and signs them in.
    ///
    /// # Errors
    /// Wrong words or words tried too soon, a passphrase that is too short, an unknown operator.
    pub fn recover(&self, words: &str, name: &str, passphrase: &str) -> Result<Session, Error> {
        self.check_passphrase(passphrase)?;
        let mut slots = self.slots()?.ok_or(Error::SignedOut)?;
        let key = slots
            .recover(words, self.waits_now_ms())
            .map_err(|error| self.as_on_the_wall(error))?;
        let operator =
            slots.set_passphrase(name, passphrase, &key, Cost::RECOMMENDED, &mut rng())?;
        let store = self.open_store(&key)?;
        store.write(|tx| self.note(tx, Some(operator), "recover", None, None))?;
        let session = self.begin(store, operator)?;
        self.sweep()?;
        Ok(session)
    }
}
