//! The way in: what the window shows before anybody works, and what it asks for.

pub use domain::Role;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
