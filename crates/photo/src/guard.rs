//! The last fence around the decoders: a panic in one becomes an error.
//!
//! The decoders are other people's code fed with other people's files, and a panic would leave
//! the clerk's window waiting for an answer. Not a way to write code that panics here.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::Error;

/// Runs `work`; a panic inside it is [`Error::DecoderFailed`]. What the panic says is dropped,
/// for it may quote the file.
///
/// Sound although unwinding skips the rest of `work`: callers hand in shared borrows only, so
/// nothing half-written outlives it.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Error::DecoderFailed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decoder_that_panics_is_an_error_like_any_other() {
        let nothing: [u8; 0] = [];
        let index = std::hint::black_box(3);
        let outcome = guarded(|| Ok(nothing[index]));
        assert!(matches!(outcome, Err(Error::DecoderFailed)), "caught, not passed on");
    }
}
