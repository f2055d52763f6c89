//! When each field that never leaves the counter was captured, so that it is destroyed in time.
//!
//! It holds no field's content, and knows no policy: which fields, and how long, is the caller's.

use rusqlite::{Row, params};
use uuid::Uuid;

use crate::column::read;
use crate::{Error, Tx};

/// One field of one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapturedRow {
    /// The field's word.
    pub field: String,
    /// When it was captured, in Unix milliseconds.
    pub at_ms: i64,
}

/// Notes that a field was captured, over what was noted before.
pub fn put(tx: &Tx<'_>, application: Uuid, field: &str, at_ms: i64) -> Result<(), Error> {
    tx.run(
        "INSERT INTO captured (application_id, field, at_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT (application_id, field) DO UPDATE SET at_ms = excluded.at_ms",
        params![application.as_bytes(), field, at_ms],
    )?;
    Ok(())
}

/// What is noted of an application, the oldest first.
pub fn of_application(tx: &Tx<'_>, application: Uuid) -> Result<Vec<CapturedRow>, Error> {
    tx.all(
        "SELECT field, at_ms FROM captured WHERE application_id = ?1 ORDER BY at_ms, field",
        [application.as_bytes()],
        captured,
    )
}

/// The applications that have a field captured before `cutoff_ms` (Unix milliseconds), in the
/// order of their numbers.
pub fn before(tx: &Tx<'_>, cutoff_ms: i64) -> Result<Vec<Uuid>, Error> {
    tx.all(
        "SELECT DISTINCT application.id, application.number FROM captured
         JOIN application ON application.id = captured.application_id
         WHERE captured.at_ms < ?1 ORDER BY application.number",
        [cutoff_ms],
        |row| crate::column::id(row, "id"),
    )
}

/// Forgets that a field was captured. Forgetting what is not there changes nothing.
pub fn forget(tx: &Tx<'_>, application: Uuid, field: &str) -> Result<(), Error> {
    tx.run(
        "DELETE FROM captured WHERE application_id = ?1 AND field = ?2",
        params![application.as_bytes(), field],
    )?;
    Ok(())
}

fn captured(row: &Row<'_>) -> Result<CapturedRow, Error> {
    Ok(CapturedRow { field: read(row, "field")?, at_ms: read(row, "at_ms")? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{APPLICATION, apply, counter};
    use crate::table::sealed;

    const OTHER: Uuid = Uuid::from_u128(2);

    #[test]
    fn a_field_counts_from_its_own_capture_until_it_is_forgotten() {
        let counter = counter();
        counter.write(|tx| {
            apply(tx, OTHER)?;
            put(tx, OTHER, "address", 70)?;
            put(tx, APPLICATION, "address", 50)?;
            put(tx, APPLICATION, "medical_notes", 60)?;
            assert!(before(tx, 50)?.is_empty());
            assert_eq!(before(tx, 51)?, [APPLICATION]);
            assert_eq!(before(tx, 71)?, [APPLICATION, OTHER], "each once");
            put(tx, APPLICATION, "address", 90)?;
            assert!(before(tx, 60)?.is_empty(), "typed anew, it counts anew");
            let fields = of_application(tx, APPLICATION)?;
            let fields: Vec<_> = fields.iter().map(|row| (row.field.as_str(), row.at_ms)).collect();
            assert_eq!(fields, [("medical_notes", 60), ("address", 90)]);
            forget(tx, APPLICATION, "medical_notes")?;
            forget(tx, APPLICATION, "medical_notes")?;
            assert_eq!(before(tx, 71)?, [OTHER]);
            Ok(())
        });
    }

    #[test]
    fn nothing_is_noted_of_an_application_that_was_destroyed() {
        let counter = counter();
        counter.write(|tx| {
            put(tx, APPLICATION, "address", 50)?;
            sealed::destroy(tx, APPLICATION)?;
            assert_eq!(of_application(tx, APPLICATION)?, []);
            Ok(())
        });
    }
}
