//! The benchmark that the README names: figures as a table, each beside its peer or limit.
//!
//! Medians over interleaved repeats in one run; nothing here fails a build.

mod clock;
mod proof_page;
mod save;
mod size;
mod start;
mod table;
mod upload;

use std::io::{self, Write};

/// Adds its lines to the table.
type Measure = fn(&mut table::Table) -> io::Result<()>;

fn main() -> io::Result<()> {
    let mut table = table::Table::default();
    let steps: [(&str, Measure); 5] = [
        ("durable save", save::measure),
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
