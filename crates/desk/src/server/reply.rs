//! What the server's answers hold, as the counter keeps it.

use store::table::lease::LeaseRow;
use wire::join::ProgrammeReply;
use wire::lease::Lease;
use wire::{ProgrammePublic, VerifyKey};

use crate::error::Error;
use crate::ports::LineError;

/// The server's two public keys.
pub(crate) fn keys_of(reply: &ProgrammeReply) -> Result<(ProgrammePublic, VerifyKey), Error> {
    let bytes = |text: &str| hex::decode(text).map_err(|_| LineError::NotAServer);
    let programme = ProgrammePublic::from_bytes(&bytes(&reply.programme_key)?)
        .map_err(|_| LineError::NotAServer)?;
    let server =
        VerifyKey::from_bytes(&bytes(&reply.server_key)?).map_err(|_| LineError::NotAServer)?;
    Ok((programme, server))
}

/// How a lease is stored.
pub(crate) fn lease_row(lease: &Lease) -> LeaseRow {
    LeaseRow {
        id: lease.id,
        kind: lease.kind,
        first: lease.first,
        count: lease.count,
        used: 0,
        expires_at_ms: lease.expires_at_ms,
    }
}
