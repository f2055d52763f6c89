//! A real counter, driven by the verbs that its window calls.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};

use desk::ports::{Clock, Http, Ipp, SystemClock, day_of};
use desk::view::{Application, Join, PersonForm, SetUp, Stroke};
use desk::{Desk, Options, Places};
use jiff::civil::Date;

pub const SUPERVISOR: &str = "Ada Brook";
pub const PASSPHRASE: &str = "a long enough passphrase";
pub const NAME: &str = "Rosa Delgado-Núñez";
pub const ADDRESS: &str = "4001 North Ravenswood Avenue";
pub const CONTACT: &str = "Luz Delgado-Núñez, her mother";
pub const NOTES: &str = "Asthma; carries an inhaler";

/// A clock that a journey sets. While it passes, somebody is at the counter, unless it is left
/// alone or sleeps.
pub struct TestClock {
    at_ms: AtomicI64,
    steady_ms: AtomicU64,
    monotonic_ms: AtomicU64,
    desk: Mutex<Weak<Desk>>,
}

/// So long nobody needs to touch the counter.
const TOUCH_EVERY_MS: i64 = 60_000;

impl TestClock {
    /// Noon in Chicago, today: leases and certificates are dated by the server's process, which
    /// has the machine's clock, so a fixed day would be right until they run out. Noon, so that
    /// a few hours more or less are the same day.
    fn at_noon_today() -> Self {
        let today = day_of(SystemClock::start().at_ms(), CHICAGO);
        let noon = today.at(12, 0, 0, 0).in_tz(CHICAGO).expect("the zone is known");
        Self {
            at_ms: AtomicI64::new(noon.timestamp().as_millisecond()),
            steady_ms: AtomicU64::new(0),
            monotonic_ms: AtomicU64::new(0),
            desk: Mutex::default(),
        }
    }

    /// The day that it shows, in Chicago.
    pub fn day(&self) -> Date {
        day_of(self.at_ms(), CHICAGO)
    }

    /// Hours of work.
    pub fn pass_hours(&self, hours: i64) {
        self.pass_ms(hours * 3_600_000);
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
        self.monotonic_ms.fetch_add(ms.unsigned_abs(), Ordering::SeqCst);
        self.sleep_ms(ms);
    }

    /// Time in which the machine sleeps.
    pub fn sleep_ms(&self, ms: i64) {
        self.steady_ms.fetch_add(ms.unsigned_abs(), Ordering::SeqCst);
        self.set_ms(ms);
    }

    /// Sets the wall clock, forward or back; no time passes.
    pub fn set_ms(&self, by_ms: i64) {
        self.at_ms.fetch_add(by_ms, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn at_ms(&self) -> i64 {
        self.at_ms.load(Ordering::SeqCst)
    }

    fn monotonic_ms(&self) -> u64 {
        self.monotonic_ms.load(Ordering::SeqCst)
    }

    fn steady_ms(&self) -> u64 {
        self.steady_ms.load(Ordering::SeqCst)
    }
}

const CHICAGO: &str = "America/Chicago";

/// A counter in a folder, and its clock.
pub struct Counter {
    pub desk: Arc<Desk>,
    pub clock: Arc<TestClock>,
}

impl Counter {
    /// A counter in `folder`, started and not yet signed in.
    pub fn at(folder: &Path) -> Self {
        Self::with_clock(folder, Arc::new(TestClock::at_noon_today()))
    }

    /// The same counter after a restart: another process with the same files and clock.
    pub fn restarted(self, folder: &Path) -> Self {
        let clock = Arc::clone(&self.clock);
        drop(self);
        Self::with_clock(folder, clock)
    }

    fn with_clock(folder: &Path, clock: Arc<TestClock>) -> Self {
        let port: Arc<dyn Clock> = Arc::clone(&clock) as Arc<dyn Clock>;
        let line = Arc::new(Http::make().expect("a line"));
        let printers = Arc::new(Ipp::make().expect("printers"));
        let desk = Desk::new(Places::under(folder), port, line, printers, Options::default());
        let desk = Arc::new(desk.expect("a desk"));
        *clock.desk.lock().expect("no panic") = Arc::downgrade(&desk);
        Self { desk, clock }
    }

    /// Sets the counter up and leaves its supervisor signed in.
    pub fn set_up(folder: &Path) -> Self {
        Self::set_up_with_words(folder).0
    }

    /// As [`Counter::set_up`], with the recovery words.
    pub fn set_up_with_words(folder: &Path) -> (Self, String) {
        let counter = Self::at(folder);
        let wish = SetUp {
            site: "Sulzer Library".into(),
            supervisor: SUPERVISOR.into(),
            passphrase: PASSPHRASE.into(),
        };
        let done = counter.desk.set_up(&wish).expect("set up");
        assert_eq!(done.recovery_words.len(), 12);
        (counter, done.recovery_words.join(" "))
    }

    pub fn sign_in(&self) {
        self.desk.sign_in(SUPERVISOR, PASSPHRASE).expect("signed in");
    }

    pub async fn join(&self, address: &str, code: &str) {
        let wish = Join { address: address.into(), code: code.into() };
        self.desk.join(&wish).await.expect("joined");
    }

    /// Enrols one applicant up to the confirmed proof.
    pub fn enrol(&self) -> Application {
        let desk = &self.desk;
        let id = desk.new_application().expect("begun").id;
        desk.save_person(&id, &person()).expect("saved");
        let seen = ["passport".to_owned(), "utility_bill".to_owned()];
        desk.save_documents(&id, &seen, true).expect("saved");
        desk.take_photo(&id, &portrait()).expect("taken");
        // She sits before a flag and a rocket, which is no plain background.
        desk.except_photo(&id, Some("likeness")).expect("taken as it is");
        desk.sign(&id, signature()).expect("signed");
        desk.prove(&id).expect("proven");
        desk.confirm(&id).expect("confirmed")
    }

    /// Enrols one applicant and submits.
    pub fn enrol_and_submit(&self) -> Application {
        let id = self.enrol().id;
        self.desk.submit(&id).expect("submitted")
    }
}

/// A whole Person step.
pub fn person() -> PersonForm {
    PersonForm {
        name: NAME.into(),
        birth_day: "29".into(),
        birth_month: "2".into(),
        birth_year: "1984".into(),
        language: "es".into(),
        address_on_card: true,
        address: ADDRESS.into(),
        emergency_contact: CONTACT.into(),
        medical_notes: NOTES.into(),
        veteran: true,
        library: true,
        transit: true,
        transit_stock: "0167 0012 3456 7890".into(),
        updates: true,
        updates_email: "rosa@example.org".into(),
        ..PersonForm::default()
    }
}

/// A cross, as people sign who don't write.
pub fn signature() -> Vec<Stroke> {
    let line = |from: (u16, u16), to: (u16, u16)| {
        vec![(from.0, from.1, 90).into(), (to.0, to.1, 160).into()]
    };
    vec![line((3000, 900), (4000, 2100)), line((4000, 900), (3000, 2100))]
}

/// NASA's portrait of Eileen Collins, in the public domain.
pub fn portrait() -> Vec<u8> {
    std::fs::read(fixture("astronaut.png")).expect("the fixture")
}

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// Copies a counter's files as they lie, as a power cut or a backup would leave them.
pub fn copy_files(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_files(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("copied");
        }
    }
}

/// Whether any file under `folder` holds `text`.
pub fn any_file_holds(folder: &Path, text: &str) -> bool {
    std::fs::read_dir(folder).expect("a folder").any(|entry| {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            return any_file_holds(&path, text);
        }
        let bytes = std::fs::read(&path).expect("a file");
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}
