//! The benchmark that the README names: figures as a table, each beside its peer or limit.
//!
//! Medians over interleaved repeats in one run; nothing here fails a build.

mod clock;
mod photo_camera;
mod photo_card;
mod photo_peer;
mod proof_page;
mod save;
mod size;
mod start;
mod table;
mod upload;

use std::io::{self, Write};
use std::path::Path;

/// Adds its lines to the table.
type Measure = fn(&mut table::Table) -> io::Result<()>;

fn main() -> io::Result<()> {
    if let [_, argument, path] = std::env::args().collect::<Vec<_>>().as_slice()
        && argument == photo_card::ALONE
    {
        return photo_card::alone(Path::new(path));
    }
    let mut table = table::Table::default();
    let steps: [(&str, Measure); 6] = [
        ("durable save", save::measure),
        ("photo", photo_card::measure),
        ("proof", proof_page::measure),
        ("upload", upload::measure),
        ("start", start::measure),
        ("size", size::measure),
    ];
    for (name, measure) in steps {
        writeln!(io::stderr(), "measuring: {name}")?;
        measure(&mut table)?;
    }
    write!(io::stdout(), "{table}")
}
