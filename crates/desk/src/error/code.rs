//! The words that the window may act on when a verb fails.
//!
//! A code is added only when the window behaves differently for it; sentences live in the
//! window's catalogues, never here.

use serde::Serialize;
use ts_rs::TS;

/// Why a verb failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "types.ts")]
pub enum Code {
    /// Nobody is signed in.
    SignedOut,
    /// The passphrase is wrong. Detail `wait_until_ms`.
    WrongPassphrase,
    /// Too soon after a wrong passphrase. Detail `wait_until_ms`.
    TooSoon,
    /// No operator of that name.
    UnknownOperator,
    /// The passphrase is too short. Detail `min`.
    PassphraseTooShort,
    /// The recovery words that were typed are not those that were shown.
    WordsDiffer,
    /// A name is empty. Detail `field`: `site` or `supervisor`.
    NameMissing,
    /// A name has a character that nobody sees or that can't be printed. Details `field` (`site`
    /// or `supervisor`), `code_point`, `place` (which it is or follows, counted from 1).
    BadCharacter,
    /// The counter was set up already.
    AlreadySetUp,
    /// The database was written by a newer version. Details `found`, `known`.
    DatabaseNewer,
    /// The database is damaged or not ours.
    DatabaseUnreadable,
    /// The disk is full; nothing was lost on the screen.
    DiskFull,
    /// Another Keyway has the database open.
    DatabaseBusy,
    /// The application's stage forbids it.
    NotAllowedNow,
    /// No such application.
    NoSuchApplication,
    /// The application is not finished. Detail `step`: `person`, `documents`,
    /// `photo` or `signature`.
    NotComplete,
    /// The policy knows no such reason for an exception.
    NoSuchReason,
    /// What was drawn has too little ink for a signature.
    SignatureTooLittle,
    /// What was drawn has more strokes than a signature may have.
    SignatureTooMuch,
    /// The counter has not joined a server, so it has no numbers and no key to seal to.
    NotJoined,
    /// The lease of numbers is used up or expired.
    NoNumbers,
    /// The photo file is too large. Details `actual_bytes`, `limit_bytes`.
    PhotoTooLarge,
    /// The photo has too many pixels. Details `actual`, `limit`.
    PhotoTooManyPixels,
    /// The photo is too small. Details `width`, `height`, `min_width`, `min_height`.
    PhotoTooSmall,
    /// The photo is a HEIC file.
    PhotoHeic,
    /// The file is not a photo that can be opened.
    PhotoNotAPicture,
    /// The photo file is damaged.
    PhotoCorrupt,
    /// Several files were dropped where one picture is wanted.
    SeveralFiles,
    /// The crop lies outside the picture.
    CropOutside,
    /// A field has a character that no font here can draw. Details `field`, `at` (counted from 1).
    GlyphMissing,
    /// A field is too long for the card. Detail `field`.
    DoesNotFit,
    /// The card is printed after a supervisor's review, and there was none yet.
    ReviewFirst,
    /// The lease that the card's number is from has expired, and the server has not confirmed it.
    LeaseExpired,
    /// Fields of the card were destroyed in time, so what was confirmed can't be printed.
    FieldsForgotten,
    /// No printer was chosen.
    NoPrinter,
    /// The printer, or what answers in its place. Detail `trouble`.
    Printer,
    /// This machine's own print service does not answer, so its printers can't be chosen.
    NoPrintService,
    /// The printer may still make a card of the job before, so no other is begun.
    StillAtPrinter,
    /// The system's print dialog failed, or can't be opened.
    PrintDialog,
    /// That is no printer's address.
    BadPrinterAddress,
    /// By the count no blank cards are left: the window asks whether there are any.
    NoBlanks,
    /// Somebody has recorded blanks in the meantime.
    StockMoved,
    /// Cards are at a printer or asked about, so no count would be right. Detail `open`: how many.
    PrintsOpen,
    /// A count of blank cards is out of bounds. Detail `limit`.
    BadCount,
    /// Only a supervisor may do it.
    SupervisorOnly,
    /// The address of the server is not one. It needs `https://`, or `http://` for this machine.
    BadAddress,
    /// The server can't be reached.
    Offline,
    /// What answered is not a Keyway server.
    NotAServer,
    /// The line, or a proxy on it, refuses so large a message.
    TooLargeForLine,
    /// The server answers, and fails.
    ServerFailing,
    /// The server takes nothing from this counter any more.
    CounterRevoked,
    /// The server has not certified this counter's key yet.
    NoCertificate,
    /// The one-time code is misspelt.
    CodeMisspelt,
    /// The server does not take the one-time code: unknown, used, or expired.
    CodeRefused,
    /// The server's keys are not those that the code was made for.
    WrongServer,
    /// The counter has already joined a server.
    AlreadyJoined,
    /// The card is dated by a day that turned out to be wrong: the proof is made anew.
    ProofOutdated,
    /// One application that this program can't read: a newer one has written it, or it is damaged.
    Unreadable,
    /// Something failed that the window can't act on; the log has it.
    Internal,
}
