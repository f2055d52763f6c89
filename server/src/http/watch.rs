//! What every request has around it: a number for the log, a time limit, the mark of the reply.
//!
//! The log gets route, status and time; never an address, a header or a body.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::{Instant, timeout};
use wire::SERVER_HEADER;
use wire::join::RefusalCode;

use super::Refused;
use super::body::LONGEST_BODY;

/// Longest request, in which its body has come within its own limits; see [`super::body`].
const REQUEST_LIMIT: Duration = LONGEST_BODY.saturating_add(Duration::from_secs(60));

static REQUESTS: AtomicU64 = AtomicU64::new(1);

pub(super) async fn watch(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let number = REQUESTS.fetch_add(1, Ordering::Relaxed);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let done = timeout(REQUEST_LIMIT, next.run(request)).await;
    let mut response = done.unwrap_or_else(|_| {
        Refused(StatusCode::SERVICE_UNAVAILABLE, RefusalCode::Internal).into_response()
    });
    let mark = HeaderName::from_static(SERVER_HEADER);
    response.headers_mut().insert(mark, HeaderValue::from_static("1"));
    tracing::info!(
        request = number,
        route = route.as_ref().map_or("none", MatchedPath::as_str),
        status = response.status().as_u16(),
        ms = started.elapsed().as_millis() as u64,
    );
    response
}
