//! Rounds of a real counter with a server and a line that are played.
//!
//! The real server and real lines are in the journeys; here each refusal can be had at will.

use std::collections::{BTreeSet, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use domain::{Personal, Stamp, Word};
use sha2::{Digest, Sha256};
use store::table::journal::{self, NewEntry};
use store::table::lease::{self, LeaseRow};
use tempfile::TempDir;
use uuid::Uuid;
use wire::fact::UpdatesLeft;
use wire::join::{
    CertificateReply, CertificateRequest, JoinReply, JoinRequest, ProgrammeReply, RefusalCode,
};
use wire::lease::{Lease, LeaseRequest};
use wire::stream::read_all;
use wire::{
    About, Birth, Certificate, CodeKind, CounterKey, Envelope, Fact, FactKind,
    LIMIT_UPLOAD_ENVELOPES, Outcome, ProgrammePublic, ProgrammeSecret, Reason, Receipt, ServerKey,
    Statement,
};

use super::*;
use crate::ports::{Clock, Ipp, Transport, rng};
use crate::view::SetUp;
use crate::{Code, Options, Places};

const COUNTER: Uuid = Uuid::from_u128(7);
const NOON_MS: i64 = 1_795_442_400_000;

/// A server behind a line, as it is told to behave.
struct Played {
    server: ServerKey,
    programme: ProgrammePublic,
    counter: CounterKey,
    told: Mutex<Told>,
}

#[derive(Default)]
struct Told {
    /// The largest upload that the line carries.
    limit_bytes: Option<usize>,
    refuses_certificate: bool,
    /// What becomes of the next wishes; granted when none is left.
    wishes: VecDeque<fn() -> LineError>,
    /// The wishes that were asked: kind and id.
    asked: Vec<(NumberKind, Uuid)>,
    accepted: Vec<u64>,
    accounted_for: BTreeSet<u64>,
    uploads: usize,
}

impl Played {
    fn new() -> Self {
        let (_, programme) = ProgrammeSecret::make(&mut rng());
        let (server, counter) = (ServerKey::make(&mut rng()), CounterKey::make(&mut rng()));
        Self { server, programme, counter, told: Mutex::default() }
    }

    fn told(&self) -> std::sync::MutexGuard<'_, Told> {
        self.told.lock().expect("no panic before")
    }

    /// What the real server says of one piece, by the order of numbers.
    fn receipt(&self, envelope: Option<&Envelope>, bytes: &[u8]) -> Receipt {
        let about = envelope.and_then(|envelope| Some(envelope.header().ok()?.about));
        let (counter, sequence) = about.map(|about| (about.counter, about.sequence)).unzip();
        let proof = envelope.map(|one| one.verify(&self.counter.public()));
        let mut told = self.told();
        let outcome = match (sequence, proof) {
            (Some(sequence), Some(Err(wire::Error::OtherBody))) => {
                told.accounted_for.insert(sequence);
                Outcome::Quarantined(Reason::OtherBody)
            }
            (Some(sequence), Some(Ok(_))) => {
                if (1..sequence).any(|before| !told.accounted_for.contains(&before)) {
                    Outcome::Quarantined(Reason::SequenceGap)
                } else {
                    told.accounted_for.insert(sequence);
                    told.accepted.push(sequence);
                    Outcome::Accepted
                }
            }
            _ => Outcome::Quarantined(Reason::Malformed),
        };
        let statement = Statement {
            version: wire::VERSION,
            counter: counter.unwrap_or_default(),
            sequence: sequence.unwrap_or_default(),
            envelope_sha256: <[u8; 32]>::from(Sha256::digest(bytes)).into(),
            outcome,
            received_at_ms: NOON_MS,
        };
        Receipt::make(&statement, &self.server).expect("signed")
    }
}

#[async_trait]
impl Transport for Played {
    async fn programme(&self, _: &str) -> Result<ProgrammeReply, LineError> {
        Ok(ProgrammeReply {
            programme_key: hex::encode(self.programme.to_bytes()),
            server_key: hex::encode(self.server.public().to_bytes()),
            server_time_ms: NOON_MS,
        })
    }

    async fn join(&self, _: &str, _: &JoinRequest) -> Result<JoinReply, LineError> {
        Err(LineError::NotAServer)
    }

    async fn certificate(
        &self,
        _: &str,
        _: &CertificateRequest,
    ) -> Result<CertificateReply, LineError> {
        if self.told().refuses_certificate {
            return Err(LineError::Refused(RefusalCode::NotThisCounter));
        }
        let certificate = Certificate::make(&self.counter.public(), &self.server).to_hex();
        Ok(CertificateReply { certificate })
    }

    async fn upload(&self, _: &str, body: Vec<u8>) -> Result<Vec<u8>, LineError> {
        let limit_bytes = {
            let mut told = self.told();
            told.uploads += 1;
            told.limit_bytes
        };
        if limit_bytes.is_some_and(|limit| body.len() > limit) {
            return Err(LineError::TooLarge);
        }
        if body == [1] {
            return Ok(self.receipt(None, &body).to_bytes().expect("bytes"));
        }
        let envelopes: Vec<Envelope> = read_all(&body, LIMIT_UPLOAD_ENVELOPES)
            .map_err(|_| LineError::Refused(RefusalCode::Malformed))?;
        let receipts = envelopes.iter().flat_map(|envelope| {
            let bytes = envelope.to_bytes().expect("bytes");
            self.receipt(Some(envelope), &bytes).to_bytes().expect("bytes")
        });
        Ok(receipts.collect())
    }

    async fn lease(&self, _: &str, request: &LeaseRequest) -> Result<Lease, LineError> {
        let mut told = self.told();
        told.asked.push((request.ask.kind, request.ask.request));
        if let Some(fault) = told.wishes.pop_front() {
            return Err(fault());
        }
        Ok(Lease {
            id: request.ask.request,
            kind: request.ask.kind,
            first: 1_000 * told.asked.len() as u64,
            count: request.ask.count,
            expires_at_ms: i64::MAX,
        })
    }
}

/// Stands at noon; the time since the start is set.
#[derive(Default)]
struct Still(AtomicU64);

impl Clock for Still {
    fn at_ms(&self) -> i64 {
        NOON_MS
    }

    fn monotonic_ms(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }

    fn steady_ms(&self) -> u64 {
        self.monotonic_ms()
    }
}

struct Counter {
    desk: Desk,
    line: Arc<Played>,
    clock: Arc<Still>,
    store: Arc<Store>,
    _folder: TempDir,
}

/// A counter that has joined, with so many numbers of each kind.
fn counter(numbers: u32) -> Counter {
    let folder = tempfile::tempdir().expect("a folder");
    let (line, clock) = (Arc::new(Played::new()), Arc::new(Still::default()));
    let (places, printers) = (Places::under(folder.path()), Arc::new(Ipp::make().expect("ipp")));
    let desk = Desk::new(places, clock.clone(), line.clone(), printers, Options::default());
    let desk = desk.expect("a desk");
    let wish = SetUp {
        site: "Sulzer Library".into(),
        supervisor: "Ada Brook".into(),
        passphrase: "a long enough passphrase".into(),
    };
    desk.set_up(&wish).expect("set up");
    let store = desk.store().expect("signed in");
    let row = MembershipRow {
        counter: COUNTER,
        address: "http://127.0.0.1".into(),
        counter_key: line.counter.to_bytes(),
        programme_key: line.programme.to_bytes(),
        server_key: line.server.public().to_bytes(),
        joined_at_ms: NOON_MS,
        server_offset_ms: 0,
    };
    let added = store.write(|tx| {
        membership::join(tx, &row)?;
        for &kind in NumberKind::ALL {
            lease::add(tx, &some_numbers(kind, numbers))?;
        }
        Ok::<_, Error>(())
    });
    added.expect("joined");
    Counter { desk, line, clock, store, _folder: folder }
}

fn some_numbers(kind: NumberKind, count: u32) -> LeaseRow {
    let id = Uuid::from_u128(kind as u128);
    LeaseRow { id, kind, first: 1, count, used: 0, expires_at_ms: i64::MAX }
}

impl Counter {
    /// Queues a fact whose envelope is so large.
    fn queue(&self, sequence: u64, bytes: usize) {
        let fact =
            Fact::UpdatesLeft(UpdatesLeft { emails: vec![Personal::new("x".repeat(bytes))] });
        let about = About {
            version: wire::VERSION,
            counter: COUNTER,
            sequence,
            kind: FactKind::UpdatesLeft,
            application: None,
            at: Stamp { at_ms: NOON_MS, monotonic_ms: 0, server_offset_ms: None },
            programme: self.line.programme.id(),
            digest: None,
        };
        let (programme, key) = (&self.line.programme, &self.line.counter);
        let envelope = Envelope::make(about, &fact, programme, key, &mut rng()).expect("sealed");
        self.queue_bytes(sequence, envelope.to_bytes().expect("bytes"));
    }

    fn queue_bytes(&self, sequence: u64, envelope: Vec<u8>) {
        let entry = NewEntry {
            sequence,
            kind: FactKind::UpdatesLeft.word().into(),
            application_id: None,
            sha256: Sha256::digest(&envelope).into(),
            envelope,
            queued_at_ms: NOON_MS,
        };
        self.store.write(|tx| journal::append(tx, &entry)).expect("queued");
    }

    fn state(&self) -> LineState {
        self.desk.line().expect("a line").state
    }

    fn accepted(&self) -> Vec<u64> {
        self.line.told().accepted.clone()
    }
}

#[tokio::test]
async fn sixty_four_envelopes_pass_a_proxy_that_takes_one_mebibyte() {
    let counter = counter(1_000);
    counter.line.told().limit_bytes = Some(1024 * 1024);
    (1..=64).for_each(|sequence| counter.queue(sequence, 72_000));
    let progress = counter.desk.sync_once().await.expect("sent");
    assert_eq!(progress.accepted, 64);
    assert_eq!(counter.accepted(), (1..=64).collect::<Vec<_>>(), "in order, and each once");
    let uploads = counter.line.told().uploads;
    assert!(uploads <= 14, "{uploads}");
}

#[tokio::test]
async fn one_that_is_too_large_for_the_line_holds_up_no_other() {
    let counter = counter(1_000);
    counter.line.told().limit_bytes = Some(100_000);
    let sizes = [5_000, 300_000, 5_000, 90_000, 200_000, 5_000];
    (1..).zip(sizes).for_each(|(sequence, bytes)| counter.queue(sequence, bytes));
    let error = counter.desk.sync_once().await.expect_err("two do not fit");
    assert!(matches!(error, Error::Line(LineError::TooLarge)), "{error}");
    assert_eq!(counter.accepted(), [1, 3, 4, 6]);
    assert_eq!(counter.desk.line().expect("a line").waiting, 2);
    assert_eq!(counter.state(), LineState::TooLarge);
    let uploads = counter.line.told().uploads;
    counter.desk.sync_once().await.expect("they rest");
    assert_eq!((counter.state(), counter.line.told().uploads), (LineState::TooLarge, uploads));

    counter.line.told().limit_bytes = None;
    counter.clock.0.store(60_000, Ordering::SeqCst);
    counter.desk.sync_once().await.expect("they fit now");
    assert_eq!(counter.accepted(), [1, 3, 4, 6, 2, 5]);
    assert_eq!(counter.state(), LineState::Online);
}

#[tokio::test]
async fn what_is_no_envelope_is_set_aside_by_name_and_holds_up_no_other() {
    let counter = counter(1_000);
    for sequence in 1..=40 {
        match sequence {
            // No CBOR at all, and CBOR that is no envelope.
            9 => counter.queue_bytes(sequence, vec![0xFF; 500]),
            30 => counter.queue_bytes(sequence, vec![1]),
            _ => counter.queue(sequence, 500),
        }
    }
    let progress = counter.desk.sync_once().await.expect("a bad record stops nothing");
    assert_eq!((progress.accepted, progress.quarantined), (38, 2));
    let good: Vec<u64> = (1..=40).filter(|sequence| ![9, 30].contains(sequence)).collect();
    assert_eq!(counter.accepted(), good);
    let line = counter.desk.line().expect("a line");
    assert_eq!((line.state, line.waiting, line.quarantined), (LineState::Online, 0, 2));
}

#[tokio::test]
async fn a_part_that_is_refused_holds_up_no_other() {
    let counter = counter(10);
    counter.queue(1, 500);
    counter.line.told().refuses_certificate = true;
    let no_numbers = || LineError::Refused(RefusalCode::NoNumbersLeft);
    counter.line.told().wishes.push_back(no_numbers);
    let error = counter.desk.sync_once().await.expect_err("two parts are refused");
    assert!(matches!(error, Error::Line(LineError::Refused(RefusalCode::NotThisCounter))));
    assert_eq!(counter.state(), LineState::Revoked, "the gravest is told");
    assert_eq!(counter.accepted(), [1], "envelopes go first");
    let kinds: Vec<_> = counter.line.told().asked.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, NumberKind::ALL, "the second kind is asked though the first is refused");
    let left =
        counter.store.read(|tx| lease::left(tx, NumberKind::Library, NOON_MS)).expect("counted");
    assert_eq!(left, 1_010);

    counter.line.told().refuses_certificate = false;
    counter.clock.0.store(30_000, Ordering::SeqCst);
    counter.desk.sync_once().await.expect("all is granted now");
    assert_eq!(counter.state(), LineState::Online);
}

#[tokio::test]
async fn a_counter_that_is_not_certified_yet_is_told_that_and_not_that_it_is_offline() {
    let counter = counter(1_000);
    let signed = || {
        let (name, birth) =
            (Personal::new("Rosa Delgado".into()), Birth::Years { from: 14, to: None });
        let card = ("310000000018", None);
        counter.store.read(|tx| counter.desk.code_of(tx, CodeKind::Proof, (&name, birth), card))
    };
    counter.line.told().refuses_certificate = true;
    assert!(counter.desk.sync_once().await.is_err());
    assert_eq!(signed().expect_err("nothing to sign with").code(), Code::NoCertificate);
    assert_ne!(counter.state(), LineState::Offline, "the server has answered");

    counter.line.told().refuses_certificate = false;
    counter.clock.0.store(30_000, Ordering::SeqCst);
    counter.desk.sync_once().await.expect("certified now");
    signed().expect("signed");
    assert_eq!(counter.state(), LineState::Online);
}

#[tokio::test]
async fn a_refused_wish_is_made_anew_and_not_at_once_and_a_lost_one_is_repeated() {
    let counter = counter(1_000);
    let kind = NumberKind::Card;
    let taken = counter
        .store
        .write(|tx| (0..600).try_for_each(|_| lease::take(tx, kind, NOON_MS).map(|_| ())));
    taken.expect("used");
    let lost = || LineError::Lost("cut".into());
    let refused = || LineError::Refused(RefusalCode::NoNumbersLeft);
    counter.line.told().wishes.extend([lost as fn() -> LineError, refused]);
    let asked = |counter: &Counter| counter.line.told().asked.clone();

    assert!(counter.desk.sync_once().await.is_err());
    assert_eq!(counter.state(), LineState::Offline);
    assert!(counter.desk.sync_once().await.is_err(), "and refused");
    assert_eq!(counter.state(), LineState::NumbersRefused);
    assert_eq!(asked(&counter)[0], asked(&counter)[1], "the reply may have been lost");

    counter.desk.sync_once().await.expect("it is not asked at once");
    assert_eq!((asked(&counter).len(), counter.state()), (2, LineState::NumbersRefused));
    counter.clock.0.store(30_000, Ordering::SeqCst);
    counter.desk.sync_once().await.expect("granted");
    assert_ne!(asked(&counter)[1], asked(&counter)[2], "a refused wish is not repeated");
    assert_eq!((asked(&counter).len(), counter.state()), (3, LineState::Online));
}
