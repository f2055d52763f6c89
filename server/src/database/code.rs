//! One-time codes, by the hash of their secret half.
//!
//! Whether a code is still good is the caller's to say.

use uuid::Uuid;

use super::{Line, id_of};
use crate::error::Error;

/// A one-time code as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// The site that it was made for, if it was said.
    pub site: Option<String>,
    /// Unix milliseconds after which nobody can join with it any more.
    pub expires_at_ms: i64,
    /// The counter that used it.
    pub counter: Option<Uuid>,
}

/// Keeps a new code.
///
/// # Errors
/// The database failed.
pub async fn add(line: &mut Line, secret_sha256: &[u8; 32], row: &CodeRow) -> Result<(), Error> {
    sqlx::query("INSERT INTO code (secret_sha256, site, expires_at_ms) VALUES (?, ?, ?)")
        .bind(secret_sha256.as_slice())
        .bind(row.site.as_deref())
        .bind(row.expires_at_ms)
        .execute(line)
        .await?;
    Ok(())
}

/// The code with this hash.
///
/// # Errors
/// The database failed.
pub async fn get(line: &mut Line, secret_sha256: &[u8; 32]) -> Result<Option<CodeRow>, Error> {
    let found: Option<(Option<String>, i64, Option<String>)> =
        sqlx::query_as("SELECT site, expires_at_ms, counter FROM code WHERE secret_sha256 = ?")
            .bind(secret_sha256.as_slice())
            .fetch_optional(line)
            .await?;
    let Some((site, expires_at_ms, counter)) = found else { return Ok(None) };
    let counter = counter.as_deref().map(id_of).transpose()?;
    Ok(Some(CodeRow { site, expires_at_ms, counter }))
}

/// Says which counter used a code that nobody has used yet.
///
/// # Errors
/// The database failed.
pub async fn set_used(
    line: &mut Line,
    secret_sha256: &[u8; 32],
    counter: Uuid,
) -> Result<(), Error> {
    sqlx::query("UPDATE code SET counter = ? WHERE secret_sha256 = ? AND counter IS NULL")
        .bind(counter.to_string())
        .bind(secret_sha256.as_slice())
        .execute(line)
        .await?;
    Ok(())
}
