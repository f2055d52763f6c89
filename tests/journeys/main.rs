//! Whole-system journeys: a real counter, the real server process, a line that fails.
//!
//! Nothing is faked but the clock and, where a journey says so, the line between the two.

mod at_printer;
mod begin;
mod card_code;
mod clock;
mod counter;
mod forgetting;
mod idle;
mod joined;
mod line;
mod next_day;
mod nothing_came_out;
mod person;
mod photo;
mod printer;
mod printing;
mod proxy;
mod receipt;
mod recovery_words;
mod retention;
mod saved_files;
mod server;
mod sheets;
mod sign_in;
mod signature;
mod thin_line;
mod typed;
mod unreadable;
mod wrong_clock;
