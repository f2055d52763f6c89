//! sharp, the peer: one long-lived node process that times itself.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

const SCRIPT: &str = "bench/peers/sharp.mjs";

/// The running peer; ends with this value.
pub struct Sharp {
    child: Child,
    answers: io::Lines<BufReader<ChildStdout>>,
    /// What it says it is.
    pub name: String,
}

impl Sharp {
    /// Starts it on the file at `path`: the frame in the upright picture (left, top, width,
    /// height) and the photo's size. None without node, or without the package.
    pub fn start(path: &Path, frame: [u32; 4], card: [u32; 2]) -> Option<Self> {
        let mut child = Command::new("node")
            .arg(SCRIPT)
            .arg(path)
            .args(frame.iter().chain(&card).map(u32::to_string))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
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

    /// The milliseconds of one photo on this many threads; 0: its default.
    pub fn photo_ms(&mut self, threads: usize) -> io::Result<f64> {
        let silent = || io::Error::other("sharp ended early");
        writeln!(self.child.stdin.as_mut().ok_or_else(silent)?, "{threads}")?;
        self.answers.next().ok_or_else(silent)??.parse().map_err(io::Error::other)
    }
}

impl Drop for Sharp {
    fn drop(&mut self) {
        // Without input it ends; nothing is to be done if it has ended already.
        drop(self.child.stdin.take());
        self.child.wait().ok();
    }
}
