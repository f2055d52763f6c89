//! Submitting: the fact goes into the journal in the same transaction as the stage.
//!
//! Nothing after this can lose it; doing it twice has one effect.

use domain::person::{Person, PersonForm};
use domain::stage::Event;
use domain::{Act, Field, Personal, Stage, Word};
use store::Tx;
use store::table::journal::{self, NewEntry};
use store::table::membership::{self, MembershipRow};
use store::table::sealed::{self, Part};
use store::table::{application, updates};
use uuid::Uuid;
use wire::fact::{DocumentCheck, PhotoBytes, Register, SubmittedApplication};
use wire::{About, CounterKey, Envelope, Fact, ProgrammePublic};

use super::enrol::parse_id;
use crate::desk::{Desk, SignedIn};
use crate::dossier::{Dossier, write_part};
use crate::error::{Code, Error, Step};
use crate::ports::{make_key, make_nonce, rng};
use crate::view::Application;

impl Desk {
    /// Submits a confirmed application to the journal. Safe to call twice.
    ///
    /// # Errors
    /// [`domain::stage::IllegalMove`] unless the applicant has confirmed; a full disk;
    /// [`Code::ProofOutdated`] when the card is dated by a day that turned out to be wrong: the
    /// application is a draft again, and its proof is made and confirmed anew.
    pub fn submit(&self, id: &str) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let id = parse_id(id)?;
        let application = store.write(|tx| {
            let dossier = Dossier::read(tx, id)?;
            if dossier.row.stage == Stage::Confirmed && !self.is_dated_right(&dossier)? {
                self.correct(tx, &dossier, &who)?;
                return Ok(None);
            }
            let from = dossier.row.stage;
            let next = application::move_stage(tx, id, from, Event::Submit, self.now_ms())?;
            if from != next {
                self.journalise(tx, &dossier, &who)?;
            }
            self.show(tx, id).map(Some)
        })?;
        self.bell.notify_one();
        Ok(application.ok_or(Code::ProofOutdated)?)
    }

    /// Whether the card's last day is one that it may have today. It was reckoned on the day of
    /// the proof, by what was known of the time then; a card that is a few days old keeps its day,
    /// one that was dated from days to come does not.
    fn is_dated_right(&self, dossier: &Dossier) -> Result<bool, Error> {
        let person = dossier
            .check(&self.policy, self.today())
            .map_err(|_| Error::NotComplete(Step::Person))?;
        let card = dossier.card.as_ref().ok_or(Error::NotComplete(Step::Person))?;
        Ok(match (card.expires_on, self.expiry(&person.band)) {
            (Some(dated), Some(today)) => self.today() < dated && dated <= today,
            (dated, today) => dated == today,
        })
    }

    fn journalise(&self, tx: &Tx<'_>, dossier: &Dossier, who: &SignedIn) -> Result<(), Error> {
        debug_assert!(matches!(dossier.row.stage, Stage::Confirmed), "the table says so");
        let day = self.open_today(tx)?;
        application::set_day(tx, dossier.row.id, day.id)?;
        let person = dossier
            .check(&self.policy, self.today())
            .map_err(|_| Error::NotComplete(Step::Person))?;
        let place = (who.site.as_str(), day.date.as_str());
        let fact = self.submitted_fact(tx, dossier, &person, place)?;
        self.append_fact(tx, Some(dossier.row.id), &fact)?;
        self.part_with_email(tx, dossier, &person, &day.date)?;
        self.note(tx, Some(who.operator.id), Act::Submit, Some(dossier.row.number), None)
    }

    fn submitted_fact(
        &self,
        tx: &Tx<'_>,
        dossier: &Dossier,
        person: &Person,
        (site, day): (&str, &str),
    ) -> Result<Fact, Error> {
        let card = dossier.card.as_ref().ok_or(Error::NotComplete(Step::Person))?;
        let photo = sealed::get(tx, dossier.row.id, Part::Photo)?;
        let photo = photo.ok_or(Error::NotComplete(Step::Photo))?;
        let is_sent = |field| !self.policy.is_counter_only(field);
        let gender = person.gender.filter(|_| is_sent(Field::Gender));
        Ok(Fact::ApplicationSubmitted(Box::new(SubmittedApplication {
            name: person.name.clone(),
            name_gone_by: person.name_gone_by.clone().filter(|_| is_sent(Field::NameGoneBy)),
            birth_date: Personal::new(person.birth_date.0.to_string()),
            gender: gender.map(|gender| gender.letter().into()),
            language: person.language.clone(),
            photo_jpeg: PhotoBytes(photo.to_vec()),
            signature: dossier.signature(&self.policy).cloned(),
            veteran: person.veteran,
            organ_donor: person.organ_donor,
            document_check: DocumentCheck {
                policy_id: self.policy.id.clone(),
                policy_edition: self.policy.edition,
                enough: dossier.documents.is_attested,
            },
            register: Register {
                card_number: card.number.clone(),
                library_number: card.library_number.clone().filter(|_| person.library),
                transit_stock: person.transit_stock.clone(),
                expires_on: card.expires_on.map(|day| day.to_string()),
                site: site.to_owned(),
                day: day.to_owned(),
            },
        })))
    }

    /// Seals a fact under the next number and appends it to the journal.
    pub(crate) fn append_fact(
        &self,
        tx: &Tx<'_>,
        application: Option<Uuid>,
        fact: &Fact,
    ) -> Result<u64, Error> {
        let membership = membership::get(tx)?.ok_or(Code::NotJoined)?;
        let sequence = journal::next_sequence(tx)?;
        let envelope = self.seal(&membership, sequence, application, fact)?;
        journal::append(
            tx,
            &NewEntry {
                sequence,
                kind: fact.kind().word().to_owned(),
                application_id: application,
                sha256: envelope.sha256()?,
                envelope: envelope.to_bytes()?,
                queued_at_ms: self.now_ms(),
            },
        )?;
        Ok(sequence)
    }

    fn seal(
        &self,
        membership: &MembershipRow,
        sequence: u64,
        application: Option<Uuid>,
        fact: &Fact,
    ) -> Result<Envelope, Error> {
        let programme = ProgrammePublic::from_bytes(&membership.programme_key)?;
        let about = About {
            version: wire::VERSION,
            counter: membership.counter,
            sequence,
            kind: fact.kind(),
            application,
            at: self.stamp(),
            programme: programme.id(),
            digest: None,
        };
        let key = CounterKey::from_bytes(membership.counter_key.as_slice())?;
        Ok(Envelope::make(about, fact, &programme, &key, &mut rng())?)
    }

    /// Moves the e-mail address out of the application, to where nothing joins the two.
    fn part_with_email(
        &self,
        tx: &Tx<'_>,
        dossier: &Dossier,
        person: &Person,
        date: &str,
    ) -> Result<(), Error> {
        let Some(email) = &person.updates_email else { return Ok(()) };
        updates::add(tx, email.reveal(), *make_key(), make_nonce(), date)?;
        let without = PersonForm {
            updates: false,
            updates_email: Personal::default(),
            ..dossier.person.clone()
        };
        write_part(tx, dossier.row.id, Part::Person, &without)?;
        // The old page, which joins the two, must not stay in the write-ahead log.
        tx.wipe();
        Ok(())
    }
}
