//! Modules form rooms, and arrows between rooms go one way.
//!
//! A room is a module with all that lies below it. Two files of two rooms may use each other's
//! neighbours without a circle of files, and the rooms go round all the same: so the files are
//! folded into their rooms first, at every level. What the rooms of the desk ask of each other by its
//! methods is told in `rooms.rs`.

use std::collections::{BTreeMap, BTreeSet};

use crate::circles::{Graph, circle, crates, rust_graph};
use crate::sources::sources;

/// Most files of one folder, the tests' material and what others wrote aside.
const LIMIT_FILES: usize = 25;

/// The rooms right below the module `above`, and which uses which.
pub fn rooms(graph: &Graph, above: &str) -> Graph {
    let room = |module: &str| {
        let below = if above.is_empty() {
            module
        } else {
            module.strip_prefix(above)?.strip_prefix("::")?
        };
        let name = below.split("::").next().filter(|name| !name.is_empty())?;
        Some(name.to_owned())
    };
    let mut rooms = Graph::new();
    for (from, targets) in graph {
        let Some(from) = room(from) else { continue };
        let to = targets.iter().filter_map(|to| room(to)).filter(|to| *to != from);
        let to: BTreeSet<String> = to.collect();
        rooms.entry(from).or_default().extend(to);
    }
    rooms
}

/// The first circle of rooms, at any level.
fn circle_of_rooms(graph: &Graph) -> Option<Vec<String>> {
    let levels = std::iter::once("").chain(graph.keys().map(String::as_str));
    levels.into_iter().find_map(|above| circle(&rooms(graph, above)))
}

#[test]
fn between_the_rooms_of_a_crate_arrows_go_one_way() {
    let circles: Vec<String> = crates(|path| !is_for_tests(path))
        .iter()
        .filter_map(|(folder, files)| {
            let found = circle_of_rooms(&rust_graph(files))?;
            Some(format!("{folder}: {}", found.join(" -> ")))
        })
        .collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

/// Tests, and what they are made of, may look at anything.
pub fn is_for_tests(path: &str) -> bool {
    ["/tests.rs", "/fixtures.rs"].iter().any(|name| path.ends_with(name))
        || path.contains("/tests/")
}

/// The folders with too many files.
fn crowded<'p>(paths: impl Iterator<Item = &'p str>) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for path in paths {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        *counts.entry(folder).or_default() += 1;
    }
    let over = counts.into_iter().filter(|(_, count)| *count > LIMIT_FILES);
    over.map(|(folder, count)| format!("{folder}: {count} files")).collect()
}

#[test]
fn a_folder_with_many_files_has_rooms() {
    let files = sources(&[".rs", ".ts", ".svelte"]);
    // The journeys are a list, one file each; nothing is built on them.
    let paths = files.iter().map(|file| file.path.as_str());
    let crowded = crowded(paths.filter(|path| !path.starts_with("tests/journeys/")));
    assert!(crowded.is_empty(), "{}", crowded.join("\n"));
}

#[test]
fn the_check_of_levels_can_fail() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    // No file uses a file that uses it, and the rooms go round.
    let there = [
        file("lib.rs", "mod page; mod text;"),
        file("page.rs", "mod sheet; mod size;"),
        file("page/sheet.rs", "use crate::text::line::Line;"),
        file("page/size.rs", ""),
        file("text.rs", "mod line; mod measure;"),
        file("text/line.rs", ""),
    ];
    let round = |back: &str| {
        let files = [&there[..], &[file("text/measure.rs", back)]].concat();
        let graph = rust_graph(&files);
        assert_eq!(circle(&graph), None, "no circle of files");
        circle_of_rooms(&graph)
    };
    assert!(round("use crate::page::size::Size;").is_some());
    assert_eq!(round("use super::line::Line;"), None, "one way is no circle");

    let below = [
        file("desk/card/a.rs", "use crate::desk::time::b::B;"),
        file("desk/time/b.rs", ""),
        file("desk/time/c.rs", "use crate::desk::card::d::D;"),
        file("desk/card/d.rs", ""),
    ];
    assert!(circle_of_rooms(&rust_graph(&with_parents(&below))).is_some(), "at every level");
}

fn with_parents(files: &[(String, String)]) -> Vec<(String, String)> {
    let parents = ["desk.rs", "desk/card.rs", "desk/time.rs"];
    let parents = parents.map(|path| (path.to_owned(), String::new()));
    [files, &parents[..]].concat()
}

#[test]
fn the_check_of_crowded_folders_can_fail() {
    let many: Vec<String> = (0..=LIMIT_FILES).map(|at| format!("src/file{at}.rs")).collect();
    let paths = || many.iter().map(String::as_str);
    assert_eq!(crowded(paths()), ["src: 26 files"]);
    assert!(crowded(paths().skip(1)).is_empty());
}
