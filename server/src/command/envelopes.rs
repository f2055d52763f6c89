//! `keyway-server envelopes`: what has arrived, without what is in it.
//!
//! Reads only.

use clap::Subcommand;
use keyway_server::Error;
use keyway_server::database::listing::{Listed, newest};

use super::{Place, say};

#[derive(Subcommand)]
pub enum Envelopes {
    /// Lists the newest envelopes, oldest of them first: counter, number, kind, application,
    /// outcome, reason, when it was received (Unix milliseconds).
    List {
        /// As a JSON array.
        #[arg(long)]
        json: bool,
        /// At most so many.
        #[arg(long, default_value_t = 10_000)]
        limit: u32,
    },
}

impl Envelopes {
    pub async fn run(self, place: &Place) -> Result<(), Error> {
        let Self::List { json, limit } = self;
        let mut tx = place.database().await?.read().await?;
        let listed = newest(&mut tx, limit).await?;
        if json {
            return say(&serde_json::to_string_pretty(&listed)?);
        }
        for row in &listed {
            say(&line_of(row))?;
        }
        Ok(())
    }
}

fn line_of(row: &Listed) -> String {
    let or_none = |word: &Option<String>| word.clone().unwrap_or_else(|| "-".to_owned());
    let (kind, application) = (or_none(&row.kind), or_none(&row.application));
    let reason = or_none(&row.reason);
    format!(
        "{}\t{}\t{kind}\t{application}\t{}\t{reason}\t{}",
        row.counter, row.sequence, row.outcome, row.received_at_ms
    )
}
