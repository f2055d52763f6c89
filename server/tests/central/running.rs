//! A server on a free port, and a client.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use keyway_server::database::listing::{Listed, newest};
use keyway_server::{Address, Central, Clock, Folder, serve};
use reqwest::{Client, RequestBuilder, Response};
use serde::Serialize;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use wire::join::{JoinReply, JoinRequest, Refusal, RefusalCode};
use wire::stream::read_all;
use wire::{Envelope, LIMIT_UPLOAD_ENVELOPES, Outcome, Receipt, Statement};

use crate::counter::Counter;

pub const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const START_MS: i64 = 1_795_442_400_000;

pub struct Running {
    pub place: TempDir,
    pub central: Arc<Central>,
    pub client: Client,
    now_ms: Arc<AtomicI64>,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<Result<(), keyway_server::Error>>,
}

impl Running {
    pub async fn start() -> Self {
        let place = tempfile::tempdir().expect("a folder");
        Self::start_in(place, Arc::new(AtomicI64::new(START_MS))).await
    }

    async fn start_in(place: TempDir, now_ms: Arc<AtomicI64>) -> Self {
        // Only the first of many tests can install it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = Folder::open(place.path()).expect("made");
        let address = Address::Sqlite(folder.database());
        let told = now_ms.clone();
        let clock = Clock::of(move || told.load(Ordering::SeqCst));
        let central = Central::open(&folder, &address, clock).await.expect("opened");
        let central = Arc::new(central);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel();
        let stop_signal = async { stopped.await.unwrap_or_default() };
        let serving = tokio::spawn(serve(listener, stop_signal, central.clone()));
        let client = Client::new();
        Self { place, central, client, now_ms, address, stop, serving }
    }

    /// Stops it and starts another on the same folder.
    pub async fn restart(self) -> Self {
        self.stop.send(()).expect("it is running");
        self.serving.await.expect("no panic").expect("ended well");
        self.central.database().close().await;
        Self::start_in(self.place, self.now_ms).await
    }

    pub fn wait_ms(&self, ms: i64) {
        self.now_ms.fetch_add(ms, Ordering::SeqCst);
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub async fn code(&self) -> String {
        self.central.make_code(None).await.expect("a code").secret().to_owned()
    }

    pub async fn counter(&self) -> Counter {
        let mut counter = Counter::new(&self.central.programme());
        let reply = self.join(&counter.asks(&self.code().await)).await.expect("joined");
        counter.id = reply.counter;
        counter
    }

    pub async fn join(&self, request: &JoinRequest) -> Result<JoinReply, RefusalCode> {
        answer(self.post("/v1/join", request).await).await
    }

    pub async fn post(&self, path: &str, request: &impl Serialize) -> Response {
        self.send(self.client.post(self.url(path)).json(request)).await
    }

    pub async fn send(&self, request: RequestBuilder) -> Response {
        let reply = request.send().await.expect("the server answers");
        assert_eq!(reply.headers()[wire::SERVER_HEADER], "1", "every reply says whose it is");
        reply
    }

    pub async fn upload(&self, body: Vec<u8>) -> Response {
        let request = self.client.post(self.url("/v1/envelopes"));
        self.send(request.header("content-type", wire::MEDIA_TYPE).body(body)).await
    }

    /// The bytes of the receipts for some envelopes.
    pub async fn receipts(&self, body: Vec<u8>) -> Vec<u8> {
        let reply = self.upload(body).await;
        assert_eq!(reply.status(), 200);
        assert_eq!(reply.headers()["content-type"], wire::MEDIA_TYPE);
        reply.bytes().await.expect("a body").to_vec()
    }

    /// What the receipts for some envelopes say.
    pub async fn statements(&self, body: Vec<u8>) -> Vec<Statement> {
        let receipts = self.receipts(body).await;
        let receipts: Vec<Receipt> = read_all(&receipts, LIMIT_UPLOAD_ENVELOPES).expect("receipts");
        let key = hex::decode(self.central.programme().server_key).expect("hexadecimal");
        let key = wire::VerifyKey::from_bytes(&key).expect("a key");
        receipts.iter().map(|receipt| receipt.verify(&key).expect("the server's")).collect()
    }

    pub async fn outcomes(&self, envelopes: &[&Envelope]) -> Vec<Outcome> {
        let said = self.statements(body_of(envelopes)).await;
        said.into_iter().map(|statement| statement.outcome).collect()
    }

    pub async fn outcome(&self, envelope: &Envelope) -> Outcome {
        self.outcomes(&[envelope]).await[0]
    }

    pub async fn listed(&self) -> Vec<Listed> {
        let mut tx = self.central.database().read().await.expect("a line");
        newest(&mut tx, 10_000).await.expect("a list")
    }

    /// The numbers that were accepted, sorted.
    pub async fn accepted(&self) -> Vec<i64> {
        let listed = self.listed().await;
        let accepted = listed.iter().filter(|row| row.outcome == "accepted");
        let mut numbers: Vec<i64> = accepted.map(|row| row.sequence).collect();
        numbers.sort_unstable();
        numbers
    }
}

pub fn body_of(envelopes: &[&Envelope]) -> Vec<u8> {
    envelopes.iter().flat_map(|envelope| envelope.to_bytes().expect("bytes")).collect()
}

pub async fn answer<T: serde::de::DeserializeOwned>(reply: Response) -> Result<T, RefusalCode> {
    if reply.status().is_success() {
        return Ok(reply.json().await.expect("the answer"));
    }
    let refusal: Refusal = reply.json().await.expect("a refusal");
    Err(refusal.code)
}
