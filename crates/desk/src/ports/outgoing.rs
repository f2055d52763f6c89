//! A request's body that tells how it goes out, so that silence is told from slowness.
//!
//! Knows nothing of what it carries.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::sync::Notify;
use tokio::time::error::Elapsed;
use tokio::time::timeout;

/// How much is handed over at a time: small, so that a slow line is seen to move.
const CHUNK_BYTES: usize = 4 * 1024;

/// A body on its way.
pub(super) struct Outgoing {
    rest: Bytes,
    mark: Arc<Mark>,
}

/// What the one who waits for the answer sees of it.
pub(super) struct Sending {
    bytes: usize,
    mark: Arc<Mark>,
}

struct Mark {
    has_moved: Notify,
    is_over: AtomicBool,
}

impl Outgoing {
    pub(super) fn of(body: Bytes) -> (Self, Sending) {
        let is_over = AtomicBool::new(body.is_empty());
        let mark = Arc::new(Mark { has_moved: Notify::new(), is_over });
        let sending = Sending { bytes: body.len(), mark: Arc::clone(&mark) };
        (Self { rest: body, mark }, sending)
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        let count = self.rest.len().min(CHUNK_BYTES);
        let chunk = self.rest.split_to(count);
        self.mark.is_over.store(self.rest.is_empty(), Ordering::Release);
        self.mark.has_moved.notify_one();
        Poll::Ready(Some(Ok(Frame::data(chunk))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    /// Exact, so that whoever refuses large messages can do so before they have come.
    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}

impl Sending {
    /// The answer, for as long as the body moves. `patience` says how long nothing may be heard:
    /// of `None` while the body goes out, and of its size once all of it has left.
    pub(super) async fn while_it_moves<T>(
        &self,
        answer: impl Future<Output = T>,
        patience: impl Fn(Option<usize>) -> Duration,
    ) -> Result<T, Elapsed> {
        let mut answer = std::pin::pin!(answer);
        loop {
            let is_over = self.mark.is_over.load(Ordering::Acquire);
            let patience = patience(is_over.then_some(self.bytes));
            let heard = timeout(patience, async {
                tokio::select! {
                    answer = &mut answer => Some(answer),
                    () = self.mark.has_moved.notified() => None,
                }
            });
            if let Some(answer) = heard.await? {
                return Ok(answer);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes the body, one chunk each `pause`, and then answers.
    async fn taken(mut body: Outgoing, pause: Duration) -> usize {
        let mut chunks = 0;
        while let Some(Ok(_)) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await
        {
            chunks += 1;
            tokio::time::sleep(pause).await;
        }
        chunks
    }

    const SILENCE: Duration = Duration::from_millis(200);

    #[tokio::test]
    async fn a_body_that_moves_may_take_longer_than_any_silence() {
        let (body, sending) = Outgoing::of(vec![7_u8; 20 * CHUNK_BYTES].into());
        let answer = taken(body, SILENCE / 10);
        assert_eq!(sending.while_it_moves(answer, |_| SILENCE).await.ok(), Some(20));
    }

    #[tokio::test]
    async fn a_body_that_nobody_takes_is_given_up() {
        let (body, sending) = Outgoing::of(vec![7_u8; 20 * CHUNK_BYTES].into());
        let answer = taken(body, Duration::from_secs(3_600));
        assert!(sending.while_it_moves(answer, |_| SILENCE).await.is_err());
    }

    #[tokio::test]
    async fn once_it_has_left_the_patience_is_that_of_its_size() {
        let (body, sending) = Outgoing::of(vec![7_u8; 2 * CHUNK_BYTES].into());
        let answer = async {
            let chunks = taken(body, Duration::ZERO).await;
            tokio::time::sleep(2 * SILENCE).await;
            chunks
        };
        let patience = |left: Option<usize>| match left {
            None => SILENCE,
            Some(bytes) => SILENCE * u32::try_from(bytes / CHUNK_BYTES).expect("few") * 10,
        };
        assert_eq!(sending.while_it_moves(answer, patience).await.ok(), Some(2));
    }
}
