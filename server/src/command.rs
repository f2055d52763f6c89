//! What can be said to `keyway-server` on the command line.
//!
//! Each command opens the data folder by itself, so that it works beside a running server.

mod counters;
mod envelopes;
mod open;
mod serve;
mod verify_page;

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use keyway_server::{Address, Central, Clock, Database, Error, Folder, http};

/// The central server of a municipal ID programme.
#[derive(Parser)]
#[command(name = "keyway-server", version)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Where the server's data lies.
#[derive(Args)]
struct Place {
    /// The data folder; made on the first start.
    #[arg(long, global = true, default_value = "keyway-server-data")]
    data: PathBuf,
    /// Another database than the data folder's: sqlite:PATH.
    #[arg(long, global = true)]
    database: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves counters until it is stopped.
    Serve(serve::Serve),
    /// The counters of the programme.
    #[command(subcommand)]
    Counters(counters::Counters),
    /// The envelopes that have arrived.
    #[command(subcommand)]
    Envelopes(envelopes::Envelopes),
    /// Opens one envelope with the programme's private key and shows the fact as JSON.
    Open(open::Open),
    /// Shows the page that checks cards: one HTML file that needs no server and no line.
    VerifyPage(verify_page::VerifyPage),
    /// Shows the OpenAPI document.
    Openapi,
}

/// Does what was asked for.
pub async fn run(arguments: Arguments) -> Result<(), Error> {
    let place = arguments.place;
    match arguments.command {
        Command::Serve(serve) => serve.run(&place).await,
        Command::Counters(counters) => counters.run(&place).await,
        Command::Envelopes(envelopes) => envelopes.run(&place).await,
        Command::Open(open) => open.run(&place).await,
        Command::VerifyPage(page) => page.run(&place).await,
        Command::Openapi => say(&serde_json::to_string_pretty(&http::document())?),
    }
}

impl Place {
    /// Opens folder, keys and database, after making what is missing.
    async fn make(&self) -> Result<Central, Error> {
        // A wrong address of the database must not leave a folder behind.
        let address = self.address()?;
        let folder = Folder::open(&self.data)?;
        if folder.made_programme_key() {
            let path = folder.programme_key();
            eprintln!(
                "made the programme's private key: move {} to where cards are issued, and keep \
                 a copy; the server does not need it",
                path.display()
            );
        }
        Central::open(&folder, &address, Clock::system()).await
    }

    /// The database of a server that is there: a slip in a path must not make a second one.
    async fn database(&self) -> Result<Database, Error> {
        let address = self.address()?;
        let Address::Sqlite(path) = &address;
        if !path.exists() {
            return Err(Error::NoServerHere(self.data.clone()));
        }
        Database::open(&address).await
    }

    fn address(&self) -> Result<Address, Error> {
        Address::read(self.database.as_deref(), self.data.join("server.db"))
    }
}

/// Writes one line to standard output.
fn say(line: &str) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(Error::Output)
}
