//! Signing in and locking.
//!
//! After the first sign-in the database stays open behind the lock screen, so that sync goes on.

use domain::Act;
use std::sync::Arc;

use store::slots::{Slots, Tries, Unlocked};
use store::table::{membership, operator, site};
use store::{DatabaseKey, Store};
use uuid::Uuid;

use super::recovery_words::are_kept;
use crate::desk::{Desk, Places, SignedIn};
use crate::error::{Code, Error};
use crate::view::Session;

impl Desk {
    /// Opens the counter for the operator `name`.
    ///
    /// # Errors
    /// A wrong passphrase or one tried too soon, each with the time to wait for; a database of a
    /// newer version, a damaged one, or one that another Keyway has open.
    pub fn sign_in(&self, name: &str, passphrase: &str) -> Result<Session, Error> {
        let mut slots = self.slots()?.ok_or(Code::SignedOut)?;
        let unlocked = self.unlock(&mut slots, name, passphrase)?;
        let store = self.open_store(&unlocked.key)?;
        let session = self.begin(store, unlocked.operator)?;
        self.sweep_at_the_door();
        Ok(session)
    }

    /// Tries a passphrase; the waits after wrong ones have a clock of their own.
    ///
    /// # Errors
    /// A wrong passphrase or one tried too soon, each with the time to wait for.
    pub(super) fn unlock(
        &self,
        slots: &mut Slots,
        name: &str,
        passphrase: &str,
    ) -> Result<Unlocked, Error> {
        let unlocked = slots.unlock(name, passphrase, self.waits_now_ms());
        Ok(unlocked.map_err(|error| self.as_on_the_wall(error))?)
    }

    /// Destroys what is due. A file that can't be deleted keeps nobody out; every hour it is tried
    /// again.
    pub(super) fn sweep_at_the_door(&self) {
        if let Err(error) = self.sweep() {
            tracing::error!(%error, "what is due could not all be destroyed yet");
        }
    }

    /// Locks the screen. Locking twice is locking once.
    ///
    /// # Errors
    /// When the audit entry can't be written; the screen is locked all the same.
    pub fn lock(&self) -> Result<(), Error> {
        let Some((store, who)) = self.leave() else { return Ok(()) };
        self.hide_words();
        store.write(|tx| self.note(tx, Some(who.operator.id), Act::Lock, None, None))
    }

    /// Who works where today.
    ///
    /// # Errors
    /// [`Code::SignedOut`].
    pub fn session(&self) -> Result<Session, Error> {
        let (store, who) = self.at_work()?;
        let (is_joined, has_recovery_words) =
            store.read(|tx| Ok::<_, Error>((membership::get(tx)?.is_some(), are_kept(tx)?)))?;
        Ok(Session {
            role: who.operator.role,
            operator: who.operator.name,
            site: who.site,
            day: self.today().to_string(),
            is_joined,
            has_recovery_words,
        })
    }

    /// The key slots, where the counter was set up.
    pub(crate) fn slots(&self) -> Result<Option<Slots>, Error> {
        let path = Places::slots_in(&self.places.counter());
        if Slots::exists(&path) { Ok(Some(Slots::open(&path)?)) } else { Ok(None) }
    }

    /// The database: opened, unless it is open since somebody else signed in. What was on its way
    /// to a printer when it was closed is then asked about.
    ///
    /// # Errors
    /// A database of a newer version, a damaged one, or one that another Keyway has open.
    pub(crate) fn open_store(&self, key: &DatabaseKey) -> Result<Arc<Store>, Error> {
        if let Some(store) = self.store() {
            return Ok(store);
        }
        let store = Store::open(&Places::database_in(&self.places.counter()), key)?;
        self.ask_about_cut_off_prints(&store)?;
        Ok(Arc::new(store))
    }

    /// Opens the site's day and seats the operator. Tells the audit chain of the wrong tries that
    /// there were since somebody signed in last.
    pub(crate) fn begin(&self, store: Arc<Store>, operator_id: Uuid) -> Result<Session, Error> {
        self.recall_time(&store)?;
        let untold = self.untold_tries();
        let who = store.write(|tx| {
            let operator = operator::get(tx, operator_id)?.ok_or(Code::SignedOut)?;
            let site = site::current(tx)?.ok_or(Error::NameMissing("site"))?;
            self.open_today(tx)?;
            if let Some(tries) = untold {
                self.note(tx, None, Act::WrongTries, None, Some(in_words(tries)))?;
            }
            self.note(tx, Some(operator.id), Act::SignIn, None, None)?;
            Ok::<_, Error>(SignedIn { operator, site: site.name })
        })?;
        if let Some(tries) = untold {
            self.forget_tries(tries);
        }
        self.hide_words();
        self.recall_health(&store)?;
        self.seat(store, who);
        self.session()
    }

    /// The wrong tries that nobody was told of; none where the slots can't say.
    fn untold_tries(&self) -> Option<Tries> {
        let untold = self.slots().and_then(|slots| match slots {
            Some(slots) => Ok(slots.untold()?),
            None => Ok(Tries::default()),
        });
        match untold {
            Ok(tries) => Some(tries).filter(|tries| !tries.is_none()),
            Err(error) => {
                tracing::error!(%error, "the wrong tries could not be read");
                None
            }
        }
    }

    /// Not forgotten, they are told once more: that is better than not at all.
    fn forget_tries(&self, told: Tries) {
        let forgotten = self.slots().and_then(|slots| match slots {
            Some(mut slots) => Ok(slots.forget_untold(told)?),
            None => Ok(()),
        });
        if let Err(error) = forgotten {
            tracing::error!(%error, "the wrong tries will be told once more");
        }
    }
}

fn in_words(tries: Tries) -> String {
    format!("{} passphrases, {} recovery words", tries.passphrases, tries.words)
}
