//! How the line is, for the top bar.

use std::sync::Arc;

use store::Store;
use store::table::{journal, membership, print_job};
use tokio::sync::watch;

use crate::desk::Desk;
use crate::error::Error;
use crate::view::{Line, LineState, StockState};

/// After this long without a receipt for the oldest envelope, a person should know: half a day
/// is longer than any event.
const QUIET_LIMIT_MS: i64 = 12 * 3_600_000;

/// How the line was when it was last tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// How it is.
    pub state: LineState,
    /// Unix milliseconds of the server's last own answer.
    pub last_contact_ms: Option<i64>,
    /// Whether something that is due could not be destroyed.
    pub is_overdue: bool,
}

impl Health {
    /// A line on which nothing was heard yet.
    #[must_use]
    pub fn new(state: LineState) -> Self {
        Self { state, last_contact_ms: None, is_overdue: false }
    }
}

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

    /// Tells of every change of what [`Desk::line`] answers that the window has not made itself.
    #[must_use]
    pub fn line_changes(&self) -> watch::Receiver<Health> {
        self.health.subscribe()
    }

    /// Tells that something in the top bar has changed beside the line.
    pub(crate) fn tell_top_bar(&self) {
        self.health.send_modify(|_| {});
    }

    /// Notes how the line is.
    pub(crate) fn hear(&self, state: LineState) {
        self.health.send_modify(|health| health.state = state);
    }

    /// Notes that the joined server itself has answered.
    pub(crate) fn note_contact(&self) {
        let now_ms = self.now_ms();
        self.health.send_modify(|health| health.last_contact_ms = Some(now_ms));
    }

    /// Takes up what is known of the line from before the start.
    pub(crate) fn recall_health(&self, store: &Arc<Store>) -> Result<(), Error> {
        let is_joined = store.read(|tx| Ok::<_, Error>(membership::get(tx)?.is_some()))?;
        if is_joined && self.health.borrow().is_unknown() {
            self.hear(LineState::Offline);
        }
        Ok(())
    }
}

impl Desk {
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

    /// Tells whether something that is due could not be destroyed.
    pub(crate) fn tell_overdue(&self, is_overdue: bool) {
        self.health.send_if_modified(|health| {
            std::mem::replace(&mut health.is_overdue, is_overdue) != is_overdue
        });
    }
}

impl Health {
    fn is_unknown(&self) -> bool {
        self.state == LineState::NotJoined
    }
}

/// What the database counts for the top bar; nothing before the first sign-in.
#[derive(Default)]
struct Counted {
    envelopes: journal::Counts,
    to_answer: u32,
    stock: StockState,
}
