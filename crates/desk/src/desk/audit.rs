//! The audit chain: who did what to which application number, when.
//!
//! No entry holds personal data, so the chain outlives every purge.

use domain::Act;
use store::Tx;
use store::table::audit::{self, Entry};
use uuid::Uuid;

use crate::desk::Desk;
use crate::error::Error;

impl Desk {
    /// Adds one entry in the transaction that does what it tells.
    pub(crate) fn note(
        &self,
        tx: &Tx<'_>,
        operator: Option<Uuid>,
        act: Act,
        subject: Option<u32>,
        detail: Option<String>,
    ) -> Result<(), Error> {
        let subject = subject.map(|number| number.to_string());
        audit::append(tx, &Entry { at: self.stamp(), operator, act, subject, detail })?;
        Ok(())
    }

    /// Verifies the whole chain and tells its length.
    ///
    /// # Errors
    /// [`store::Error::AuditBroken`] with the first entry that does not fit.
    pub fn verify_audit(&self) -> Result<u64, Error> {
        let (store, _) = self.at_work()?;
        store.read(|tx| Ok(audit::verify(tx)?))
    }
}
