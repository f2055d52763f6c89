//! The recovery words: shown once, and counted on only when two of them were typed from paper.
//!
//! Until then the counter says at every sign-in that nobody has them, and makes new ones. The
//! words are in memory while they are shown, and written nowhere.

use domain::Act;
use std::sync::{MutexGuard, PoisonError};

use store::Tx;
use store::slots::{Cost, RecoveryWords};
use store::table::setting;

use crate::desk::{Desk, Shown};
use crate::error::{Code, Error};
use crate::ports::rng;
use crate::view::{Session, ShownWords};

/// The setting that says whether somebody has the words; anything but [`YES`] is no.
const KEPT: &str = "recovery_words_kept";
const YES: &str = "yes";

impl Desk {
    /// Makes new recovery words. Those of before open nothing from then on; who has the new ones
    /// is asked by [`Desk::confirm_recovery_words`].
    ///
    /// # Errors
    /// [`Code::SupervisorOnly`]; a wrong passphrase or one tried too soon. With any other error
    /// the words of before may open still, and the counter goes on asking for new ones.
    pub fn renew_recovery_words(&self, passphrase: &str) -> Result<ShownWords, Error> {
        let (store, who) = self.at_work()?;
        who.must_supervise()?;
        let mut shown = self.shown_words();
        let mut slots = self.slots()?.ok_or(Code::SignedOut)?;
        let key = self.unlock(&mut slots, &who.operator.name, passphrase)?.key;
        // First the word that nobody has them: a power cut in between only asks once more.
        *shown = None;
        store.write(|tx| {
            setting::set(tx, KEPT, "")?;
            self.note(tx, Some(who.operator.id), Act::RenewRecoveryWords, None, None)
        })?;
        let words = RecoveryWords::make(&mut rng());
        slots.add_recovery(&words, &key, Cost::RECOMMENDED, &mut rng())?;
        Ok(show(&mut shown, words))
    }

    /// Takes in that somebody has written the words down: `typed` are those of the two places that
    /// were asked for. Safe to call twice.
    ///
    /// # Errors
    /// [`Code::WordsDiffer`] for other words; [`Error::NoWordsShown`] when none were shown since
    /// the sign-in.
    pub fn confirm_recovery_words(&self, typed: &[String; 2]) -> Result<Session, Error> {
        let (store, who) = self.at_work()?;
        who.must_supervise()?;
        let mut shown = self.shown_words();
        match shown.as_ref().map(|shown| shown.are(typed)) {
            None if store.read(are_kept)? => {}
            None => return Err(Error::NoWordsShown),
            Some(false) => return Err(Code::WordsDiffer.into()),
            Some(true) => {
                store.write(|tx| {
                    setting::set(tx, KEPT, YES)?;
                    self.note(tx, Some(who.operator.id), Act::KeepRecoveryWords, None, None)
                })?;
                *shown = None;
            }
        }
        self.session()
    }

    /// Remembers the words of the first start for as long as they are shown.
    pub(super) fn show_first_words(&self, words: RecoveryWords) -> ShownWords {
        show(&mut self.shown_words(), words)
    }

    /// Forgets the words that were shown: somebody else may sit down.
    pub(super) fn hide_words(&self) {
        *self.shown_words() = None;
    }

    /// Holding them over the change of the slots keeps two presses from crossing.
    fn shown_words(&self) -> MutexGuard<'_, Option<Shown>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether somebody has the recovery words.
pub(super) fn are_kept(tx: &Tx<'_>) -> Result<bool, Error> {
    Ok(setting::get(tx, KEPT)?.as_deref() == Some(YES))
}

fn show(shown: &mut Option<Shown>, words: RecoveryWords) -> ShownWords {
    shown.insert(Shown::new(words)).view()
}
