//! The routes: unpack, one call, reply.
//!
//! The router and the OpenAPI document are both made from [`routes`], so that neither can know a
//! route that the other does not.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, post};
use serde_json::{Value, json};
use utoipa::openapi::path::Operation;
use utoipa::openapi::{HttpMethod, OpenApi};
use wire::join::{CertificateReply, CertificateRequest, JoinReply, ProgrammeReply, RefusalCode};
use wire::lease::Lease;
use wire::{LIMIT_UPLOAD_BYTES, MEDIA_TYPE};

use super::Refused;
use super::body::{read_body, read_json};
use crate::central::Central;
use crate::openapi::{self, reply, request};

type Shared = State<Arc<Central>>;

/// One route, with what the document says about it.
pub(crate) struct Route {
    pub(crate) path: &'static str,
    pub(crate) method: HttpMethod,
    pub(crate) handler: MethodRouter<Arc<Central>>,
    pub(crate) operation: Operation,
}

/// Every route.
pub(crate) fn routes() -> Vec<Route> {
    let of = |path, method, handler, operation| Route { path, method, handler, operation };
    let get_of = |path, handler, operation| of(path, HttpMethod::Get, handler, operation);
    let post_of = |path, handler, operation| of(path, HttpMethod::Post, handler, operation);
    vec![
        get_of("/v1/health", get(health), reply("Whether the server can work", "Health")),
        get_of("/v1/programme", get(programme), reply("Who the server is", "ProgrammeReply")),
        post_of("/v1/join", post(join), request("A counter joins", "JoinRequest", "JoinReply")),
        post_of(
            "/v1/certificate",
            post(certificate),
            request("The certificate of a counter", "CertificateRequest", "CertificateReply"),
        ),
        post_of("/v1/envelopes", post(envelopes), openapi::upload()),
        post_of("/v1/leases", post(leases), request("Leases numbers", "LeaseRequest", "Lease")),
        get_of("/openapi.json", get(say_document), reply("This document", "Document")),
    ]
}

async fn health(State(central): Shared) -> Result<Json<Value>, Refused> {
    if let Err(error) = central.database().check().await {
        let Refused(_, code) = error.into();
        return Err(Refused(StatusCode::SERVICE_UNAVAILABLE, code));
    }
    Ok(Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })))
}

async fn programme(State(central): Shared) -> Json<ProgrammeReply> {
    Json(central.programme())
}

async fn join(State(central): Shared, body: Body) -> Result<Json<JoinReply>, Refused> {
    let request = read_json(body).await?;
    Ok(Json(central.join(&request).await?))
}

async fn certificate(
    State(central): Shared,
    body: Body,
) -> Result<Json<CertificateReply>, Refused> {
    let request: CertificateRequest = read_json(body).await?;
    Ok(Json(central.certificate(request.counter).await?))
}

async fn leases(State(central): Shared, body: Body) -> Result<Json<Lease>, Refused> {
    let request = read_json(body).await?;
    Ok(Json(central.lease(&request).await?))
}

async fn envelopes(State(central): Shared, body: Body) -> Result<impl IntoResponse, Refused> {
    // A turn is for what has come whole: a slow sender must not keep one.
    let mut upload = read_body(body, LIMIT_UPLOAD_BYTES, &central.half_read).await?;
    let turn = central.uploads.acquire().await;
    let _turn = turn.map_err(|_| Refused::from(RefusalCode::Internal))?;
    let receipts = central.take_in(std::mem::take(&mut upload.bytes)).await?;
    Ok(([(CONTENT_TYPE, MEDIA_TYPE)], receipts))
}

async fn say_document() -> impl IntoResponse {
    Json(document())
}

/// The OpenAPI document, made from the very routes that are served.
#[must_use]
pub fn document() -> OpenApi {
    let told = routes().into_iter().map(|route| (route.path, route.method, route.operation));
    openapi::document(told)
}
