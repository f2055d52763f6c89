//! A clock that a journey sets, and a server that knows the true time.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, Weak};

use async_trait::async_trait;
use desk::Desk;
use desk::ports::{Clock, Http, LineError, SystemClock, Transport, day_of};
use domain::Zone;
use jiff::civil::Date;
use wire::join::{CertificateReply, CertificateRequest, JoinReply, JoinRequest, ProgrammeReply};
use wire::lease::{Lease, LeaseRequest};

const CHICAGO: &str = "America/Chicago";
const HOUR_MS: i64 = 3_600_000;

/// So long nobody needs to touch the counter.
const TOUCH_EVERY_MS: i64 = 60_000;

/// The true time, and the machine's clock, which may be wrong. While time passes, somebody is at
/// the counter, unless it is left alone or sleeps.
pub struct TestClock {
    start_ms: i64,
    true_ms: AtomicI64,
    slept_ms: AtomicI64,
    wrong_by_ms: AtomicI64,
    pub desk: Mutex<Weak<Desk>>,
}

impl TestClock {
    /// Noon in Chicago, today: leases and certificates are dated by the server's process, which
    /// has the machine's clock, so a fixed day would be right until they run out. Noon, so that
    /// a few hours more or less are the same day.
    pub fn at_noon_today() -> Self {
        let today = day_of(SystemClock::start().at_ms(), &chicago());
        let noon = today.at(12, 0, 0, 0).in_tz(CHICAGO).expect("the zone is known");
        let start_ms = noon.timestamp().as_millisecond();
        Self {
            start_ms,
            true_ms: start_ms.into(),
            slept_ms: 0.into(),
            wrong_by_ms: 0.into(),
            desk: Mutex::default(),
        }
    }

    /// The true time, in Unix milliseconds.
    pub fn true_ms(&self) -> i64 {
        self.true_ms.load(Ordering::SeqCst)
    }

    /// The true day, in Chicago.
    pub fn day(&self) -> Date {
        day_of(self.true_ms(), &chicago())
    }

    /// Hours of work.
    pub fn pass_hours(&self, hours: i64) {
        self.pass_ms(hours * HOUR_MS);
    }

    /// Time in which somebody is at the counter.
    pub fn pass_ms(&self, ms: i64) {
        let desk = self.desk.lock().expect("no panic").upgrade();
        let mut left_ms = ms;
        while left_ms > 0 {
            let step_ms = left_ms.min(TOUCH_EVERY_MS);
            self.leave_alone_ms(step_ms);
            // Where nobody is signed in, nobody is there.
            let _ = desk.as_ref().map(|desk| desk.still_here());
            left_ms -= step_ms;
        }
    }

    /// Time in which nobody is there.
    pub fn leave_alone_ms(&self, ms: i64) {
        self.true_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// Time in which the machine sleeps.
    pub fn sleep_ms(&self, ms: i64) {
        self.slept_ms.fetch_add(ms, Ordering::SeqCst);
        self.leave_alone_ms(ms);
    }

    /// Sets the machine's clock, forward or back; no time passes.
    pub fn set_ms(&self, by_ms: i64) {
        self.wrong_by_ms.fetch_add(by_ms, Ordering::SeqCst);
    }

    /// Sets the machine's clock this many hours ahead of the true time; less than 0: behind.
    pub fn set_wrong_by_hours(&self, hours: i64) {
        self.wrong_by_ms.store(hours * HOUR_MS, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn at_ms(&self) -> i64 {
        self.true_ms() + self.wrong_by_ms.load(Ordering::SeqCst)
    }

    fn monotonic_ms(&self) -> u64 {
        let slept_ms = self.slept_ms.load(Ordering::SeqCst);
        self.steady_ms() - u64::try_from(slept_ms).expect("not less than nothing")
    }

    fn steady_ms(&self) -> u64 {
        u64::try_from(self.true_ms() - self.start_ms).expect("after the start")
    }
}

/// The time zone of the shipped policy.
fn chicago() -> Zone {
    Zone::named(CHICAGO).expect("the zone is known")
}

/// The real line to the real server, whose clock shows the journey's true time: its process has
/// the machine's, and no journey may depend on the hour at which it runs.
pub struct TrueTime {
    pub line: Http,
    pub clock: Arc<TestClock>,
}

#[async_trait]
impl Transport for TrueTime {
    async fn programme(&self, address: &str) -> Result<ProgrammeReply, LineError> {
        let reply = self.line.programme(address).await?;
        Ok(ProgrammeReply { server_time_ms: self.clock.true_ms(), ..reply })
    }

    async fn join(&self, address: &str, request: &JoinRequest) -> Result<JoinReply, LineError> {
        let reply = self.line.join(address, request).await?;
        Ok(JoinReply { server_time_ms: self.clock.true_ms(), ..reply })
    }

    async fn certificate(
        &self,
        address: &str,
        request: &CertificateRequest,
    ) -> Result<CertificateReply, LineError> {
        self.line.certificate(address, request).await
    }

    async fn upload(&self, address: &str, body: Vec<u8>) -> Result<Vec<u8>, LineError> {
        self.line.upload(address, body).await
    }

    async fn lease(&self, address: &str, request: &LeaseRequest) -> Result<Lease, LineError> {
        self.line.lease(address, request).await
    }
}
