//! The top bar: how the line is, and what waits at the counter.

use serde::Serialize;
use ts_rs::TS;

use super::stock::StockState;

/// How the counter and the server stand, and what waits at the counter, for the top bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Line {
    /// How the line is.
    pub state: LineState,
    /// Envelopes that are safe on this counter and not yet acknowledged.
    pub waiting: u32,
    /// Envelopes that the server set aside.
    pub quarantined: u32,
    /// Envelopes that the server keeps.
    pub accepted: u32,
    /// Unix milliseconds of the last answer that was the server's own.
    #[ts(type = "number | null")]
    pub last_contact_ms: Option<i64>,
    /// Cards whose printing failed, or of which a person must say how it ended.
    pub to_answer: u32,
    /// The blank cards.
    pub stock: StockState,
    /// Today in the programme's time zone, `YYYY-MM-DD`: a session may pass midnight.
    pub day: String,
    /// How far this machine's clock is ahead of the true time, in milliseconds (less than nothing
    /// when it is behind); none while it is near enough.
    #[ts(type = "number | null")]
    pub clock_ahead_ms: Option<i64>,
    /// Whether something that is due could not be destroyed.
    pub is_overdue: bool,
}

/// How the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "types.ts")]
pub enum LineState {
    /// No server was joined yet.
    NotJoined,
    /// The server answered and everything is sent.
    Online,
    /// Envelopes are on their way.
    Sending,
    /// The server can't be reached; normal.
    Offline,
    /// Something answers that is not the server this counter joined.
    WrongServer,
    /// The line failed so often that a person should know.
    NeedsAPerson,
    /// The line, or a proxy on it, carries no message as large as what waits.
    TooLarge,
    /// The server takes nothing from this counter any more.
    Revoked,
    /// All is sent; the server gives no more numbers.
    NumbersRefused,
    /// The server answers, and fails.
    ServerFailing,
    /// This counter's own disk or database fails; the line is not at fault.
    CounterFailing,
}
