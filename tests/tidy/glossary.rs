//! The words of ARCHITECTURE.md stand for types that there are.

use std::collections::BTreeSet;
use std::fs;

use crate::sources::{root, sources};

/// The types that the glossary names, each in backquotes in its last column.
fn named(page: &str) -> Vec<String> {
    let words = page.split("## Words\n").nth(1).and_then(|rest| rest.split("\n## ").next());
    let rows = words.unwrap_or_default().lines().filter(|line| line.starts_with("| "));
    let last = rows.filter_map(|row| row.trim_end_matches(" |").rsplit_once(" | "));
    let types = last.flat_map(|(_, types)| types.split('`').skip(1).step_by(2));
    types.map(str::to_owned).collect()
}

/// The words that stand twice: each has one meaning.
fn twice(page: &str) -> Vec<String> {
    let words = page.split("## Words\n").nth(1).and_then(|rest| rest.split("\n## ").next());
    let rows = words.unwrap_or_default().lines().filter_map(|line| line.strip_prefix("| "));
    let words = rows.filter_map(|row| row.split(" | ").next()).flat_map(|words| words.split(", "));
    let mut seen = BTreeSet::new();
    words.filter(|word| !seen.insert(*word)).map(str::to_owned).collect()
}

/// The names of the types that a file declares.
fn declared(text: &str) -> impl Iterator<Item = &str> {
    let kinds = ["struct ", "enum ", "trait "];
    let lines = text.lines().map(|line| line.trim_start().trim_start_matches("pub "));
    let lines = lines.map(|line| line.trim_start_matches("pub(crate) "));
    lines.filter_map(move |line| {
        let rest = kinds.iter().find_map(|kind| line.strip_prefix(kind))?;
        rest.split(|c: char| !c.is_alphanumeric()).next()
    })
}

#[test]
fn every_type_of_the_glossary_is_there_and_no_word_stands_twice() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the page");
    let named = named(&page);
    assert!(named.len() > 30, "the glossary was read");
    let files = sources(&[".rs"]);
    let declared: BTreeSet<&str> = files.iter().flat_map(|file| declared(&file.text)).collect();
    let gone: Vec<_> = named.iter().filter(|name| !declared.contains(name.as_str())).collect();
    assert!(gone.is_empty(), "{gone:?}");
    assert_eq!(twice(&page), [""; 0]);
}

#[test]
fn the_check_of_the_glossary_can_fail() {
    let page = "## Words\n\n| word | means | type |\n|---|---|---|\n| field | one thing | `Field` |\n\
                | class, field | how long | `Retention`, `Class` |\n\n## Next\n| a | b | `C` |\n";
    assert_eq!(named(page), ["Field", "Retention", "Class"]);
    assert_eq!(twice(page), ["field"]);
    let text = "pub struct Field {\n    pub(crate) enum Retention<T> {}\nlet class = 1;";
    assert_eq!(declared(text).collect::<Vec<_>>(), ["Field", "Retention"]);
}
