//! Serving over HTTP: the router, and its start and end.
//!
//! What a request does is decided elsewhere; TLS is the business of the proxy in front.

mod body;
pub(crate) mod routes;
mod watch;

pub use routes::document;

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, middleware};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use wire::join::{Refusal, RefusalCode};

use crate::central::Central;
use crate::error::Error;

/// How long running requests may take to end once the server is to stop.
const STOP_LIMIT: Duration = Duration::from_secs(10);

/// Serves on `listener` until `stop` is done, and then ends what is running.
///
/// # Errors
/// The network failed.
pub async fn serve(
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
    central: Arc<Central>,
) -> Result<(), Error> {
    let stopping = Arc::new(Notify::new());
    let told = stopping.clone();
    let serving = axum::serve(listener, router(central)).with_graceful_shutdown(async move {
        stop.await;
        told.notify_one();
    });
    let patience = async {
        stopping.notified().await;
        tokio::time::sleep(STOP_LIMIT).await;
    };
    tokio::select! {
        done = serving => done.map_err(Error::Network),
        () = patience => Ok(()),
    }
}

/// Every route, each reply marked as a Keyway server's.
pub fn router(central: Arc<Central>) -> Router {
    let mut router = Router::new();
    for route in routes::routes() {
        router = router.route(route.path, route.handler);
    }
    router
        .fallback(|| async { Refused(StatusCode::NOT_FOUND, RefusalCode::Malformed) })
        .method_not_allowed_fallback(|| async {
            Refused(StatusCode::METHOD_NOT_ALLOWED, RefusalCode::Malformed)
        })
        .layer(middleware::from_fn(watch::watch))
        .with_state(central)
}

/// A refusal on its way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused(pub StatusCode, pub RefusalCode);

impl From<RefusalCode> for Refused {
    fn from(code: RefusalCode) -> Self {
        let status = match code {
            RefusalCode::CodeRefused | RefusalCode::NotThisCounter => StatusCode::FORBIDDEN,
            RefusalCode::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
            RefusalCode::Malformed => StatusCode::BAD_REQUEST,
            RefusalCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            RefusalCode::NoNumbersLeft => StatusCode::CONFLICT,
            RefusalCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self(status, code)
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        let code = error.code();
        if code == RefusalCode::Internal {
            let source = std::error::Error::source(&error).map(ToString::to_string);
            tracing::error!(%error, source, "a request failed");
        }
        code.into()
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, Json(Refusal { code: self.1 })).into_response()
    }
}
