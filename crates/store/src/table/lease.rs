//! Leases: blocks of numbers that only this counter may use, until they expire.
//!
//! A serial is given once, whatever the server says later: a lease that takes in a used serial
//! is refused, and one that takes in another's unused rest supersedes it. What number a serial
//! becomes is the domain's business.

use domain::{NumberKind, Word};
use rusqlite::{Row, params};
use uuid::Uuid;

use crate::column::{id, kept, natural, read, word};
use crate::{Error, Tx};

/// One lease: the serials `first` to `first + count - 1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaseRow {
    /// The server's id for it.
    pub id: Uuid,
    /// Which kind of number.
    pub kind: NumberKind,
    /// The lowest serial.
    pub first: u64,
    /// How many serials; at least one.
    pub count: u32,
    /// How many of them are used, from the lowest up.
    pub used: u32,
    /// From when on none is given any more, in Unix milliseconds.
    pub expires_at_ms: i64,
}

/// Adds a lease. The same lease again changes nothing, however much of it is used by now.
///
/// # Errors
/// [`Error::AlreadyThere`] when the id stands for another block, or when a serial in it was
/// used before; [`Error::Unreadable`] when its serials pass 2^63 - 1.
pub fn add(tx: &Tx<'_>, row: &LeaseRow) -> Result<(), Error> {
    if let Some(same) = tx.one("SELECT * FROM lease WHERE id = ?1", [row.id.as_bytes()], lease)? {
        let is_same = (same.kind, same.first, same.count) == (row.kind, row.first, row.count);
        return if is_same { Ok(()) } else { Err(Error::AlreadyThere) };
    }
    let first = kept(row.first, "first")?;
    let end = kept(row.first.saturating_add(u64::from(row.count)), "count")?;
    let reused = tx.one(
        "SELECT 1 FROM lease WHERE kind = ?1 AND first < ?3 AND first + used > ?2",
        params![row.kind.word(), first, end],
        |_| Ok(()),
    )?;
    if reused.is_some() {
        return Err(Error::AlreadyThere);
    }
    tx.run(
        "UPDATE lease SET is_superseded = 1
         WHERE kind = ?1 AND first < ?3 AND first + count > ?2",
        params![row.kind.word(), first, end],
    )?;
    tx.run(
        "INSERT INTO lease (id, kind, first, count, used, expires_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![row.id.as_bytes(), row.kind.word(), first, row.count, row.used, row.expires_at_ms],
    )?;
    Ok(())
}

/// The next serial of this kind, marked as used; `None` when no lease in force has one left.
pub fn take(tx: &Tx<'_>, kind: NumberKind, now_ms: i64) -> Result<Option<u64>, Error> {
    let next = tx.one(
        "SELECT place, first + used AS serial FROM lease
         WHERE kind = ?1 AND expires_at_ms > ?2 AND used < count AND is_superseded = 0
         ORDER BY place LIMIT 1",
        params![kind.word(), now_ms],
        |row| Ok((read::<i64>(row, "place")?, natural(row, "serial")?)),
    )?;
    let Some((place, serial)) = next else { return Ok(None) };
    tx.run("UPDATE lease SET used = used + 1 WHERE place = ?1", [place])?;
    Ok(Some(serial))
}

/// How many serials of this kind [`take`] would still give.
pub fn left(tx: &Tx<'_>, kind: NumberKind, now_ms: i64) -> Result<u64, Error> {
    let left = tx.one(
        "SELECT coalesce(sum(count - used), 0) AS serials FROM lease
         WHERE kind = ?1 AND expires_at_ms > ?2 AND is_superseded = 0",
        params![kind.word(), now_ms],
        |row| natural(row, "serials"),
    )?;
    Ok(left.unwrap_or(0))
}

/// From when on a serial that was given is no longer this counter's to print, in Unix
/// milliseconds; `None` for a serial of no lease here.
pub fn expiry_of(tx: &Tx<'_>, kind: NumberKind, serial: u64) -> Result<Option<i64>, Error> {
    tx.one(
        "SELECT expires_at_ms FROM lease
         WHERE kind = ?1 AND ?2 >= first AND ?2 < first + count
         ORDER BY expires_at_ms DESC LIMIT 1",
        params![kind.word(), kept(serial, "serial")?],
        |row| read(row, "expires_at_ms"),
    )
}

fn lease(row: &Row<'_>) -> Result<LeaseRow, Error> {
    Ok(LeaseRow {
        id: id(row, "id")?,
        kind: word(row, "kind")?,
        first: natural(row, "first")?,
        count: read(row, "count")?,
        used: read(row, "used")?,
        expires_at_ms: read(row, "expires_at_ms")?,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::fixtures::counter;

    fn row(id: u128, first: u64, count: u32, expires_at_ms: i64) -> LeaseRow {
        let id = Uuid::from_u128(id);
        LeaseRow { id, kind: NumberKind::Card, first, count, used: 0, expires_at_ms }
    }

    #[test]
    fn the_oldest_lease_is_used_up_first_and_an_expired_one_gives_none() {
        let counter = counter();
        counter.write(|tx| {
            add(tx, &row(1, 100, 2, 50))?;
            add(tx, &row(2, 10, 1, 90))?;
            assert_eq!(
                (left(tx, NumberKind::Card, 49)?, left(tx, NumberKind::Library, 49)?),
                (3, 0)
            );
            assert_eq!(take(tx, NumberKind::Card, 49)?, Some(100));
            assert_eq!(left(tx, NumberKind::Card, 50)?, 1, "the first has expired");
            assert_eq!(take(tx, NumberKind::Card, 50)?, Some(10));
            assert_eq!(take(tx, NumberKind::Card, 50)?, None);
            assert_eq!(take(tx, NumberKind::Library, 0)?, None);
            Ok(())
        });
    }

    #[test]
    fn a_serial_has_the_expiry_of_the_longest_lease_that_it_stands_in() {
        let counter = counter();
        counter.write(|tx| {
            add(tx, &row(1, 100, 10, 50))?;
            add(tx, &row(2, 105, 5, 90))?;
            assert_eq!(expiry_of(tx, NumberKind::Card, 99)?, None);
            assert_eq!(expiry_of(tx, NumberKind::Card, 100)?, Some(50));
            assert_eq!(expiry_of(tx, NumberKind::Card, 109)?, Some(90));
            assert_eq!(expiry_of(tx, NumberKind::Card, 110)?, None);
            assert_eq!(expiry_of(tx, NumberKind::Library, 100)?, None);
            Ok(())
        });
    }

    #[test]
    fn the_same_lease_again_gives_nothing_twice() {
        let counter = counter();
        counter.write(|tx| {
            add(tx, &row(1, 100, 2, 50))?;
            assert_eq!(take(tx, NumberKind::Card, 0)?, Some(100));
            add(tx, &row(1, 100, 2, 50))?;
            assert_eq!(take(tx, NumberKind::Card, 0)?, Some(101));
            assert_eq!(take(tx, NumberKind::Card, 0)?, None);
            Ok(())
        });
        let other = counter.refuse(|tx| add(tx, &row(1, 100, 3, 50)));
        assert!(matches!(other, Error::AlreadyThere), "the id stands for another block");
    }

    #[test]
    fn a_rest_that_is_leased_anew_is_used_from_the_new_lease_only() {
        let counter = counter();
        counter.write(|tx| {
            add(tx, &row(1, 100, 10, 50))?;
            assert_eq!(take(tx, NumberKind::Card, 0)?, Some(100));
            add(tx, &row(2, 105, 5, 90))?;
            assert_eq!(left(tx, NumberKind::Card, 0)?, 5);
            assert_eq!(take(tx, NumberKind::Card, 0)?, Some(105));
            Ok(())
        });
        let used = counter.refuse(|tx| add(tx, &row(3, 100, 1, 90)));
        assert!(matches!(used, Error::AlreadyThere));
    }

    #[test]
    fn a_lease_that_no_number_could_hold_is_refused() {
        let counter = counter();
        let refused = counter.refuse(|tx| add(tx, &row(1, u64::MAX - 1, 9, 50)));
        assert!(matches!(refused, Error::Unreadable(_)));
        assert!(matches!(counter.refuse(|tx| add(tx, &row(1, 5, 0, 50))), Error::Database(_)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn no_serial_is_ever_given_twice(
            steps in prop::collection::vec(
                (any::<bool>(), 0_u128..12, 0_u64..60, 1_u32..12, 0_i64..100),
                1..60,
            ),
        ) {
            let counter = counter();
            let mut given = BTreeSet::new();
            for (adds, id, first, count, at_ms) in steps {
                if adds {
                    let added = counter.store.write(|tx| add(tx, &row(id, first, count, at_ms)));
                    prop_assert!(matches!(added, Ok(()) | Err(Error::AlreadyThere)));
                    continue;
                }
                let (before, serial, after) = counter.write(|tx| {
                    let before = left(tx, NumberKind::Card, at_ms)?;
                    Ok((before, take(tx, NumberKind::Card, at_ms)?, left(tx, NumberKind::Card, at_ms)?))
                });
                prop_assert_eq!(before - after, u64::from(serial.is_some()));
                prop_assert!(serial.is_some() || before == 0, "one that is left is given");
                if let Some(serial) = serial {
                    prop_assert!(given.insert(serial), "{} was given before", serial);
                }
            }
        }
    }
}
