//! Many cards on sheets: time, and that the memory does not grow with them.

use std::io::{self, BufWriter};
use std::path::Path;

use proof::{Paper, PerSheet, Sheets};

use crate::clock::{median_ms, time};
use crate::memory::{peak_kb, say_peak};
use crate::proof_card::{Card, NAMES};
use crate::table::Table;

/// The argument that makes this program draw sheets and say how much memory that took.
pub const ALONE: &str = "sheets-alone";

const CARDS: usize = 500;
const FEW: usize = 50;
const REPEATS: usize = 5;
const LIMIT_S: f64 = 3.0;

pub fn measure(table: &mut Table) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("sheets.pdf");
    let card = Card::new()?;
    let mut spans = Vec::new();
    for _ in 0..REPEATS {
        let (drawn, span) = time(|| draw(&card, CARDS, &path));
        drawn?;
        spans.push(span);
    }
    let seconds = median_ms(&mut spans) / 1_000.0;
    let mb = std::fs::metadata(&path)?.len() as f64 / 1_000_000.0;
    table.add(
        &format!("{CARDS} cards on sheets of ten"),
        format!("{seconds:.2} s"),
        format!("limit {LIMIT_S} s; {mb:.1} MB, names in six scripts"),
    );
    let path = path.to_str().ok_or_else(|| io::Error::other("an odd path"))?;
    let peak = |cards: usize| peak_kb(&[ALONE, &cards.to_string(), path]);
    let (few, many) = (peak(FEW)?, peak(CARDS)?);
    table.add(
        &format!("peak memory of a process that draws {CARDS} cards"),
        format!("{:.0} MB", many / 1_000.0),
        format!("{FEW} cards: {:.0} MB, ratio {:.2}", few / 1_000.0, many / few),
    );
    Ok(())
}

/// Draws so many cards into the file at `path`, and says the most memory that this process held.
pub fn alone(cards: &str, path: &Path) -> io::Result<()> {
    draw(&Card::new()?, cards.parse().map_err(io::Error::other)?, path)?;
    say_peak()
}

fn draw(card: &Card, cards: usize, path: &Path) -> io::Result<()> {
    let file = BufWriter::new(std::fs::File::create(path)?);
    let sheets = Sheets::new(&card.design, Paper::Letter, PerSheet::Ten, file);
    let mut sheets = sheets.map_err(io::Error::other)?;
    for name in NAMES.iter().cycle().take(cards) {
        sheets.add(&card.face(name)).map_err(io::Error::other)?;
    }
    sheets.finish().map(|_| ()).map_err(io::Error::other)
}
