//! Calling a job off at its printer once the clerk has said what came of it.
//!
//! A job that was given up on may lie in its printer still, and make a second card: until the
//! printer says that it has ended, or a person has seen to it, no other job of the card is begun.

use std::sync::Arc;

use domain::{Act, Trouble};
use store::Store;
use store::table::application;
use store::table::print_job::{self, PrintJobRow};
use uuid::Uuid;

use super::ledger::is_fresh;
use super::print::job_name;
use crate::application::parse_id;
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::ports::{JobState, PrintError};
use crate::view::{Press, Print};

impl Desk {
    /// The clerk has seen to it that the printer makes no card of the newest job any more: it is
    /// out of use, or the job was deleted at it. Safe to call twice.
    ///
    /// # Errors
    /// [`Error::NotPrintable`] before the proof was made.
    pub fn release_print(&self, id: &str, press: Press) -> Result<Print, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        store.write(|tx| {
            let job = print_job::last_of(tx, id)?.filter(is_left);
            if let Some(job) = job.filter(|job| is_fresh(Some(job), press)) {
                let row = application::get(tx, id)?.ok_or(Code::NoSuchApplication)?;
                print_job::set_over(tx, job.id)?;
                let detail = Some(format!("job {}, said by the clerk", job.number));
                self.note(tx, Some(who.operator.id), Act::PrintReleased, Some(row.number), detail)?;
            }
            self.print_view(tx, id)
        })
    }

    /// Asks the printer to give up the newest job of a card, where the clerk has said what came of
    /// it and the printer has not. A printer that says nothing leaves it as it is. Answers whether
    /// the printer is at it still.
    ///
    /// # Errors
    /// A database that refuses.
    pub(crate) async fn call_off(&self, store: &Arc<Store>, id: Uuid) -> Result<bool, Error> {
        let job = store.read(|tx| Ok::<_, Error>(print_job::last_of(tx, id)?))?;
        let Some(job) = job.filter(is_left) else { return Ok(false) };
        match self.give_up(&job).await {
            Ok(true) | Err(PrintError::Refused(Trouble::Forgotten)) => {
                store.write(|tx| Ok::<_, Error>(print_job::set_over(tx, job.id)?))?;
                Ok(false)
            }
            Ok(false) => Ok(true),
            Err(error) => {
                tracing::info!(%error, "a print job could not be called off yet");
                Ok(false)
            }
        }
    }

    /// Whether the job has ended at its printer, which is asked to give it up first.
    async fn give_up(&self, job: &PrintJobRow) -> Result<bool, PrintError> {
        let Some(printer) = &job.printer else { return Ok(true) };
        let name = job_name(job.id);
        let number = match job.printer_job {
            Some(number) => Some(number),
            // It was sent, and the answer did not come.
            None => self.printers.find_job(&printer.uri, &name).await?,
        };
        let Some(number) = number else { return Ok(true) };
        match self.printers.cancel(&printer.uri, number, &name).await {
            // A printer refuses what has ended: how the job stands counts, not the refusal.
            Ok(()) | Err(PrintError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
        let state = self.printers.job(&printer.uri, number, &name).await?;
        Ok(!matches!(state, JobState::Working(_)))
    }
}

/// Whether the clerk has said what came of it, and its printer may make a card of it all the same.
fn is_left(job: &PrintJobRow) -> bool {
    job.state().is_left_at_printer()
}
