//! How a counter joins: who the server is, and what it gives to a new counter.
//!
//! JSON, keys in lower-case hexadecimal. The secret of the code crosses only to a server whose
//! keys the code names.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::lease::Lease;

/// `GET /v1/programme`: who the server is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeReply {
    /// The programme's public key (X25519, hexadecimal).
    pub programme_key: String,
    /// The server's public key (Ed25519, hexadecimal).
    pub server_key: String,
    /// The server's clock, in Unix milliseconds.
    pub server_time_ms: i64,
}

/// `POST /v1/join`: a new counter asks in.
///
/// Sent again with the same code and key it gets the same answer, so that a lost reply costs
/// nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinRequest {
    /// The secret half of the one-time code.
    pub secret: String,
    /// The counter's public key (Ed25519, hexadecimal).
    pub counter_key: String,
    /// The site's name, for the programme's list of counters.
    pub site: String,
}

impl std::fmt::Debug for JoinRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "JoinRequest({}, [secret])", self.counter_key)
    }
}

/// What a new counter gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinReply {
    /// The counter's id.
    pub counter: Uuid,
    /// The server's clock, in Unix milliseconds.
    pub server_time_ms: i64,
    /// The first blocks of numbers.
    pub leases: Vec<Lease>,
    /// The server's certificate for the counter's key (hexadecimal), for the codes on cards.
    pub certificate: String,
}

/// `POST /v1/certificate`: a counter that has joined asks for its certificate.
///
/// It proves nothing: a certificate stands on every card that the counter makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateRequest {
    /// The counter that asks.
    pub counter: Uuid,
}

/// The certificate of a counter that has joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateReply {
    /// The server's certificate for the counter's key (hexadecimal).
    pub certificate: String,
}

/// The body of every refusal (status 4xx or 5xx).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The word that a counter acts on.
    pub code: RefusalCode,
}

/// Why a request was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// The one-time code is unknown, used by another counter, or expired.
    CodeRefused,
    /// Too many wrong codes; try later.
    TooManyTries,
    /// The request is not readable.
    Malformed,
    /// The body is over its bound.
    TooLarge,
    /// The counter is unknown or revoked, or its signature does not fit.
    NotThisCounter,
    /// There are no numbers left to lease.
    NoNumbersLeft,
    /// The server failed; its log has the reason.
    Internal,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> JoinRequest {
        let secret = "10A1Z9ZX4T".into();
        JoinRequest { secret, counter_key: "ab".repeat(32), site: "Uptown".into() }
    }

    #[test]
    fn a_request_has_these_words_and_no_others() {
        let key = "ab".repeat(32);
        let json = format!(r#"{{"secret":"10A1Z9ZX4T","counter_key":"{key}","site":"Uptown"}}"#);
        assert_eq!(serde_json::to_string(&request()).expect("it has JSON"), json);
        assert_eq!(serde_json::from_str::<JoinRequest>(&json).expect("readable"), request());
        let more = json.replace("\"site\"", "\"clerk\":\"x\",\"site\"");
        assert!(serde_json::from_str::<JoinRequest>(&more).is_err(), "an unknown word");
    }

    #[test]
    fn debug_never_shows_the_secret() {
        assert!(!format!("{:?}", request()).contains("10A1Z9ZX4T"));
    }

    #[test]
    fn every_refusal_keeps_its_word() {
        let words = [
            (RefusalCode::CodeRefused, "code_refused"),
            (RefusalCode::TooManyTries, "too_many_tries"),
            (RefusalCode::Malformed, "malformed"),
            (RefusalCode::TooLarge, "too_large"),
            (RefusalCode::NotThisCounter, "not_this_counter"),
            (RefusalCode::NoNumbersLeft, "no_numbers_left"),
            (RefusalCode::Internal, "internal"),
        ];
        for (code, word) in words {
            let json = format!(r#"{{"code":"{word}"}}"#);
            assert_eq!(serde_json::to_string(&Refusal { code }).expect("it has JSON"), json);
        }
    }
}
