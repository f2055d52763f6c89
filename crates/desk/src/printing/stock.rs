//! The blank cards: received, counted, and how many are left.
//!
//! What is left is computed from what was recorded and from the print jobs; nobody types it in.

use domain::Act;
use domain::printing::PrintFact;
use store::Tx;
use store::table::stock::{self, By, Entry};
use store::table::{print_fact, print_job};

use crate::desk::{Desk, SignedIn};
use crate::error::{Code, Error};
use crate::view::{Stock, StockDay, StockState};

/// Most blanks in one entry: more than any counter is sent.
const LIMIT_COUNT: u32 = 100_000;

impl Desk {
    /// The blank cards, today's and all.
    ///
    /// # Errors
    /// [`Code::SignedOut`], or a database that refuses.
    pub fn stock(&self) -> Result<Stock, Error> {
        let (store, who) = self.at_work()?;
        store.read(|tx| self.stock_view(tx, &who))
    }

    /// Records blanks that came in. `entry` is the newest one that the window has seen, so that a
    /// second press records nothing.
    ///
    /// # Errors
    /// [`Code::SupervisorOnly`], [`Code::StockMoved`], [`Error::BadCount`].
    pub fn receive_stock(&self, entry: u64, count: u32) -> Result<Stock, Error> {
        if !(1..=LIMIT_COUNT).contains(&count) {
            return Err(Error::BadCount { limit: LIMIT_COUNT });
        }
        self.record(entry, Act::ReceiveStock, |_| Ok((Entry::Received, count)))
    }

    /// Records how many blanks were counted, as at day close; a difference needs a reason of the
    /// policy's, and from then on the count is what is left.
    ///
    /// # Errors
    /// As [`Desk::receive_stock`], [`Code::NoSuchReason`], and [`Error::PrintsOpen`] while nobody
    /// has said what became of a job's blank: it lies no more on the table, and would be taken off
    /// once more when somebody does.
    pub fn reconcile_stock(
        &self,
        entry: u64,
        counted: u32,
        reason: Option<&str>,
    ) -> Result<Stock, Error> {
        if counted > LIMIT_COUNT {
            return Err(Error::BadCount { limit: LIMIT_COUNT });
        }
        self.record(entry, Act::ReconcileStock, |tx| {
            let open = print_job::open_on_blanks(tx)?;
            if open > 0 {
                return Err(Error::PrintsOpen { open });
            }
            let difference = i64::from(counted) - stock::blanks(tx, None)?.left();
            if difference == 0 {
                return Ok((Entry::Counted { difference, reason: None }, counted));
            }
            let known = &self.policy.printing.stock_reasons;
            let reason = reason.filter(|reason| known.iter().any(|one| one == reason));
            let reason = Some(reason.ok_or(Code::NoSuchReason)?.to_owned());
            Ok((Entry::Counted { difference, reason }, counted))
        })
    }

    fn record(
        &self,
        seen: u64,
        act: Act,
        make: impl FnOnce(&Tx<'_>) -> Result<(Entry, u32), Error>,
    ) -> Result<Stock, Error> {
        let (store, who) = self.at_work()?;
        who.must_supervise()?;
        store.write(|tx| {
            if stock::last(tx)? != seen {
                return Err(Code::StockMoved.into());
            }
            let (entry, count) = make(tx)?;
            let (day_id, operator_id) = (self.open_today(tx)?.id, who.operator.id);
            let by = By { day_id, operator_id, at_ms: self.now_ms() };
            stock::append(tx, &entry, count, by)?;
            let detail = match &entry {
                Entry::Received => format!("{count} blanks"),
                Entry::Counted { difference, reason } => {
                    let reason = reason.as_deref().unwrap_or("as computed");
                    format!("{count} blanks, difference {difference}, {reason}")
                }
            };
            self.note(tx, Some(operator_id), act, None, Some(detail))?;
            self.stock_view(tx, &who)
        })
    }

    /// How many blanks are left; unknown while nobody has recorded any.
    pub(crate) fn stock_state(&self, tx: &Tx<'_>) -> Result<StockState, Error> {
        if stock::last(tx)? == 0 {
            return Ok(StockState::default());
        }
        let left = stock::blanks(tx, None)?.left();
        let is_low = left <= i64::from(self.policy.printing.low_stock);
        Ok(StockState { left: Some(left), is_low })
    }

    fn stock_view(&self, tx: &Tx<'_>, who: &SignedIn) -> Result<Stock, Error> {
        let today = self.today_id(tx)?;
        let day = stock::blanks(tx, Some(today))?;
        Ok(Stock {
            state: self.stock_state(tx)?,
            today: StockDay {
                received: day.received,
                corrected: day.corrected,
                used: day.used,
                spoiled: day.spoiled,
                reprinted: print_fact::count(tx, PrintFact::Reprinted, today)?,
                handed_over: print_fact::count(tx, PrintFact::HandedOver, today)?,
            },
            entry: stock::last(tx)?,
            may_record: who.is_supervisor(),
        })
    }
}
