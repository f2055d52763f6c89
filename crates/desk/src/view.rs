//! What the window is shown: plain values, made for one screen each.
//!
//! These types are the contract with the window; the TypeScript side is generated from them.
//! They carry personal data only where the screen has to show it, and never reach a log.

use domain::documents::{Kind, Meter};
pub use domain::person::PersonForm;
use domain::person::Problem;
use domain::photo::PhotoRules;
pub use domain::photo::{Crop, Report, Turn};
pub use domain::signature::Stroke;
use domain::{CardStage, EnvelopeStage, Field, PrintStage, Retention, Stage};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod print;

pub use print::{
    DialogEnd, Press, Print, PrintJob, Printer, Printers, PrintingRules, SavedSheets, SheetKind,
    Stock, StockDay, StockState,
};

/// What the window must show first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "types.ts")]
pub enum Door {
    /// Nobody has set this counter up yet.
    New,
    /// Somebody must sign in.
    Locked,
    /// Somebody is signed in.
    Open,
}

/// The first answer that the window asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Start {
    /// What to show first.
    pub door: Door,
    /// The programme's name, from the policy.
    pub programme: String,
    /// The names that may sign in.
    pub operators: Vec<String>,
    /// Unix milliseconds before which no passphrase is tried; none when one may be.
    #[ts(type = "number | null")]
    pub wait_until_ms: Option<i64>,
    /// What staff should know, such as a policy file that could not be read.
    pub notices: Vec<Notice>,
    /// Fewest characters of a passphrase.
    pub passphrase_min_chars: u32,
    /// The address of a server that waits to be joined, where the start-up named one.
    pub suggested_server: Option<String>,
    /// The one-time code for it, where the start-up named one.
    pub suggested_code: Option<String>,
}

/// Something that staff should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Notice {
    /// The word that the window has a sentence for.
    pub code: NoticeCode,
    /// The line of the file that is meant, counted from 1.
    pub line: Option<u32>,
    /// The reason, in the words of the file's language.
    pub reason: String,
}

/// The kinds of notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "types.ts")]
pub enum NoticeCode {
    /// The policy file could not be read; the last good one is in force.
    PolicyUnreadable,
    /// The policy file could not be read and there is no last good one: the policy that comes
    /// with the program is in force, which may be another programme's.
    PolicyBuiltIn,
}

/// What the first start asks for.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, export_to = "types.ts")]
pub struct SetUp {
    /// The site's name.
    pub site: String,
    /// The first supervisor's name.
    pub supervisor: String,
    /// The first supervisor's passphrase.
    pub passphrase: String,
}

/// What the first start answers, once.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct SetUpDone {
    /// The recovery words.
    pub recovery: ShownWords,
    /// The session that has begun.
    pub session: Session,
}

/// Recovery words, shown once and kept nowhere.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct ShownWords {
    /// The words, in order.
    pub words: Vec<String>,
    /// The places of two words that are to be typed from paper, counted from 1.
    pub ask: [u8; 2],
}

/// What an operator may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "types.ts")]
pub enum Role {
    /// Enrols.
    Clerk,
    /// Also reviews, exports and sets up.
    Supervisor,
}

impl Role {
    /// The word that the database keeps for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Supervisor => "supervisor",
        }
    }
}

/// Who works where today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Session {
    /// The operator's name.
    pub operator: String,
    /// What the operator may do.
    pub role: Role,
    /// The site's name.
    pub site: String,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Whether a server was joined.
    pub is_joined: bool,
    /// Whether somebody has written the recovery words down and typed two of them.
    pub has_recovery_words: bool,
}

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

/// One row of the list of applications.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct ApplicationRow {
    /// The application's id.
    pub id: String,
    /// Its number on this counter.
    pub number: u32,
    /// Whether this program can read it; one that a newer program has written it can't.
    pub is_readable: bool,
    /// The name as typed so far; empty when none was, or when it was destroyed.
    pub name: String,
    /// Where it stands.
    pub stage: Stage,
    /// Unix milliseconds of the last save.
    #[ts(type = "number")]
    pub saved_at_ms: i64,
    /// Where its envelope stands, once submitted.
    pub envelope: Option<EnvelopeStage>,
    /// Where its card stands, once it has a number.
    pub card: Option<CardStage>,
    /// Where the newest print job of its card stands.
    pub print: Option<PrintStage>,
}

/// One application, for the four steps.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Application {
    /// The application's id.
    pub id: String,
    /// Its number on this counter.
    pub number: u32,
    /// Where it stands.
    pub stage: Stage,
    /// Whether it may still be changed.
    pub is_open: bool,
    /// Unix milliseconds of the last save.
    #[ts(type = "number")]
    pub saved_at_ms: i64,
    /// The Person step, exactly as typed.
    pub person: PersonForm,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// The age band, as soon as the date of birth is whole.
    pub age: Option<Age>,
    /// The Documents step.
    pub documents: Documents,
    /// The Photo step.
    pub photo: Photo,
    /// The signature, a part of the Photo step.
    pub signature: Signature,
    /// The Card step; none before the proof was made.
    pub card: Option<Card>,
    /// Where its envelope stands, once submitted.
    pub envelope: Option<EnvelopeStage>,
    /// The step parts that are finished.
    pub done: Done,
}

/// An age and its band.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Age {
    /// Completed years.
    pub years: i16,
    /// The band's word in the policy.
    pub band: String,
    /// How many years a card for this band is valid; none for no expiry.
    pub card_years: Option<i16>,
}

/// The Documents step.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Documents {
    /// The kinds that were seen and returned.
    pub seen: Vec<String>,
    /// Whether the clerk attested it.
    pub is_attested: bool,
    /// How far they reach.
    pub meter: Meter,
}

/// The Photo step. The pictures themselves are fetched as bytes.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Photo {
    /// The upright picture, if one was taken or imported.
    pub picture: Option<Picture>,
    /// The frame that the card shows of it.
    pub crop: Option<Crop>,
    /// What the machine found in it under that frame.
    pub report: Option<Report>,
    /// The word for why the photo is taken although a check does not pass.
    pub exception: Option<String>,
    /// How the card shows the picture's light.
    pub light: Option<PhotoLight>,
    /// Grows with every picture and crop, so that the window knows when to fetch anew.
    pub edition: u32,
}

/// How the card shows the light of the picture that it is cut from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "types.ts")]
pub enum PhotoLight {
    /// As it was taken: the scene was light enough.
    Good,
    /// Brightened by the scene's lights.
    Brightened,
    /// As it was taken, because the clerk wants it so.
    Untouched,
}

/// The signature, a part of the Photo step.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Signature {
    /// Whether the policy asks for one; if not, nothing of it is shown.
    pub is_wanted: bool,
    /// What was drawn: strokes of dots, each left, down and pressure. Left and down are in
    /// ten-thousandths of the pad's width, pressure is 0 to 255.
    #[ts(type = "Array<Array<[number, number, number]>> | null")]
    pub strokes: Option<domain::Signature>,
    /// The word for why nothing was drawn.
    pub skipped: Option<String>,
}

/// Which of the two pictures is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "types.ts")]
pub enum Which {
    /// The upright picture that the frame lies in.
    Picture,
    /// The photo for the card.
    Card,
}

/// One frame of the live picture, as the window's canvas gives it.
pub struct Frame<'a> {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Four bytes a pixel: red, green, blue, and an alpha that is ignored; row by row.
    pub rgba: &'a [u8],
}

/// The size of a picture, in pixels.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The Card step.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Card {
    /// The card's number.
    pub number: String,
    /// The library number, if the card is a library card.
    pub library_number: Option<String>,
    /// The last day of the card, `YYYY-MM-DD`; none for no expiry.
    pub expires_on: Option<String>,
}

/// Which steps are finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Done {
    /// Every required field is valid.
    pub person: bool,
    /// The rule is met and attested.
    pub documents: bool,
    /// There is a photo that passes every check, or that the clerk took with a reason.
    pub photo: bool,
    /// There is a signature, or a reason to have none, or none is needed.
    pub signature: bool,
    /// The applicant confirmed the proof.
    pub card: bool,
}

/// Where a proof was saved.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct SavedProof {
    /// The file's path.
    pub path: String,
    /// Hours after which the counter deletes it at the latest.
    pub kept_hours: u32,
}

/// What the window needs of the policy.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Rules {
    /// The programme's name.
    pub programme: String,
    /// The languages that applicants may prefer (BCP 47).
    pub applicant_languages: Vec<String>,
    /// The kinds of documents.
    pub kinds: Vec<Kind>,
    /// The fields and their rules.
    pub fields: Vec<FieldNote>,
    /// The photo's limits.
    pub photo: PhotoRules,
    /// The signature's bounds, and the words for why there is none.
    pub signature: SignatureRules,
    /// The words that printing needs.
    pub printing: PrintingRules,
    /// Minutes without a touch after which the screen locks.
    pub idle_lock_minutes: u32,
    /// Hours after capture when counter-only fields are destroyed at the latest.
    pub counter_only_hours: u32,
}

/// What the window needs to know about signatures.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct SignatureRules {
    /// The words for why there is none; empty when it can't be skipped.
    pub skip_reasons: Vec<String>,
    /// The shortest ink that counts as a signature, in ten-thousandths of the pad's width.
    pub least_ink: u32,
    /// Most strokes.
    pub limit_strokes: u32,
    /// Most dots of all strokes together.
    pub limit_dots: u32,
}

/// What the window says beside a field.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct FieldNote {
    /// The field.
    pub field: Field,
    /// Whether the card can't do without it.
    pub is_required: bool,
    /// Most characters; 0 for a field that is not text.
    pub limit_chars: u32,
    /// How long it is kept, and where.
    pub retention: Retention,
}

/// What the operator types to join a server.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, export_to = "types.ts")]
pub struct Join {
    /// The server's address, such as `https://cards.example.org`.
    pub address: String,
    /// The one-time code.
    pub code: String,
}

#[cfg(test)]
mod tests {
    use ts_rs::{Config, TS};

    /// The window hands a turn over and is never shown one: nothing else brings its type along.
    #[test]
    fn export_bindings_turn() {
        super::Turn::export_all(&Config::from_env()).expect("written");
    }
}
