//! A real IPP printer, as a process of its own: CUPS's `ippeveprinter`.
//!
//! What it does with a card is a shell script, which may tell the state of the printer.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use desk::ports::{Ipp, PrintError, Printers};
use tempfile::TempDir;
use tokio::time::sleep;

/// Most tenths of a second that a printer may need to answer for the first time.
const TRIES: u32 = 200;

const PDF: &str = "application/pdf";
const BOTH_SIDES: &str = "-2";

/// A printer process on this machine; killed when dropped.
pub struct Printer {
    folder: TempDir,
    port: u16,
    formats: &'static str,
    /// What its command says of its sides.
    sides: &'static str,
    process: Option<Child>,
}

impl Printer {
    /// Starts a printer that runs `script` for each job, the document's path being `$1`.
    pub async fn start(script: &str) -> Self {
        Self::with(PDF, BOTH_SIDES, script).await
    }

    /// As [`Printer::start`], for a printer that prints on one side only.
    pub async fn one_sided(script: &str) -> Self {
        Self::with(PDF, "", script).await
    }

    /// As [`Printer::start`], for a printer that takes these formats.
    pub async fn with_formats(formats: &'static str, script: &str) -> Self {
        Self::with(formats, BOTH_SIDES, script).await
    }

    async fn with(formats: &'static str, sides: &'static str, script: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let command = folder.path().join("print");
        fs::write(&command, format!("#!/bin/sh\n{script}\n")).expect("written");
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(&command, mode).expect("a program");
        let port = free_port();
        let mut printer = Self { folder, port, formats, sides, process: None };
        printer.plug_in().await;
        printer
    }

    /// Starts it (again), on the port that it had, and waits until it answers.
    pub async fn plug_in(&mut self) {
        // The printer wants a message bus to announce itself on, and gets one of its own.
        let start = "DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec ippeveprinter \
            $4 -r off -p \"$1\" -d \"$2\" -K \"$2\" -c \"$2/print\" -f \"$3\" 'Card printer'";
        let process = Command::new("dbus-run-session")
            .args(["--", "sh", "-c", start, "sh", &self.port.to_string()])
            .arg(self.folder.path())
            .args([self.formats, self.sides])
            .env("PATH", format!("{}:/usr/sbin", std::env::var("PATH").expect("a path")))
            .process_group(0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-run-session and ippeveprinter are installed");
        self.process = Some(process);
        let ipp = Ipp::make().expect("a client");
        for _ in 0..TRIES {
            let met = ipp.meet(&self.uri()).await;
            // It answers, though it may be none to print cards on.
            if matches!(met, Ok(_) | Err(PrintError::Refused(_))) {
                return;
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("ippeveprinter does not answer");
    }

    /// Kills it at once, as pulling its plug would.
    pub fn unplug(&mut self) {
        let Some(mut session) = self.process.take() else { return };
        // The session's group is the printer and what runs for its job, too.
        let group = format!("-{}", session.id());
        let _ = Command::new("kill").args(["-9", "--", &group]).status();
        session.wait().expect("gone");
    }

    pub fn uri(&self) -> String {
        format!("ipp://localhost:{}/ipp/print", self.port)
    }

    /// The same printer over TLS: it makes itself a certificate that nobody has signed.
    pub fn uri_with_tls(&self) -> String {
        self.uri().replace("ipp://", "ipps://")
    }

    /// A file that the script may write, beside the script.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts something in its place that takes connections and never says a word.
    pub fn go_mute(&mut self) -> TcpListener {
        self.unplug();
        // Who was killed holds its port a moment longer.
        for _ in 0..TRIES {
            match TcpListener::bind(("127.0.0.1", self.port)) {
                Ok(mute) => return mute,
                Err(_) => std::thread::sleep(Duration::from_millis(100)),
            }
        }
        panic!("the port of the printer stays taken");
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        self.unplug();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}
