//! The most memory that a process of this program ever held.
//!
//! Measured in a process of its own, which does one thing and says the figure last.

use std::io::{self, Write};
use std::process::Command;

/// Runs this program with `arguments` and reads the figure that it says, in KB.
pub fn peak_kb(arguments: &[&str]) -> io::Result<f64> {
    let said = Command::new(std::env::current_exe()?).args(arguments).output()?;
    String::from_utf8_lossy(&said.stdout).trim().parse().map_err(io::Error::other)
}

/// Says the most memory that this process ever held, in KB.
pub fn say_peak() -> io::Result<()> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = most.and_then(|line| line.split_whitespace().next()).unwrap_or("unknown");
    writeln!(io::stdout(), "{kb}")
}
