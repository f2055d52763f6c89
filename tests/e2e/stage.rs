//! The stage: the server, the driver, the window, and the folder that keeps what was seen.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

/// How long a screen may take to come.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a port is tried until something listens on it.
const TRIES: u32 = 150;

/// Everything that a journey needs, ended when dropped.
pub struct Stage {
    pub window: Client,
    pub server_data: TempDir,
    pub counter_data: TempDir,
    run: PathBuf,
    shots: u32,
    port: u16,
    driver: Child,
    server: Child,
    server_url: String,
    /// What the counter is started with, each time.
    code: String,
    environment: Vec<(String, String)>,
}

impl Stage {
    /// Starts the server, makes a code, and opens the counter's window with an empty data folder.
    pub async fn set(name: &str) -> Self {
        Self::set_with(name, &[]).await
    }

    /// The same, with a counter in whose environment these stand.
    pub async fn set_with(name: &str, environment: &[(&str, &str)]) -> Self {
        let (server_data, counter_data) = (folder(), folder());
        let (server, server_url) = start_server(server_data.path());
        let code = say(&server_data, &["counters", "add"]);
        let port = free_port();
        let data = counter_data.path();
        let driver = start_driver(port, data, &server_url, code.trim(), environment);
        let window = open_window(port).await;
        let run = run_folder().join(name);
        fs::create_dir_all(&run).expect("the run's folder");
        let code = code.trim().to_owned();
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let environment = environment.iter().map(owned).collect();
        Self {
            window,
            server_data,
            counter_data,
            run,
            shots: 0,
            port,
            driver,
            server,
            server_url,
            code,
            environment,
        }
    }

    /// The folder that this run leaves.
    pub fn run(&self) -> &Path {
        &self.run
    }

    /// Where the server is: another origin than the window's.
    pub fn server_url(&self) -> &str {
        &self.server_url
    }

    /// Photographs the window.
    pub async fn photograph(&mut self, name: &str) {
        self.shots += 1;
        let png = self.window.screenshot().await.expect("a screenshot");
        let path = self.run.join(format!("{:02}-{name}.png", self.shots));
        fs::write(path, png).expect("kept");
    }

    /// Kills the counter as a power cut would, and opens its window again.
    pub async fn kill_and_reopen(&mut self) {
        let killed = Command::new("pkill")
            .args(["-9", "-f", &format!("^{}$", app().display())])
            .status()
            .expect("pkill runs");
        assert!(killed.success(), "there was a counter to kill");
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        self.port = free_port();
        let data = self.counter_data.path();
        let environment: Vec<(&str, &str)> =
            self.environment.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.driver = start_driver(self.port, data, &self.server_url, &self.code, &environment);
        self.window = open_window(self.port).await;
    }

    /// The server's list of envelopes.
    pub fn envelopes(&self) -> serde_json::Value {
        let listed = say(&self.server_data, &["envelopes", "list", "--json"]);
        serde_json::from_str(&listed).expect("JSON")
    }

    /// One fact, opened with the programme's key.
    pub fn open(&self, counter: &str, sequence: u64) -> String {
        let key = self.server_data.path().join("programme.key").display().to_string();
        say(&self.server_data, &["open", "--key", &key, counter, &sequence.to_string()])
    }

    /// Closes the window and ends the rest.
    pub async fn strike(self) {
        let _ = self.window.clone().close().await;
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for process in [&mut self.driver, &mut self.server] {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn run_folder() -> PathBuf {
    match std::env::var_os("KEYWAY_RUN_DIR") {
        Some(named) => PathBuf::from(named),
        None => workspace().join("runs/e2e"),
    }
}

/// The repository's root.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the root").to_owned()
}

fn built(name: &str) -> PathBuf {
    let here = std::env::current_exe().expect("this test's path");
    let path = here.ancestors().nth(2).expect("target folder").join(name);
    assert!(path.exists(), "{} is not built: run ./dev e2e", path.display());
    path
}

fn app() -> PathBuf {
    built("keyway")
}

fn say(data: &TempDir, arguments: &[&str]) -> String {
    let output = Command::new(built("keyway-server"))
        .args(arguments)
        .arg("--data")
        .arg(data.path())
        .output()
        .expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn start_server(data: &Path) -> (Child, String) {
    let mut server = Command::new(built("keyway-server"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the server starts");
    let stdout = server.stdout.take().expect("piped");
    let line = BufReader::new(stdout).lines().next().expect("a line").expect("text");
    let url = line.strip_prefix("listening on ").expect("the address").to_owned();
    (server, url)
}

/// The driver hands its own environment on to the counter.
fn start_driver(
    port: u16,
    data: &Path,
    server: &str,
    code: &str,
    environment: &[(&str, &str)],
) -> Child {
    let native = free_port();
    let driver = match std::env::var_os("KEYWAY_TAURI_DRIVER") {
        Some(named) => PathBuf::from(named),
        None => workspace().join("target/tools/bin/tauri-driver"),
    };
    let mut command = Command::new(driver);
    command
        .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
        .env("KEYWAY_DATA", data)
        .env("KEYWAY_SERVER", server)
        .env("KEYWAY_TEST_PICTURE", "1")
        .envs(environment.iter().copied())
        .stdout(Stdio::null());
    if code.is_empty() {
        command.env_remove("KEYWAY_CODE");
    } else {
        command.env("KEYWAY_CODE", code);
    }
    let child = command.spawn().expect("tauri-driver starts: ./dev e2e installs it");
    wait_for(port);
    wait_for(native);
    child
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

fn wait_for(port: u16) {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    for _ in 0..TRIES {
        if TcpStream::connect(address).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("nothing listens on port {port}");
}

async fn open_window(port: u16) -> Client {
    let mut capabilities = Capabilities::new();
    let options = json!({ "application": app() });
    capabilities.insert("tauri:options".into(), options);
    capabilities.insert("browserName".into(), json!("wry"));
    let window = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .expect("the window opens");
    window.set_window_rect(0, 0, 1280, 860).await.expect("the window's size");
    window.wait().at_most(PATIENCE).for_element(fantoccini::Locator::Css("h1")).await.expect("h1");
    window
}
