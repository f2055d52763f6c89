//! The print ledger: what happened to each card, in order; nothing personal.
//!
//! A fact is never changed or removed. What a card is now stands in `card` and `print_job`.

use domain::Word;
use domain::printing::{PrintFact, SaidBy};
use rusqlite::{Row, params};
use uuid::Uuid;

use crate::column::{id, natural, read, word};
use crate::{Error, Tx};

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintFactRow {
    /// The application whose card it is about.
    pub application_id: Uuid,
    /// The print job, by its number; 0 where there was none.
    pub job: u32,
    /// What happened.
    pub fact: PrintFact,
    /// Who says so.
    pub said_by: SaidBy,
    /// A word of the policy's, or of the trouble that there was.
    pub reason: Option<String>,
    /// The day that it is said on.
    pub day_id: Uuid,
    /// When, in Unix milliseconds.
    pub at_ms: i64,
}

/// Appends a fact.
pub fn append(tx: &Tx<'_>, row: &PrintFactRow) -> Result<(), Error> {
    tx.run(
        "INSERT INTO print_fact (sequence, application_id, job, fact, said_by, reason, day_id,
             at_ms)
         VALUES ((SELECT coalesce(max(sequence), 0) + 1 FROM print_fact), ?1, ?2, ?3, ?4, ?5, ?6,
             ?7)",
        params![
            row.application_id.as_bytes(),
            row.job,
            row.fact.word(),
            row.said_by.word(),
            row.reason,
            row.day_id.as_bytes(),
            row.at_ms
        ],
    )?;
    Ok(())
}

/// The facts about one application's card, in order.
pub fn of_application(tx: &Tx<'_>, application: Uuid) -> Result<Vec<PrintFactRow>, Error> {
    tx.all(
        "SELECT * FROM print_fact WHERE application_id = ?1 ORDER BY sequence",
        [application.as_bytes()],
        print_fact,
    )
}

/// How often something happened on a day.
pub fn count(tx: &Tx<'_>, fact: PrintFact, day: Uuid) -> Result<u32, Error> {
    let count = tx.one(
        "SELECT count(*) AS facts FROM print_fact WHERE day_id = ?1 AND fact = ?2",
        params![day.as_bytes(), fact.word()],
        |row| natural(row, "facts"),
    )?;
    u32::try_from(count.unwrap_or(0)).map_err(|_| Error::Unreadable("facts"))
}

/// Whether it ever happened to this application's card.
pub fn has(tx: &Tx<'_>, application: Uuid, fact: PrintFact) -> Result<bool, Error> {
    let found = tx.one(
        "SELECT 1 FROM print_fact WHERE application_id = ?1 AND fact = ?2 LIMIT 1",
        params![application.as_bytes(), fact.word()],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

fn print_fact(row: &Row<'_>) -> Result<PrintFactRow, Error> {
    Ok(PrintFactRow {
        application_id: id(row, "application_id")?,
        job: read(row, "job")?,
        fact: word(row, "fact")?,
        said_by: word(row, "said_by")?,
        reason: read(row, "reason")?,
        day_id: id(row, "day_id")?,
        at_ms: read(row, "at_ms")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{APPLICATION, DAY, counter};

    fn row(fact: PrintFact, job: u32) -> PrintFactRow {
        PrintFactRow {
            application_id: APPLICATION,
            job,
            fact,
            said_by: SaidBy::Clerk,
            reason: (fact == PrintFact::Spoiled).then(|| "misfeed".to_owned()),
            day_id: DAY,
            at_ms: 5,
        }
    }

    #[test]
    fn the_facts_come_back_in_the_order_in_which_they_happened() {
        let counter = counter();
        let told = PrintFact::ALL.iter().map(|fact| row(*fact, 2)).collect::<Vec<_>>();
        counter.write(|tx| told.iter().try_for_each(|row| append(tx, row)));
        assert_eq!(counter.write(|tx| of_application(tx, APPLICATION)), told);
        assert_eq!(counter.write(|tx| count(tx, PrintFact::Spoiled, DAY)), 1);
        assert_eq!(counter.write(|tx| count(tx, PrintFact::Spoiled, Uuid::from_u128(2))), 0);
        assert_eq!(counter.write(|tx| of_application(tx, Uuid::from_u128(2))), []);
        assert!(counter.write(|tx| has(tx, APPLICATION, PrintFact::Withheld)));
        assert!(!counter.write(|tx| has(tx, Uuid::from_u128(2), PrintFact::Withheld)));
    }

    #[test]
    fn a_fact_is_never_changed_and_never_removed() {
        let counter = counter();
        counter.write(|tx| append(tx, &row(PrintFact::Printed, 1)));
        for statement in ["UPDATE print_fact SET reason = 'x'", "DELETE FROM print_fact"] {
            let refused = counter.store.write(|tx| tx.run(statement, ()));
            assert!(matches!(refused, Err(Error::Database(_))), "{statement}");
        }
        assert_eq!(counter.write(|tx| of_application(tx, APPLICATION)).len(), 1);
    }
}
