//! Print jobs: what was sent to a printer, or printed by other means, and how it ended.
//!
//! [`domain::PrintStage::after`] is the only rule. A job's document is never kept, and no row is
//! ever removed: the blanks are counted by them.

use domain::printing::{PrintEvent, PrintState, SaidBy, Trouble};
use domain::{PrintStage, Stage, Word};
use rusqlite::{Row, params};
use uuid::Uuid;

use crate::column::{id, maybe_id, maybe_word, natural, read, trouble, word, words_of};
use crate::{Error, Tx};

/// One print job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintJobRow {
    /// Which job it is, here and as the name of the job at the printer.
    pub id: Uuid,
    /// The application whose card it prints.
    pub application_id: Uuid,
    /// 1, 2, 3 … for this application.
    pub number: u32,
    /// Where it stands.
    pub stage: PrintStage,
    /// Who said so last.
    pub said_by: Option<SaidBy>,
    /// What keeps it from going on, or has ended it.
    pub trouble: Option<Trouble>,
    /// The printer; `None` where the clerk has printed by other means.
    pub printer: Option<PrinterRow>,
    /// The printer's own number for the job, as soon as the printer has taken it.
    pub printer_job: Option<i32>,
    /// When it was begun, in Unix milliseconds.
    pub begun_at_ms: i64,
    /// Since when the printer does not answer, in Unix milliseconds.
    pub silent_since_ms: Option<i64>,
    /// The day on which it used up a blank, or paper where it is not on a blank.
    pub blank_day_id: Option<Uuid>,
    /// Whether it takes one of the blanks that are counted; paper is not.
    pub on_blank: bool,
    /// The file that it went to, where the card was saved; several jobs share a file of sheets.
    pub file: Option<String>,
    /// As [`PrintState::may_come`].
    pub may_come: bool,
}

impl PrintJobRow {
    /// What its moves go by.
    #[must_use]
    pub fn state(&self) -> PrintState {
        PrintState { stage: self.stage, said_by: self.said_by, may_come: self.may_come }
    }
}

/// A printer, as a job remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterRow {
    /// Where it is, as an IPP address.
    pub uri: String,
    /// What people call it.
    pub name: String,
}

/// What a job's new stage brings with it.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// Who says so.
    pub by: SaidBy,
    /// What keeps it from going on, or has ended it.
    pub trouble: Option<Trouble>,
    /// The day that it is said on, for a blank that it uses up.
    pub day_id: Uuid,
}

/// Begins a job.
///
/// # Errors
/// [`Error::AlreadyThere`] when the application has an open job, or one of that number.
pub fn insert(tx: &Tx<'_>, row: &PrintJobRow) -> Result<(), Error> {
    tx.run(
        "INSERT INTO print_job (id, application_id, number, stage, said_by, trouble, printer_uri,
             printer_name, printer_job, begun_at_ms, silent_since_ms, blank_day_id, on_blank, file,
             may_come)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            row.id.as_bytes(),
            row.application_id.as_bytes(),
            row.number,
            row.stage.word(),
            row.said_by.map(SaidBy::word),
            row.trouble.map(Trouble::word),
            row.printer.as_ref().map(|printer| &printer.uri),
            row.printer.as_ref().map(|printer| &printer.name),
            row.printer_job,
            row.begun_at_ms,
            row.silent_since_ms,
            row.blank_day_id.map(Uuid::into_bytes),
            row.on_blank,
            row.file,
            row.may_come,
        ],
    )?;
    Ok(())
}

/// The newest job of an application.
pub fn last_of(tx: &Tx<'_>, application: Uuid) -> Result<Option<PrintJobRow>, Error> {
    tx.one(
        "SELECT * FROM print_job WHERE application_id = ?1 ORDER BY number DESC LIMIT 1",
        [application.as_bytes()],
        print_job,
    )
}

/// The job with this id.
pub fn get(tx: &Tx<'_>, job: Uuid) -> Result<Option<PrintJobRow>, Error> {
    tx.one("SELECT * FROM print_job WHERE id = ?1", [job.as_bytes()], print_job)
}

/// The jobs that stand at `stage`, the oldest first, at most `limit`.
pub fn at_stage(tx: &Tx<'_>, stage: PrintStage, limit: u32) -> Result<Vec<PrintJobRow>, Error> {
    tx.all(
        "SELECT * FROM print_job WHERE stage = ?1 ORDER BY begun_at_ms, id LIMIT ?2",
        params![stage.word(), limit],
        print_job,
    )
}

/// How many cards wait for a person: nobody knows how their newest job ended, or it failed and
/// the card can still be printed.
pub fn to_answer(tx: &Tx<'_>) -> Result<u32, Error> {
    let count = tx.one(
        "SELECT count(*) AS cards FROM print_job AS job
         JOIN application ON application.id = job.application_id
         WHERE (job.stage = ?1 OR job.stage = ?2
                 AND application.stage IN (SELECT value FROM json_each(?3)))
             AND NOT EXISTS (SELECT 1 FROM print_job AS newer
                 WHERE newer.application_id = job.application_id AND newer.number > job.number)",
        params![
            PrintStage::Unsure.word(),
            PrintStage::Failed.word(),
            words_of(Stage::is_submitted),
        ],
        |row| read(row, "cards"),
    )?;
    Ok(count.unwrap_or(0))
}

/// How many open jobs may take a blank: nobody has said yet what became of it.
pub fn open_on_blanks(tx: &Tx<'_>) -> Result<u64, Error> {
    let count = tx.one(
        "SELECT count(*) AS jobs FROM print_job
         WHERE on_blank = 1 AND stage IN (SELECT value FROM json_each(?1))",
        [words_of(PrintStage::is_open)],
        |row| natural(row, "jobs"),
    )?;
    Ok(count.unwrap_or(0))
}

/// Whether a job that went to this file is open: the file may still be needed.
pub fn needs_file(tx: &Tx<'_>, file: &str) -> Result<bool, Error> {
    let found = tx.one(
        "SELECT 1 FROM print_job
         WHERE file = ?1 AND stage IN (SELECT value FROM json_each(?2)) LIMIT 1",
        params![file, words_of(PrintStage::is_open)],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// The jobs begun since `begun_ms` that have ended and may come all the same, the oldest first, at
/// most `limit`.
pub fn left_at_printers(tx: &Tx<'_>, begun_ms: i64, limit: u32) -> Result<Vec<PrintJobRow>, Error> {
    tx.all(
        "SELECT * FROM print_job
         WHERE may_come AND stage IN (SELECT value FROM json_each(?3)) AND begun_at_ms >= ?1
         ORDER BY begun_at_ms, id LIMIT ?2",
        params![begun_ms, limit, words_of(|stage: PrintStage| !stage.is_open())],
        print_job,
    )
}

/// Moves a job that stands at `from` by `event`, and says where it stands now.
///
/// A blank is used up on the day of the first word that says so, and once; none is where the
/// printer's word that it was is denied.
///
/// # Errors
/// [`Error::IllegalPrintMove`] when the table forbids it; [`Error::StageMoved`] when the job no
/// longer stands at `from`, or is not there.
pub fn move_stage(
    tx: &Tx<'_>,
    job: Uuid,
    from: PrintStage,
    event: PrintEvent,
    word: Said,
) -> Result<PrintStage, Error> {
    let held = get(tx, job)?.filter(|row| row.stage == from).ok_or(Error::StageMoved)?;
    let next = held.state().after(event, word.by)?;
    let day = next.stage.uses_a_blank().then(|| word.day_id.into_bytes());
    let changed = tx.run(
        "UPDATE print_job SET stage = ?3, said_by = ?4, trouble = ?5,
             blank_day_id = CASE WHEN ?6 IS NULL THEN NULL ELSE coalesce(blank_day_id, ?6) END,
             silent_since_ms = NULL, may_come = ?7
         WHERE id = ?1 AND stage = ?2",
        params![
            job.as_bytes(),
            from.word(),
            next.stage.word(),
            next.said_by.map(SaidBy::word),
            word.trouble.map(Trouble::word),
            day,
            next.may_come,
        ],
    )?;
    if changed == 1 { Ok(next.stage) } else { Err(Error::StageMoved) }
}

/// Keeps the printer's own number for a job.
///
/// # Errors
/// [`Error::StageMoved`] when there is no such job.
pub fn set_printer_job(tx: &Tx<'_>, job: Uuid, printer_job: i32) -> Result<(), Error> {
    let changed = tx.run(
        "UPDATE print_job SET printer_job = ?2 WHERE id = ?1",
        params![job.as_bytes(), printer_job],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::StageMoved) }
}

/// Keeps that the printer makes no card of a job any more.
pub fn set_over(tx: &Tx<'_>, job: Uuid) -> Result<(), Error> {
    tx.run("UPDATE print_job SET may_come = 0 WHERE id = ?1", [job.as_bytes()])?;
    Ok(())
}

/// Keeps what holds a job up that is printing still, and since when its printer is silent.
pub fn set_waiting(
    tx: &Tx<'_>,
    job: Uuid,
    trouble: Option<Trouble>,
    silent_since_ms: Option<i64>,
) -> Result<(), Error> {
    tx.run(
        "UPDATE print_job SET trouble = ?2, silent_since_ms = ?3
         WHERE id = ?1 AND stage = ?4",
        params![
            job.as_bytes(),
            trouble.map(Trouble::word),
            silent_since_ms,
            PrintStage::Printing.word(),
        ],
    )?;
    Ok(())
}

/// How many counted blanks ended as `stage`: on one day, or on all days.
pub fn blanks(tx: &Tx<'_>, stage: PrintStage, day: Option<Uuid>) -> Result<i64, Error> {
    let count = tx.one(
        "SELECT count(*) AS blanks FROM print_job
         WHERE stage = ?1 AND on_blank = 1 AND blank_day_id IS NOT NULL
             AND (?2 IS NULL OR blank_day_id = ?2)",
        params![stage.word(), day.map(Uuid::into_bytes)],
        |row| natural(row, "blanks"),
    )?;
    i64::try_from(count.unwrap_or(0)).map_err(|_| Error::Unreadable("blanks"))
}

fn print_job(row: &Row<'_>) -> Result<PrintJobRow, Error> {
    let uri: Option<String> = read(row, "printer_uri")?;
    let name: Option<String> = read(row, "printer_name")?;
    Ok(PrintJobRow {
        id: id(row, "id")?,
        application_id: id(row, "application_id")?,
        number: read(row, "number")?,
        stage: word(row, "stage")?,
        said_by: maybe_word(row, "said_by")?,
        trouble: trouble(row, "trouble")?,
        printer: uri.zip(name).map(|(uri, name)| PrinterRow { uri, name }),
        printer_job: read(row, "printer_job")?,
        begun_at_ms: read(row, "begun_at_ms")?,
        silent_since_ms: read(row, "silent_since_ms")?,
        blank_day_id: maybe_id(row, "blank_day_id")?,
        on_blank: read(row, "on_blank")?,
        file: read(row, "file")?,
        may_come: read(row, "may_come")?,
    })
}

#[cfg(test)]
mod tests;
