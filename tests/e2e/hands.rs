//! A person's hands at the machine, and a program beside ours: through the window system.
//!
//! What the driver presses goes to the page alone; this comes as a real keyboard, a real pointer
//! and a real drag come, so that the web view's own answers to them are seen.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use fantoccini::Client;
use serde_json::Value;

use crate::stage::workspace;

/// A place on the screen.
pub type Spot = (i64, i64);

/// From where `neighbour.py` lets things be dragged.
const SOURCE: Spot = (1225, 880);
/// In so many moves the pointer crosses the screen in a drag.
const MOVES: i64 = 12;

/// Runs `xdotool` and gives what it says.
fn xdotool(arguments: &[&str]) -> String {
    let done = Command::new("xdotool").args(arguments).output().expect("xdotool runs");
    String::from_utf8(done.stdout).expect("text")
}

/// Lets the window have the keyboard.
pub fn focus() {
    let found = xdotool(&["search", "--onlyvisible", "--name", "^Keyway"]);
    let window = found.lines().last().expect("the window is on the screen");
    xdotool(&["windowfocus", "--sync", window]);
}

/// Presses a key or a combination once.
pub fn press(key: &str) {
    xdotool(&["key", key]);
}

/// Presses two keys, one soon after the other.
pub fn press_both(first: &str, between: Duration, second: &str) {
    let between = format!("{}", between.as_secs_f32());
    xdotool(&["key", first, "sleep", &between, "key", second]);
}

/// Holds a key down, which the keyboard repeats.
pub fn hold(key: &str, time: Duration) {
    xdotool(&["keydown", key]);
    std::thread::sleep(time);
    xdotool(&["keyup", key]);
}

/// Types as fast as a scanner.
pub fn scan(text: &str) {
    xdotool(&["type", "--delay", "5", text]);
}

/// Presses a button of the mouse.
pub fn click(button: u8, (x, y): Spot) {
    let (x, y, button) = (x.to_string(), y.to_string(), button.to_string());
    xdotool(&["mousemove", &x, &y, "click", &button]);
}

/// How many windows of ours are on the screen; a menu is one.
pub fn windows() -> usize {
    xdotool(&["search", "--onlyvisible", "--class", "keyway"]).lines().count()
}

/// Where the middle of an element is on the screen.
pub async fn middle_of(window: &Client, css: &str) -> Spot {
    let script = "const [css] = arguments;
        const element = document.querySelector(css);
        element.scrollIntoView({ block: 'center' });
        const { left, top, width, height } = element.getBoundingClientRect();
        return [
            window.screenX + (window.outerWidth - window.innerWidth) / 2 + left + width / 2,
            window.screenY + window.outerHeight - window.innerHeight + top + height / 2,
        ].map(Math.round)";
    let spot = window.execute(script, vec![Value::from(css)]).await.expect("a script runs");
    let at = |index: usize| spot[index].as_i64().expect("a number");
    (at(0), at(1))
}

/// Drags addresses from another program and lets them go at `spot`.
pub fn drop_there(addresses: &[&str], (x, y): Spot) {
    let mut source = Neighbour::start("neighbour.py", &[&["drag"], addresses].concat());
    assert_eq!(source.hears(), "ready");
    let go = |(x, y): Spot| {
        xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
        std::thread::sleep(Duration::from_millis(60));
    };
    go(SOURCE);
    xdotool(&["mousedown", "1"]);
    for step in 1..=MOVES {
        go((SOURCE.0 + (x - SOURCE.0) * step / MOVES, SOURCE.1 + (y - SOURCE.1) * step / MOVES));
    }
    // What lies beneath is asked whether it wants it.
    std::thread::sleep(Duration::from_millis(300));
    xdotool(&["mouseup", "1"]);
    std::thread::sleep(Duration::from_millis(1_500));
}

/// What the clipboard holds.
pub fn clipboard() -> String {
    Neighbour::start("neighbour.py", &["paste"]).hears()
}

/// Another program, ended when dropped.
pub struct Neighbour {
    child: Child,
    says: BufReader<ChildStdout>,
    hears: ChildStdin,
}

impl Neighbour {
    /// Starts one of `helpers/`.
    pub fn start(script: &str, arguments: &[&str]) -> Self {
        let script: PathBuf = workspace().join("tests/e2e/helpers").join(script);
        // The system's own, which has the bindings.
        let mut child = Command::new("/usr/bin/python3")
            .arg(script)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python runs");
        let says = BufReader::new(child.stdout.take().expect("piped"));
        let hears = child.stdin.take().expect("piped");
        Self { child, says, hears }
    }

    /// A program that has copied `text`.
    pub fn with_copy_of(text: &str) -> Self {
        let mut neighbour = Self::start("neighbour.py", &["copy", text]);
        assert_eq!(neighbour.hears(), "ready");
        neighbour
    }

    /// The next line that it says.
    pub fn hears(&mut self) -> String {
        let mut line = String::new();
        self.says.read_line(&mut line).expect("it says something");
        line.trim_end().to_owned()
    }

    /// Says a line to it.
    pub fn tell(&mut self, line: &str) {
        writeln!(self.hears, "{line}").expect("it listens");
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
