//! Proofs and cards that were saved as files, so that they are deleted in time.
//!
//! It deletes no file: the caller does, and then says [`forget`].

use rusqlite::params;
use uuid::Uuid;

use crate::column::read;
use crate::{Error, Tx};

/// Notes a file. The same path again takes the new deadline.
pub fn add(tx: &Tx<'_>, path: &str, application: Uuid, delete_after_ms: i64) -> Result<(), Error> {
    tx.run(
        "INSERT INTO saved_proof (path, application_id, delete_after_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT (path) DO UPDATE SET application_id = excluded.application_id,
             delete_after_ms = excluded.delete_after_ms",
        params![path, application.as_bytes(), delete_after_ms],
    )?;
    Ok(())
}

/// The files whose deadline has come, the longest overdue first.
pub fn due(tx: &Tx<'_>, now_ms: i64) -> Result<Vec<String>, Error> {
    tx.all(
        "SELECT path FROM saved_proof WHERE delete_after_ms <= ?1 ORDER BY delete_after_ms, path",
        [now_ms],
        |row| read(row, "path"),
    )
}

/// Makes every file that shows an application due at once, whatever its deadline was: its own, and
/// those that its print jobs went to, which others may share.
pub fn make_due(tx: &Tx<'_>, application: Uuid, now_ms: i64) -> Result<(), Error> {
    tx.run(
        "UPDATE saved_proof SET delete_after_ms = min(delete_after_ms, ?2)
         WHERE application_id = ?1
             OR path IN (SELECT file FROM print_job WHERE application_id = ?1)",
        params![application.as_bytes(), now_ms],
    )?;
    Ok(())
}

/// Makes one file due at once, whatever its deadline was.
pub fn make_file_due(tx: &Tx<'_>, path: &str, now_ms: i64) -> Result<(), Error> {
    tx.run(
        "UPDATE saved_proof SET delete_after_ms = min(delete_after_ms, ?2) WHERE path = ?1",
        params![path, now_ms],
    )?;
    Ok(())
}

/// Forgets a file that is deleted. Forgetting what is not there changes nothing.
pub fn forget(tx: &Tx<'_>, path: &str) -> Result<(), Error> {
    tx.run("DELETE FROM saved_proof WHERE path = ?1", [path])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{APPLICATION, apply, counter, job_row};
    use crate::table::print_job::{self, PrintJobRow};

    #[test]
    fn a_file_is_due_from_its_deadline_until_it_is_forgotten() {
        let counter = counter();
        let due_at = |now_ms| counter.write(|tx| due(tx, now_ms));
        counter.write(|tx| {
            add(tx, "/proofs/2.pdf", APPLICATION, 50)?;
            add(tx, "/proofs/1.pdf", APPLICATION, 90)?;
            add(tx, "/proofs/1.pdf", APPLICATION, 60)
        });
        assert_eq!(due_at(49), Vec::<String>::new());
        assert_eq!(due_at(50), ["/proofs/2.pdf"]);
        assert_eq!(due_at(60), ["/proofs/2.pdf", "/proofs/1.pdf"]);
        counter.write(|tx| forget(tx, "/proofs/2.pdf"));
        counter.write(|tx| forget(tx, "/proofs/2.pdf"));
        assert_eq!(due_at(60), ["/proofs/1.pdf"]);
    }

    #[test]
    fn a_shared_file_is_due_with_the_first_of_its_cards_and_no_other_file_is() {
        let counter = counter();
        let (first, last) = (APPLICATION, Uuid::from_u128(2));
        let [sheets, others] = ["/cards/sheets/1.pdf", "/cards/sheets/2.pdf"];
        counter.write(|tx| {
            apply(tx, last)?;
            for (card, path) in [(first, sheets), (last, others)] {
                add(tx, path, last, 90)?;
                print_job::insert(tx, &job_of(card, path))?;
            }
            make_due(tx, first, 10)?;
            assert_eq!(due(tx, 10)?, [sheets]);
            make_file_due(tx, others, 20)?;
            assert_eq!(due(tx, 20)?, [sheets, others]);
            Ok(())
        });
    }

    fn job_of(application_id: Uuid, file: &str) -> PrintJobRow {
        PrintJobRow {
            stage: domain::PrintStage::Unsure,
            on_blank: false,
            file: Some(file.into()),
            ..job_row(application_id, application_id, 1)
        }
    }

    #[test]
    fn a_handed_over_applications_files_are_due_at_once() {
        let counter = counter();
        counter.write(|tx| {
            add(tx, "/proofs/1.pdf", APPLICATION, 90)?;
            add(tx, "/cards/1.pdf", APPLICATION, 5)?;
            make_due(tx, Uuid::from_u128(2), 10)?;
            assert_eq!(due(tx, 10)?, ["/cards/1.pdf"], "another's files stay");
            make_due(tx, APPLICATION, 10)?;
            assert_eq!(due(tx, 10)?, ["/cards/1.pdf", "/proofs/1.pdf"]);
            Ok(())
        });
    }
}
