//! What time it is, by all that the counter knows; never by the wall clock alone.
//!
//! A laptop's clock may be years behind after its battery was empty, or be set to another month
//! for half an hour. How the guess is made is told in `time/known.rs`.

use domain::Stamp;
use jiff::civil::Date;
use store::table::membership;
use store::table::setting;
use store::{Store, Tx};

use crate::desk::Desk;
use crate::error::Error;
use crate::ports::day_of;
use crate::time::{Known, Said};

/// The setting that keeps the server's latest time, in Unix milliseconds.
const SERVER_SEEN: &str = "time.server_seen_ms";

/// From this far on a person is told that the machine's clock is wrong: a card's date may hang on
/// an hour, and no clock that looks after itself is five minutes off.
const WRONG_FROM_MS: i64 = 5 * 60_000;

impl Desk {
    /// The counter's best knowledge of the time, in Unix milliseconds; whatever is decided by
    /// time asks here.
    pub(crate) fn now_ms(&self) -> i64 {
        self.known().now_ms(self.clock.at_ms(), self.clock.steady_ms())
    }

    /// Today in the programme's time zone.
    pub(crate) fn today(&self) -> Date {
        day_of(self.now_ms(), &self.policy.programme.time_zone)
    }

    /// The clocks, read once.
    pub(crate) fn stamp(&self) -> Stamp {
        let at_ms = self.clock.at_ms();
        let server_offset_ms = self.known().offset_ms(at_ms, self.clock.steady_ms());
        Stamp { at_ms, monotonic_ms: self.clock.monotonic_ms(), server_offset_ms }
    }

    /// How far the machine's clock is ahead of what is known, in milliseconds (less than nothing
    /// when it is behind); none while it is near enough.
    pub(crate) fn clock_ahead_ms(&self) -> Option<i64> {
        let ahead_ms = self.clock.at_ms().saturating_sub(self.now_ms());
        (ahead_ms.saturating_abs() >= WRONG_FROM_MS).then_some(ahead_ms)
    }

    /// Whether what is due may be destroyed: a server was asked what time it is, if there is one.
    /// Where it does not answer, the counter forgets by its own clock.
    pub(crate) fn is_time_settled(&self, tx: &Tx<'_>) -> Result<bool, Error> {
        let known = self.known();
        Ok(known.heard.is_some() || known.is_asked || membership::get(tx)?.is_none())
    }

    /// Takes the server's word for what time it is, and keeps it for the next run.
    pub(crate) fn hear_time(&self, tx: &Tx<'_>, server_ms: i64) -> Result<(), Error> {
        let said = Said { at_ms: server_ms, steady_ms: self.clock.steady_ms() };
        membership::set_server_offset(tx, server_ms.saturating_sub(self.clock.at_ms()))?;
        setting::set(tx, SERVER_SEEN, &server_ms.to_string())?;
        self.time.send_modify(|known| {
            known.heard = Some(said);
            known.is_asked = true;
        });
        Ok(())
    }

    /// Notes that the server was asked, whatever came of it.
    pub(crate) fn note_asked(&self) {
        self.time.send_if_modified(|known| !std::mem::replace(&mut known.is_asked, true));
    }

    /// Notes that a sweep waits until the server was asked.
    pub(crate) fn owe_sweep(&self) {
        self.time.send_modify(|known| known.owes_sweep = true);
    }

    /// Whether a sweep that had to wait may run now; says so once.
    pub(crate) fn takes_up_owed_sweep(&self) -> bool {
        let mut may_run = false;
        self.time.send_if_modified(|known| {
            may_run = known.owes_sweep && known.is_asked;
            known.owes_sweep &= !may_run;
            may_run
        });
        may_run
    }

    /// Takes up what earlier runs have heard.
    pub(crate) fn recall_time(&self, store: &Store) -> Result<(), Error> {
        let (membership, seen) = store
            .read(|tx| Ok::<_, Error>((membership::get(tx)?, setting::get(tx, SERVER_SEEN)?)))?;
        let Some(membership) = membership else { return Ok(()) };
        let seen_ms = seen.and_then(|text| text.parse().ok());
        let at_ms = seen_ms.unwrap_or(membership.joined_at_ms);
        let floor = Said { at_ms, steady_ms: self.clock.steady_ms() };
        self.time.send_modify(|known| {
            known.floor = known.floor.or(Some(floor));
            known.offset_ms = Some(membership.server_offset_ms);
        });
        Ok(())
    }

    fn known(&self) -> Known {
        *self.time.borrow()
    }
}
