//! From the start of the program to the sign-in screen, and the memory it then holds.
//!
//! The screen is there when its page, drawn, has asked the desk what to show first.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::clock::{median_ms, time};
use crate::table::Table;
use crate::upload::built;

const REPEATS: usize = 5;
const ASKED: &str = "the window asked what to show first";

pub fn measure(table: &mut Table) -> io::Result<()> {
    if std::env::var_os("DISPLAY").is_none() {
        table.add("start to sign-in screen", "no display".into(), "-");
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    set_up(folder.path())?;
    let (mut spans, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..REPEATS {
        let (counter, span) = time(|| start(folder.path()));
        let mut counter = counter?;
        spans.push(span);
        std::thread::sleep(Duration::from_secs(2));
        memory.push(proportional_kb(counter.id()));
        counter.kill()?;
        counter.wait()?;
    }
    memory.sort_unstable();
    let mb = memory[REPEATS / 2] as f64 / 1_000.0;
    table.add("start to sign-in screen", format!("{:.0} ms", median_ms(&mut spans)), "-");
    table.add(
        "memory at the sign-in screen",
        format!("{mb:.0} MB"),
        "proportional set, with the webview's processes",
    );
    Ok(())
}

fn set_up(data: &Path) -> io::Result<()> {
    let mut setting = Command::new(built("keyway")?)
        .args(["set-up", "--site", "bench", "--supervisor", "bench"])
        .env("KEYWAY_DATA", data)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    if let Some(stdin) = &mut setting.stdin {
        writeln!(stdin, "a passphrase for the bench")?;
    }
    if setting.wait()?.success() { Ok(()) } else { Err(io::Error::other("set-up failed")) }
}

fn start(data: &Path) -> io::Result<Child> {
    let mut counter =
        Command::new(built("keyway")?).env("KEYWAY_DATA", data).stderr(Stdio::piped()).spawn()?;
    let stderr = counter.stderr.take().ok_or_else(|| io::Error::other("no output"))?;
    for line in BufReader::new(stderr).lines() {
        if line?.contains(ASKED) {
            return Ok(counter);
        }
    }
    Err(io::Error::other("the window never asked"))
}

/// The proportional set size of a process and its children, in KB.
fn proportional_kb(process: u32) -> u64 {
    let own = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup"))
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("Pss:"))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        })
        .unwrap_or(0);
    let tasks = format!("/proc/{process}/task/{process}/children");
    let children = std::fs::read_to_string(tasks).unwrap_or_default();
    let children = children.split_whitespace().filter_map(|id| id.parse().ok());
    own + children.map(proportional_kb).sum::<u64>()
}
