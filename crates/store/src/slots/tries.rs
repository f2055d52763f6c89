//! Wrong tries that the audit chain has not told of yet.
//!
//! They are counted beside the slots, since whoever tries in vain has no database to write to. It
//! says how many and of what, never what was typed.

use serde::{Deserialize, Serialize};

use super::slot::Purpose;

/// How many wrong ones there were, of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tries {
    /// Passphrases.
    pub passphrases: u32,
    /// Recovery words, misread ones too.
    pub words: u32,
}

impl Tries {
    /// Whether there were none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Counts one; a try under way counts as wrong.
    pub(super) fn count(&mut self, purpose: Purpose) {
        let count = self.of(purpose);
        *count = count.saturating_add(1);
    }

    /// Takes one back, because the secret was right.
    pub(super) fn take_back(&mut self, purpose: Purpose) {
        let count = self.of(purpose);
        *count = count.saturating_sub(1);
    }

    /// Without those that were told.
    pub(super) fn without(self, told: Self) -> Self {
        Self {
            passphrases: self.passphrases.saturating_sub(told.passphrases),
            words: self.words.saturating_sub(told.words),
        }
    }

    fn of(&mut self, purpose: Purpose) -> &mut u32 {
        match purpose {
            Purpose::Operator => &mut self.passphrases,
            Purpose::Recovery => &mut self.words,
        }
    }
}
