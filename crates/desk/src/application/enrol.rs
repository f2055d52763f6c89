//! Beginning an application, and coming back to one.

use domain::Act;
use domain::person::PersonForm;
use store::Tx;
use store::table::application::{self, ApplicationRow};
use store::table::sealed::Part;
use store::table::{card, journal, print_job};
use uuid::Uuid;

use crate::desk::{Desk, SignedIn};
use crate::dossier::{Dossier, read_part, write_part};
use crate::error::{Code, Error};
use crate::ports::{make_id, make_key};
use crate::view::{Application, ApplicationRow as Row};

/// Most rows in the list; the policy plans for 500 applications a day at a counter.
const LIMIT_ROWS: u32 = 1_000;

impl Desk {
    /// Begins an application; it is durable when this returns. One that the operator has begun
    /// today and done nothing in is the same one: no second is begun beside it.
    ///
    /// # Errors
    /// [`Code::SignedOut`], or a database that refuses.
    pub fn new_application(&self) -> Result<Application, Error> {
        let (store, who) = self.at_work()?;
        let now_ms = self.now_ms();
        let id = make_id(now_ms);
        store.write(|tx| {
            let (day, key) = (self.open_today(tx)?, make_key());
            if let Some(untouched) = untouched_of(tx, day.id, &who)? {
                return self.show(tx, untouched);
            }
            let number = application::insert(tx, id, day.id, who.operator.id, &key, now_ms)?;
            write_part(tx, id, Part::Person, &PersonForm::default())?;
            self.note(tx, Some(who.operator.id), Act::Begin, Some(number), None)?;
            self.show(tx, id)
        })
    }

    /// An application as it was left.
    ///
    /// # Errors
    /// [`Code::NoSuchApplication`].
    pub fn open_application(&self, id: &str) -> Result<Application, Error> {
        let (store, _) = self.at_work()?;
        store.read(|tx| self.show(tx, parse_id(id)?))
    }

    /// All that are open, and those of today; the newest first.
    ///
    /// # Errors
    /// [`Code::SignedOut`], or a database that refuses.
    pub fn applications(&self) -> Result<Vec<Row>, Error> {
        let (store, _) = self.at_work()?;
        store.read(|tx| {
            let rows = application::list(tx, self.today_id(tx)?, LIMIT_ROWS)?;
            rows.into_iter().map(|row| row_view(tx, row)).collect()
        })
    }

    /// The application as the window shows it.
    pub(crate) fn show(&self, tx: &Tx<'_>, id: Uuid) -> Result<Application, Error> {
        let dossier = Dossier::read(tx, id)?;
        let problems = self.problems(tx, &dossier)?;
        dossier.view(tx, &self.policy, self.today(), problems)
    }
}

/// The draft of today in which this operator has done nothing yet. One that can't be read holds
/// up nobody.
fn untouched_of(tx: &Tx<'_>, day: Uuid, who: &SignedIn) -> Result<Option<Uuid>, Error> {
    let drafts = application::drafts_of(tx, day, who.operator.id)?;
    let is_untouched =
        |row: &ApplicationRow| Dossier::read(tx, row.id).is_ok_and(|read| read.is_untouched());
    Ok(drafts.iter().find(|row| is_untouched(row)).map(|row| row.id))
}

fn row_view(tx: &Tx<'_>, row: ApplicationRow) -> Result<Row, Error> {
    let person = match read_part::<PersonForm>(tx, row.id, Part::Person) {
        Err(error) if error.is_unreadable() => None,
        person => Some(person?.unwrap_or_default()),
    };
    let envelope = journal::of_application(tx, row.id)?.map(|(_, stage, _)| stage);
    Ok(Row {
        id: row.id.to_string(),
        number: row.number,
        is_readable: person.is_some(),
        name: person.map(|form| form.name.reveal().trim().to_owned()).unwrap_or_default(),
        stage: row.stage,
        saved_at_ms: row.saved_at_ms,
        envelope,
        card: card::of_application(tx, row.id)?.map(|card| card.stage),
        print: print_job::last_of(tx, row.id)?.map(|job| job.stage),
    })
}

/// The id that the window sent.
pub(crate) fn parse_id(id: &str) -> Result<Uuid, Error> {
    Uuid::try_parse(id).map_err(|_| Code::NoSuchApplication.into())
}
