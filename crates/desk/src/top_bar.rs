//! What the top bar shows: how the counter and the server stand, and what waits at the counter.

use store::table::{journal, print_job};

use crate::desk::{Desk, Health};
use crate::error::Error;
use crate::view::{Line, LineState, StockState};

/// After this long without a receipt for the oldest envelope, a person should know: half a day
/// is longer than any event.
const QUIET_LIMIT_MS: i64 = 12 * 3_600_000;

impl Desk {
    /// How the counter and the server stand.
    ///
    /// # Errors
    /// A database that refuses.
    pub fn line(&self) -> Result<Line, Error> {
        let health = *self.health.borrow();
        let Some(store) = self.store() else { return Ok(self.line_of(health, Counted::default())) };
        let (counted, oldest_ms) = store.read(|tx| {
            let counted = Counted {
                envelopes: journal::counts(tx)?,
                to_answer: print_job::to_answer(tx)?,
                stock: self.stock_state(tx)?,
            };
            Ok::<_, Error>((counted, journal::oldest_waiting_ms(tx)?))
        })?;
        let line = self.line_of(health, counted);
        let is_quiet = oldest_ms.is_some_and(|ms| self.now_ms() - ms > QUIET_LIMIT_MS);
        let may_mend = matches!(line.state, LineState::Offline | LineState::ServerFailing);
        let needs_a_person = is_quiet && may_mend;
        Ok(if needs_a_person { Line { state: LineState::NeedsAPerson, ..line } } else { line })
    }

    fn line_of(&self, health: Health, counted: Counted) -> Line {
        let Counted { envelopes, to_answer, stock } = counted;
        Line {
            state: health.state,
            waiting: envelopes.waiting,
            quarantined: envelopes.quarantined,
            accepted: envelopes.accepted,
            last_contact_ms: health.last_contact_ms,
            to_answer,
            stock,
            day: self.today().to_string(),
            clock_ahead_ms: self.clock_ahead_ms(),
            is_overdue: health.is_overdue,
        }
    }
}

/// What the database counts for the top bar; nothing before the first sign-in.
#[derive(Default)]
struct Counted {
    envelopes: journal::Counts,
    to_answer: u32,
    stock: StockState,
}
