//! Saying what became of a print job: the job, the card, the ledger and the audit chain as one.
//!
//! The tables in `domain` are the only rule; whoever says it, this is the only way to say it.

use domain::card::CardEvent;
use domain::printing::{PrintEvent, PrintFact, PrintState, SaidBy, Standing};
use domain::{CardStage, PrintStage, Trouble, Word};
use store::Tx;
use store::table::application::{self, ApplicationRow};
use store::table::card::{self, CardRow};
use store::table::print_fact::{self, PrintFactRow};
use store::table::print_job::{self, PrintJobRow, Said};
use store::table::saved_proof;
use uuid::Uuid;

use crate::desk::{Desk, SignedIn};
use crate::error::{Code, Error};
use crate::view::{Press, Print, PrintJob};

/// Who says something about a print job, and why.
#[derive(Clone, Copy)]
pub(crate) struct Saying<'a> {
    pub by: SaidBy,
    pub trouble: Option<Trouble>,
    /// A word of the policy's.
    pub reason: Option<&'a str>,
    /// The operator, where it is one who says it.
    pub who: Option<&'a SignedIn>,
}

impl<'a> Saying<'a> {
    /// What a clerk says.
    pub fn clerk(who: &'a SignedIn, reason: Option<&'a str>) -> Self {
        Self { by: SaidBy::Clerk, trouble: None, reason, who: Some(who) }
    }

    /// What the printer says, or the counter for want of its word.
    pub fn machine(by: SaidBy, trouble: Option<Trouble>) -> Self {
        Self { by, trouble, reason: None, who: None }
    }
}

/// Whether this press is about what stands there now, and not about what stood there before.
pub(crate) fn is_fresh(last: Option<&PrintJobRow>, press: Press) -> bool {
    last.map_or(0, |job| job.number) == press.seen
}

/// Refuses a new job of a card while the printer may still make one of the last.
///
/// # Errors
/// [`Code::StillAtPrinter`].
pub(crate) fn must_not_come(last: Option<&PrintJobRow>) -> Result<(), Error> {
    if last.is_some_and(|job| job.may_come) { Err(Code::StillAtPrinter.into()) } else { Ok(()) }
}

impl Desk {
    /// Moves a job by what was said, and the card with it. Saying the same twice is saying it once;
    /// a clerk's word on top of the printer's is another.
    /// The file that the job went to is due when no other job needs it.
    pub(crate) fn say(
        &self,
        tx: &Tx<'_>,
        job: &PrintJobRow,
        event: PrintEvent,
        saying: Saying<'_>,
    ) -> Result<PrintStage, Error> {
        let next = job.stage.after(event).map_err(store::Error::from)?;
        if next == job.stage && !confirms(job, event, saying) {
            return Ok(next);
        }
        let row = application::get(tx, job.application_id)?.ok_or(Code::NoSuchApplication)?;
        let day_id = self.open_today(tx)?.id;
        let word = Said { by: saying.by, trouble: saying.trouble, day_id };
        print_job::move_stage(tx, job.id, job.stage, event, word)?;
        if let Some(event) = card_event(event).filter(|_| next != job.stage) {
            let card = card_of(tx, row.id)?;
            card::move_stage(tx, &card.number, card.stage, event)?;
        }
        self.tell(tx, &row, job.number, fact_of(event), saying)?;
        if let Some(file) = &job.file
            && !print_job::needs_file(tx, file)?
        {
            saved_proof::make_file_due(tx, file, self.now_ms())?;
        }
        Ok(next)
    }

    /// Appends a fact to the ledger and to the audit chain.
    pub(crate) fn tell(
        &self,
        tx: &Tx<'_>,
        row: &ApplicationRow,
        job: u32,
        fact: PrintFact,
        saying: Saying<'_>,
    ) -> Result<(), Error> {
        let reason = saying.reason.or(saying.trouble.map(Trouble::word)).map(str::to_owned);
        let operator = saying.who.map(|who| who.operator.id);
        let said = format!("job {job}, said by the {}", saying.by.word());
        let detail = reason.iter().fold(said, |said, reason| format!("{said}, {reason}"));
        let told = PrintFactRow {
            application_id: row.id,
            job,
            fact,
            said_by: saying.by,
            reason,
            day_id: self.open_today(tx)?.id,
            at_ms: self.now_ms(),
        };
        print_fact::append(tx, &told)?;
        self.note(tx, operator, fact.into(), Some(row.number), Some(detail))
    }

    /// Notes that the card can't be printed any more as it was confirmed.
    pub(crate) fn withhold(&self, tx: &Tx<'_>, row: &ApplicationRow) -> Result<(), Error> {
        let job = print_job::last_of(tx, row.id)?.map_or(0, |job| job.number);
        self.tell(tx, row, job, PrintFact::Withheld, Saying::machine(SaidBy::Counter, None))
    }

    /// The printing of one card as the window shows it.
    pub(crate) fn print_view(&self, tx: &Tx<'_>, id: Uuid) -> Result<Print, Error> {
        let job = print_job::last_of(tx, id)?;
        let card = card_of(tx, id)?.stage;
        let is_open = job.as_ref().is_some_and(|job| job.stage.is_open());
        let may_begin = !is_open && waits_for_a_blank(card).unwrap_or(false);
        let barred = if may_begin { self.bar_to_printing(tx, id)? } else { None };
        let state = job.as_ref().map(PrintJobRow::state);
        let is_file = job.as_ref().is_some_and(|job| job.printer.is_none());
        let standing = Standing::of(card, state, is_file);
        let may_come = state.is_some_and(PrintState::is_left_at_printer);
        Ok(Print {
            card,
            standing,
            offers: standing.offers(barred.is_some(), may_come),
            barred,
            job: job.map(|job| PrintJob {
                number: job.number,
                stage: job.stage,
                said_by: job.said_by,
                trouble: job.trouble,
                may_come: job.state().is_left_at_printer(),
                printer: job.printer.map(|printer| printer.name),
                file: job.file.filter(|_| job.stage.is_open()),
            }),
            printer: self.chosen_printer(tx)?,
            stock: self.stock_state(tx)?,
        })
    }
}

/// The card of an application that was proven.
pub(crate) fn card_of(tx: &Tx<'_>, id: Uuid) -> Result<CardRow, Error> {
    card::of_application(tx, id)?.ok_or(Error::NotPrintable)
}

/// Whether a card at this stage waits for a blank.
pub(crate) fn waits_for_a_blank(stage: CardStage) -> Result<bool, Error> {
    stage.after(CardEvent::Print).map_err(store::Error::from)?;
    Ok(stage != CardStage::Printed)
}

/// Whether a person says now what the printer alone has said of a card that came out.
fn confirms(job: &PrintJobRow, event: PrintEvent, saying: Saying<'_>) -> bool {
    let is_by_printer = (job.stage, job.said_by) == (PrintStage::Printed, Some(SaidBy::Printer));
    is_by_printer && event == PrintEvent::Finish && saying.by == SaidBy::Clerk
}

fn card_event(event: PrintEvent) -> Option<CardEvent> {
    match event {
        PrintEvent::Finish => Some(CardEvent::Print),
        PrintEvent::Spoil => Some(CardEvent::Spoil),
        PrintEvent::Deny => Some(CardEvent::Deny),
        PrintEvent::Accept | PrintEvent::Fail | PrintEvent::Lose => None,
    }
}

fn fact_of(event: PrintEvent) -> PrintFact {
    match event {
        PrintEvent::Accept => PrintFact::Submitted,
        // The ledger is never changed: the clerk's word follows the printer's in it.
        PrintEvent::Fail | PrintEvent::Deny => PrintFact::Failed,
        PrintEvent::Lose => PrintFact::Unsure,
        PrintEvent::Finish => PrintFact::Printed,
        PrintEvent::Spoil => PrintFact::Spoiled,
    }
}
