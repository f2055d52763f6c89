//! The doors through which the desk reaches the outside: clock, chance, network, printers.
//!
//! Everything else in this crate is an answer to its arguments and to these.

mod chance;
mod clock;
mod http;
mod ipp;
mod outgoing;
mod printer;
mod transport;

pub use chance::{make_id, make_key, make_nonce, rng};
pub use clock::{Clock, SystemClock, day_of};
pub use http::{Http, Patience};
pub use ipp::{Ipp, printer_address};
pub use printer::{FoundPrinter, JobState, PrintError, Printers};
pub use transport::{LineError, Transport};
