//! The counter's windows, over the desk.
//!
//! Unpacks what the window sends, calls one verb of the desk, and returns its answer. No rule,
//! no database and no network of its own.

mod camera;
mod commands;
mod dialog;
mod dropped;
mod failure;
mod fence;
mod settings;
mod sleep;
mod terminal;
mod verify;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use desk::ports::{Http, Ipp, SystemClock};
use desk::{Desk, Error};

use settings::Settings;

/// Runs the window, or the terminal command that `arguments` name.
pub fn run(arguments: impl Iterator<Item = String>) -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("KEYWAY_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info")),
        )
        .with_writer(std::io::stderr)
        .init();
    let settings = match Settings::from_environment() {
        Ok(settings) => settings,
        Err(word) => return terminal::fail(word),
    };
    let desk = match open_desk(&settings) {
        Ok(desk) => Arc::new(desk),
        Err(error) => return terminal::fail(&error.to_string()),
    };
    let arguments: Vec<String> = arguments.collect();
    if arguments.is_empty() { window::open(desk) } else { terminal::run(&desk, &arguments) }
}

fn open_desk(settings: &Settings) -> Result<Desk, Error> {
    let clock = Arc::new(SystemClock::start());
    let line = Arc::new(Http::make()?);
    let printers = Arc::new(Ipp::make()?);
    Desk::new(settings.places.clone(), clock, line, printers, settings.options.clone())
}
