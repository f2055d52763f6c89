//! Sites: where cards are issued.
//!
//! A site is never removed: days stand on it.

use rusqlite::params;
use uuid::Uuid;

use crate::column::{id, read};
use crate::{Error, Tx};

/// One site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRow {
    /// Which site it is in every other table.
    pub id: Uuid,
    /// Its name, as on the screen and in the register.
    pub name: String,
}

/// Adds a site and chooses it. Adding one that is there chooses it again, by its new name.
pub fn add(tx: &Tx<'_>, row: &SiteRow) -> Result<(), Error> {
    tx.run(
        "INSERT INTO site (id, name, chosen)
         VALUES (?1, ?2, (SELECT coalesce(max(chosen), 0) + 1 FROM site))
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, chosen = excluded.chosen",
        params![row.id.as_bytes(), row.name],
    )?;
    Ok(())
}

/// The site that was chosen last.
pub fn current(tx: &Tx<'_>) -> Result<Option<SiteRow>, Error> {
    tx.one("SELECT id, name FROM site ORDER BY chosen DESC LIMIT 1", (), |row| {
        Ok(SiteRow { id: id(row, "id")?, name: read(row, "name")? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{SITE, counter};

    #[test]
    fn the_site_chosen_last_is_the_current_one() {
        let counter = counter();
        let park = SiteRow { id: Uuid::from_u128(2), name: "Park".into() };
        let library = SiteRow { id: SITE, name: "Main library".into() };
        counter.write(|tx| add(tx, &park));
        assert_eq!(counter.write(current), Some(park));
        counter.write(|tx| add(tx, &library));
        assert_eq!(counter.write(current), Some(library));
    }
}
