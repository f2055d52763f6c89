//! Printing a card: the job is durable before its first byte leaves.
//!
//! Sending a job is not printing a card; see `follow.rs` for who says that it was printed.

use std::sync::Arc;

use domain::Trouble;
use domain::printing::{PrintEvent, SaidBy};
use domain::{Act, PrintStage};
use store::Store;
use store::Tx;
use store::table::print_job::{self, PrintJobRow, PrinterRow};
use uuid::Uuid;

use super::ledger::{Saying, card_of, is_fresh, must_not_come, waits_for_a_blank};
use crate::application::parse_id;
use crate::desk::{Desk, SignedIn};
use crate::dossier::Dossier;
use crate::error::{Code, Error};
use crate::ports::{PrintError, make_id};
use crate::view::{Press, Print};

/// Largest document that goes to a printer, in bytes; a card has some 100 KB.
const LIMIT_PDF_BYTES: usize = 8 * 1024 * 1024;

/// A job that is durable and not sent yet.
struct Begun {
    job: PrintJobRow,
    printer: PrinterRow,
    pdf: Vec<u8>,
}

impl Desk {
    /// Sends a card to the chosen printer. A second press, or one about a job that is not the
    /// newest any more, prints nothing and answers how it stands.
    ///
    /// # Errors
    /// [`Code::StillAtPrinter`], [`Code::NoPrinter`], [`Code::NoBlanks`] when the count says so and
    /// the clerk does not say otherwise, and every refusal of `card_document`. Whatever the printer
    /// does is no error but stands in the answer.
    pub async fn print_card(&self, id: &str, press: Press) -> Result<Print, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        self.call_off(&store, id).await?;
        let begun = store.write(|tx| {
            let last = print_job::last_of(tx, id)?;
            let is_open = last.as_ref().is_some_and(|job| job.stage.is_open());
            if is_open || !is_fresh(last.as_ref(), press) {
                return Ok(None);
            }
            if !waits_for_a_blank(card_of(tx, id)?.stage)? {
                return Ok(None);
            }
            must_not_come(last.as_ref())?;
            self.begin_print(tx, id, &who, press).map(Some)
        })?;
        if let Some(begun) = begun {
            self.send_print(&store, begun).await?;
            self.print_bell.notify_one();
        }
        store.read(|tx| self.print_view(tx, id))
    }

    fn begin_print(
        &self,
        tx: &Tx<'_>,
        id: Uuid,
        who: &SignedIn,
        press: Press,
    ) -> Result<Begun, Error> {
        let dossier = Dossier::read(tx, id)?;
        let pdf = self.card_document(tx, &dossier)?;
        let printer = self.chosen_printer(tx)?.ok_or(Code::NoPrinter)?;
        self.ask_for_blanks(tx, press)?;
        let printer = PrinterRow { uri: printer.uri, name: printer.name };
        let job = self.new_job(id, press, PrintStage::Sending, Some(printer.clone()));
        print_job::insert(tx, &job)?;
        let detail = Some(format!("job {}", job.number));
        self.note(tx, Some(who.operator.id), Act::PrintCard, Some(dossier.row.number), detail)?;
        Ok(Begun { job, printer, pdf })
    }

    /// The job after the one that was seen.
    pub(crate) fn new_job(
        &self,
        id: Uuid,
        press: Press,
        stage: PrintStage,
        printer: Option<PrinterRow>,
    ) -> PrintJobRow {
        let begun_at_ms = self.now_ms();
        PrintJobRow {
            id: make_id(begun_at_ms),
            application_id: id,
            number: press.seen.saturating_add(1),
            stage,
            said_by: None,
            trouble: None,
            may_come: printer.is_some(),
            printer,
            printer_job: None,
            begun_at_ms,
            silent_since_ms: None,
            blank_day_id: None,
            on_blank: true,
            file: None,
        }
    }

    /// A count of none is no reason to send somebody away who stands there with blanks in hand.
    pub(crate) fn ask_for_blanks(&self, tx: &Tx<'_>, press: Press) -> Result<(), Error> {
        let left = self.stock_state(tx)?.left;
        if !press.has_blanks && left.is_some_and(|left| left <= 0) {
            return Err(Code::NoBlanks.into());
        }
        Ok(())
    }

    async fn send_print(&self, store: &Arc<Store>, begun: Begun) -> Result<(), Error> {
        let Begun { job, printer, pdf } = begun;
        let sent = if pdf.len() > LIMIT_PDF_BYTES {
            Err(PrintError::Refused(Trouble::Other))
        } else {
            self.printers.submit(&printer.uri, &job_name(job.id), pdf).await
        };
        store.write(|tx| {
            let (event, trouble) = match &sent {
                Ok(number) => {
                    print_job::set_printer_job(tx, job.id, *number)?;
                    (PrintEvent::Accept, None)
                }
                // It may lie in the printer, or be a card already.
                Err(PrintError::Silent(_)) => (PrintEvent::Lose, Some(Trouble::Vanished)),
                Err(error) => {
                    print_job::set_over(tx, job.id)?;
                    (PrintEvent::Fail, Some(error.trouble()))
                }
            };
            if let Err(error) = &sent {
                tracing::info!(%error, "a print job was not taken");
            }
            // It was called lost while it was on its way.
            let now = print_job::get(tx, job.id)?.filter(|now| now.stage == PrintStage::Sending);
            let Some(now) = now else { return Ok(()) };
            let by = if sent.is_ok() { SaidBy::Printer } else { SaidBy::Counter };
            self.say(tx, &now, event, Saying::machine(by, trouble)).map(|_| ())
        })
    }
}

/// What a job is called at its printer: its id, nothing personal, and no other job's name.
pub(crate) fn job_name(job: Uuid) -> String {
    format!("Keyway {job}")
}
