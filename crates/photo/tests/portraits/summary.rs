//! The sums of the first table, a line to each group: docs/portraits.md shows them.
//!
//! Adds up; asserts nothing.

use crate::scene::Group;
use crate::table::{CHECKS, Row, cell, table};

/// For each group: pictures, found, how far off the eyes are, which checks fired how often.
pub fn by_group(rows: &[Row]) -> String {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        if !groups.contains(&row.group) {
            groups.push(row.group);
        }
    }
    let head = [
        "varied",
        "pictures",
        "a face found",
        "eye error, px: mean, most",
        "%: mean, most",
        "fired",
    ];
    let line = |group: Group| {
        let own: Vec<&Row> = rows.iter().filter(|row| row.group == group).collect();
        let found = own.iter().filter(|row| row.seen.report().face.is_some()).count();
        let percents = own.iter().filter_map(|row| row.seen.eye_part).map(|part| part * 100.0);
        vec![
            format!("{group:?}"),
            own.len().to_string(),
            found.to_string(),
            mean_and_most(own.iter().filter_map(|row| row.seen.eye_px)),
            mean_and_most(percents),
            fired(&own),
        ]
    };
    table(&head, groups.into_iter().map(line))
}

fn mean_and_most(values: impl Iterator<Item = f64>) -> String {
    let values: Vec<f64> = values.collect();
    let mean = (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
    let most = values.into_iter().reduce(f64::max);
    format!("{}, {}", cell(mean, 1), cell(most, 1))
}

fn fired(rows: &[&Row]) -> String {
    let words = CHECKS.into_iter().filter_map(|check| {
        let count = rows.iter().filter(|row| row.seen.fires(check)).count();
        (count > 0).then(|| format!("{check:?} {count}"))
    });
    words.collect::<Vec<_>>().join(", ")
}
