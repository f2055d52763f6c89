//! What an application, a policy and a card are, and which moves are legal.
//!
//! Nothing here reads a clock, a disk, a network or a source of chance: every function is a
//! pure answer to its arguments, so that every rule can be tested by itself.

#![deny(missing_docs)]

pub mod act;
pub mod age;
pub mod card;
pub mod design;
pub mod documents;
pub mod envelope;
pub mod field;
#[cfg(test)]
mod fixtures;
pub mod illegal;
pub mod number;
pub mod person;
pub mod personal;
pub mod photo;
pub mod policy;
pub mod printing;
pub mod role;
pub mod signature;
pub mod stage;
pub mod text;
pub mod time;
pub mod word;
pub mod zone;

pub use act::Act;
pub use card::CardStage;
pub use envelope::EnvelopeStage;
pub use field::{Field, Retention};
pub use number::NumberKind;
pub use personal::Personal;
pub use policy::Policy;
pub use printing::{PrintStage, Trouble};
pub use role::Role;
pub use signature::Signature;
pub use stage::Stage;
pub use time::Stamp;
pub use word::Word;
pub use zone::Zone;
