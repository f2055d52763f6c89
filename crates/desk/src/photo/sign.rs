//! Signing, skipping the signature, and taking either back.
//!
//! Strokes and the reason lie in the application's own sealed part. The audit chain says who did
//! it, never why: the reason may be medical.

use domain::Act;
use domain::signature::{Signature, Stroke};
use store::table::sealed::{self, Part};

use crate::application::parse_id;
use crate::desk::Desk;
use crate::dossier::{Dossier, Signing, write_part};
use crate::error::{Code, Error};
use crate::view::Application;

impl Desk {
    /// Keeps the strokes as they now are, over what was drawn or skipped before; they are
    /// durable when this returns. Signing the same twice changes nothing.
    ///
    /// # Errors
    /// [`Error::Signature`] for strokes that are no signature: what was there stays.
    /// [`Error::SignatureNotAsked`]; [`domain::stage::IllegalMove`] once submitted; a full disk.
    pub fn sign(&self, id: &str, strokes: Vec<Stroke>) -> Result<Application, Error> {
        let signing = Signing::Signed(Signature::new(strokes)?);
        self.put_signing(id, Some(&signing))
    }

    /// Goes without a signature, for a reason of the policy's.
    ///
    /// # Errors
    /// [`Code::NoSuchReason`]; [`Error::SignatureNotAsked`];
    /// [`domain::stage::IllegalMove`] once submitted; a full disk.
    pub fn skip_signature(&self, id: &str, reason: &str) -> Result<Application, Error> {
        if self.policy.signature.skip_reasons.iter().all(|word| word != reason) {
            return Err(Code::NoSuchReason.into());
        }
        self.put_signing(id, Some(&Signing::Skipped(reason.into())))
    }

    /// Takes strokes or reason away; they are gone when this returns. Clearing what is not
    /// there changes nothing.
    ///
    /// # Errors
    /// [`domain::stage::IllegalMove`] once submitted; a full disk.
    pub fn clear_signature(&self, id: &str) -> Result<Application, Error> {
        self.put_signing(id, None)
    }

    fn put_signing(&self, id: &str, signing: Option<&Signing>) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        if signing.is_some() && !self.policy.asks_for_signature() {
            return Err(Error::SignatureNotAsked);
        }
        store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            if dossier.signing.as_ref() != signing {
                self.correct(tx, &dossier, &who)?;
                match signing {
                    Some(signing) => write_part(tx, id, Part::Signature, signing)?,
                    None => sealed::remove(tx, id, Part::Signature)?,
                }
                // Each stroke is saved; the chain tells of the first.
                let act = act_of(signing);
                if act != act_of(dossier.signing.as_ref()) {
                    let number = Some(dossier.row.number);
                    self.note(tx, Some(who.operator.id), act, number, None)?;
                }
            }
            self.show(tx, id)
        })
    }
}

/// What was done last.
fn act_of(signing: Option<&Signing>) -> Act {
    match signing {
        Some(Signing::Signed(_)) => Act::Sign,
        Some(Signing::Skipped(_)) => Act::SkipSignature,
        None => Act::ClearSignature,
    }
}
