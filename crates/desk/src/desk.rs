//! The desk itself: what stands on it, and who sits at it.
//!
//! Holds no rule of its own; the verbs do.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Policy;
use store::Store;
use store::table::operator::OperatorRow;
use tokio::sync::{Notify, watch};

use crate::error::{Code, Error};
use crate::line::Touch;
use crate::ports::{Clock, Printers, Transport};
use crate::time::{Known, Moment};
use crate::view::{LineState, Notice, Role};

mod audit;
mod day;
mod health;
mod idle;
mod once;
mod places;
mod policy;
mod shown;
mod time;

use once::Once;

pub use health::Health;
pub use places::Places;
pub(crate) use shown::Shown;

/// What the start-up may hand to a counter.
#[derive(Clone, Default)]
pub struct Options {
    /// The address of a server that waits to be joined.
    pub suggested_server: Option<String>,
    /// The one-time code for it.
    pub suggested_code: Option<String>,
}

/// One counter at work.
pub struct Desk {
    pub(crate) places: Places,
    pub(crate) policy: Policy,
    pub(crate) notices: Vec<Notice>,
    pub(crate) options: Options,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) printers: Arc<dyn Printers>,
    /// Wakes the watch over print jobs when there is one to follow.
    pub(crate) print_bell: Notify,
    /// Wakes the sync when there is something to send.
    pub(crate) bell: Notify,
    /// How the line was when it was last tried.
    pub(crate) health: watch::Sender<Health>,
    /// What is known of the time.
    pub(crate) time: watch::Sender<Known>,
    /// What the rounds with the server have taught; held for as long as one lasts.
    pub(crate) touch: tokio::sync::Mutex<Touch>,
    /// What finds faces; loaded once.
    pub(crate) finder: Once<photo::Finder>,
    /// Held while saved files are written or deleted.
    pub(crate) files: Mutex<()>,
    /// The recovery words while they are shown.
    pub(crate) shown: Mutex<Option<Shown>>,
    /// When this run of the counter began.
    pub(crate) started: Moment,
    /// How often the screen was locked.
    pub(crate) locks: watch::Sender<u64>,
    room: Mutex<Room>,
}

/// What is behind the passphrase.
#[derive(Default)]
struct Room {
    /// Stays open behind the lock screen, so that sync goes on.
    store: Option<Arc<Store>>,
    signed_in: Option<SignedIn>,
    last_act: Option<Moment>,
}

/// Who sits at the desk, and where. On which day is asked at each act: a session may pass midnight.
#[derive(Clone)]
pub(crate) struct SignedIn {
    pub operator: OperatorRow,
    pub site: String,
}

impl SignedIn {
    /// Whether the operator may do what a clerk may not.
    pub fn is_supervisor(&self) -> bool {
        self.operator.role == Role::Supervisor
    }

    /// Refuses a clerk.
    pub fn must_supervise(&self) -> Result<(), Error> {
        if self.is_supervisor() { Ok(()) } else { Err(Code::SupervisorOnly.into()) }
    }
}

impl Desk {
    /// A counter in these places. Reads the policy; opens no database yet.
    ///
    /// # Errors
    /// When even the built-in policy can't be read.
    pub fn new(
        places: Places,
        clock: Arc<dyn Clock>,
        transport: Arc<dyn Transport>,
        printers: Arc<dyn Printers>,
        options: Options,
    ) -> Result<Self, Error> {
        std::fs::create_dir_all(places.data())?;
        let (policy, notices) = policy::in_force(&places)?;
        let health = watch::Sender::new(Health::new(LineState::NotJoined));
        let started = Moment::now(&*clock);
        Ok(Self {
            places,
            policy,
            notices,
            options,
            started,
            clock,
            transport,
            printers,
            print_bell: Notify::new(),
            bell: Notify::new(),
            health,
            time: watch::Sender::new(Known::default()),
            touch: tokio::sync::Mutex::default(),
            finder: Once::empty(),
            files: Mutex::default(),
            shown: Mutex::default(),
            locks: watch::Sender::new(0),
            room: Mutex::default(),
        })
    }

    fn room(&self) -> MutexGuard<'_, Room> {
        // A panic elsewhere can't leave two fields that contradict each other.
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The database, as soon as anybody has signed in since the start.
    pub(crate) fn store(&self) -> Option<Arc<Store>> {
        self.room().store.clone()
    }

    /// The database and who works with it; nobody once the counter was left alone for too long.
    pub(crate) fn at_work(&self) -> Result<(Arc<Store>, SignedIn), Error> {
        self.lock_if_idle();
        let room = self.room();
        match (&room.store, &room.signed_in) {
            (Some(store), Some(who)) => Ok((Arc::clone(store), who.clone())),
            _ => Err(Code::SignedOut.into()),
        }
    }

    pub(crate) fn seat(&self, store: Arc<Store>, who: SignedIn) {
        let mut room = self.room();
        room.store = Some(store);
        room.signed_in = Some(who);
        room.last_act = Some(Moment::now(&*self.clock));
        drop(room);
        self.bell.notify_one();
    }

    /// When somebody was last at the counter; none while nobody is signed in.
    pub(crate) fn last_act(&self) -> Option<Moment> {
        let room = self.room();
        room.last_act.filter(|_| room.signed_in.is_some())
    }

    /// Notes that somebody is at the counter.
    pub(crate) fn note_act(&self) {
        self.room().last_act = Some(Moment::now(&*self.clock));
    }

    pub(crate) fn leave(&self) -> Option<(Arc<Store>, SignedIn)> {
        let mut room = self.room();
        let who = room.signed_in.take()?;
        self.locks.send_modify(|count| *count += 1);
        room.store.clone().map(|store| (store, who))
    }
}
