//! The server over a real socket, as counters meet it.
//!
//! Nothing is asked of its inside, except where a row that must not be there can't be seen from
//! outside.

mod commands;
mod counter;
mod intake;
mod joining;
mod leasing;
mod order;
mod replies;
mod running;
