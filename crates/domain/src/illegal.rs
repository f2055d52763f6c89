//! The refusal that every table of moves answers with.

use std::fmt::Debug;

/// A move that the table does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what is {stage:?} does not take {event:?}")]
pub struct IllegalMove<Stage: Debug, Event: Debug> {
    /// Where the thing stands.
    pub stage: Stage,
    /// What was tried.
    pub event: Event,
}
