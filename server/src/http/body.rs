//! Reading a request's body within its bound.
//!
//! What is over the bound is read a little further and thrown away, because a sender that is cut
//! off in the middle does not read the answer that says why.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, HttpBody};
use serde::de::DeserializeOwned;
use wire::join::RefusalCode;

use super::Refused;

/// Largest JSON request, in bytes; each is a few hundred.
const LIMIT_JSON: usize = 16 * 1024;
/// How many times its bound is read of a body before the line is cut.
const PATIENCE: usize = 4;

/// The whole body, at most `limit` bytes.
pub(super) async fn read_body(mut body: Body, limit: usize) -> Result<Vec<u8>, Refused> {
    let (mut bytes, mut seen) = (Vec::new(), 0_usize);
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let frame = frame.map_err(|_| Refused::from(RefusalCode::Malformed))?;
        let Ok(data) = frame.into_data() else { continue };
        seen += data.len();
        if seen <= limit {
            bytes.extend_from_slice(&data);
        } else if seen > limit.saturating_mul(PATIENCE) {
            break;
        } else {
            bytes = Vec::new();
        }
    }
    if seen > limit { Err(RefusalCode::TooLarge.into()) } else { Ok(bytes) }
}

/// The body as JSON.
pub(super) async fn read_json<T: DeserializeOwned>(body: Body) -> Result<T, Refused> {
    let bytes = read_body(body, LIMIT_JSON).await?;
    serde_json::from_slice(&bytes).map_err(|_| RefusalCode::Malformed.into())
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;

    #[tokio::test]
    async fn a_body_at_its_bound_is_read_and_one_over_it_is_not() {
        assert_eq!(read_body(Body::from("12345"), 5).await, Ok(b"12345".to_vec()));
        for over in ["123456", "123456789012345678901234567890"] {
            let refused = read_body(Body::from(over), 5).await;
            let too_large = Refused(StatusCode::PAYLOAD_TOO_LARGE, RefusalCode::TooLarge);
            assert_eq!(refused, Err(too_large));
        }
    }
}
