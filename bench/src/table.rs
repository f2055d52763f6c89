//! The table that is printed.

use std::fmt;

/// Lines of measure, figure, and what stands beside it.
#[derive(Default)]
pub struct Table(Vec<[String; 3]>);

impl Table {
    /// Adds a line.
    pub fn add(&mut self, measure: &str, figure: String, beside: impl Into<String>) {
        self.0.push([measure.to_owned(), figure, beside.into()]);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = ["measure", "figure (median)", "peer or limit"].map(str::to_owned);
        let rows = || std::iter::once(&head).chain(&self.0);
        let width = |column: usize| rows().map(|row| row[column].chars().count()).max();
        let widths = [0, 1, 2].map(|column| width(column).unwrap_or(0));
        for (index, row) in rows().enumerate() {
            let [a, b, c] = row;
            let [x, y, z] = widths;
            writeln!(f, "| {a:x$} | {b:>y$} | {c:z$} |")?;
            if index == 0 {
                writeln!(f, "|-{:-<x$}-|-{:->y$}-|-{:-<z$}-|", "", "", "")?;
            }
        }
        Ok(())
    }
}
