//! The first table: faces under every variation.

use std::fs;
use std::sync::LazyLock;

use domain::photo::Check;

use crate::scene::{Group, shots};
use crate::table::{Row, markdown, row};
use crate::written;

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows: Vec<Row> = shots().iter().map(row).collect();
    fs::write(written("photo-portraits.md"), markdown(&rows)).expect("the table is written");
    rows
});

fn rows(group: Group) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.group == group)
}

#[test]
fn nobody_is_found_where_nobody_is() {
    for row in rows(Group::Nobody) {
        assert!(!row.seen.fires(Check::Faces) || row.seen.faces() < 1.0, "{}", row.subject);
    }
}
