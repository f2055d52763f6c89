//! The benchmark that the README names: figures as a table, each beside its peer or limit.
//!
//! Medians over interleaved repeats in one run; nothing here fails a build.

mod clock;
mod memory;
mod peer;
mod photo_camera;
mod photo_card;
mod proof_card;
mod proof_page;
mod proof_sheets;
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
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [photo_card::ALONE, path] => return photo_card::alone(Path::new(path)),
        [proof_sheets::ALONE, cards, path] => return proof_sheets::alone(cards, Path::new(path)),
        _ => {}
    }
    let mut table = table::Table::default();
    let steps: [(&str, Measure); 7] = [
        ("durable save", save::measure),
        ("photo", photo_card::measure),
        ("proof", proof_page::measure),
        ("sheets", proof_sheets::measure),
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
