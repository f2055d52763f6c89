//! Which printers there are, and the one that this counter prints on.

use domain::Act;
use store::Tx;
use store::table::setting;

use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::ports::printer_address;
use crate::view::{Printer, Printers};

/// The setting that holds the chosen printer.
const CHOSEN: &str = "printer";

impl Desk {
    /// The queues of this machine's print service, and the printer that was chosen.
    ///
    /// # Errors
    /// A database that refuses. A machine without a print service has no queues.
    pub async fn list_printers(&self) -> Result<Printers, Error> {
        let (store, who) = self.at_work()?;
        let found = self.printers.find().await.unwrap_or_else(|error| {
            tracing::info!(%error, "this machine's print service gives no queues");
            Vec::new()
        });
        Ok(Printers {
            chosen: store.read(|tx| self.chosen_printer(tx))?,
            found: found.into_iter().map(|p| Printer { uri: p.uri, name: p.name }).collect(),
            may_type: who.is_supervisor(),
        })
    }

    /// Chooses the printer that this counter prints on from now on, once it has answered. A clerk
    /// chooses among those of this machine; a supervisor may type an address.
    ///
    /// # Errors
    /// [`Code::BadPrinterAddress`]; [`Code::SupervisorOnly`], or [`Error::NoPrintService`] when
    /// nobody can say whether it is one of this machine's; [`Error::Print`] when it does not
    /// answer, takes no PDF or prints on one side only.
    pub async fn choose_printer(&self, address: &str) -> Result<Printers, Error> {
        let (store, who) = self.at_work()?;
        let uri = printer_address(address).ok_or(Code::BadPrinterAddress)?;
        if !who.is_supervisor() && !self.is_of_this_machine(&uri).await? {
            return Err(Code::SupervisorOnly.into());
        }
        let met = self.printers.meet(&uri).await?;
        let printer = Printer { uri: met.uri, name: met.name };
        store.write(|tx| {
            setting::set(tx, CHOSEN, &serde_json::to_string(&printer)?)?;
            self.note(tx, Some(who.operator.id), Act::ChoosePrinter, None, None)
        })?;
        self.list_printers().await
    }

    async fn is_of_this_machine(&self, uri: &str) -> Result<bool, Error> {
        let found = self.printers.find().await.map_err(Error::NoPrintService)?;
        Ok(found.iter().any(|printer| printer.uri == uri))
    }

    /// The printer that was chosen; none where what is stored can't be read any more.
    pub(crate) fn chosen_printer(&self, tx: &Tx<'_>) -> Result<Option<Printer>, Error> {
        let stored = setting::get(tx, CHOSEN)?;
        Ok(stored.and_then(|text| serde_json::from_str(&text).ok()))
    }
}
