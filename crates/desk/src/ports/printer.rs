//! Printers, as the desk needs them: find, send a PDF from memory, follow the job to its end.
//!
//! Decides nothing about a card: what a job's end means is the verbs' business.

use async_trait::async_trait;
use domain::Trouble;

/// A printer that was found, or answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPrinter {
    /// Where it is, as an IPP address.
    pub uri: String,
    /// What people call it.
    pub name: String,
}

/// How a job stands at its printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It waits or prints; the trouble, if there is one, holds it up.
    Working(Option<Trouble>),
    /// It came out.
    Done,
    /// It ended without a card.
    Failed(Trouble),
    /// It ended, and the printer does not say how well.
    Unclear(Trouble),
}

/// Why a printer gave no answer that counts.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// Nothing answers; nothing was sent.
    #[error("the printer cannot be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The printer's certificate is none that this machine trusts; nothing was sent.
    #[error("the printer's certificate is not trusted")]
    Distrusted(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The line broke after something was sent: it may have arrived.
    #[error("the printer did not answer")]
    Silent(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// What answered is not a printer, or its answer can't be read.
    #[error("what answered is not a printer")]
    NotAPrinter,
    /// The printer says no, and why.
    #[error("the printer refused: {0:?}")]
    Refused(Trouble),
}

impl PrintError {
    /// The word for it.
    #[must_use]
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Unreachable(_) => Trouble::Unreachable,
            Self::Distrusted(_) => Trouble::Distrusted,
            Self::Silent(_) => Trouble::Vanished,
            Self::NotAPrinter => Trouble::NotAPrinter,
            Self::Refused(trouble) => *trouble,
        }
    }
}

/// The printers of this counter.
#[async_trait]
pub trait Printers: Send + Sync {
    /// The queues of this machine's own print service.
    async fn find(&self) -> Result<Vec<FoundPrinter>, PrintError>;
    /// Asks the printer at `uri` for its name, whether it takes a PDF, and prints both sides.
    async fn meet(&self, uri: &str) -> Result<FoundPrinter, PrintError>;
    /// Sends a PDF as a job called `name`, and gives the printer's number for it.
    ///
    /// [`PrintError::Silent`] alone leaves open whether it prints.
    async fn submit(&self, uri: &str, name: &str, pdf: Vec<u8>) -> Result<i32, PrintError>;
    /// The number of the job called `name`, where the printer has one that has not ended.
    async fn find_job(&self, uri: &str, name: &str) -> Result<Option<i32>, PrintError>;
    /// How the job of this number and name stands.
    ///
    /// A printer may give the same number to another's job once it was switched off:
    /// [`Trouble::Forgotten`] where the name is another.
    async fn job(&self, uri: &str, job: i32, name: &str) -> Result<JobState, PrintError>;
    /// Asks the printer to give a job up; never another's, as with [`Printers::job`].
    async fn cancel(&self, uri: &str, job: i32, name: &str) -> Result<(), PrintError>;
}
