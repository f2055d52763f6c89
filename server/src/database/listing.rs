//! What the programme's staff may see of the envelopes: never what is in them.
//!
//! Reads only.

use serde::Serialize;

use super::Line;
use crate::error::Error;

/// One envelope in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The counter that sent it, or that it claims.
    pub counter: String,
    /// Its number.
    pub sequence: i64,
    /// The word for its kind of fact, where it could be read.
    pub kind: Option<String>,
    /// The application that it is about.
    pub application: Option<String>,
    /// `accepted` or `quarantined`.
    pub outcome: String,
    /// Why it was set aside.
    pub reason: Option<String>,
    /// When it was first seen, in Unix milliseconds.
    pub received_at_ms: i64,
}

type Columns = (String, i64, Option<String>, Option<String>, String, Option<String>, i64);

fn listed(columns: Columns) -> Listed {
    let (counter, sequence, kind, application, outcome, reason, received_at_ms) = columns;
    Listed { counter, sequence, kind, application, outcome, reason, received_at_ms }
}

/// The newest `limit` envelopes, in the order in which they were first seen.
///
/// # Errors
/// The database failed.
pub async fn newest(line: &mut Line, limit: u32) -> Result<Vec<Listed>, Error> {
    let found: Vec<Columns> = sqlx::query_as(
        "SELECT counter, sequence, kind, application, 'accepted' AS outcome, NULL AS reason,
                received_at_ms FROM envelope
         UNION ALL
         SELECT counter, sequence, kind, application, 'quarantined', reason,
                received_at_ms FROM quarantined
         ORDER BY received_at_ms DESC, counter DESC, sequence DESC LIMIT ?",
    )
    .bind(limit)
    .fetch_all(line)
    .await?;
    Ok(found.into_iter().rev().map(listed).collect())
}
