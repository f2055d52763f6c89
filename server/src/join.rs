//! A counter joins with a one-time code.
//!
//! The same code and key get the same answer again. A code that is wrong, expired or another
//! counter's is refused in the same way, so that a guess learns nothing.

use domain::{Word, text};
use uuid::Uuid;
use wire::join::{CertificateReply, JoinReply, JoinRequest, RefusalCode};
use wire::lease::NumberKind;
use wire::{Certificate, JoinCode, VerifyKey};

use crate::central::Central;
use crate::chance::make_id;
use crate::database::code::CodeRow;
use crate::database::counter::CounterRow;
use crate::database::{Write, code, counter, lease};
use crate::error::Error;
use crate::lease::make_lease;

/// Serials of each kind that a new counter gets: two busy days.
const FIRST_SERIALS: u32 = 1_000;
/// Longest name of a site, in characters.
const LIMIT_SITE: usize = 120;

impl Central {
    /// Lets a counter join, or gives it again the answer that it may not have got.
    ///
    /// # Errors
    /// [`RefusalCode::CodeRefused`], [`RefusalCode::TooManyTries`], [`RefusalCode::Malformed`],
    /// [`RefusalCode::NotThisCounter`] for a revoked one, or the database failed.
    pub async fn join(&self, request: &JoinRequest) -> Result<JoinReply, Error> {
        let malformed = || Error::Refused(RefusalCode::Malformed);
        let key = hex::decode(&request.counter_key).map_err(|_| malformed())?;
        let key = VerifyKey::from_bytes(&key).map_err(|_| malformed())?;
        // A counter that was set up by an older version can't give its site another name.
        let site = text::line(&request.site).unwrap_or_else(|_| request.site.trim().to_owned());
        if site.is_empty() || site.chars().count() > LIMIT_SITE {
            return Err(malformed());
        }
        // Held throughout, so that many guesses at once are still counted one by one.
        let mut tries = self.tries.lock().await;
        let now_ms = self.clock.at_ms();
        if tries.are_spent(now_ms) {
            return Err(Error::Refused(RefusalCode::TooManyTries));
        }
        let reply = self.join_with(&request.secret, &key, &site, now_ms).await;
        if matches!(reply, Err(Error::Refused(RefusalCode::CodeRefused))) {
            tries.add(now_ms);
        }
        reply
    }

    /// The certificate for a counter's key. The same counter gets the same one.
    ///
    /// # Errors
    /// [`RefusalCode::NotThisCounter`] for one that is unknown or revoked, or the database
    /// failed.
    pub async fn certificate(&self, counter: Uuid) -> Result<CertificateReply, Error> {
        let mut tx = self.database.write().await?;
        let row = counter::get(&mut tx, counter).await?;
        let row = row.filter(|row| row.revoked_at_ms.is_none());
        let row = row.ok_or(Error::Refused(RefusalCode::NotThisCounter))?;
        let certificate = Certificate::make(&row.key, &self.server_key).to_hex();
        Ok(CertificateReply { certificate })
    }

    async fn join_with(
        &self,
        secret: &str,
        key: &VerifyKey,
        site: &str,
        now_ms: i64,
    ) -> Result<JoinReply, Error> {
        let secret_sha256 = JoinCode::secret_sha256(secret);
        let mut tx = self.database.write().await?;
        let known = counter::with_key(&mut tx, key).await?;
        let code = code::get(&mut tx, &secret_sha256).await?;
        let code = code.filter(|code| is_good(code, known.as_ref(), now_ms));
        let code = code.ok_or(Error::Refused(RefusalCode::CodeRefused))?;
        let row = match known {
            Some(row) if row.revoked_at_ms.is_some() => {
                return Err(Error::Refused(RefusalCode::NotThisCounter));
            }
            Some(row) => row,
            None => {
                // The programme's own name for the site goes before the counter's.
                let site = code.site.unwrap_or_else(|| site.to_owned());
                add_counter(&mut tx, *key, site, now_ms).await?
            }
        };
        code::set_used(&mut tx, &secret_sha256, row.id).await?;
        let leases = lease::from_joining(&mut tx, row.id).await?;
        tx.commit().await?;
        let certificate = Certificate::make(&row.key, &self.server_key).to_hex();
        Ok(JoinReply { counter: row.id, server_time_ms: row.joined_at_ms, leases, certificate })
    }
}

/// A used code is good for the counter that used it, for ever; a fresh one for anybody, for a
/// day.
fn is_good(code: &CodeRow, known: Option<&CounterRow>, now_ms: i64) -> bool {
    match code.counter {
        Some(user) => known.is_some_and(|row| row.id == user),
        None => now_ms < code.expires_at_ms,
    }
}

async fn add_counter(
    tx: &mut Write,
    key: VerifyKey,
    site: String,
    now_ms: i64,
) -> Result<CounterRow, Error> {
    let row = CounterRow {
        id: make_id(now_ms),
        key,
        site,
        joined_at_ms: now_ms,
        revoked_at_ms: None,
        expected: 1,
    };
    counter::add(tx, &row).await?;
    for &kind in NumberKind::ALL {
        make_lease(tx, row.id, None, kind, FIRST_SERIALS, now_ms).await?;
    }
    Ok(row)
}
