//! The document that is printed, and whether it may be.
//!
//! The one place where a card's PDF is made: every way to print comes here.

use domain::printing::PrintFact;
use domain::{EnvelopeStage, Field, Stage};
use store::Tx;
use store::table::card::CardRow;
use store::table::{journal, lease, print_fact};
use uuid::Uuid;
use wire::CodeKind;
use wire::lease::NumberKind;

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::error::{Code, Error, Step};

impl Desk {
    /// The card as PDF, front and back, as it goes on the blank.
    ///
    /// # Errors
    /// [`Code::ReviewFirst`], [`Code::LeaseExpired`], [`Code::FieldsForgotten`],
    /// [`Error::NotComplete`] without a photo, a name that the card can't show, or
    /// [`Error::NotPrintable`] in another stage.
    pub(crate) fn card_document(&self, tx: &Tx<'_>, dossier: &Dossier) -> Result<Vec<u8>, Error> {
        self.card_document_bled(tx, dossier, self.policy.printing.bleed_mm)
    }

    /// The same with a bleed of this many millimetres.
    ///
    /// # Errors
    /// As `card_document`.
    pub(crate) fn card_document_bled(
        &self,
        tx: &Tx<'_>,
        dossier: &Dossier,
        bleed_mm: f32,
    ) -> Result<Vec<u8>, Error> {
        self.check_printable(tx, dossier)?;
        self.draw_as(tx, dossier, CodeKind::Card, |face| {
            proof::card_pdf(&self.policy.card_design, face, bleed_mm)
        })
    }

    /// Whether it may be printed; the errors of [`Desk::card_document`] but for the drawing's.
    pub(crate) fn check_printable(&self, tx: &Tx<'_>, dossier: &Dossier) -> Result<(), Error> {
        self.check_stage(dossier.row.stage)?;
        if self.policy.field(Field::Photo).required && !dossier.has_photo() {
            return Err(Error::NotComplete(Step::Photo));
        }
        let card = dossier.card.as_ref().ok_or(Error::NotPrintable)?;
        self.check_lease(tx, card)?;
        if print_fact::has(tx, dossier.row.id, PrintFact::Withheld)? {
            return Err(Code::FieldsForgotten.into());
        }
        Ok(())
    }

    /// Why it may not be printed now, for the window.
    pub(crate) fn bar_to_printing(&self, tx: &Tx<'_>, id: Uuid) -> Result<Option<Code>, Error> {
        match Dossier::read(tx, id).and_then(|dossier| self.check_printable(tx, &dossier)) {
            Ok(()) => Ok(None),
            Err(error @ Error::Store(_)) if !error.is_unreadable() => Err(error),
            Err(error) => Ok(Some(error.code())),
        }
    }

    fn check_stage(&self, stage: Stage) -> Result<(), Error> {
        match stage {
            Stage::Approved => Ok(()),
            Stage::Submitted if self.policy.counter.print_before_review => Ok(()),
            Stage::Submitted => Err(Code::ReviewFirst.into()),
            _ => Err(Error::NotPrintable),
        }
    }

    /// A number whose lease has expired may be another counter's by now, unless the server has
    /// taken it down as this card's.
    fn check_lease(&self, tx: &Tx<'_>, card: &CardRow) -> Result<(), Error> {
        let envelope = journal::of_application(tx, card.application_id)?;
        if matches!(envelope, Some((_, EnvelopeStage::Accepted, _))) {
            return Ok(());
        }
        let numbers = &self.policy.numbers;
        self.check_number(tx, NumberKind::Card, numbers.card.serial(&card.number))?;
        match &card.library_number {
            None => Ok(()),
            Some(number) => {
                self.check_number(tx, NumberKind::Library, numbers.library.serial(number))
            }
        }
    }

    fn check_number(
        &self,
        tx: &Tx<'_>,
        kind: NumberKind,
        serial: Option<u64>,
    ) -> Result<(), Error> {
        let Some(serial) = serial else { return Err(Code::LeaseExpired.into()) };
        match lease::expiry_of(tx, kind, serial)? {
            Some(expires_at_ms) if self.now_ms() < expires_at_ms => Ok(()),
            _ => Err(Code::LeaseExpired.into()),
        }
    }
}
