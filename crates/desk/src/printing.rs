//! From the confirmed card to the one in hand: every way to print, the ledger, the blanks.
//!
//! Sending a job is not printing a card: what became of it is the printer's word or the clerk's,
//! and [`ledger`] is the one way to say it.

mod by_hand;
mod call_off;
mod dialog;
mod document;
mod follow;
mod hand_over;
mod judge;
mod ledger;
mod outcome;
mod print;
mod printers;
mod proof_file;
mod reprint;
mod saved_file;
mod sheets;
mod stock;

pub(crate) use saved_file::HOUR_MS;
