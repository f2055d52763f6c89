//! What the tests of this crate share, and what no file may break.
//!
//! Tests only. What needs nothing but the crate's public calls is in `tests/`.

mod hostile;
pub(crate) mod sample;
