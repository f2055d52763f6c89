//! Checks the window's configuration at build time, and allows the window the program's commands.
//!
//! The list of commands is the one in `src/commands.rs`. What else must know them is made from it
//! here: without its permission a command is refused at run time.

use std::path::Path;
use std::{fs, io};

use tauri_build::{AppManifest, Attributes, try_build};

use command_list::commands;

mod command_list;

/// Where the one list stands.
const HANDLER: &str = "src-tauri/src/commands.rs";

/// What the window may do besides: hear of the line and of locks.
const EVENTS: [&str; 2] = ["core:event:allow-listen", "core:event:allow-unlisten"];

/// Where the capability is written, for Tauri's build to read.
const CAPABILITIES: &str = "gen/capabilities";

fn main() {
    println!("cargo::rerun-if-changed={HANDLER}");
    // What Tauri's build is told lives as long as this process.
    let source = fs::read_to_string(HANDLER).expect("the list of commands is there").leak();
    let commands = commands(source);
    assert!(!commands.is_empty(), "{HANDLER} names no command");
    write_capability(&commands).expect("the capability is written");
    let attributes = Attributes::new()
        .capabilities_path_pattern("./gen/capabilities/**/*")
        .app_manifest(AppManifest::new().commands(commands.leak()));
    if let Err(error) = try_build(attributes) {
        panic!("the window's configuration is wrong: {error:#}");
    }
}

/// Writes what the window may call, where that has changed.
fn write_capability(commands: &[&str]) -> io::Result<()> {
    let allowed = commands.iter().map(|name| format!("allow-{}", name.replace('_', "-")));
    let permissions: Vec<String> = EVENTS.into_iter().map(str::to_owned).chain(allowed).collect();
    let capability = serde_json::json!({
        "identifier": "counter",
        "description": "What the counter's window may call.",
        "windows": ["main"],
        "permissions": permissions,
    });
    fs::create_dir_all(CAPABILITIES)?;
    let path = Path::new(CAPABILITIES).join("counter.json");
    let text = format!("{capability:#}\n");
    if fs::read_to_string(&path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text)
}
