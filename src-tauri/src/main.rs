//! The counter's program: the window, or one of its commands for the terminal.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    keyway_counter::run(std::env::args().skip(1))
}
