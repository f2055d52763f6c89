//! How an error crosses to the window: a code and its figures, never a sentence.

use std::collections::BTreeMap;

use desk::{Code, Error};
use serde::Serialize;
use serde_json::Value;

/// What the window gets when a verb fails.
#[derive(Debug, Serialize)]
pub(crate) struct Failure {
    code: Code,
    detail: BTreeMap<&'static str, Value>,
}

impl From<Error> for Failure {
    /// Logs once, here; the error's text holds no personal data.
    fn from(error: Error) -> Self {
        let code = error.code();
        if code == Code::Internal {
            tracing::error!(%error, "a verb failed");
        } else {
            tracing::info!(?code, "a verb was refused");
        }
        Self { code, detail: error.detail() }
    }
}

/// The answer of a command.
pub(crate) type Answer<T> = Result<T, Failure>;
