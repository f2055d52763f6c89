//! Applications: number, day, operator and stage; nothing about the person.
//!
//! [`domain::Stage::after`] is the only rule; this file only applies it, as compare-and-set.

use domain::stage::Event;
use domain::{CardStage, PrintStage, Stage, Word};
use rusqlite::{Row, params};
use uuid::Uuid;

use crate::column::{id, read, word, words_of};
use crate::{Error, Tx};

/// One application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationRow {
    /// Which application it is, here and on the wire.
    pub id: Uuid,
    /// 1, 2, 3 … on this counter: what people say to each other.
    pub number: u32,
    /// The day that it belongs to: on which it was begun, until it is submitted or given up.
    pub day_id: Uuid,
    /// The operator who began it.
    pub operator_id: Uuid,
    /// Where it stands.
    pub stage: Stage,
    /// When it was begun, in Unix milliseconds.
    pub created_at_ms: i64,
    /// When anything of it was last saved, in Unix milliseconds.
    pub saved_at_ms: i64,
}

/// Begins a draft under a key of its own, and says its number.
///
/// # Errors
/// [`Error::AlreadyThere`] when the id is taken.
pub fn insert(
    tx: &Tx<'_>,
    application: Uuid,
    day_id: Uuid,
    operator_id: Uuid,
    key: &[u8; 32],
    now_ms: i64,
) -> Result<u32, Error> {
    let last = tx.one("SELECT coalesce(max(number), 0) AS number FROM application", (), |row| {
        read::<u32>(row, "number")
    })?;
    let number = last.unwrap_or(0).checked_add(1).ok_or(Error::Unreadable("number"))?;
    tx.run(
        "INSERT INTO application (id, number, day_id, operator_id, stage, created_at_ms,
             saved_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
        params![
            application.as_bytes(),
            number,
            day_id.as_bytes(),
            operator_id.as_bytes(),
            Stage::Draft.word(),
            now_ms
        ],
    )?;
    tx.run(
        "INSERT INTO application_key (application_id, key) VALUES (?1, ?2)",
        params![application.as_bytes(), key],
    )?;
    Ok(number)
}

/// The application with this id.
pub fn get(tx: &Tx<'_>, application: Uuid) -> Result<Option<ApplicationRow>, Error> {
    tx.one("SELECT * FROM application WHERE id = ?1", [application.as_bytes()], application_row)
}

/// All of this day, and of any day those with which somebody is not done: the open ones, those
/// submitted, and those whose card was printed and not handed over, or of whose printing nobody
/// knows how it ended. The newest first, at most `limit`.
pub fn list(tx: &Tx<'_>, day_id: Uuid, limit: u32) -> Result<Vec<ApplicationRow>, Error> {
    tx.all(
        "SELECT * FROM application
         WHERE day_id = ?1 OR stage IN (SELECT value FROM json_each(?3))
             OR stage = ?4 AND (
                 EXISTS (SELECT 1 FROM card WHERE application_id = application.id AND stage = ?5)
                 OR EXISTS (SELECT 1 FROM print_job WHERE application_id = application.id
                     AND stage IN (SELECT value FROM json_each(?6))))
         ORDER BY number DESC LIMIT ?2",
        params![
            day_id.as_bytes(),
            limit,
            words_of(|stage: Stage| !stage.is_final()),
            Stage::Closed.word(),
            CardStage::Printed.word(),
            words_of(PrintStage::is_open),
        ],
        application_row,
    )
}

/// The drafts that an operator has begun on a day, the newest first.
pub fn drafts_of(
    tx: &Tx<'_>,
    day_id: Uuid,
    operator_id: Uuid,
) -> Result<Vec<ApplicationRow>, Error> {
    tx.all(
        "SELECT * FROM application
         WHERE day_id = ?1 AND operator_id = ?2 AND stage = ?3 ORDER BY number DESC",
        params![day_id.as_bytes(), operator_id.as_bytes(), Stage::Draft.word()],
        application_row,
    )
}

/// The submitted and approved ones of days before `date`, and those handed over that still have
/// their key; the oldest first.
pub fn submitted_before(tx: &Tx<'_>, date: &str) -> Result<Vec<ApplicationRow>, Error> {
    tx.all(
        "SELECT application.* FROM application JOIN day ON day.id = application.day_id
         WHERE day.date < ?1 AND (application.stage IN (SELECT value FROM json_each(?2))
             OR application.stage = ?3 AND EXISTS (
                 SELECT 1 FROM application_key WHERE application_id = application.id))
         ORDER BY application.number",
        params![date, words_of(Stage::is_submitted), Stage::Closed.word()],
        application_row,
    )
}

/// The submitted and approved ones that have a card's number, the oldest first: nobody was given the
/// card yet.
pub fn with_card_to_come(tx: &Tx<'_>) -> Result<Vec<ApplicationRow>, Error> {
    tx.all(
        "SELECT application.* FROM application
         JOIN card ON card.application_id = application.id
         WHERE application.stage IN (SELECT value FROM json_each(?1))
         ORDER BY application.number",
        [words_of(Stage::is_submitted)],
        application_row,
    )
}

/// Puts it on the day on which it was submitted or given up.
///
/// # Errors
/// [`Error::StageMoved`] when there is no such application.
pub fn set_day(tx: &Tx<'_>, application: Uuid, day: Uuid) -> Result<(), Error> {
    let ids = params![application.as_bytes(), day.as_bytes()];
    let changed = tx.run("UPDATE application SET day_id = ?2 WHERE id = ?1", ids)?;
    if changed == 1 { Ok(()) } else { Err(Error::StageMoved) }
}

/// Notes that something of it was saved.
///
/// # Errors
/// [`Error::StageMoved`] when there is no such application.
pub fn touch(tx: &Tx<'_>, application: Uuid, now_ms: i64) -> Result<(), Error> {
    let changed = tx.run(
        "UPDATE application SET saved_at_ms = ?2 WHERE id = ?1",
        params![application.as_bytes(), now_ms],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::StageMoved) }
}

/// Moves an application that stands at `from` by `event`, and says where it stands now.
///
/// # Errors
/// [`Error::IllegalMove`] when the table forbids it; [`Error::StageMoved`] when the application
/// no longer stands at `from`, or is not there.
pub fn move_stage(
    tx: &Tx<'_>,
    application: Uuid,
    from: Stage,
    event: Event,
    now_ms: i64,
) -> Result<Stage, Error> {
    let next = from.after(event)?;
    let changed = tx.run(
        "UPDATE application SET stage = ?3, saved_at_ms = ?4 WHERE id = ?1 AND stage = ?2",
        params![application.as_bytes(), from.word(), next.word(), now_ms],
    )?;
    if changed == 1 { Ok(next) } else { Err(Error::StageMoved) }
}

fn application_row(row: &Row<'_>) -> Result<ApplicationRow, Error> {
    Ok(ApplicationRow {
        id: id(row, "id")?,
        number: read(row, "number")?,
        day_id: id(row, "day_id")?,
        operator_id: id(row, "operator_id")?,
        stage: word(row, "stage")?,
        created_at_ms: read(row, "created_at_ms")?,
        saved_at_ms: read(row, "saved_at_ms")?,
    })
}

#[cfg(test)]
mod tests;
