//! The line to the central server, as the desk needs it.
//!
//! Believes nothing: receipts and keys are proven by the caller.

use async_trait::async_trait;
use wire::join::{
    CertificateReply, CertificateRequest, JoinReply, JoinRequest, ProgrammeReply, RefusalCode,
};
use wire::lease::{Lease, LeaseRequest};

/// Why the line gave no answer that counts.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// Nothing answered. Normal at a counter.
    #[error("the server cannot be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It was reached, and the line failed or fell silent before the answer was whole.
    #[error("the line was lost before the answer")]
    Lost(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The server, or a proxy on the way, refuses so large a message.
    #[error("the line refuses so large a message")]
    TooLarge,
    /// Something answered that is no Keyway server, such as a hotel's sign-in page.
    #[error("what answered is not a keyway server")]
    NotAServer,
    /// The server refused.
    #[error("the server refused: {0:?}")]
    Refused(RefusalCode),
}

/// The line to the central server.
#[async_trait]
pub trait Transport: Send + Sync {
    /// `GET /v1/programme`.
    async fn programme(&self, address: &str) -> Result<ProgrammeReply, LineError>;
    /// `POST /v1/join`.
    async fn join(&self, address: &str, request: &JoinRequest) -> Result<JoinReply, LineError>;
    /// `POST /v1/certificate`.
    async fn certificate(
        &self,
        address: &str,
        request: &CertificateRequest,
    ) -> Result<CertificateReply, LineError>;
    /// `POST /v1/envelopes`: a CBOR sequence of envelopes out, of receipts back.
    async fn upload(&self, address: &str, body: Vec<u8>) -> Result<Vec<u8>, LineError>;
    /// `POST /v1/leases`.
    async fn lease(&self, address: &str, request: &LeaseRequest) -> Result<Lease, LineError>;
}
