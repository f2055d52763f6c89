//! What the window is shown: plain values, made for one screen each.
//!
//! These types are the contract with the window; the TypeScript side is generated from them.
//! They carry personal data only where the screen has to show it, and never reach a log.

pub use domain::person::PersonForm;
pub use domain::photo::{Crop, Report, Turn};
pub use domain::signature::Stroke;

mod applications;
mod card;
mod door;
mod photo;
mod print;
mod rules;
mod stock;
mod top_bar;

pub use applications::{Age, Application, ApplicationRow, Documents, Done};
pub use card::{Card, SavedProof};
pub use door::{
    Door, Join, Notice, NoticeCode, Role, Session, SetUp, SetUpDone, ShownWords, Start,
};
pub use photo::{Frame, Photo, PhotoLight, Picture, Signature, Which};
pub use print::{DialogEnd, Press, Print, PrintJob, Printer, Printers, SavedSheets, SheetKind};
pub use rules::{FieldNote, PrintingRules, Rules, SignatureRules};
pub use stock::{Stock, StockDay, StockState};
pub use top_bar::{Line, LineState};

#[cfg(test)]
mod tests {
    use ts_rs::{Config, TS};

    /// The window hands a turn over and is never shown one: nothing else brings its type along.
    #[test]
    fn export_bindings_turn() {
        super::Turn::export_all(&Config::from_env()).expect("written");
    }
}
