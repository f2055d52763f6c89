//! The verbs, one file each: what a person does at the counter.

mod audit;
mod card;
mod card_code;
mod documents;
mod enrol;
mod join;
mod person;
mod photograph;
mod proof_file;
mod recover;
mod rules;
mod set_up;
mod sign;
mod sign_in;
mod submit;
mod sweep;
mod withdraw;

pub use card_code::Verdict;
pub(crate) use join::{keys_of, lease_row};
pub use sweep::Swept;
