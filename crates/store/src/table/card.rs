//! Cards: the number reserved for an application, and what became of the blank.
//!
//! [`domain::CardStage::after`] is the only rule; nothing here holds a name.

use domain::card::CardEvent;
use domain::{CardStage, Word};
use jiff::civil::Date;
use rusqlite::params;
use uuid::Uuid;

use crate::column::{id, maybe_date, read, word};
use crate::{Error, Tx};

/// One card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRow {
    /// The number printed on it.
    pub number: String,
    /// The application that it is for.
    pub application_id: Uuid,
    /// Where it stands.
    pub stage: CardStage,
    /// The library card's number, where one was wished for.
    pub library_number: Option<String>,
    /// The last day on which it is good; none for no expiry.
    pub expires_on: Option<Date>,
    /// When the number was reserved, in Unix milliseconds.
    pub reserved_at_ms: i64,
}

/// Reserves a card for an application.
///
/// # Errors
/// [`Error::AlreadyThere`] when the number is taken or the application has a card.
pub fn insert(tx: &Tx<'_>, row: &CardRow) -> Result<(), Error> {
    tx.run(
        "INSERT INTO card (number, application_id, stage, library_number, expires_on,
             reserved_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            row.number,
            row.application_id.as_bytes(),
            row.stage.word(),
            row.library_number,
            row.expires_on.map(|day| day.to_string()),
            row.reserved_at_ms
        ],
    )?;
    Ok(())
}

/// The card of an application.
pub fn of_application(tx: &Tx<'_>, application: Uuid) -> Result<Option<CardRow>, Error> {
    let one = [application.as_bytes()];
    tx.one("SELECT * FROM card WHERE application_id = ?1", one, |row| {
        Ok(CardRow {
            number: read(row, "number")?,
            application_id: id(row, "application_id")?,
            stage: word(row, "stage")?,
            library_number: read(row, "library_number")?,
            expires_on: maybe_date(row, "expires_on")?,
            reserved_at_ms: read(row, "reserved_at_ms")?,
        })
    })
}

/// Sets the library number and the expiry date of a card.
///
/// # Errors
/// [`Error::StageMoved`] when there is no such card; [`Error::AlreadyThere`] when the library
/// number is another card's.
pub fn set_library_and_expiry(
    tx: &Tx<'_>,
    number: &str,
    library_number: Option<&str>,
    expires_on: Option<Date>,
) -> Result<(), Error> {
    let changed = tx.run(
        "UPDATE card SET library_number = ?2, expires_on = ?3 WHERE number = ?1",
        params![number, library_number, expires_on.map(|day| day.to_string())],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::StageMoved) }
}

/// Moves a card that stands at `from` by `event`, and says where it stands now.
///
/// # Errors
/// [`Error::IllegalCardMove`] when the table forbids it; [`Error::StageMoved`] when the card no
/// longer stands at `from`, or is not there.
pub fn move_stage(
    tx: &Tx<'_>,
    number: &str,
    from: CardStage,
    event: CardEvent,
) -> Result<CardStage, Error> {
    let next = from.after(event)?;
    let changed = tx.run(
        "UPDATE card SET stage = ?3 WHERE number = ?1 AND stage = ?2",
        params![number, from.word(), next.word()],
    )?;
    if changed == 1 { Ok(next) } else { Err(Error::StageMoved) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::fixtures::{APPLICATION, apply, counter};

    fn card(number: &str, application_id: Uuid) -> CardRow {
        CardRow {
            number: number.into(),
            application_id,
            stage: CardStage::Reserved,
            library_number: Some("21234000000018".into()),
            expires_on: Some(date(2031, 3, 2)),
            reserved_at_ms: 4,
        }
    }

    #[test]
    fn an_application_has_one_card_and_a_number_one_application() {
        let counter = counter();
        let second = Uuid::from_u128(2);
        counter.write(|tx| apply(tx, second));
        counter.write(|tx| insert(tx, &card("318", APPLICATION)));
        let twin = CardRow { library_number: None, ..card("326", APPLICATION) };
        assert!(matches!(counter.refuse(|tx| insert(tx, &twin)), Error::AlreadyThere));
        let same = CardRow { library_number: None, ..card("318", second) };
        assert!(matches!(counter.refuse(|tx| insert(tx, &same)), Error::AlreadyThere));
        let library = card("326", second);
        assert!(matches!(counter.refuse(|tx| insert(tx, &library)), Error::AlreadyThere));
        let found = counter.write(|tx| of_application(tx, APPLICATION));
        assert_eq!(found, Some(card("318", APPLICATION)));
        assert_eq!(counter.write(|tx| of_application(tx, second)), None);
    }

    #[test]
    fn a_card_handed_over_twice_is_handed_over_once() {
        let counter = counter();
        let step = |from, event| counter.write(|tx| move_stage(tx, "318", from, event));
        counter.write(|tx| insert(tx, &card("318", APPLICATION)));
        let early =
            counter.refuse(|tx| move_stage(tx, "318", CardStage::Reserved, CardEvent::HandOver));
        assert!(matches!(early, Error::IllegalCardMove(_)));
        assert_eq!(step(CardStage::Reserved, CardEvent::Print), CardStage::Printed);
        assert_eq!(step(CardStage::Printed, CardEvent::HandOver), CardStage::HandedOver);
        let late =
            counter.refuse(|tx| move_stage(tx, "318", CardStage::Printed, CardEvent::HandOver));
        assert!(matches!(late, Error::StageMoved));
        assert_eq!(step(CardStage::HandedOver, CardEvent::HandOver), CardStage::HandedOver);
    }

    #[test]
    fn library_number_and_expiry_follow_the_last_wish() {
        let counter = counter();
        counter.write(|tx| insert(tx, &card("318", APPLICATION)));
        counter.write(|tx| set_library_and_expiry(tx, "318", None, Some(date(2028, 1, 1))));
        let found = counter.write(|tx| of_application(tx, APPLICATION)).expect("a card");
        assert_eq!(found.library_number, None);
        assert_eq!(found.expires_on, Some(date(2028, 1, 1)));
        let refused = counter.refuse(|tx| set_library_and_expiry(tx, "9", None, None));
        assert!(matches!(refused, Error::StageMoved));
    }
}
