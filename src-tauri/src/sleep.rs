//! The machine goes to sleep: the counter is locked first, so that on waking not even the picture
//! of before is there.
//!
//! systemd-logind says when, and waits a moment for whoever asked it to. Where there is none, the
//! desk's own clocks lock the counter on waking.

use std::sync::Arc;

use desk::Desk;

/// Locks `desk` whenever the machine is about to sleep.
#[cfg(target_os = "linux")]
pub(crate) fn lock_before(desk: Arc<Desk>) {
    use gtk::gio::{BusType, Cancellable, DBusProxy, DBusProxyFlags};

    // Nothing here starts a service that the machine does not run.
    let flags = DBusProxyFlags::DO_NOT_LOAD_PROPERTIES | DBusProxyFlags::DO_NOT_AUTO_START;
    DBusProxy::for_bus(
        BusType::System,
        flags,
        None,
        logind::NAME,
        logind::PATH,
        logind::INTERFACE,
        Cancellable::NONE,
        move |found| match found {
            Ok(manager) => logind::follow(manager, desk),
            Err(error) => tracing::info!(%error, "nobody tells when the machine will sleep"),
        },
    );
}

/// Other platforms' clocks go on in sleep, and lock on waking.
#[cfg(not(target_os = "linux"))]
pub(crate) fn lock_before(_desk: Arc<Desk>) {}

#[cfg(target_os = "linux")]
mod logind {
    use std::cell::RefCell;
    use std::rc::Rc;
    use std::sync::Arc;
    use std::time::Duration;

    use desk::Desk;
    use gtk::gio::prelude::DBusProxyExt;
    use gtk::gio::{Cancellable, DBusCallFlags, DBusProxy, DBusSignalFlags, UnixFDList};
    use gtk::glib::{self, ToVariant};

    pub(super) const NAME: &str = "org.freedesktop.login1";
    pub(super) const PATH: &str = "/org/freedesktop/login1";
    pub(super) const INTERFACE: &str = "org.freedesktop.login1.Manager";

    /// So long the window may take to show the sign-in; logind waits for five seconds at most.
    const TIME_TO_SHOW: Duration = Duration::from_millis(800);
    /// Who does not answer by then does not answer.
    const LIMIT_ANSWER_MS: i32 = 10_000;

    /// What makes logind wait: it lasts until the file in it is closed.
    type Delay = Rc<RefCell<Option<UnixFDList>>>;

    /// Listens for as long as the window is open.
    pub(super) fn follow(manager: DBusProxy, desk: Arc<Desk>) {
        let delay = Delay::default();
        ask_to_wait(&manager, &delay);
        let bus = manager.connection();
        bus.signal_subscribe(
            Some(NAME),
            Some(INTERFACE),
            Some("PrepareForSleep"),
            Some(PATH),
            None,
            DBusSignalFlags::NONE,
            move |_, _, _, _, _, told| match told.get::<(bool,)>() {
                Some((true,)) => {
                    lock(&desk);
                    let delay = Rc::clone(&delay);
                    glib::timeout_add_local_once(TIME_TO_SHOW, move || drop(delay.take()));
                }
                Some((false,)) => ask_to_wait(&manager, &delay),
                None => tracing::warn!("logind said something else than it does"),
            },
        );
    }

    fn lock(desk: &Desk) {
        if let Err(error) = desk.lock() {
            tracing::error!(%error, "the screen is locked, but that could not be noted");
        }
    }

    fn ask_to_wait(manager: &DBusProxy, delay: &Delay) {
        let wish = ("sleep", "Keyway", "locks the counter", "delay").to_variant();
        let delay = Rc::clone(delay);
        manager.call_with_unix_fd_list(
            "Inhibit",
            Some(&wish),
            DBusCallFlags::NONE,
            LIMIT_ANSWER_MS,
            None::<&UnixFDList>,
            Cancellable::NONE,
            move |answer| match answer {
                Ok((_, file)) => drop(delay.replace(Some(file))),
                Err(error) => tracing::info!(%error, "sleep will not wait for the lock"),
            },
        );
    }
}
