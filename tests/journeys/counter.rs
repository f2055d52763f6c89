//! A real counter, driven by the verbs that its window calls.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::ports::{Clock, Http, Ipp};
use desk::view::{Application, Join, PersonForm, SetUp, Stroke};
use desk::{Desk, Options, Places};

use crate::clock::{TestClock, TrueTime};

pub const SUPERVISOR: &str = "Ada Brook";
pub const PASSPHRASE: &str = "a long enough passphrase";
pub const NAME: &str = "Rosa Delgado-Núñez";
pub const ADDRESS: &str = "4001 North Ravenswood Avenue";
pub const CONTACT: &str = "Luz Delgado-Núñez, her mother";
pub const NOTES: &str = "Asthma; carries an inhaler";

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

    /// A counter in `folder` that goes by this clock.
    pub fn with_clock(folder: &Path, clock: Arc<TestClock>) -> Self {
        Self::on(folder, clock, Http::make().expect("a line"))
    }

    fn on(folder: &Path, clock: Arc<TestClock>, line: Http) -> Self {
        let port: Arc<dyn Clock> = Arc::clone(&clock) as Arc<dyn Clock>;
        let line = Arc::new(TrueTime { line, clock: Arc::clone(&clock) });
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

    /// As [`Counter::set_up`], with a line of its own.
    pub fn set_up_on(folder: &Path, line: Http) -> Self {
        let counter = Self::on(folder, Arc::new(TestClock::at_noon_today()), line);
        counter.set_up_here();
        counter
    }

    /// As [`Counter::set_up`], with the recovery words.
    pub fn set_up_with_words(folder: &Path) -> (Self, String) {
        let counter = Self::at(folder);
        let words = counter.set_up_here();
        (counter, words)
    }

    /// Sets this one up, and says its recovery words.
    pub fn set_up_here(&self) -> String {
        let wish = SetUp {
            site: "Sulzer Library".into(),
            supervisor: SUPERVISOR.into(),
            passphrase: PASSPHRASE.into(),
        };
        let done = self.desk.set_up(&wish).expect("set up");
        assert_eq!(done.recovery.words.len(), 12);
        done.recovery.words.join(" ")
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
        self.enrol_as(&person())
    }

    /// As [`Counter::enrol`], with this Person step.
    pub fn enrol_as(&self, person: &PersonForm) -> Application {
        let desk = &self.desk;
        let id = desk.new_application().expect("begun").id;
        desk.save_person(&id, person).expect("saved");
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
