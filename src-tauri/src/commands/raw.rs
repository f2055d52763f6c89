//! What comes with a command as raw bytes and headers; it judges none of it.

use tauri::ipc::{InvokeBody, Request};

/// A header that is missing or no text is empty, and refused by whoever reads it.
pub(super) fn header<'r>(request: &'r Request<'_>, name: &str) -> &'r str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The body; one that is not raw is empty.
pub(super) fn raw<'r>(request: &'r Request<'_>) -> &'r [u8] {
    match request.body() {
        InvokeBody::Raw(bytes) => bytes,
        InvokeBody::Json(_) => &[],
    }
}
