//! Blank cards: what was received and what a count has found.
//!
//! What is left is computed from these and from the print jobs, and stored nowhere.

use domain::PrintStage;
use domain::printing::Blanks;
use rusqlite::params;
use uuid::Uuid;

use super::print_job;
use crate::column::{kept, natural, read};
use crate::{Error, Tx};

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Blanks came in; at least one.
    Received,
    /// Blanks were counted, and `difference` more were there than there should be.
    Counted {
        /// How many more than computed; below 0 for fewer.
        difference: i64,
        /// A word of the policy's, where they differ.
        reason: Option<String>,
    },
}

/// Who records, and when.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// The day that it is recorded on.
    pub day_id: Uuid,
    /// The operator.
    pub operator_id: Uuid,
    /// When, in Unix milliseconds.
    pub at_ms: i64,
}

/// Records `count` blanks.
///
/// # Errors
/// A count of no blanks received, and a database that refuses.
pub fn append(tx: &Tx<'_>, entry: &Entry, count: u32, by: By) -> Result<(), Error> {
    let (kind, difference, reason) = match entry {
        Entry::Received => ("received", i64::from(count), None),
        Entry::Counted { difference, reason } => ("counted", *difference, reason.as_deref()),
    };
    tx.run(
        "INSERT INTO stock (sequence, kind, count, difference, reason, day_id, operator_id, at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            kept(last(tx)?.saturating_add(1), "sequence")?,
            kind,
            count,
            difference,
            reason,
            by.day_id.as_bytes(),
            by.operator_id.as_bytes(),
            by.at_ms
        ],
    )?;
    Ok(())
}

/// The number of the newest entry; 0 while nobody has recorded anything.
pub fn last(tx: &Tx<'_>) -> Result<u64, Error> {
    let last = tx.one("SELECT coalesce(max(sequence), 0) AS last FROM stock", (), |row| {
        natural(row, "last")
    })?;
    Ok(last.unwrap_or(0))
}

/// The blanks: of one day, or of all days.
pub fn blanks(tx: &Tx<'_>, day: Option<Uuid>) -> Result<Blanks, Error> {
    let recorded = tx.one(
        "SELECT coalesce(sum(difference) FILTER (WHERE kind = 'received'), 0) AS received,
             coalesce(sum(difference) FILTER (WHERE kind = 'counted'), 0) AS corrected
         FROM stock WHERE ?1 IS NULL OR day_id = ?1",
        [day.map(Uuid::into_bytes)],
        |row| Ok((read(row, "received")?, read(row, "corrected")?)),
    )?;
    let (received, corrected) = recorded.unwrap_or_default();
    Ok(Blanks {
        received,
        corrected,
        used: print_job::blanks(tx, PrintStage::Printed, day)?,
        spoiled: print_job::blanks(tx, PrintStage::Spoiled, day)?,
    })
}

#[cfg(test)]
mod tests {
    use domain::printing::{PrintEvent, SaidBy};
    use proptest::prelude::*;

    use super::*;
    use crate::fixtures::{APPLICATION, DAY, OPERATOR, counter, day_row, job_row};
    use crate::table::day;
    use crate::table::print_job::Said;

    const TOMORROW: Uuid = Uuid::from_u128(0xdb);

    const fn by(day_id: Uuid) -> By {
        By { day_id, operator_id: OPERATOR, at_ms: 7 }
    }

    #[test]
    fn what_is_received_and_what_a_count_finds_add_up() {
        let counter = counter();
        counter.write(|tx| {
            assert_eq!((last(tx)?, blanks(tx, None)?), (0, Blanks::default()));
            append(tx, &Entry::Received, 100, by(DAY))?;
            let reason = Some("miscounted".to_owned());
            append(tx, &Entry::Counted { difference: -3, reason }, 97, by(DAY))?;
            assert_eq!((last(tx)?, blanks(tx, None)?.left()), (2, 97));
            Ok(())
        });
        let none = counter.refuse(|tx| append(tx, &Entry::Received, 0, by(DAY)));
        assert!(matches!(none, Error::Database(_)), "{none:?}");
    }

    /// One thing that happens to the blanks.
    #[derive(Clone, Debug)]
    enum Step {
        Receive(u32),
        Print,
        Say(PrintEvent, SaidBy),
        Count(u32),
        NextDay,
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let events = vec![
            PrintEvent::Accept,
            PrintEvent::Fail,
            PrintEvent::Lose,
            PrintEvent::Finish,
            PrintEvent::Spoil,
            PrintEvent::Deny,
        ];
        let who = vec![SaidBy::Printer, SaidBy::Clerk];
        let step = prop_oneof![
            (1_u32..200).prop_map(Step::Receive),
            Just(Step::Print),
            (prop::sample::select(events), prop::sample::select(who))
                .prop_map(|(event, by)| Step::Say(event, by)),
            (0_u32..200).prop_map(Step::Count),
            Just(Step::NextDay),
        ];
        prop::collection::vec(step, 1..60)
    }

    fn begin(tx: &Tx<'_>, number: u32) -> Result<(), Error> {
        let id = Uuid::from_u128(u128::from(number));
        print_job::insert(tx, &job_row(id, APPLICATION, number))
    }

    /// Does one step, and says by how much the blanks on the table change.
    fn take(tx: &Tx<'_>, step: &Step, day_id: Uuid, left: i64) -> Result<i64, Error> {
        let job = print_job::last_of(tx, APPLICATION)?;
        match step {
            Step::Receive(count) => {
                append(tx, &Entry::Received, *count, by(day_id))?;
                Ok(i64::from(*count))
            }
            Step::Count(count) => {
                let difference = i64::from(*count) - left;
                let reason = (difference != 0).then(|| "miscounted".to_owned());
                append(tx, &Entry::Counted { difference, reason }, *count, by(day_id))?;
                Ok(difference)
            }
            Step::Print => {
                if job.as_ref().is_none_or(|job| !job.stage.is_open()) {
                    begin(tx, job.map_or(1, |job| job.number + 1))?;
                }
                Ok(0)
            }
            Step::Say(event, by) => {
                let Some(job) = job else { return Ok(0) };
                let word = Said { by: *by, trouble: None, day_id };
                match print_job::move_stage(tx, job.id, job.stage, *event, word) {
                    Ok(next) => {
                        let used = |stage: PrintStage| i64::from(stage.uses_a_blank());
                        Ok(used(job.stage) - used(next))
                    }
                    Err(Error::IllegalPrintMove(_) | Error::StageMoved) => Ok(0),
                    Err(error) => Err(error),
                }
            }
            Step::NextDay => Ok(0),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_is_left_is_what_lies_on_the_table_and_the_days_add_up(steps in steps()) {
            let counter = counter();
            counter.write(|tx| day::open(tx, &day_row(TOMORROW, "2026-03-03")));
            let (mut today, mut table) = (DAY, 0_i64);
            for step in &steps {
                if matches!(step, Step::NextDay) {
                    today = TOMORROW;
                }
                table += counter.write(|tx| take(tx, step, today, table));
                let all = counter.write(|tx| blanks(tx, None));
                prop_assert_eq!(all.left(), table, "after {:?}", step);
                let days = [DAY, TOMORROW].map(|day| counter.write(|tx| blanks(tx, Some(day))));
                prop_assert_eq!(days[0].left() + days[1].left(), table, "by day");
            }
        }
    }
}
