//! The first start: the site, the first supervisor, the recovery words.
//!
//! Database and key slots are made in a folder beside and moved into place as one, so that a
//! fault leaves either no counter or a whole one.

use domain::Act;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use domain::text::{self, Blot};
use store::slots::{Cost, RecoveryWords, Slots};
use store::table::operator::{self, OperatorRow};
use store::table::site::{self, SiteRow};
use store::{DatabaseKey, Store};
use uuid::Uuid;

use crate::desk::{Desk, Places};
use crate::error::{Code, Error};
use crate::ports::{make_id, rng};
use crate::view::{Role, SetUp, SetUpDone};

/// The prefix of a folder in which a counter is being made; swept away at the next set-up.
const STAGING: &str = "counter.making.";

impl Desk {
    /// Makes the counter and signs its first supervisor in.
    ///
    /// # Errors
    /// A name that is missing or has a bad character, a passphrase that is too short, or a counter
    /// that is there already.
    pub fn set_up(&self, wish: &SetUp) -> Result<SetUpDone, Error> {
        let site = name_of("site", &wish.site)?;
        let supervisor = name_of("supervisor", &wish.supervisor)?;
        self.check_passphrase(&wish.passphrase)?;
        if self.places.counter().exists() {
            return Err(Code::AlreadySetUp.into());
        }
        let now_ms = self.now_ms();
        let first = OperatorRow {
            id: make_id(now_ms),
            name: supervisor,
            role: Role::Supervisor,
            created_at_ms: now_ms,
        };
        let words = RecoveryWords::make(&mut rng());
        let key = DatabaseKey::make(&mut rng());
        self.clear_staging()?;
        let staging = tempfile::Builder::new().prefix(STAGING).tempdir_in(self.places.data())?;
        self.furnish(staging.path(), &site, &first, &key)?;
        write_slots(staging.path(), &first, &wish.passphrase, &words, &key)?;
        fs::rename(staging.keep(), self.places.counter())?;
        fs::File::open(self.places.data())?.sync_all()?;
        let store = Store::open(&Places::database_in(&self.places.counter()), &key)?;
        let session = self.begin(Arc::new(store), first.id)?;
        Ok(SetUpDone { recovery: self.show_first_words(words), session })
    }

    pub(crate) fn check_passphrase(&self, passphrase: &str) -> Result<(), Error> {
        let min = self.policy.counter.passphrase_min_chars;
        if passphrase.chars().count() < min as usize {
            return Err(Error::PassphraseTooShort { min });
        }
        Ok(())
    }

    fn furnish(
        &self,
        folder: &Path,
        site: &str,
        first: &OperatorRow,
        key: &DatabaseKey,
    ) -> Result<(), Error> {
        let store = Store::create(&Places::database_in(folder), key)?;
        store.write(|tx| {
            let id: Uuid = make_id(first.created_at_ms);
            site::add(tx, &SiteRow { id, name: site.to_owned() })?;
            operator::add(tx, first)?;
            self.note(tx, Some(first.id), Act::SetUp, None, None)
        })
    }

    /// Removes what a set-up that was cut off has left.
    fn clear_staging(&self) -> Result<(), Error> {
        for entry in fs::read_dir(self.places.data())? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(STAGING) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }
}

/// The name of `what` as it is kept: an operator signs in by it, and a site stands in each fact.
fn name_of(what: &'static str, typed: &str) -> Result<String, Error> {
    match text::line(typed) {
        Ok(name) if name.is_empty() => Err(Error::NameMissing(what)),
        Ok(name) => Ok(name),
        Err(Blot::Unseen(spot) | Blot::Unprintable(spot)) => {
            Err(Error::BadCharacter { field: what, code_point: spot.code_point, place: spot.place })
        }
    }
}

fn write_slots(
    folder: &Path,
    first: &OperatorRow,
    passphrase: &str,
    words: &RecoveryWords,
    key: &DatabaseKey,
) -> Result<(), Error> {
    let mut slots = Slots::create(&Places::slots_in(folder));
    slots.add_recovery(words, key, Cost::RECOMMENDED, &mut rng())?;
    slots.add_operator(first.id, &first.name, passphrase, key, Cost::RECOMMENDED, &mut rng())?;
    Ok(())
}
