//! Forgetting in time, and at once when an application is given up.
//!
//! When something is destroyed is decided here; how, field by field, in `application/forget.rs`.

mod sweep;
mod watch;
mod withdraw;

pub use sweep::Swept;
