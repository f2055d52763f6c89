//! Why no answer came: nothing was sent, the line went silent, or the printer is not trusted.

use std::error::Error as StdError;
use std::io;

use crate::ports::printer::PrintError;

/// What a failed request means for the one who sent it.
pub(super) fn unanswered(error: reqwest::Error) -> PrintError {
    let is_unsent = error.is_connect() || error.is_builder();
    let is_distrusted = is_distrusted(&error);
    let source = Box::new(error.without_url());
    match (is_unsent, is_distrusted) {
        (true, true) => PrintError::Distrusted(source),
        (true, false) => PrintError::Unreachable(source),
        (false, _) => PrintError::Silent(source),
    }
}

/// Whether the printer's certificate was refused.
fn is_distrusted(error: &(dyn StdError + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if matches!(error.downcast_ref(), Some(rustls::Error::InvalidCertificate(_))) {
            return true;
        }
        // An I/O error hides what it was made of from `source`.
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = inner.map(|inner| inner as &(dyn StdError + 'static)).or_else(|| error.source());
    }
    false
}
