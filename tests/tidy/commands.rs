//! The window calls the commands that the program has, each by its own name, and no other.

use std::collections::BTreeSet;
use std::fs;

use crate::command_list::commands;
use crate::sources::root;

/// The names in the program's one list of commands.
fn listed(source: &str) -> BTreeSet<&str> {
    commands(source).into_iter().collect()
}

/// The names that the window calls.
fn called(source: &str) -> BTreeSet<&str> {
    source.split("invoke('").skip(1).filter_map(|rest| rest.split('\'').next()).collect()
}

/// What one side has and the other has not.
fn strays(program: &str, window: &str) -> Vec<String> {
    let (listed, called) = (listed(program), called(window));
    let unknown = called.difference(&listed).map(|name| format!("{name}: there is none"));
    let idle = listed.difference(&called).map(|name| format!("{name}: nobody calls it"));
    unknown.chain(idle).collect()
}

#[test]
fn the_window_calls_every_command_and_no_other() {
    let text = |path: &str| fs::read_to_string(root().join(path)).expect("the file");
    let program = text("src-tauri/src/commands.rs");
    assert!(listed(&program).len() > 40, "the list was read");
    let strays = strays(&program, &text("ui/src/desk/commands.ts"));
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

#[test]
fn the_check_of_commands_can_fail() {
    let program = "tauri::generate_handler![\n    door::start,\n    door::lock,\n]";
    assert_eq!(strays(program, "invoke('start') invoke('lock', {})"), [""; 0]);
    assert_eq!(strays(program, "invoke('start')"), ["lock: nobody calls it"]);
    let other = strays(program, "invoke('start') invoke('lock') invoke('look')");
    assert_eq!(other, ["look: there is none"]);
}
