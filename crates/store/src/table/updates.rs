//! News addresses: e-mail addresses on their way to the programme, parted from applications.
//!
//! A row says only the day. It has no application and no time, and lies where its random nonce
//! puts it, so that neither content nor order leads back to a person's application.

use rusqlite::params;
use zeroize::Zeroizing;

use crate::column::{key as key_column, read};
use crate::{Error, Tx, aead};

/// Keeps an address under a key of its own. `key` and `nonce` must be random and new.
pub fn add(
    tx: &Tx<'_>,
    email: &str,
    key: [u8; 32],
    nonce: [u8; 24],
    date: &str,
) -> Result<(), Error> {
    let key = Zeroizing::new(key);
    let sealed = aead::seal(&key, nonce, date.as_bytes(), email.as_bytes())?;
    tx.run(
        "INSERT INTO updates (nonce, key, sealed, date) VALUES (?1, ?2, ?3, ?4)",
        params![nonce, key.as_slice(), sealed, date],
    )?;
    Ok(())
}

/// Gives the addresses of days before `date` (`YYYY-MM-DD`), in an order that says nothing, and
/// destroys them here. One that does not open stays where it is, and holds up no other.
pub fn take_before(tx: &Tx<'_>, date: &str) -> Result<Vec<Zeroizing<String>>, Error> {
    let emails = tx.all(
        "SELECT nonce, key, sealed, date FROM updates WHERE date < ?1 ORDER BY nonce",
        [date],
        |row| {
            let (key, nonce) = (key_column(row, "key")?, read::<[u8; 24]>(row, "nonce")?);
            let (sealed, day): (Vec<u8>, String) = (read(row, "sealed")?, read(row, "date")?);
            let plain = aead::open(&key, nonce, day.as_bytes(), &sealed).ok();
            let text = plain.and_then(|plain| String::from_utf8(plain.to_vec()).ok());
            Ok(text.map(|text| (nonce, Zeroizing::new(text))))
        },
    )?;
    let emails: Vec<_> = emails.into_iter().flatten().collect();
    for (nonce, _) in &emails {
        tx.run("DELETE FROM updates WHERE nonce = ?1", [nonce])?;
    }
    tx.wipe();
    Ok(emails.into_iter().map(|(_, email)| email).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::counter;

    #[test]
    fn addresses_of_earlier_days_are_given_once_in_the_nonces_order() {
        let counter = counter();
        counter.write(|tx| {
            add(tx, "first@example.org", [1; 32], [9; 24], "2026-03-01")?;
            add(tx, "second@example.org", [2; 32], [1; 24], "2026-03-01")?;
            add(tx, "today@example.org", [3; 32], [5; 24], "2026-03-02")
        });
        let take = || counter.write(|tx| take_before(tx, "2026-03-02"));
        let taken: Vec<String> = take().iter().map(|email| email.to_string()).collect();
        assert_eq!(taken, ["second@example.org", "first@example.org"]);
        assert!(take().is_empty(), "they are destroyed here");
        assert_eq!(counter.store.ask("SELECT count(*) FROM updates"), "1");
    }

    #[test]
    fn an_address_that_does_not_open_is_not_destroyed_and_holds_up_no_other() {
        let counter = counter();
        counter.write(|tx| add(tx, "a@example.org", [1; 32], [9; 24], "2026-03-01"));
        counter.store.tamper("UPDATE updates SET date = '2026-02-01'");
        counter.write(|tx| add(tx, "b@example.org", [2; 32], [8; 24], "2026-03-01"));
        let taken = counter.write(|tx| take_before(tx, "2026-03-02"));
        assert_eq!(taken.iter().map(|email| email.as_str()).collect::<Vec<_>>(), ["b@example.org"]);
        assert_eq!(counter.store.ask("SELECT hex(nonce) FROM updates"), "09".repeat(24));
    }
}
