//! The line over HTTP, by reqwest.
//!
//! Follows no redirect and keeps no cookie: a captive portal's page is never taken for an answer.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, RequestBuilder, Response, StatusCode, redirect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::timeout;
use wire::join::{
    CertificateReply, CertificateRequest, JoinReply, JoinRequest, ProgrammeReply, Refusal,
};
use wire::lease::{Lease, LeaseRequest};
use wire::{LIMIT_UPLOAD_BYTES, MEDIA_TYPE, SERVER_HEADER};

use super::outgoing::{Outgoing, Sending};
use super::transport::{LineError, Transport};

const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// After this long without a sign of the other end, the system gives the connection up: sooner
/// than a slow line would be, and later than a slow proxy stops reading.
#[cfg(target_os = "linux")]
const DEAD_LIMIT: Duration = Duration::from_secs(120);
/// The longest request of all, so that none is watched for ever.
const REQUEST_LIMIT: Duration = Duration::from_secs(600);

/// How long a request may take, by what moves and not as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// The longest silence: nothing is taken from us, and nothing comes.
    pub silence: Duration,
    /// Once a body has left this machine's hands nobody sees how it moves: a proxy may pass it on
    /// slowly. It is given as long as it needs at this rate.
    pub least_bytes_per_second: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self { silence: Duration::from_secs(30), least_bytes_per_second: 1_024 }
    }
}

impl Patience {
    /// How long an answer may take after so many bytes have left.
    fn after(self, bytes: usize) -> Duration {
        let at_least = self.least_bytes_per_second.max(1);
        self.silence + Duration::from_secs_f64(bytes as f64 / f64::from(at_least))
    }
}

/// The line over HTTP.
#[derive(Debug)]
pub struct Http {
    client: Client,
    patience: Patience,
}

impl Http {
    /// Makes the client; opens no connection yet.
    ///
    /// # Errors
    /// [`LineError::Unreachable`] when the machine has no working TLS set-up.
    pub fn make() -> Result<Self, LineError> {
        Self::with_patience(Patience::default())
    }

    /// As [`Http::make`], with other limits on silence.
    ///
    /// # Errors
    /// As [`Http::make`].
    pub fn with_patience(patience: Patience) -> Result<Self, LineError> {
        // A second install is refused and changes nothing, which is what is wanted.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_LIMIT)
            // Rounds are half a minute apart: a kept connection is mostly one that died unseen.
            .pool_max_idle_per_host(0)
            .user_agent(concat!("keyway/", env!("CARGO_PKG_VERSION")));
        #[cfg(target_os = "linux")]
        let client = client.tcp_user_timeout(DEAD_LIMIT);
        let client = client.build().map_err(unreachable)?;
        Ok(Self { client, patience })
    }

    /// Sends, and believes only an answer that says that it is a Keyway server's.
    async fn ask(&self, request: RequestBuilder, body: Bytes) -> Result<Vec<u8>, LineError> {
        let (body, sending) = Outgoing::of(body);
        let request = request.body(reqwest::Body::wrap(body));
        let answer = timeout(REQUEST_LIMIT, self.watch(request, sending)).await;
        answer.map_err(silent)?
    }

    async fn watch(&self, request: RequestBuilder, sending: Sending) -> Result<Vec<u8>, LineError> {
        let patience = |left| match left {
            None => self.patience.silence,
            Some(bytes) => self.patience.after(bytes),
        };
        let reply = sending.while_it_moves(request.send(), patience).await.map_err(silent)?;
        let reply = reply.map_err(broken)?;
        let status = reply.status();
        if status == StatusCode::PAYLOAD_TOO_LARGE {
            // A proxy says so in its own words, and none of them are ours.
            return Err(LineError::TooLarge);
        }
        if !reply.headers().contains_key(SERVER_HEADER) {
            return Err(LineError::NotAServer);
        }
        let body = self.bounded(reply).await?;
        if status.is_success() {
            return Ok(body);
        }
        let refusal: Refusal = serde_json::from_slice(&body).map_err(|_| LineError::NotAServer)?;
        Err(LineError::Refused(refusal.code))
    }

    /// The body, at most [`LIMIT_UPLOAD_BYTES`] of it.
    async fn bounded(&self, mut reply: Response) -> Result<Vec<u8>, LineError> {
        let mut body = Vec::new();
        loop {
            let chunk = timeout(self.patience.silence, reply.chunk()).await.map_err(silent)?;
            let Some(chunk) = chunk.map_err(broken)? else { return Ok(body) };
            if body.len() + chunk.len() > LIMIT_UPLOAD_BYTES {
                return Err(LineError::NotAServer);
            }
            body.extend_from_slice(&chunk);
        }
    }

    async fn ask_json<T: DeserializeOwned>(
        &self,
        path: String,
        request: &impl Serialize,
    ) -> Result<T, LineError> {
        // Our own requests all have JSON.
        let body = serde_json::to_vec(request).map_err(|error| LineError::Lost(error.into()))?;
        let request = self.client.post(path).header(CONTENT_TYPE, "application/json");
        read(&self.ask(request, body.into()).await?)
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, LineError> {
    serde_json::from_slice(body).map_err(|_| LineError::NotAServer)
}

#[async_trait]
impl Transport for Http {
    async fn programme(&self, address: &str) -> Result<ProgrammeReply, LineError> {
        let request = self.client.get(format!("{address}/v1/programme"));
        read(&self.ask(request, Bytes::new()).await?)
    }

    async fn join(&self, address: &str, request: &JoinRequest) -> Result<JoinReply, LineError> {
        self.ask_json(format!("{address}/v1/join"), request).await
    }

    async fn certificate(
        &self,
        address: &str,
        request: &CertificateRequest,
    ) -> Result<CertificateReply, LineError> {
        self.ask_json(format!("{address}/v1/certificate"), request).await
    }

    async fn upload(&self, address: &str, body: Vec<u8>) -> Result<Vec<u8>, LineError> {
        let request = self.client.post(format!("{address}/v1/envelopes"));
        self.ask(request.header(CONTENT_TYPE, MEDIA_TYPE), body.into()).await
    }

    async fn lease(&self, address: &str, request: &LeaseRequest) -> Result<Lease, LineError> {
        self.ask_json(format!("{address}/v1/leases"), request).await
    }
}

fn unreachable(error: reqwest::Error) -> LineError {
    // The address is in the log already, once; an error may repeat it with every try.
    LineError::Unreachable(Box::new(error.without_url()))
}

fn broken(error: reqwest::Error) -> LineError {
    if error.is_connect() {
        unreachable(error)
    } else {
        LineError::Lost(error.without_url().into())
    }
}

fn silent(error: tokio::time::error::Elapsed) -> LineError {
    LineError::Lost(error.into())
}
