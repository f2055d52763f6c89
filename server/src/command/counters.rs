//! `keyway-server counters`: codes for new counters, and the list of them.
//!
//! Of a code nothing but the code is on standard output, so that a script can read it.

use clap::Subcommand;
use keyway_server::database::counter;
use keyway_server::{Clock, Database, Error};
use uuid::Uuid;

use super::{Place, say};

#[derive(Subcommand)]
pub enum Counters {
    /// Makes a one-time code with which one counter can join within a day.
    Add {
        /// The site's name; without it the counter says its own.
        #[arg(long)]
        site: Option<String>,
    },
    /// Lists the counters: id, state, the number expected next, site.
    List,
    /// Revokes a counter: what it sends from now on is set aside, and it gets no numbers.
    Revoke {
        /// The counter's id.
        counter: Uuid,
    },
}

impl Counters {
    pub async fn run(self, place: &Place) -> Result<(), Error> {
        match self {
            Self::Add { site } => add(place, site).await,
            Self::List => list(&place.database().await?).await,
            Self::Revoke { counter } => revoke(&place.database().await?, counter).await,
        }
    }
}

async fn add(place: &Place, site: Option<String>) -> Result<(), Error> {
    let code = place.make().await?.make_code(site).await?;
    say(&code.to_string())?;
    eprintln!("type this code into the counter; it is good once, for 24 hours");
    Ok(())
}

async fn list(database: &Database) -> Result<(), Error> {
    let mut tx = database.read().await?;
    for row in counter::all(&mut tx).await? {
        let state = if row.revoked_at_ms.is_some() { "revoked" } else { "joined" };
        say(&format!("{}\t{state}\t{}\t{}", row.id, row.expected, row.site.escape_debug()))?;
    }
    Ok(())
}

async fn revoke(database: &Database, id: Uuid) -> Result<(), Error> {
    let mut tx = database.write().await?;
    if !counter::revoke(&mut tx, id, Clock::system().at_ms()).await? {
        return Err(Error::NoSuchCounter(id));
    }
    Ok(tx.commit().await?)
}
