//! Days: one site's working day, opened once.
//!
//! A date is the caller's: nothing here knows today.

use rusqlite::{Row, params};
use uuid::Uuid;

use crate::column::{id, read};
use crate::{Error, Tx};

/// One day of one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRow {
    /// Which day it is in every other table.
    pub id: Uuid,
    /// The site.
    pub site_id: Uuid,
    /// The site's calendar date, `YYYY-MM-DD`.
    pub date: String,
    /// When it was opened, in Unix milliseconds.
    pub opened_at_ms: i64,
    /// When it was closed, in Unix milliseconds.
    pub closed_at_ms: Option<i64>,
}

/// Opens a day. The same site's same date is opened once: the first row stays.
pub fn open(tx: &Tx<'_>, row: &DayRow) -> Result<(), Error> {
    tx.run(
        "INSERT INTO day (id, site_id, date, opened_at_ms, closed_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (site_id, date) DO NOTHING",
        params![
            row.id.as_bytes(),
            row.site_id.as_bytes(),
            row.date,
            row.opened_at_ms,
            row.closed_at_ms
        ],
    )?;
    Ok(())
}

/// The day of a site by its date.
pub fn of(tx: &Tx<'_>, site_id: Uuid, date: &str) -> Result<Option<DayRow>, Error> {
    tx.one(
        "SELECT * FROM day WHERE site_id = ?1 AND date = ?2",
        params![site_id.as_bytes(), date],
        day_row,
    )
}

/// The day with this id.
pub fn get(tx: &Tx<'_>, day: Uuid) -> Result<Option<DayRow>, Error> {
    tx.one("SELECT * FROM day WHERE id = ?1", [day.as_bytes()], day_row)
}

fn day_row(row: &Row<'_>) -> Result<DayRow, Error> {
    Ok(DayRow {
        id: id(row, "id")?,
        site_id: id(row, "site_id")?,
        date: read(row, "date")?,
        opened_at_ms: read(row, "opened_at_ms")?,
        closed_at_ms: read(row, "closed_at_ms")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{DAY, SITE, TODAY, counter, day_row as fresh};

    #[test]
    fn a_day_opened_twice_is_one_day() {
        let counter = counter();
        let second = Uuid::from_u128(2);
        counter.write(|tx| open(tx, &fresh(second, TODAY)));
        let found = counter.write(|tx| of(tx, SITE, TODAY)).expect("the day is there");
        assert_eq!(found.id, DAY, "the first row stays");
        assert_eq!(counter.write(|tx| get(tx, DAY)), Some(found));
        assert_eq!(counter.write(|tx| get(tx, second)), None);
    }

    #[test]
    fn a_date_that_is_none_is_refused() {
        let counter = counter();
        for date in ["today", "2026-3-2", "02.03.2026", ""] {
            let refused = counter.refuse(|tx| open(tx, &fresh(Uuid::from_u128(2), date)));
            assert!(matches!(refused, Error::Database(_)), "{date}");
        }
    }
}
