//! Settings: small texts by name.
//!
//! It knows no setting's meaning; nothing personal and no secret belongs here.

use crate::column::read;
use crate::{Error, Tx};

/// The value of `name`, if it was ever set.
pub fn get(tx: &Tx<'_>, name: &str) -> Result<Option<String>, Error> {
    tx.one("SELECT value FROM setting WHERE name = ?1", [name], |row| read(row, "value"))
}

/// Sets `name` to `value`.
pub fn set(tx: &Tx<'_>, name: &str, value: &str) -> Result<(), Error> {
    tx.run(
        "INSERT INTO setting (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [name, value],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::counter;

    #[test]
    fn the_value_set_last_is_the_value() {
        let counter = counter();
        counter.write(|tx| {
            assert_eq!(get(tx, "theme")?, None);
            set(tx, "theme", "light")?;
            set(tx, "theme", "dark")?;
            assert_eq!(get(tx, "theme")?.as_deref(), Some("dark"));
            Ok(())
        });
    }
}
