//! A value about a person, kept out of logs and wiped from memory.
//!
//! It has no `Display`, and its `Debug` never shows the value.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// A value about a person. `Debug` prints `[personal]`; dropping it overwrites the memory.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Personal<T: Zeroize>(T);

impl<T: Zeroize> Personal<T> {
    /// Marks `value` as personal.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself. Every call is a place where personal data is used: keep them few.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> Drop for Personal<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

impl From<&str> for Personal<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_the_value() {
        let name: Personal<String> = "Rosa Delgado".into();
        assert_eq!(format!("{name:?}"), "[personal]");
    }
}
