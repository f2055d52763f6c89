//! The line over HTTP, by reqwest.
//!
//! Follows no redirect and keeps no cookie: a captive portal's page is never taken for an answer.

use std::time::Duration;

use async_trait::async_trait;
use reqwest::{Client, RequestBuilder, Response, redirect};
use serde::de::DeserializeOwned;
use wire::join::{
    CertificateReply, CertificateRequest, JoinReply, JoinRequest, ProgrammeReply, Refusal,
};
use wire::lease::{Lease, LeaseRequest};
use wire::{LIMIT_UPLOAD_BYTES, MEDIA_TYPE, SERVER_HEADER};

use super::transport::{LineError, Transport};

const CONNECT_LIMIT: Duration = Duration::from_secs(5);
const REPLY_LIMIT: Duration = Duration::from_secs(60);

/// The line over HTTP.
#[derive(Debug)]
pub struct Http {
    client: Client,
}

impl Http {
    /// Makes the client; opens no connection yet.
    ///
    /// # Errors
    /// [`LineError::Unreachable`] when the machine has no working TLS set-up.
    pub fn make() -> Result<Self, LineError> {
        // A second install is refused and changes nothing, which is what is wanted.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_LIMIT)
            .timeout(REPLY_LIMIT)
            // Rounds are half a minute apart: a kept connection is mostly one that died unseen.
            .pool_max_idle_per_host(0)
            .user_agent(concat!("keyway/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(unreachable)?;
        Ok(Self { client })
    }

    /// Sends, and believes only an answer that says that it is a Keyway server's.
    async fn ask(&self, request: RequestBuilder) -> Result<Vec<u8>, LineError> {
        let reply = request.send().await.map_err(unreachable)?;
        if !reply.headers().contains_key(SERVER_HEADER) {
            return Err(LineError::NotAServer);
        }
        let is_success = reply.status().is_success();
        let body = bounded(reply).await?;
        if is_success {
            return Ok(body);
        }
        let refusal: Refusal = serde_json::from_slice(&body).map_err(|_| LineError::NotAServer)?;
        Err(LineError::Refused(refusal.code))
    }

    async fn ask_json<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, LineError> {
        serde_json::from_slice(&self.ask(request).await?).map_err(|_| LineError::NotAServer)
    }
}

#[async_trait]
impl Transport for Http {
    async fn programme(&self, address: &str) -> Result<ProgrammeReply, LineError> {
        self.ask_json(self.client.get(format!("{address}/v1/programme"))).await
    }

    async fn join(&self, address: &str, request: &JoinRequest) -> Result<JoinReply, LineError> {
        self.ask_json(self.client.post(format!("{address}/v1/join")).json(request)).await
    }

    async fn certificate(
        &self,
        address: &str,
        request: &CertificateRequest,
    ) -> Result<CertificateReply, LineError> {
        self.ask_json(self.client.post(format!("{address}/v1/certificate")).json(request)).await
    }

    async fn upload(&self, address: &str, body: Vec<u8>) -> Result<Vec<u8>, LineError> {
        let request = self.client.post(format!("{address}/v1/envelopes")).body(body);
        self.ask(request.header(reqwest::header::CONTENT_TYPE, MEDIA_TYPE)).await
    }

    async fn lease(&self, address: &str, request: &LeaseRequest) -> Result<Lease, LineError> {
        self.ask_json(self.client.post(format!("{address}/v1/leases")).json(request)).await
    }
}

/// The body, at most [`LIMIT_UPLOAD_BYTES`] of it.
async fn bounded(mut reply: Response) -> Result<Vec<u8>, LineError> {
    let mut body = Vec::new();
    while let Some(chunk) = reply.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > LIMIT_UPLOAD_BYTES {
            return Err(LineError::NotAServer);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn unreachable(error: reqwest::Error) -> LineError {
    // The address is in the log already, once; an error may repeat it with every try.
    LineError::Unreachable(Box::new(error.without_url()))
}
