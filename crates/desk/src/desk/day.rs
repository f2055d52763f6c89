//! The site's day on which something is done: the day of the act, never the day of the sign-in.
//!
//! A session may pass midnight, and an application may be begun on one day and finished on another.

use store::Tx;
use store::table::day::{self, DayRow};
use store::table::site;
use uuid::Uuid;

use crate::desk::Desk;
use crate::error::Error;
use crate::ports::make_id;

impl Desk {
    /// Today at the chosen site, opened where nobody has worked on it yet.
    ///
    /// # Errors
    /// [`Error::NameMissing`] on a counter without a site, or a database that refuses.
    pub(crate) fn open_today(&self, tx: &Tx<'_>) -> Result<DayRow, Error> {
        let site = site::current(tx)?.ok_or(Error::NameMissing("site"))?;
        let opened_at_ms = self.now_ms();
        let fresh = DayRow {
            id: make_id(opened_at_ms),
            site_id: site.id,
            date: self.today().to_string(),
            opened_at_ms,
            closed_at_ms: None,
        };
        day::open(tx, &fresh)?;
        Ok(day::of(tx, site.id, &fresh.date)?.unwrap_or(fresh))
    }

    /// Which day today is at the chosen site; the nil id while nobody has worked on it.
    pub(crate) fn today_id(&self, tx: &Tx<'_>) -> Result<Uuid, Error> {
        let Some(site) = site::current(tx)? else { return Ok(Uuid::nil()) };
        let today = day::of(tx, site.id, &self.today().to_string())?;
        Ok(today.map_or(Uuid::nil(), |day| day.id))
    }
}
