//! What the Print panel is shown, and what it asks for.
//!
//! Nothing here is personal: a card's number, a printer, counts.

use domain::printing::{Offer, SaidBy, Standing};
use domain::{CardStage, PrintStage, Trouble};
use proof::{Paper, PerSheet};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::stock::StockState;
use crate::error::Code;

/// How the printing of one card stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Print {
    /// Where the card stands.
    pub card: CardStage,
    /// How it stands, in one word.
    pub standing: Standing,
    /// What can be done about it, the most likely first.
    pub offers: Vec<Offer>,
    /// The newest print job; none before the first.
    pub job: Option<PrintJob>,
    /// The printer that this counter prints on.
    pub printer: Option<Printer>,
    /// The blank cards.
    pub stock: StockState,
    /// Why it can't be printed now; none where it can, or where it needn't.
    pub barred: Option<Code>,
}

/// One print job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct PrintJob {
    /// 1, 2, 3 … for this card.
    pub number: u32,
    /// Where it stands.
    pub stage: PrintStage,
    /// Who said so last.
    pub said_by: Option<SaidBy>,
    /// What keeps it from going on, or has ended it.
    pub trouble: Option<Trouble>,
    /// It has ended for the clerk, and its printer may still make a card of it: until that is over,
    /// no other job of the card is begun.
    pub may_come: bool,
    /// The printer's name; none where the card was saved as a file, to be printed elsewhere.
    pub printer: Option<String>,
    /// Where that file is, until somebody has said what became of the card.
    pub file: Option<String>,
}

/// What the window has seen when a button was pressed: a press that comes twice, or too late, then
/// has no second effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, export_to = "types.ts")]
pub struct Press {
    /// The number of the newest print job; 0 for none.
    pub seen: u32,
    /// The clerk has blank cards in hand, whatever the count says.
    pub has_blanks: bool,
}

/// The sheets that cards are saved on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "types.ts")]
pub enum SheetKind {
    /// Eight on US Letter, each with its bleed.
    LetterEight,
    /// Ten on US Letter, edge to edge.
    LetterTen,
    /// Eight on A4, each with its bleed.
    A4Eight,
    /// Ten on A4, edge to edge.
    A4Ten,
}

impl From<SheetKind> for (Paper, PerSheet) {
    fn from(kind: SheetKind) -> Self {
        match kind {
            SheetKind::LetterEight => (Paper::Letter, PerSheet::Eight),
            SheetKind::LetterTen => (Paper::Letter, PerSheet::Ten),
            SheetKind::A4Eight => (Paper::A4, PerSheet::Eight),
            SheetKind::A4Ten => (Paper::A4, PerSheet::Ten),
        }
    }
}

/// Cards that were saved on sheets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct SavedSheets {
    /// Where the file is; none where no card waited.
    pub path: Option<String>,
    /// How many cards are on it.
    pub cards: u32,
    /// How many wait but may not be printed yet; each says why on its own page.
    pub left_out: u32,
    /// Hours after which the counter deletes it at the latest; 0 without a file.
    pub kept_hours: u32,
}

/// How the system's print dialog ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogEnd {
    /// The pages have left; nobody says what came out.
    Sent,
    /// The clerk has closed it; no page has left.
    Cancelled,
    /// It failed; a page may have left.
    Failed,
}

/// A printer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Printer {
    /// Its IPP address.
    pub uri: String,
    /// What people call it.
    pub name: String,
}

/// The printers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Printers {
    /// The one that this counter prints on.
    pub chosen: Option<Printer>,
    /// The queues of this machine's print service.
    pub found: Vec<Printer>,
    /// Whether the operator may type the address of another.
    pub may_type: bool,
}
