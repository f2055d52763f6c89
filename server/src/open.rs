//! Opening one envelope with the programme's private key, as the issuing office does.
//!
//! Only the terminal calls this; the running server never has the key.

use serde_json::{Value, json};
use uuid::Uuid;
use wire::fact::PhotoBytes;
use wire::{Envelope, Fact, ProgrammeSecret};

use crate::database::{Database, envelope};
use crate::error::Error;

/// The fact in an accepted envelope.
///
/// # Errors
/// There is no such envelope, the key is another programme's, or the database failed.
pub async fn open(
    database: &Database,
    key: &ProgrammeSecret,
    counter: Uuid,
    sequence: u64,
) -> Result<Fact, Error> {
    let mut tx = database.read().await?;
    let bytes = envelope::bytes(&mut tx, counter, sequence).await?;
    let bytes = bytes.ok_or(Error::NoSuchEnvelope { counter, sequence })?;
    Ok(Envelope::from_bytes(&bytes)?.open(key)?)
}

/// The fact as JSON; of the photo only its size, in bytes.
///
/// # Errors
/// No JSON could be made.
pub fn fact_json(fact: &Fact) -> Result<Value, Error> {
    let mut value = serde_json::to_value(fact)?;
    if let (Some(photo), Some(place)) =
        (photo_of(fact), value.pointer_mut("/application_submitted/photo_jpeg"))
    {
        *place = json!({ "bytes": photo.0.len() });
    }
    Ok(value)
}

/// The photo, if the fact has one.
#[must_use]
pub fn photo_of(fact: &Fact) -> Option<&PhotoBytes> {
    match fact {
        Fact::ApplicationSubmitted(application) => Some(&application.photo_jpeg),
        Fact::UpdatesLeft(_) => None,
    }
}
