//! One application, from the first keystroke to the journal.
//!
//! Stands on the desk and on what a card can hold; prints nothing.

mod documents;
mod enrol;
mod forget;
mod person;
mod prove;
mod submit;

pub(crate) use enrol::parse_id;
