//! The one server that this counter has joined, and the join under way.
//!
//! The counter's key never leaves the database but to sign; `Debug` hides it.

use std::fmt;

use rusqlite::params;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::column::{id, key, read};
use crate::{Error, Tx};

/// What joining has agreed.
#[derive(Clone, PartialEq, Eq)]
pub struct MembershipRow {
    /// The counter's id with the server.
    pub counter: Uuid,
    /// The server's address, without path.
    pub address: String,
    /// The counter's own Ed25519 secret key.
    pub counter_key: Zeroizing<[u8; 32]>,
    /// The programme's public key, to which bodies are sealed.
    pub programme_key: [u8; 32],
    /// The server's public key, which signs receipts.
    pub server_key: [u8; 32],
    /// When it joined, in Unix milliseconds.
    pub joined_at_ms: i64,
    /// Server's clock minus the counter's at the last contact, in milliseconds.
    pub server_offset_ms: i64,
}

impl fmt::Debug for MembershipRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MembershipRow")
            .field("counter", &self.counter)
            .field("address", &self.address)
            .field("counter_key", &"[secret]")
            .field("joined_at_ms", &self.joined_at_ms)
            .field("server_offset_ms", &self.server_offset_ms)
            .finish_non_exhaustive()
    }
}

/// The server that was joined.
pub fn get(tx: &Tx<'_>) -> Result<Option<MembershipRow>, Error> {
    tx.one("SELECT * FROM membership", (), |row| {
        Ok(MembershipRow {
            counter: id(row, "counter")?,
            address: read(row, "address")?,
            counter_key: key(row, "counter_key")?,
            programme_key: read(row, "programme_key")?,
            server_key: read(row, "server_key")?,
            joined_at_ms: read(row, "joined_at_ms")?,
            server_offset_ms: read(row, "server_offset_ms")?,
        })
    })
}

/// Keeps what joining has agreed, and drops the pending key: it is the counter's now.
///
/// # Errors
/// [`Error::AlreadyThere`] when a server was joined before.
pub fn join(tx: &Tx<'_>, row: &MembershipRow) -> Result<(), Error> {
    tx.run(
        "INSERT INTO membership (only, counter, address, counter_key, programme_key, server_key,
             joined_at_ms, server_offset_ms) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            row.counter.as_bytes(),
            row.address,
            row.counter_key.as_slice(),
            row.programme_key,
            row.server_key,
            row.joined_at_ms,
            row.server_offset_ms
        ],
    )?;
    tx.run("DELETE FROM pending_join", ())?;
    Ok(())
}

/// Keeps how far the server's clock is ahead, in milliseconds.
///
/// # Errors
/// [`Error::StageMoved`] when no server was joined.
pub fn set_server_offset(tx: &Tx<'_>, offset_ms: i64) -> Result<(), Error> {
    match tx.run("UPDATE membership SET server_offset_ms = ?1", [offset_ms])? {
        0 => Err(Error::StageMoved),
        _ => Ok(()),
    }
}

/// The key of a join that has no reply yet.
pub fn pending_key(tx: &Tx<'_>) -> Result<Option<Zeroizing<[u8; 32]>>, Error> {
    tx.one("SELECT counter_key FROM pending_join", (), |row| key(row, "counter_key"))
}

/// Keeps the key of a join before the request goes out, so that a lost reply is asked for again
/// with the same key.
pub fn keep_pending_key(tx: &Tx<'_>, counter_key: &[u8; 32]) -> Result<(), Error> {
    tx.run(
        "INSERT INTO pending_join (only, counter_key) VALUES (1, ?1)
         ON CONFLICT (only) DO UPDATE SET counter_key = excluded.counter_key",
        [counter_key],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::counter;

    fn row() -> MembershipRow {
        MembershipRow {
            counter: Uuid::from_u128(4),
            address: "https://cards.example.org".into(),
            counter_key: Zeroizing::new([1; 32]),
            programme_key: [2; 32],
            server_key: [3; 32],
            joined_at_ms: 10,
            server_offset_ms: -5,
        }
    }

    #[test]
    fn a_cut_off_join_is_repeated_with_the_same_key_until_it_is_done() {
        let counter = counter();
        counter.write(|tx| keep_pending_key(tx, &[1; 32]));
        let shut = counter.shut();
        let store = shut.open().expect("opens again");
        let found = store.write(|tx| {
            let pending = pending_key(tx)?;
            join(tx, &row())?;
            Ok::<_, Error>((pending, pending_key(tx)?))
        });
        assert_eq!(found.expect("joins"), (Some(Zeroizing::new([1; 32])), None));
    }

    #[test]
    fn only_one_server_is_joined_and_its_clock_is_kept() {
        let counter = counter();
        let refused = counter.refuse(|tx| set_server_offset(tx, 9));
        assert!(matches!(refused, Error::StageMoved));
        counter.write(|tx| join(tx, &row()));
        counter.write(|tx| set_server_offset(tx, 9));
        let expected = MembershipRow { server_offset_ms: 9, ..row() };
        assert_eq!(counter.write(get), Some(expected));
        assert!(matches!(counter.refuse(|tx| join(tx, &row())), Error::AlreadyThere));
    }

    #[test]
    fn debug_never_shows_the_key() {
        assert!(format!("{:?}", row()).contains("counter_key: \"[secret]\""));
    }
}
