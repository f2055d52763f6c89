//! The lock that the desk keeps: who leaves the counter alone is signed out.
//!
//! The window may lock sooner, never later. No timer decides: one that stands still while the
//! machine sleeps would leave the counter open on waking.

use domain::Act;
use tokio::sync::watch;

use crate::desk::Desk;
use crate::error::Error;

const MINUTE_MS: u64 = 60_000;

impl Desk {
    /// Somebody is at the counter: a key, the pointer. Only a person's act counts, for the camera
    /// and the printer are asked without one.
    ///
    /// # Errors
    /// [`crate::Code::SignedOut`], also when it comes too late.
    pub fn still_here(&self) -> Result<(), Error> {
        self.at_work()?;
        self.note_act();
        Ok(())
    }

    /// Locks the screen if nobody was at the counter for as long as the policy allows.
    pub fn lock_if_idle(&self) {
        let limit_ms = u64::from(self.policy.counter.idle_lock_minutes) * MINUTE_MS;
        let Some(last) = self.last_act() else { return };
        if last.ago_ms(&*self.clock) < limit_ms {
            return;
        }
        let Some((store, who)) = self.leave() else { return };
        let detail = Some("nobody there".to_owned());
        let noted = store.write(|tx| self.note(tx, Some(who.operator.id), Act::Lock, None, detail));
        if let Err(error) = noted {
            tracing::error!(%error, "the screen is locked, but that could not be noted");
        }
    }

    /// Tells of every lock of the screen, whoever or whatever locked it.
    #[must_use]
    pub fn locks(&self) -> watch::Receiver<u64> {
        self.locks.subscribe()
    }
}
