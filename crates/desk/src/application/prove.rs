//! The proof: numbers reserved, drawn once to be sure, confirmed by the applicant.

use domain::person::Person;
use domain::stage::Event;
use domain::{Act, CardStage, Stage};
use store::Tx;
use store::table::card::{self, CardRow};
use store::table::{application, lease, membership};
use wire::lease::NumberKind;

use super::enrol::parse_id;
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::error::{Code, Error};
use crate::view::Application;

impl Desk {
    /// Reserves the numbers and makes the application ready for its proof.
    ///
    /// Proving twice keeps the numbers of the first time.
    ///
    /// # Errors
    /// [`Error::NotComplete`] with the step, [`Code::NotJoined`], [`Code::NoNumbers`], or a
    /// name that the card can't show.
    pub fn prove(&self, id: &str) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let application = store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            if matches!(dossier.row.stage, Stage::Draft | Stage::Returned | Stage::Ready) {
                let problems = self.problems(tx, &dossier)?;
                let person = dossier.complete(&self.policy, self.today(), &problems)?;
                self.reserve(tx, &dossier, &person)?;
                self.draw(tx, &Dossier::read(tx, id)?)?;
                let now_ms = self.now_ms();
                let row = &dossier.row;
                application::move_stage(tx, id, row.stage, Event::Complete, now_ms)?;
                self.note(tx, Some(who.operator.id), Act::Prove, Some(row.number), None)?;
            }
            self.show(tx, id)
        })?;
        self.bell.notify_one();
        Ok(application)
    }

    /// The proof as PDF, as it will print.
    ///
    /// # Errors
    /// [`Error::NotComplete`] before the proof was made.
    pub fn proof_pdf(&self, id: &str) -> Result<Vec<u8>, Error> {
        let (store, _) = self.at_work()?;
        let id = parse_id(id)?;
        store.read(|tx| self.draw(tx, &Dossier::read(tx, id)?))
    }

    /// Records that the applicant has seen the proof and that it is right.
    ///
    /// # Errors
    /// [`domain::stage::IllegalMove`] unless the proof was made and nothing changed since.
    pub fn confirm(&self, id: &str) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        store.write(|tx| {
            let row = application::get(tx, id)?.ok_or(Code::NoSuchApplication)?;
            let now_ms = self.now_ms();
            let next = application::move_stage(tx, id, row.stage, Event::ConfirmProof, now_ms)?;
            if next != row.stage {
                self.note(tx, Some(who.operator.id), Act::Confirm, Some(row.number), None)?;
            }
            self.show(tx, id)
        })
    }

    /// Takes the card's numbers from the leases, where the application has none yet.
    fn reserve(&self, tx: &Tx<'_>, dossier: &Dossier, person: &Person) -> Result<(), Error> {
        if membership::get(tx)?.is_none() {
            return Err(Code::NotJoined.into());
        }
        let numbers = &self.policy.numbers;
        let library = match &dossier.card {
            Some(CardRow { library_number: Some(kept), .. }) => Some(kept.clone()),
            _ if person.library => {
                Some(numbers.library.write(self.take_serial(tx, NumberKind::Library)?)?)
            }
            _ => None,
        };
        let expires_on = self.expiry(&person.band);
        if let Some(card) = &dossier.card {
            card::set_library_and_expiry(tx, &card.number, library.as_deref(), expires_on)?;
            return Ok(());
        }
        let row = CardRow {
            number: numbers.card.write(self.take_serial(tx, NumberKind::Card)?)?,
            application_id: dossier.row.id,
            stage: CardStage::Reserved,
            library_number: library,
            expires_on,
            reserved_at_ms: self.now_ms(),
        };
        Ok(card::insert(tx, &row)?)
    }

    fn take_serial(&self, tx: &Tx<'_>, kind: NumberKind) -> Result<u64, Error> {
        Ok(lease::take(tx, kind, self.now_ms())?.ok_or(Code::NoNumbers)?)
    }
}
