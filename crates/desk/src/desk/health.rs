//! How the line is, as it was heard last: every room may say so, the top bar shows it.

use std::sync::Arc;

use store::Store;
use store::table::membership;
use tokio::sync::watch;

use crate::desk::Desk;
use crate::error::Error;
use crate::view::LineState;

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

    /// Tells whether something that is due could not be destroyed.
    pub(crate) fn tell_overdue(&self, is_overdue: bool) {
        self.health.send_if_modified(|health| {
            std::mem::replace(&mut health.is_overdue, is_overdue) != is_overdue
        });
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

impl Health {
    fn is_unknown(&self) -> bool {
        self.state == LineState::NotJoined
    }
}
