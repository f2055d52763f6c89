//! The size of the release programs.

use std::io;

use crate::table::Table;
use crate::upload::built;

pub fn measure(table: &mut Table) -> io::Result<()> {
    for name in ["keyway", "keyway-server"] {
        let bytes = std::fs::metadata(built(name)?)?.len();
        let figure = format!("{:.1} MB", bytes as f64 / 1_000_000.0);
        table.add(&format!("release binary {name}"), figure, "one file, no runtime to install");
    }
    Ok(())
}
