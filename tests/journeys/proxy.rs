//! Stand-ins for what lies between a counter and its server: thin lines, and proxies with limits.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// How much is passed on at a time.
const STEP_BYTES: usize = 2_048;

/// One line to a server; without limits it carries everything.
#[derive(Clone)]
pub struct Proxy {
    /// The largest body; larger ones get a proxy's 413.
    pub limit_bytes: Arc<AtomicUsize>,
    /// How fast bodies go up.
    pub bytes_per_second: usize,
    /// After so many bytes of one connection nothing moves any more.
    pub silent_after: usize,
    /// Which envelope arrives as no CBOR, by its number; small messages go untouched.
    pub damages: Option<u8>,
    pub uploads: Arc<AtomicUsize>,
}

impl Default for Proxy {
    fn default() -> Self {
        Self {
            limit_bytes: Arc::new(AtomicUsize::new(usize::MAX)),
            bytes_per_second: usize::MAX,
            silent_after: usize::MAX,
            damages: None,
            uploads: Arc::default(),
        }
    }
}

/// A request's head, and what has come of its body with it.
struct Head {
    bytes: Vec<u8>,
    body: Vec<u8>,
    length: usize,
    is_upload: bool,
}

impl Proxy {
    /// As a proxy that takes no larger body.
    pub fn limited(limit_bytes: usize) -> Self {
        let limit_bytes = Arc::new(AtomicUsize::new(limit_bytes));
        Self { limit_bytes, ..Self::default() }
    }

    /// How many uploads were tried.
    pub fn uploads(&self) -> usize {
        self.uploads.load(Ordering::SeqCst)
    }

    /// Stands before `server` from now on; answers its address there.
    pub async fn before(&self, server: SocketAddr) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let proxy = self.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let proxy = proxy.clone();
                tokio::spawn(async move { proxy.carry(client, server).await });
            }
        });
        format!("http://{address}")
    }

    /// One request and its answer; a connection that ends early ends here too.
    async fn carry(&self, mut client: TcpStream, server: SocketAddr) -> Option<()> {
        let mut head = read_head(&mut client).await?;
        if head.is_upload {
            self.uploads.fetch_add(1, Ordering::SeqCst);
        }
        if head.length > self.limit_bytes.load(Ordering::SeqCst) {
            return refuse(client).await;
        }
        let mut upstream = TcpStream::connect(server).await.ok()?;
        upstream.write_all(&head.bytes).await.ok()?;
        if let Some(number) = self.damages.filter(|_| head.length > 10_000) {
            let mut rest = vec![0; head.length - head.body.len()];
            client.read_exact(&mut rest).await.ok()?;
            head.body.extend(rest);
            damage(&mut head.body, number);
        }
        let (mut from_client, mut to_client) = client.into_split();
        let (mut from_server, mut to_server) = upstream.into_split();
        tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
        let mut step = head.body;
        let mut carried = 0;
        while carried < head.length {
            if step.is_empty() {
                step = vec![0; STEP_BYTES];
                let count = from_client.read(&mut step).await.ok().filter(|count| *count > 0)?;
                step.truncate(count);
            }
            if carried + step.len() > self.silent_after {
                std::future::pending::<()>().await;
            }
            let seconds = step.len() as f64 / self.bytes_per_second as f64;
            sleep(Duration::from_secs_f64(seconds)).await;
            to_server.write_all(&step).await.ok()?;
            carried += step.len();
            step.clear();
        }
        // Until the client has its answer and hangs up.
        let _ = from_client.read(&mut [0; 1]).await;
        Some(())
    }
}

async fn read_head(client: &mut TcpStream) -> Option<Head> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|part| part == b"\r\n\r\n") {
            break at + 4;
        }
        let mut step = [0; STEP_BYTES];
        let count = client.read(&mut step).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&step[..count]);
    };
    let body = bytes.split_off(end);
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:"));
    let length = length.map_or(0, |length| length.trim().parse().expect("a length"));
    let is_upload = text.starts_with("post /v1/envelopes ");
    Some(Head { bytes, body, length, is_upload })
}

/// Answers as nginx does, and lingers, so that the answer is read.
async fn refuse(mut client: TcpStream) -> Option<()> {
    const PAGE: &str = "<html><head><title>413 Request Entity Too Large</title></head></html>";
    let reply = format!(
        "HTTP/1.1 413 Request Entity Too Large\r\nServer: nginx\r\nContent-Type: text/html\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{PAGE}",
        PAGE.len()
    );
    client.write_all(reply.as_bytes()).await.ok()?;
    let mut step = [0; 65_536];
    while client.read(&mut step).await.ok()? > 0 {}
    Some(())
}

/// Makes the envelope with this number no CBOR.
fn damage(body: &mut [u8], number: u8) {
    let named = [b"hsequence".as_slice(), &[number]].concat();
    let at = body.windows(named.len()).position(|part| part == named);
    let Some(at) = at else { return };
    let starts = |part: &[u8]| part == b"\xa3fheader";
    let start = body[..at].windows(8).rposition(starts).expect("it is in an envelope");
    body[start] = 0xFF;
}
