//! Reading a request's body within its bounds: of size, of silence, and of all bodies together.
//!
//! A slow line is honest: what is limited is a body that hardly moves, not the time of the whole.
//! What is over the bound is read a little further and thrown away, because a sender that is cut
//! off in the middle does not read the answer that says why.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::StatusCode;
use serde::de::DeserializeOwned;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout_at};
use wire::join::RefusalCode;

use super::Refused;

/// Largest JSON request, in bytes; each is a few hundred.
const LIMIT_JSON: usize = 16 * 1024;
/// How many times its bound is read of a body before the line is cut.
const PATIENCE: usize = 4;
/// The longest that a body may take, however steadily it comes; the largest envelope takes less
/// at a kilobyte a second.
pub(super) const LONGEST_BODY: Duration = Duration::from_secs(600);

/// How slowly a body may come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// In each such time some of it must come,
    span: Duration,
    /// and at least so many bytes, unless it ends.
    bytes: usize,
}

/// A counter sends four kilobytes at a time, and gives up after half a minute of silence.
const LEAST: Pace = Pace { span: Duration::from_secs(30), bytes: 4 * 1024 };

/// A body that was read, and its share of the room for all.
#[derive(Debug)]
pub(super) struct Whole<'a> {
    pub(super) bytes: Vec<u8>,
    _share: Option<SemaphorePermit<'a>>,
}

/// The whole body, at most `limit` bytes; `room` is what all that are being read may take
/// together, so that senders who dawdle hold up nobody else.
pub(super) async fn read_body(
    body: Body,
    limit: usize,
    room: &Semaphore,
) -> Result<Whole<'_>, Refused> {
    let end = Instant::now() + LONGEST_BODY;
    tokio::time::timeout_at(end, read_at(body, limit, room, LEAST)).await.map_err(|_| too_slow())?
}

async fn read_at(
    mut body: Body,
    limit: usize,
    room: &Semaphore,
    least: Pace,
) -> Result<Whole<'_>, Refused> {
    let mut share: Option<SemaphorePermit<'_>> = None;
    let (mut bytes, mut seen) = (Vec::new(), 0_usize);
    let (mut until, mut before) = (Instant::now() + least.span, 0_usize);
    loop {
        let next = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx));
        let Ok(frame) = timeout_at(until, next).await else {
            if seen - before < least.bytes {
                return Err(too_slow());
            }
            (until, before) = (Instant::now() + least.span, seen);
            continue;
        };
        let Some(frame) = frame else { break };
        let frame = frame.map_err(|_| Refused::from(RefusalCode::Malformed))?;
        let Ok(data) = frame.into_data() else { continue };
        seen += data.len();
        if seen <= limit {
            let more = take(room, data.len())?;
            match &mut share {
                Some(share) => share.merge(more),
                None => share = Some(more),
            }
            bytes.extend_from_slice(&data);
        } else if seen > limit.saturating_mul(PATIENCE) {
            break;
        } else {
            (bytes, share) = (Vec::new(), None);
        }
    }
    if seen > limit {
        Err(RefusalCode::TooLarge.into())
    } else {
        Ok(Whole { bytes, _share: share })
    }
}

/// A share of the room; nobody waits for it, because two half-read bodies could wait for ever.
fn take(room: &Semaphore, bytes: usize) -> Result<SemaphorePermit<'_>, Refused> {
    let count = u32::try_from(bytes).unwrap_or(u32::MAX);
    let full = Refused(StatusCode::SERVICE_UNAVAILABLE, RefusalCode::Internal);
    room.try_acquire_many(count).map_err(|_| full)
}

fn too_slow() -> Refused {
    Refused(StatusCode::REQUEST_TIMEOUT, RefusalCode::Internal)
}

/// The body as JSON.
pub(super) async fn read_json<T: DeserializeOwned>(body: Body) -> Result<T, Refused> {
    let room = Semaphore::new(LIMIT_JSON);
    let body = read_body(body, LIMIT_JSON, &room).await?;
    serde_json::from_slice(&body.bytes).map_err(|_| RefusalCode::Malformed.into())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::task::{Context, Poll, ready};

    use axum::body::Bytes;

    use super::*;

    /// A body of which so many bytes come, and then no more.
    struct HalfOpen(usize);

    impl HttpBody for HalfOpen {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
            match std::mem::take(&mut self.0) {
                0 => Poll::Pending,
                count => Poll::Ready(Some(Ok(http_body::Frame::data(vec![7_u8; count].into())))),
            }
        }
    }

    async fn bytes_of(body: impl Into<Body>, limit: usize) -> Result<Vec<u8>, Refused> {
        let room = Semaphore::new(100);
        let read = read_body(body.into(), limit, &room).await.map(|whole| whole.bytes);
        assert_eq!(room.available_permits(), 100, "its share is given back");
        read
    }

    #[tokio::test]
    async fn a_body_at_its_bound_is_read_and_one_over_it_is_not() {
        assert_eq!(bytes_of("12345", 5).await, Ok(b"12345".to_vec()));
        for over in ["123456", "123456789012345678901234567890"] {
            let refused = bytes_of(over, 5).await;
            let too_large = Refused(StatusCode::PAYLOAD_TOO_LARGE, RefusalCode::TooLarge);
            assert_eq!(refused, Err(too_large));
        }
    }

    #[tokio::test]
    async fn a_body_that_hardly_moves_is_given_up_however_it_began() {
        let least = Pace { span: Duration::from_millis(20), bytes: 10 };
        let room = Semaphore::new(1_000);
        for came in [0, 9, 500] {
            let refused = read_at(Body::new(HalfOpen(came)), 1_000, &room, least).await;
            assert_eq!(refused.map(|whole| whole.bytes), Err(too_slow()), "{came}");
        }
        assert_eq!(room.available_permits(), 1_000);
    }

    /// A body of which ten bytes come at a time, each after so long.
    struct Dripping(u32, Pin<Box<tokio::time::Sleep>>);

    const DRIP: Duration = Duration::from_millis(5);

    impl HttpBody for Dripping {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
        ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
            if self.0 == 0 {
                return Poll::Ready(None);
            }
            ready!(self.1.as_mut().poll(cx));
            let next = Instant::now() + DRIP;
            self.1.as_mut().reset(next);
            self.0 -= 1;
            Poll::Ready(Some(Ok(http_body::Frame::data(vec![7_u8; 10].into()))))
        }
    }

    #[tokio::test]
    async fn a_body_that_moves_may_take_longer_than_any_silence() {
        let least = Pace { span: 20 * DRIP, bytes: 10 };
        let room = Semaphore::new(1_000);
        let dripping = Dripping(60, Box::pin(tokio::time::sleep(DRIP)));
        let read = read_at(Body::new(dripping), 1_000, &room, least).await;
        assert_eq!(read.map(|whole| whole.bytes.len()), Ok(600));
    }

    #[tokio::test]
    async fn bodies_that_are_half_read_take_no_more_than_their_room() {
        let room = Semaphore::new(8);
        let first = read_body(Body::from("12345"), 9, &room).await.expect("there is room");
        let refused = read_body(Body::from("1234"), 9, &room).await.map(|whole| whole.bytes);
        let full = Refused(StatusCode::SERVICE_UNAVAILABLE, RefusalCode::Internal);
        assert_eq!(refused, Err(full));
        drop(first);
        assert!(read_body(Body::from("1234"), 9, &room).await.is_ok());
    }
}
