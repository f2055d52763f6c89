//! What is kept of a person: parts sealed under the application's own key.
//!
//! Each part is XChaCha20-Poly1305 under the key in `application_key`, with the application's id
//! (16 bytes) and the part's word as associated data, so that no part opens in another's place.
//! Destroying is destroying the key. Nothing here knows what a part says.

use domain::Word;
use rusqlite::params;
use strum::{IntoStaticStr, VariantArray};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::column::{key, read};
use crate::{Error, Tx, aead};

/// One part of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Part {
    /// What was typed about the person.
    Person,
    /// Which documents were seen.
    Documents,
    /// The working copy of the picture.
    Picture,
    /// Where the picture is cropped.
    Crop,
    /// The photo as it goes on the card.
    Photo,
    /// The strokes of the signature, or why there are none.
    Signature,
}

/// Seals `plain` as a part, over what stood there. `nonce` must be random and new each time.
///
/// # Errors
/// [`Error::Sealed`] when the application's key is destroyed, or never was.
pub fn put(
    tx: &Tx<'_>,
    application: Uuid,
    part: Part,
    plain: &[u8],
    nonce: [u8; 24],
) -> Result<(), Error> {
    let key = own_key(tx, application)?.ok_or(Error::Sealed)?;
    let sealed = aead::seal(&key, nonce, &about(application, part), plain)?;
    tx.run(
        "INSERT INTO part (application_id, part, edition, nonce, sealed)
         VALUES (?1, ?2, 1, ?3, ?4)
         ON CONFLICT (application_id, part) DO UPDATE SET
             edition = edition + 1, nonce = excluded.nonce, sealed = excluded.sealed",
        params![application.as_bytes(), part.word(), nonce, sealed],
    )?;
    Ok(())
}

/// A part as it was put; `None` when it is not there, or was destroyed.
///
/// # Errors
/// [`Error::Sealed`] when it does not open under the application's key.
pub fn get(
    tx: &Tx<'_>,
    application: Uuid,
    part: Part,
) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let found = tx.one(
        "SELECT nonce, sealed FROM part
         WHERE application_id = ?1 AND part = ?2 AND sealed IS NOT NULL",
        params![application.as_bytes(), part.word()],
        |row| Ok((read::<[u8; 24]>(row, "nonce")?, read::<Vec<u8>>(row, "sealed")?)),
    )?;
    let Some((nonce, sealed)) = found else { return Ok(None) };
    let key = own_key(tx, application)?.ok_or(Error::Sealed)?;
    aead::open(&key, nonce, &about(application, part), &sealed).map(Some)
}

/// Which edition of a part is there: 0 when none, otherwise one more with every [`put`]. A part
/// that was removed and put again goes on counting.
pub fn edition(tx: &Tx<'_>, application: Uuid, part: Part) -> Result<u32, Error> {
    let edition = tx.one(
        "SELECT edition FROM part
         WHERE application_id = ?1 AND part = ?2 AND sealed IS NOT NULL",
        params![application.as_bytes(), part.word()],
        |row| read(row, "edition"),
    )?;
    Ok(edition.unwrap_or(0))
}

/// Removes a part. Removing what is not there changes nothing.
pub fn remove(tx: &Tx<'_>, application: Uuid, part: Part) -> Result<(), Error> {
    tx.run(
        "UPDATE part SET nonce = NULL, sealed = NULL WHERE application_id = ?1 AND part = ?2",
        params![application.as_bytes(), part.word()],
    )?;
    tx.wipe();
    Ok(())
}

/// Destroys all that is kept of the person: the key first, then the parts. Says how many parts
/// there were; doing it twice has one effect.
pub fn destroy(tx: &Tx<'_>, application: Uuid) -> Result<u32, Error> {
    let one = [application.as_bytes()];
    tx.run("DELETE FROM application_key WHERE application_id = ?1", one)?;
    tx.run("DELETE FROM captured WHERE application_id = ?1", one)?;
    let parts =
        tx.one("SELECT count(sealed) AS parts FROM part WHERE application_id = ?1", one, |row| {
            read(row, "parts")
        })?;
    tx.run("DELETE FROM part WHERE application_id = ?1", one)?;
    tx.wipe();
    Ok(parts.unwrap_or(0))
}

fn own_key(tx: &Tx<'_>, application: Uuid) -> Result<Option<Zeroizing<[u8; 32]>>, Error> {
    let one = [application.as_bytes()];
    tx.one("SELECT key FROM application_key WHERE application_id = ?1", one, |row| key(row, "key"))
}

fn about(application: Uuid, part: Part) -> Vec<u8> {
    [application.as_bytes().as_slice(), part.word().as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{APPLICATION, DAY, OPERATOR, apply, counter};
    use crate::table::application;

    const NAME: &[u8] = "Rosa Delgado".as_bytes();

    fn text(tx: &Tx<'_>, application: Uuid, part: Part) -> Result<Option<Vec<u8>>, Error> {
        Ok(get(tx, application, part)?.map(|plain| plain.to_vec()))
    }

    #[test]
    fn a_part_is_read_back_and_its_edition_never_goes_back() {
        let counter = counter();
        counter.write(|tx| {
            assert_eq!(edition(tx, APPLICATION, Part::Photo)?, 0);
            put(tx, APPLICATION, Part::Photo, b"old", [1; 24])?;
            put(tx, APPLICATION, Part::Photo, b"new", [2; 24])?;
            put(tx, APPLICATION, Part::Person, b"", [3; 24])?;
            assert_eq!(text(tx, APPLICATION, Part::Photo)?.as_deref(), Some(&b"new"[..]));
            assert_eq!(text(tx, APPLICATION, Part::Person)?, Some(Vec::new()));
            assert_eq!(edition(tx, APPLICATION, Part::Photo)?, 2);
            remove(tx, APPLICATION, Part::Photo)?;
            assert_eq!(text(tx, APPLICATION, Part::Photo)?, None);
            assert_eq!(edition(tx, APPLICATION, Part::Photo)?, 0);
            put(tx, APPLICATION, Part::Photo, b"newer", [4; 24])?;
            assert_eq!(edition(tx, APPLICATION, Part::Photo)?, 3);
            Ok(())
        });
    }

    #[test]
    fn every_part_has_a_place() {
        let counter = counter();
        let words: Vec<_> = Part::ALL.iter().map(|part| part.word()).collect();
        let frozen = ["person", "documents", "picture", "crop", "photo", "signature"];
        assert_eq!(words, frozen, "they seal the parts to their places");
        for &part in Part::ALL {
            counter.write(|tx| put(tx, APPLICATION, part, part.word().as_bytes(), [1; 24]));
            let found = counter.write(|tx| text(tx, APPLICATION, part));
            assert_eq!(found.as_deref(), Some(part.word().as_bytes()));
        }
        assert_eq!(counter.write(|tx| destroy(tx, APPLICATION)), 6);
    }

    #[test]
    fn a_part_does_not_open_in_another_parts_or_applications_place() {
        let counter = counter();
        let other = Uuid::from_u128(2);
        counter.write(|tx| {
            apply(tx, other)?;
            put(tx, APPLICATION, Part::Person, NAME, [1; 24])
        });
        counter.store.tamper("UPDATE part SET part = 'crop'");
        let moved = counter.refuse(|tx| get(tx, APPLICATION, Part::Crop));
        assert!(matches!(moved, Error::Sealed));
        counter.store.tamper(
            "UPDATE part SET part = 'person', application_id =
            (SELECT id FROM application WHERE number = 2)",
        );
        assert!(matches!(counter.refuse(|tx| get(tx, other, Part::Person)), Error::Sealed));
    }

    #[test]
    fn what_is_destroyed_is_gone_and_its_old_bytes_open_no_more() {
        let counter = counter();
        counter.write(|tx| put(tx, APPLICATION, Part::Person, NAME, [1; 24]));
        counter.store.tamper("CREATE TABLE backup AS SELECT * FROM part");
        assert_eq!(counter.write(|tx| destroy(tx, APPLICATION)), 1);
        assert_eq!(counter.write(|tx| text(tx, APPLICATION, Part::Person)), None);
        assert_eq!(counter.write(|tx| destroy(tx, APPLICATION)), 0, "twice is once");
        let late = counter.refuse(|tx| put(tx, APPLICATION, Part::Person, NAME, [2; 24]));
        assert!(matches!(late, Error::Sealed), "nothing is kept under a destroyed key");
        counter.store.tamper("INSERT INTO part SELECT * FROM backup");
        assert!(matches!(counter.refuse(|tx| get(tx, APPLICATION, Part::Person)), Error::Sealed));
        counter
            .store
            .tamper("INSERT INTO application_key SELECT id, zeroblob(32) FROM application");
        assert!(matches!(counter.refuse(|tx| get(tx, APPLICATION, Part::Person)), Error::Sealed));
    }

    #[test]
    fn the_sealed_bytes_are_the_frozen_ones() {
        let counter = counter();
        let id = Uuid::from_u128(0x0123_4567_89ab_cdef);
        counter.write(|tx| {
            application::insert(tx, id, DAY, OPERATOR, &[0x11; 32], 1)?;
            put(tx, id, Part::Person, NAME, [0x22; 24])
        });
        let sealed = counter.store.ask("SELECT hex(sealed) FROM part");
        assert_eq!(sealed, "D108946D7CFD81F8822C70A488DE8A60A9BDDB5B935BEA8A4A9EF334");
    }
}
