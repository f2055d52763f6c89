//! The real `keyway-server`, as a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A server process on this machine; killed when dropped.
pub struct Server {
    data: PathBuf,
    address: SocketAddr,
    process: Option<Child>,
}

impl Server {
    /// Starts a server on a free port, with its data in `data`.
    pub fn start(data: &Path) -> Self {
        let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut server = Self { data: data.to_owned(), address: anywhere, process: None };
        server.plug_in();
        server
    }

    /// Starts it (again), on the port that it had.
    pub fn plug_in(&mut self) {
        let mut process = Command::new(program("keyway-server"))
            .args(["serve", "--listen", &self.address.to_string(), "--data"])
            .arg(&self.data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let stdout = process.stdout.take().expect("piped");
        let line = BufReader::new(stdout).lines().next().expect("a line").expect("text");
        let address = line.strip_prefix("listening on http://").expect("the address");
        self.address = address.parse().expect("an address");
        self.process = Some(process);
    }

    /// Kills it at once, as a power cut would.
    pub fn unplug(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("killed");
            process.wait().expect("gone");
        }
    }

    /// Takes another server's place, from the next start on.
    pub fn move_to(&mut self, address: SocketAddr) {
        self.address = address;
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn data(&self) -> &Path {
        &self.data
    }

    /// A new one-time code.
    pub fn code(&self) -> String {
        self.say(&["counters", "add"]).trim().to_owned()
    }

    /// Lets a counter in no more.
    pub fn revoke(&self, counter: &str) {
        self.say(&["counters", "revoke", counter]);
    }

    /// The numbers of the envelopes with this outcome, in order.
    pub fn sequences(&self, outcome: &str) -> Vec<u64> {
        let listed: Vec<Value> =
            serde_json::from_str(&self.say(&["envelopes", "list", "--json"])).expect("JSON");
        let matching = listed.iter().filter(|row| row["outcome"] == outcome);
        matching.map(|row| row["sequence"].as_u64().expect("a number")).collect()
    }

    /// The counter's id of the first envelope in the list.
    pub fn first_counter(&self) -> String {
        let listed: Vec<Value> =
            serde_json::from_str(&self.say(&["envelopes", "list", "--json"])).expect("JSON");
        listed[0]["counter"].as_str().expect("an id").to_owned()
    }

    /// The key by which cards are checked, in hexadecimal.
    pub fn verify_key(&self) -> String {
        self.say(&["verify-page", "--key"]).trim().to_owned()
    }

    /// One fact, opened with the programme's key.
    pub fn open(&self, counter: &str, sequence: u64) -> String {
        let key = self.data.join("programme.key");
        let key = key.to_str().expect("text");
        self.say(&["open", "--key", key, counter, &sequence.to_string()])
    }

    fn say(&self, arguments: &[&str]) -> String {
        let output = Command::new(program("keyway-server"))
            .args(arguments)
            .arg("--data")
            .arg(&self.data)
            .output()
            .expect("the command runs");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).expect("text")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.unplug();
    }
}

/// A program of this workspace, built beside this test by `./dev test`.
pub fn program(name: &str) -> PathBuf {
    let here = std::env::current_exe().expect("this test's path");
    let built = here.ancestors().nth(2).expect("target folder").join(name);
    assert!(built.exists(), "{} is not built: run ./dev test", built.display());
    built
}
