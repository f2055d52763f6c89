//! The verbs, one file each: what a person does at the counter.

mod audit;
mod call_off;
mod card;
mod card_code;
mod card_dialog;
mod card_document;
mod card_file;
mod card_outcome;
mod card_sheets;
mod documents;
mod dropped;
mod enrol;
mod follow_print;
mod hand_over;
mod join;
mod person;
mod photograph;
mod print_card;
mod print_ledger;
mod printers;
mod proof_file;
mod recover;
mod reprint_card;
mod rules;
mod saved_file;
mod set_up;
mod sign;
mod sign_in;
mod stock;
mod submit;
mod sweep;
mod withdraw;

pub use card_code::Verdict;
pub(crate) use join::{keys_of, lease_row};
pub(crate) use set_up::role_word;
pub use sweep::Swept;
