//! Leasing numbers to a counter.
//!
//! A serial is leased once, and never again. The same request gets the same lease.

use uuid::Uuid;
use wire::join::RefusalCode;
use wire::lease::{LIMIT_SERIALS, Lease, LeaseRequest, NumberKind};

use crate::central::Central;
use crate::chance::make_id;
use crate::database::{Write, counter, lease};
use crate::error::Error;

/// How long the numbers of a lease may be given out: 30 days.
const LEASE_LIFE_MS: i64 = 30 * 24 * 60 * 60 * 1_000;
/// Most serials of a kind that one counter may hold: 500 a day for 30 days, four times.
const LIMIT_LIVE_SERIALS: u64 = 60_000;
/// The last serial, twelve digits: no number on a card leaves room for more.
const LAST_SERIAL: u64 = 999_999_999_999;

impl Central {
    /// Leases numbers to a counter, or gives again the lease that it may not have got.
    ///
    /// # Errors
    /// [`RefusalCode::NotThisCounter`], [`RefusalCode::Malformed`] for a wish that is out of
    /// bounds or differs from an earlier one of the same id, [`RefusalCode::NoNumbersLeft`], or
    /// the database failed.
    pub async fn lease(&self, request: &LeaseRequest) -> Result<Lease, Error> {
        let ask = &request.ask;
        let mut tx = self.database.write().await?;
        let row = counter::get(&mut tx, ask.counter).await?;
        let row = row.filter(|row| row.revoked_at_ms.is_none());
        if row.is_none_or(|row| request.verify(&row.key).is_err()) {
            return Err(Error::Refused(RefusalCode::NotThisCounter));
        }
        if ask.count == 0 || ask.count > LIMIT_SERIALS {
            return Err(Error::Refused(RefusalCode::Malformed));
        }
        if let Some(lease) = lease::answer(&mut tx, ask.counter, ask.request).await? {
            let is_same = lease.kind == ask.kind && lease.count == ask.count;
            return if is_same { Ok(lease) } else { Err(Error::Refused(RefusalCode::Malformed)) };
        }
        let now_ms = self.clock.at_ms();
        let held = lease::live_serials(&mut tx, ask.counter, ask.kind, now_ms).await?;
        if held + u64::from(ask.count) > LIMIT_LIVE_SERIALS {
            return Err(Error::Refused(RefusalCode::NoNumbersLeft));
        }
        let request = Some(ask.request);
        let lease = make_lease(&mut tx, ask.counter, request, ask.kind, ask.count, now_ms).await?;
        tx.commit().await?;
        Ok(lease)
    }
}

/// Leases the next serials, in answer to a request or on joining.
pub(crate) async fn make_lease(
    tx: &mut Write,
    counter: Uuid,
    request: Option<Uuid>,
    kind: NumberKind,
    count: u32,
    now_ms: i64,
) -> Result<Lease, Error> {
    let first = lease::next_serial(tx, kind).await?;
    if first + u64::from(count) - 1 > LAST_SERIAL {
        return Err(Error::Refused(RefusalCode::NoNumbersLeft));
    }
    let expires_at_ms = now_ms + LEASE_LIFE_MS;
    let made = Lease { id: make_id(now_ms), kind, first, count, expires_at_ms };
    lease::add(tx, counter, request.unwrap_or(made.id), &made).await?;
    Ok(made)
}
