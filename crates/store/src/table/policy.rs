//! The last good policy: what the counter goes by when the policy file can't be read.
//!
//! It reads no policy: the caller keeps only a text that it could read.

use rusqlite::params;

use crate::column::read;
use crate::{Error, Tx};

/// The text that was kept last.
///
/// # Errors
/// A database that refuses.
pub fn last_good(tx: &Tx<'_>) -> Result<Option<String>, Error> {
    tx.one("SELECT text FROM policy", (), |row| read(row, "text"))
}

/// Keeps a text in place of the one before. `at_ms` is Unix milliseconds.
///
/// # Errors
/// A database that refuses.
pub fn keep(tx: &Tx<'_>, text: &str, at_ms: i64) -> Result<(), Error> {
    tx.run(
        "INSERT INTO policy (only, text, at_ms) VALUES (1, ?1, ?2)
         ON CONFLICT (only) DO UPDATE SET text = excluded.text, at_ms = excluded.at_ms",
        params![text, at_ms],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::counter;

    #[test]
    fn the_text_kept_last_is_the_last_good_one() {
        let counter = counter();
        assert_eq!(counter.write(last_good), None);
        counter.write(|tx| keep(tx, "{\"edition\":1}", 1));
        counter.write(|tx| keep(tx, "{\"edition\":2}", 2));
        assert_eq!(counter.write(last_good).as_deref(), Some("{\"edition\":2}"));
    }
}
