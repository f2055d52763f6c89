//! A counter's store in a folder of its own, for the tests.
//!
//! Only tests compile this.

use std::path::PathBuf;

use domain::PrintStage;
use domain::Role;
use getrandom::SysRng;
use rand_core::{CryptoRng, UnwrapErr};
use tempfile::TempDir;
use uuid::Uuid;

use crate::table::day::{self, DayRow};
use crate::table::operator::{self, OperatorRow};
use crate::table::print_job::PrintJobRow;
use crate::table::site::{self, SiteRow};
use crate::table::{application, sealed};
use crate::{DatabaseKey, Error, Store, Tx};

pub(crate) const SITE: Uuid = Uuid::from_u128(0x51);
pub(crate) const DAY: Uuid = Uuid::from_u128(0xda);
pub(crate) const OPERATOR: Uuid = Uuid::from_u128(0x09);
pub(crate) const APPLICATION: Uuid = Uuid::from_u128(0xa1);
pub(crate) const TODAY: &str = "2026-03-02";

pub(crate) struct Counter {
    pub store: Store,
    pub key: DatabaseKey,
    pub folder: TempDir,
}

/// A closed counter whose folder is still there.
pub(crate) struct Shut {
    pub database: PathBuf,
    pub key: DatabaseKey,
    pub folder: TempDir,
}

impl Counter {
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("counter.db")
    }

    pub(crate) fn shut(self) -> Shut {
        let database = self.database();
        drop(self.store);
        Shut { database, key: self.key, folder: self.folder }
    }

    /// Writes, expecting it to work.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T, Error>) -> T {
        self.store.write(work).expect("the write works")
    }

    /// Writes, expecting a refusal.
    pub(crate) fn refuse<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T, Error>) -> Error {
        match self.store.write(work) {
            Ok(_) => panic!("the write should be refused"),
            Err(error) => error,
        }
    }
}

impl Shut {
    pub(crate) fn open(&self) -> Result<Store, Error> {
        Store::open(&self.database, &self.key)
    }
}

pub(crate) fn rng() -> impl CryptoRng {
    UnwrapErr(SysRng)
}

/// A new counter with a site, a day, an operator and one draft application.
pub(crate) fn counter() -> Counter {
    let folder = tempfile::tempdir().expect("a folder");
    let key = DatabaseKey::make(&mut rng());
    let store = Store::create(&folder.path().join("counter.db"), &key).expect("a new store");
    let counter = Counter { store, key, folder };
    counter.write(|tx| {
        site::add(tx, &SiteRow { id: SITE, name: "Library".into() })?;
        day::open(tx, &day_row(DAY, TODAY))?;
        let role = Role::Supervisor;
        operator::add(
            tx,
            &OperatorRow { id: OPERATOR, name: "Ada".into(), role, created_at_ms: 1 },
        )?;
        apply(tx, APPLICATION)
    });
    counter
}

pub(crate) fn day_row(id: Uuid, date: &str) -> DayRow {
    DayRow { id, site_id: SITE, date: date.into(), opened_at_ms: 1, closed_at_ms: None }
}

/// One more draft application on the fixture's day.
pub(crate) fn apply(tx: &Tx<'_>, id: Uuid) -> Result<(), Error> {
    application::insert(tx, id, DAY, OPERATOR, &[7; 32], 1_000)?;
    Ok(())
}

/// A job that went to no printer and takes a blank, just begun.
pub(crate) fn job_row(id: Uuid, application_id: Uuid, number: u32) -> PrintJobRow {
    PrintJobRow {
        id,
        application_id,
        number,
        stage: PrintStage::Sending,
        said_by: None,
        trouble: None,
        printer: None,
        printer_job: None,
        begun_at_ms: 0,
        silent_since_ms: None,
        blank_day_id: None,
        on_blank: true,
        file: None,
        may_come: false,
    }
}

/// Puts a person's name into the application's part.
pub(crate) fn name(tx: &Tx<'_>, id: Uuid, name: &str) -> Result<(), Error> {
    sealed::put(tx, id, sealed::Part::Person, name.as_bytes(), [3; 24])
}
