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

use crate::ports::{LineError, PrintError};

mod code;
mod others;

use others::{
    io_code, line_code, photo_code, photo_detail, proof_code, proof_detail, signature_code,
    store_code, unlock_code,
};

pub use code::Code;
pub use domain::field::Step;

/// Why a verb failed. A refusal of which the code says all is its code; the others say more, to
/// the window or to the log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is refused, and nothing more is to be said than this.
    #[error("refused: {0:?}")]
    Refused(Code),
    /// The sign-in failed.
    #[error("sign-in refused")]
    Unlock(#[from] UnlockError),
    /// The passphrase is too short.
    #[error("the passphrase is shorter than {min} characters")]
    PassphraseTooShort {
        /// The policy's minimum.
        min: u32,
    },
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
    /// The stage forbids it.
    #[error("refused: {0}")]
    IllegalMove(#[from] IllegalMove),
    /// A step is not finished.
    #[error("the step {0:?} is not finished")]
    NotComplete(Step),
    /// The strokes are no signature.
    #[error(transparent)]
    Signature(#[from] WrongSignature),
    /// The policy asks for no signature.
    #[error("no signature is asked for")]
    SignatureNotAsked,
    /// The lease gives a serial that the policy's format can't write.
    #[error(transparent)]
    Serial(#[from] SerialTooLarge),
    /// The application's stage, or the card's, forbids printing.
    #[error("the card is not to be printed now")]
    NotPrintable,
    /// A count of blank cards is out of bounds.
    #[error("a count is 1 to {limit}")]
    BadCount {
        /// The largest count.
        limit: u32,
    },
    /// The printer gave no answer that counts.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// This machine's own print service does not answer.
    #[error("this machine's print service does not answer")]
    NoPrintService(#[source] PrintError),
    /// Nobody has said yet what became of the blanks of these jobs.
    #[error("{open} print jobs on blank cards are open")]
    PrintsOpen {
        /// How many.
        open: u64,
    },
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
            Self::Refused(code) => *code,
            Self::Unlock(error) => unlock_code(error),
            Self::PassphraseTooShort { .. } => Code::PassphraseTooShort,
            Self::NoWordsShown => Code::NotAllowedNow,
            Self::NameMissing(_) => Code::NameMissing,
            Self::BadCharacter { .. } => Code::BadCharacter,
            Self::IllegalMove(_) => Code::NotAllowedNow,
            Self::NotComplete(_) => Code::NotComplete,
            Self::Signature(wrong) => signature_code(*wrong),
            Self::SignatureNotAsked => Code::NotAllowedNow,
            Self::Serial(_) => Code::NoNumbers,
            Self::NotPrintable => Code::NotAllowedNow,
            Self::BadCount { .. } => Code::BadCount,
            Self::Print(_) => Code::Printer,
            Self::NoPrintService(_) => Code::NoPrintService,
            Self::PrintsOpen { .. } => Code::PrintsOpen,
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

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Refused(code)
    }
}
