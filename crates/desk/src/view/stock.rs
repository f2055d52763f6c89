//! The blank cards: how many there are, and what the day has used.

use serde::Serialize;
use ts_rs::TS;

/// How many blank cards are left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct StockState {
    /// How many there should be; below 0 when more were used than recorded. None while nobody has
    /// recorded any.
    #[ts(type = "number | null")]
    pub left: Option<i64>,
    /// Whether so few are left that staff are warned.
    pub is_low: bool,
}

/// The blank cards in full, for the supervisor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Stock {
    /// How many are left.
    pub state: StockState,
    /// Today's: received, corrected by a count, used for a good card, spoiled.
    pub today: StockDay,
    /// The number of the newest entry; sent back with the next one.
    #[ts(type = "number")]
    pub entry: u64,
    /// Whether the operator may record blanks.
    pub may_record: bool,
}

/// One day's blank cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct StockDay {
    /// Received.
    #[ts(type = "number")]
    pub received: i64,
    /// Found more than there should be by counting; below 0 for fewer.
    #[ts(type = "number")]
    pub corrected: i64,
    /// Used up for a good card.
    #[ts(type = "number")]
    pub used: i64,
    /// Used up without one.
    #[ts(type = "number")]
    pub spoiled: i64,
    /// How often a card was made once more.
    pub reprinted: u32,
    /// Cards handed over.
    pub handed_over: u32,
}
