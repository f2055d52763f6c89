//! A peer: one long-lived process of another program that times itself.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

/// The running peer; ends with this value.
pub struct Peer {
    child: Child,
    answers: io::Lines<BufReader<ChildStdout>>,
    /// What it says it is.
    pub name: String,
}

impl Peer {
    /// Starts it; its first line says what it is. None where it is not installed.
    pub fn start(command: &mut Command) -> Option<Self> {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn().ok()?;
        let mut answers = BufReader::new(child.stdout.take()?).lines();
        match answers.next() {
            Some(Ok(name)) => Some(Self { child, answers, name }),
            _ => {
                // It said nothing, so it is ending by itself.
                child.wait().ok();
                None
            }
        }
    }

    /// What it answers to a line.
    pub fn ask(&mut self, line: &str) -> io::Result<String> {
        let silent = || io::Error::other("a peer ended early");
        writeln!(self.child.stdin.as_mut().ok_or_else(silent)?, "{line}")?;
        self.answers.next().ok_or_else(silent)?
    }

    /// The milliseconds that it answers to a line.
    pub fn ask_ms(&mut self, line: &str) -> io::Result<f64> {
        self.ask(line)?.parse().map_err(io::Error::other)
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // Without input it ends; nothing is to be done if it has ended already.
        drop(self.child.stdin.take());
        self.child.wait().ok();
    }
}
