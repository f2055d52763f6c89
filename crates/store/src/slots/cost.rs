//! What one try at a passphrase costs, in memory and time.
//!
//! It derives nothing; it only bounds what a file may ask for.

use serde::{Deserialize, Serialize};

use crate::Error;

/// The cost of one Argon2id derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// Most memory that a file may ask for, in KiB (1 GiB): a changed file must not stop a laptop.
const LIMIT_MEMORY_KIB: u32 = 1 << 20;
/// Most passes that a file may ask for.
const LIMIT_PASSES: u32 = 16;
/// Most lanes that a file may ask for.
const LIMIT_LANES: u32 = 16;

impl Cost {
    /// 64 MiB, 3 passes, 4 lanes: the second recommended option of RFC 9106, section 4.
    pub const RECOMMENDED: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 };

    /// As Argon2's parameters for a 32-byte key.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for a cost out of bounds.
    pub(super) fn params(self) -> Result<argon2::Params, Error> {
        let is_bounded = self.memory_kib <= LIMIT_MEMORY_KIB
            && self.passes <= LIMIT_PASSES
            && self.lanes <= LIMIT_LANES;
        if !is_bounded {
            return Err(Error::Unreadable("cost"));
        }
        argon2::Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| Error::Unreadable("cost"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_out_of_bounds_is_refused_before_any_memory_is_taken() {
        let good = Cost::RECOMMENDED;
        assert!(good.params().is_ok());
        for bad in [
            Cost { memory_kib: u32::MAX, ..good },
            Cost { memory_kib: 31, ..good },
            Cost { passes: u32::MAX, ..good },
            Cost { passes: 0, ..good },
            Cost { lanes: 17, ..good },
            Cost { lanes: 0, ..good },
        ] {
            assert!(matches!(bad.params(), Err(Error::Unreadable("cost"))), "{bad:?}");
        }
    }
}
