//! Why a verb failed, and the code that the window acts on.
//!
//! `Display` is for the log and holds no personal data.

use std::collections::BTreeMap;
use std::io;

use domain::Word;
use domain::number::SerialTooLarge;
use domain::policy::PolicyError;
use domain::signature::WrongSignature;
use domain::stage::IllegalMove;
use serde_json::Value;
use store::slots::UnlockError;

mod code;

use crate::ports::{LineError, PrintError};
pub use code::Code;

/// The step of an application that is not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A required field is missing or wrong.
    Person,
    /// The rule is not met, or not attested.
    Documents,
    /// There is no photo.
    Photo,
    /// There is no signature, and no reason to skip it.
    Signature,
}

impl Step {
    fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Documents => "documents",
            Self::Photo => "photo",
            Self::Signature => "signature",
        }
    }
}

/// Why a verb failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignedOut,
    /// The sign-in failed.
    #[error("sign-in refused")]
    Unlock(#[from] UnlockError),
    /// The passphrase is too short.
    #[error("the passphrase is shorter than {min} characters")]
    PassphraseTooShort {
        /// The policy's minimum.
        min: u32,
    },
    /// The recovery words that were typed are not those that were shown.
    #[error("the recovery words differ")]
    WordsDiffer,
    /// No recovery words were shown since the sign-in.
    #[error("no recovery words were shown")]
    NoWordsShown,
    /// A name is empty.
    #[error("the {0} has no name")]
    NameMissing(&'static str),
    /// A name has a character that nobody sees or that can't be printed.
    #[error("the name of the {field} has the character {code_point}")]
    BadCharacter {
        /// What has the name.
        field: &'static str,
        /// The character's number in Unicode.
        code_point: String,
        /// Which character it is or follows, counted from 1.
        place: u32,
    },
    /// The counter was set up already.
    #[error("the counter is set up already")]
    AlreadySetUp,
    /// The stage forbids it.
    #[error("refused: {0}")]
    IllegalMove(#[from] IllegalMove),
    /// There is no such application.
    #[error("no such application")]
    NoSuchApplication,
    /// A step is not finished.
    #[error("the step {0:?} is not finished")]
    NotComplete(Step),
    /// More than one file was dropped where one picture is wanted.
    #[error("several files were dropped")]
    SeveralFiles,
    /// The policy knows no such reason.
    #[error("no such reason")]
    NoSuchReason,
    /// The strokes are no signature.
    #[error(transparent)]
    Signature(#[from] WrongSignature),
    /// The policy asks for no signature.
    #[error("no signature is asked for")]
    SignatureNotAsked,
    /// The card is dated by a day that turned out to be wrong.
    #[error("the card's last day is not right")]
    ProofOutdated,
    /// The counter has not joined a server.
    #[error("no server was joined")]
    NotJoined,
    /// The counter has joined a server already.
    #[error("a server was joined already")]
    AlreadyJoined,
    /// The counter joined before servers gave certificates, and has not asked since.
    #[error("no certificate for this counter's key yet")]
    NoCertificate,
    /// The lease is used up or expired.
    #[error("no numbers are left")]
    NoNumbers,
    /// The lease gives a serial that the policy's format can't write.
    #[error(transparent)]
    Serial(#[from] SerialTooLarge),
    /// The application's stage, or the card's, forbids printing.
    #[error("the card is not to be printed now")]
    NotPrintable,
    /// The policy wants a review before the card is printed.
    #[error("the review comes before the printing")]
    ReviewFirst,
    /// The lease of the card's number has expired.
    #[error("the lease of the card's number has expired")]
    LeaseExpired,
    /// Fields of the card were destroyed in time.
    #[error("fields of the card were destroyed")]
    FieldsForgotten,
    /// A count of blank cards is out of bounds.
    #[error("a count is 1 to {limit}")]
    BadCount {
        /// The largest count.
        limit: u32,
    },
    /// No printer was chosen.
    #[error("no printer was chosen")]
    NoPrinter,
    /// The printer gave no answer that counts.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// This machine's own print service does not answer.
    #[error("this machine's print service does not answer")]
    NoPrintService(#[source] PrintError),
    /// The printer may still make a card of the job before.
    #[error("the printer may still make a card of the job before")]
    StillAtPrinter,
    /// The system's print dialog failed, or can't be opened.
    #[error("the system's print dialog failed")]
    PrintDialog,
    /// The address of a printer is none.
    #[error("not a printer's address")]
    BadPrinterAddress,
    /// By the count no blank cards are left.
    #[error("no blank cards are left by the count")]
    NoBlanks,
    /// The stock was recorded by somebody else in the meantime.
    #[error("the stock has changed since it was read")]
    StockMoved,
    /// Nobody has said yet what became of the blanks of these jobs.
    #[error("{open} print jobs on blank cards are open")]
    PrintsOpen {
        /// How many.
        open: u64,
    },
    /// Only a supervisor may do it.
    #[error("only a supervisor may do this")]
    SupervisorOnly,
    /// The address of a server is none.
    #[error("not a server's address")]
    BadAddress,
    /// The server's keys are not those of the code, or not those of the joined server.
    #[error("another server answers")]
    WrongServer,
    /// The line gave no answer.
    #[error(transparent)]
    Line(#[from] LineError),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The photo was refused.
    #[error(transparent)]
    Photo(#[from] photo::Error),
    /// The proof was refused.
    #[error(transparent)]
    Proof(#[from] proof::Error),
    /// Something on the wire was refused.
    #[error(transparent)]
    Wire(#[from] wire::Error),
    /// The policy can't be read.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// Something stored can't be read back.
    #[error("stored data cannot be read")]
    Stored(#[from] serde_json::Error),
    /// A file or folder failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Error {
    /// Whether it is one application alone that this program can't read, such as a part that a
    /// newer one has written.
    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self, Self::Stored(_) | Self::Store(store::Error::Sealed))
    }

    /// The word that the window acts on.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::SignedOut => Code::SignedOut,
            Self::Unlock(error) => unlock_code(error),
            Self::PassphraseTooShort { .. } => Code::PassphraseTooShort,
            Self::WordsDiffer => Code::WordsDiffer,
            Self::NoWordsShown => Code::NotAllowedNow,
            Self::NameMissing(_) => Code::NameMissing,
            Self::BadCharacter { .. } => Code::BadCharacter,
            Self::AlreadySetUp => Code::AlreadySetUp,
            Self::IllegalMove(_) => Code::NotAllowedNow,
            Self::NoSuchApplication => Code::NoSuchApplication,
            Self::NotComplete(_) => Code::NotComplete,
            Self::NoSuchReason => Code::NoSuchReason,
            Self::SeveralFiles => Code::SeveralFiles,
            Self::Signature(wrong) => signature_code(*wrong),
            Self::SignatureNotAsked => Code::NotAllowedNow,
            Self::ProofOutdated => Code::ProofOutdated,
            Self::NotJoined => Code::NotJoined,
            Self::NoCertificate => Code::NoCertificate,
            Self::AlreadyJoined => Code::AlreadyJoined,
            Self::NoNumbers | Self::Serial(_) => Code::NoNumbers,
            Self::NotPrintable => Code::NotAllowedNow,
            Self::ReviewFirst => Code::ReviewFirst,
            Self::LeaseExpired => Code::LeaseExpired,
            Self::FieldsForgotten => Code::FieldsForgotten,
            Self::BadCount { .. } => Code::BadCount,
            Self::NoPrinter => Code::NoPrinter,
            Self::Print(_) => Code::Printer,
            Self::NoPrintService(_) => Code::NoPrintService,
            Self::StillAtPrinter => Code::StillAtPrinter,
            Self::BadPrinterAddress => Code::BadPrinterAddress,
            Self::NoBlanks => Code::NoBlanks,
            Self::PrintDialog => Code::PrintDialog,
            Self::StockMoved => Code::StockMoved,
            Self::PrintsOpen { .. } => Code::PrintsOpen,
            Self::SupervisorOnly => Code::SupervisorOnly,
            Self::BadAddress => Code::BadAddress,
            Self::WrongServer => Code::WrongServer,
            Self::Line(error) => line_code(error),
            Self::Store(error) => store_code(error),
            Self::Photo(error) => photo_code(error),
            Self::Proof(error) => proof_code(error),
            Self::Wire(wire::Error::NotACode) => Code::CodeMisspelt,
            Self::Io(error) => io_code(error),
            Self::Stored(_) => Code::Unreadable,
            Self::Wire(_) | Self::Policy(_) => Code::Internal,
        }
    }

    /// The figures and words that the window's sentence names.
    #[must_use]
    pub fn detail(&self) -> BTreeMap<&'static str, Value> {
        let pairs: Vec<(&'static str, Value)> = match self {
            Self::Unlock(
                UnlockError::Wrong { wait_until_ms } | UnlockError::TooSoon { wait_until_ms },
            ) => vec![("wait_until_ms", (*wait_until_ms).into())],
            Self::PassphraseTooShort { min } => vec![("min", (*min).into())],
            Self::NameMissing(field) => vec![("field", (*field).into())],
            Self::BadCharacter { field, code_point, place } => vec![
                ("field", (*field).into()),
                ("code_point", code_point.as_str().into()),
                ("place", (*place).into()),
            ],
            Self::NotComplete(step) => vec![("step", step.word().into())],
            Self::BadCount { limit } => vec![("limit", (*limit).into())],
            Self::PrintsOpen { open } => vec![("open", (*open).into())],
            Self::Print(error) => vec![("trouble", error.trouble().word().into())],
            Self::Store(store::Error::NewerVersion { found, known })
            | Self::Unlock(UnlockError::Store(store::Error::NewerVersion { found, known })) => {
                vec![("found", (*found).into()), ("known", (*known).into())]
            }
            Self::Photo(error) => photo_detail(error),
            Self::Proof(error) => proof_detail(error),
            _ => Vec::new(),
        };
        pairs.into_iter().collect()
    }
}

fn unlock_code(error: &UnlockError) -> Code {
    match error {
        UnlockError::Wrong { .. } => Code::WrongPassphrase,
        UnlockError::TooSoon { .. } => Code::TooSoon,
        UnlockError::Unknown => Code::UnknownOperator,
        UnlockError::Store(error) => store_code(error),
    }
}

fn line_code(error: &LineError) -> Code {
    use wire::join::RefusalCode;
    match error {
        LineError::Unreachable(_) | LineError::Lost(_) => Code::Offline,
        LineError::TooLarge | LineError::Refused(RefusalCode::TooLarge) => Code::TooLargeForLine,
        LineError::NotAServer => Code::NotAServer,
        LineError::Refused(RefusalCode::CodeRefused | RefusalCode::TooManyTries) => {
            Code::CodeRefused
        }
        LineError::Refused(RefusalCode::NoNumbersLeft) => Code::NoNumbers,
        LineError::Refused(RefusalCode::NotThisCounter) => Code::CounterRevoked,
        LineError::Refused(RefusalCode::Internal) => Code::ServerFailing,
        LineError::Refused(RefusalCode::Malformed) => Code::Internal,
    }
}

fn store_code(error: &store::Error) -> Code {
    match error {
        store::Error::NewerVersion { .. } => Code::DatabaseNewer,
        store::Error::WrongKeyOrDamaged => Code::DatabaseUnreadable,
        store::Error::Busy => Code::DatabaseBusy,
        store::Error::DiskFull => Code::DiskFull,
        store::Error::Sealed => Code::Unreadable,
        store::Error::StageMoved
        | store::Error::IllegalMove(_)
        | store::Error::IllegalCardMove(_)
        | store::Error::IllegalEnvelopeMove(_)
        | store::Error::IllegalPrintMove(_) => Code::NotAllowedNow,
        store::Error::Io(error) => io_code(error),
        _ => Code::Internal,
    }
}

fn io_code(error: &io::Error) -> Code {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::DiskFull,
        _ => Code::Internal,
    }
}

fn photo_code(error: &photo::Error) -> Code {
    match error {
        photo::Error::TooManyBytes { .. } => Code::PhotoTooLarge,
        photo::Error::TooManyPixels { .. } | photo::Error::TooMuchMemory { .. } => {
            Code::PhotoTooManyPixels
        }
        photo::Error::TooSmall { .. } => Code::PhotoTooSmall,
        photo::Error::Heic => Code::PhotoHeic,
        photo::Error::CropOutside | photo::Error::CropTooSmall { .. } => Code::CropOutside,
        photo::Error::Corrupt(_) | photo::Error::DecoderFailed => Code::PhotoCorrupt,
        photo::Error::NotAPicture
        | photo::Error::UnsupportedFormat { .. }
        | photo::Error::NotAFrame { .. }
        | photo::Error::NoCode => Code::PhotoNotAPicture,
        // No file is to blame for rules that can't be met, nor for the program's own faults.
        photo::Error::CardShape { .. }
        | photo::Error::CardOverLimit { .. }
        | photo::Error::Resample(_)
        | photo::Error::Encode(_)
        | photo::Error::Finder(_) => Code::Internal,
    }
}

fn photo_detail(error: &photo::Error) -> Vec<(&'static str, Value)> {
    match error {
        photo::Error::TooManyBytes { actual_bytes, limit_bytes } => {
            vec![("actual_bytes", (*actual_bytes).into()), ("limit_bytes", (*limit_bytes).into())]
        }
        photo::Error::TooManyPixels { actual, limit } => {
            vec![("actual", (*actual).into()), ("limit", (*limit).into())]
        }
        photo::Error::TooMuchMemory { pixels, needed_bytes, limit_bytes } => {
            // As many pixels of this depth as the memory holds.
            let limit = pixels.saturating_mul(*limit_bytes) / (*needed_bytes).max(1);
            vec![("actual", (*pixels).into()), ("limit", limit.into())]
        }
        photo::Error::TooSmall { width_px, height_px, min_width_px, min_height_px } => vec![
            ("width", (*width_px).into()),
            ("height", (*height_px).into()),
            ("min_width", (*min_width_px).into()),
            ("min_height", (*min_height_px).into()),
        ],
        _ => Vec::new(),
    }
}

fn signature_code(wrong: WrongSignature) -> Code {
    match wrong {
        WrongSignature::TooLittle => Code::SignatureTooLittle,
        WrongSignature::TooMuch => Code::SignatureTooMuch,
        // The window's own pad has no dot outside.
        WrongSignature::OutsidePad => Code::Internal,
    }
}

/// A wrong library number and a design that names a style it lacks stay internal: policy and
/// lease were checked before, and no clerk can mend them.
fn proof_code(error: &proof::Error) -> Code {
    match error {
        proof::Error::MissingGlyph { .. } => Code::GlyphMissing,
        proof::Error::DoesNotFit { .. } | proof::Error::Symbol { .. } => Code::DoesNotFit,
        proof::Error::Blank { field: proof::Field::Name } | proof::Error::Photo => {
            Code::NotComplete
        }
        _ => Code::Internal,
    }
}

fn proof_detail(error: &proof::Error) -> Vec<(&'static str, Value)> {
    match error {
        // A clerk counts characters from 1.
        proof::Error::MissingGlyph { field, at } => {
            vec![("field", field_word(*field).into()), ("at", (at + 1).into())]
        }
        proof::Error::DoesNotFit { field } | proof::Error::Symbol { field } => {
            vec![("field", field_word(*field).into())]
        }
        proof::Error::Blank { field: proof::Field::Name } => {
            vec![("step", Step::Person.word().into())]
        }
        proof::Error::Photo => vec![("step", Step::Photo.word().into())],
        _ => Vec::new(),
    }
}

/// The window's word for a printed field; for the signed code, the name that makes it long.
fn field_word(field: proof::Field) -> &'static str {
    match field {
        proof::Field::Name | proof::Field::Code => "name",
        proof::Field::NameGoneBy => "name_gone_by",
        proof::Field::Address => "address",
        proof::Field::TransitStock => "transit_stock",
        proof::Field::EmergencyContact => "emergency_contact",
        proof::Field::MedicalNotes => "medical_notes",
        proof::Field::LibraryNumber => "library",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use proof::Field;

    use super::*;

    #[test]
    fn a_card_that_cannot_be_drawn_says_what_the_clerk_can_mend() {
        for (error, code, detail) in [
            (
                proof::Error::MissingGlyph { field: Field::Address, at: 11 },
                Code::GlyphMissing,
                serde_json::json!({ "field": "address", "at": 12 }),
            ),
            (
                proof::Error::DoesNotFit { field: Field::MedicalNotes },
                Code::DoesNotFit,
                serde_json::json!({ "field": "medical_notes" }),
            ),
            (
                proof::Error::Symbol { field: Field::Code },
                Code::DoesNotFit,
                serde_json::json!({ "field": "name" }),
            ),
            (
                proof::Error::Blank { field: Field::Name },
                Code::NotComplete,
                serde_json::json!({ "step": "person" }),
            ),
            (proof::Error::Photo, Code::NotComplete, serde_json::json!({ "step": "photo" })),
            (proof::Error::Design, Code::Internal, serde_json::json!({})),
        ] {
            let error = Error::from(error);
            assert_eq!(error.code(), code, "{error}");
            assert_eq!(serde_json::json!(error.detail()), detail, "{error}");
        }
    }

    #[test]
    fn a_picture_too_deep_for_the_memory_is_told_in_pixels() {
        let (needed_bytes, limit_bytes) = (600_000_000, 300_000_000);
        let error = photo::Error::TooMuchMemory { pixels: 1_000, needed_bytes, limit_bytes };
        let error = Error::from(error);
        assert_eq!(error.code(), Code::PhotoTooManyPixels);
        assert_eq!(error.detail(), [("actual", 1_000.into()), ("limit", 500.into())].into());
    }

    #[test]
    fn no_file_is_blamed_for_rules_that_cannot_be_met() {
        for error in [
            photo::Error::CardShape { width_px: 0, height_px: 0 },
            photo::Error::CardOverLimit { smallest_bytes: 2, limit_bytes: 1 },
            photo::Error::Finder("no network".into()),
            photo::Error::Resample("no size".into()),
        ] {
            assert_eq!(Error::from(error).code(), Code::Internal);
        }
        assert_eq!(Error::from(photo::Error::NotAPicture).code(), Code::PhotoNotAPicture);
    }
}
