//! The counter in its real window: tauri-driver, WebKitWebDriver, a display.
//!
//! Run by `./dev e2e` and `./dev tour`, which bring the display; ignored elsewhere. Everything is
//! done by keyboard alone, every screen is photographed and judged by axe with contrast on.

mod axe;
mod fence;
mod first_start;
mod framing;
mod hands;
mod journey;
mod keys;
mod presence;
#[path = "../journeys/printer.rs"]
#[expect(
    dead_code,
    reason = "the journeys without a window ask more of a printer"
)]
mod printer;
mod printing;
mod stage;
mod steps;
