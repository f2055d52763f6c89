//! Files stay small, say what they are for, and keep to their place.

use crate::sources::{Source, root, sources};

const LIMIT_LINES: usize = 500;
const MEDIAN_LINES: usize = 120;

fn too_long(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    (lines > LIMIT_LINES).then(|| format!("{}: {lines} lines", source.path))
}

fn without_header(source: &Source) -> Option<String> {
    (!source.text.starts_with("//! ")).then(|| source.path.clone())
}

fn reaches_for_tauri(source: &Source) -> Option<String> {
    let is_allowed = source.path.starts_with("ui/src/desk/");
    let imports = source.text.lines().any(|line| {
        let is_import = line.contains("from ") || line.contains("import(");
        is_import && line.contains("@tauri-apps")
    });
    (imports && !is_allowed).then(|| source.path.clone())
}

fn part_that_knows_the_product(source: &Source) -> Option<String> {
    let is_part = source.path.starts_with("ui/src/parts/") && !source.path.contains(".test.");
    let knows = source.text.lines().any(|line| {
        line.contains("from '") && (line.contains("/desk/") || line.contains("/screens/"))
    });
    (is_part && knows).then(|| source.path.clone())
}

fn silences_a_lint(source: &Source) -> Option<String> {
    let silences = [concat!("#[", "allow"), concat!("#![", "allow")];
    silences.iter().any(|silence| source.text.contains(silence)).then(|| source.path.clone())
}

fn none(found: impl Iterator<Item = String>, what: &str) {
    let found: Vec<String> = found.collect();
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn no_file_has_more_than_500_lines() {
    let endings = [".rs", ".ts", ".svelte", ".css", ".sql", ".sh", "dev"];
    none(sources(&endings).iter().filter_map(too_long), "too long");
}

#[test]
fn the_median_rust_file_has_less_than_120_lines() {
    let mut lengths: Vec<usize> =
        sources(&[".rs"]).iter().map(|source| source.text.lines().count()).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median < MEDIAN_LINES, "the median is {median}");
}

#[test]
fn every_rust_file_says_what_it_is_for() {
    none(sources(&[".rs"]).iter().filter_map(without_header), "no //! at the top");
}

#[test]
fn only_the_desk_folder_of_the_window_knows_tauri() {
    let window = [".ts", ".svelte"];
    none(sources(&window).iter().filter_map(reaches_for_tauri), "imports @tauri-apps");
}

#[test]
fn the_windows_parts_know_nothing_of_the_product() {
    let window = [".ts", ".svelte"];
    none(sources(&window).iter().filter_map(part_that_knows_the_product), "knows the product");
}

#[test]
fn no_lint_is_silenced_without_a_reason() {
    none(sources(&[".rs"]).iter().filter_map(silences_a_lint), "use #[expect(…, reason)]");
}

#[test]
fn every_package_inherits_the_workspaces_lints() {
    let manifests = sources(&["Cargo.toml"]);
    assert!(manifests.len() >= 9, "all packages are read from {}", root().display());
    // The fuzz target needs a sanitizer's flags and stands outside the workspace.
    let careless = manifests.iter().filter(|manifest| {
        manifest.path != "fuzz/Cargo.toml" && !manifest.text.contains("[lints]\nworkspace = true")
    });
    none(careless.map(|manifest| manifest.path.clone()), "no [lints] workspace = true");
}

#[test]
fn the_checks_of_this_file_can_fail() {
    let bad = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    assert!(too_long(&bad("a.rs", &"\n".repeat(501))).is_some());
    assert!(without_header(&bad("a.rs", "fn a() {}")).is_some());
    let import = "import { invoke } from '@tauri-apps/api/core';";
    assert!(reaches_for_tauri(&bad("ui/src/screens/a.ts", import)).is_some());
    assert!(reaches_for_tauri(&bad("ui/src/desk/a.ts", import)).is_none());
    let import = "import { desk } from '../desk/desk';";
    assert!(part_that_knows_the_product(&bad("ui/src/parts/a.ts", import)).is_some());
    assert!(silences_a_lint(&bad("a.rs", concat!("#[", "allow(dead_code)]"))).is_some());
    assert!(silences_a_lint(&bad("a.rs", concat!("#![", "allow(dead_code)]"))).is_some());
}
