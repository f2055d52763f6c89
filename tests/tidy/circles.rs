//! No file imports, over others, itself.
//!
//! In Rust a module is a file, and an arrow goes from it to the module whose item it uses. A
//! child that uses its own ancestor is no circle, nor is a parent that declares its child.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use syn::visit::{self, Visit};

use crate::sources::sources;

type Graph = BTreeMap<String, BTreeSet<String>>;

/// The first circle of a graph, if it has one.
fn circle(graph: &Graph) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    graph.keys().find_map(|start| walk(graph, start, &mut Vec::new(), &mut done))
}

fn walk(
    graph: &Graph,
    at: &str,
    path: &mut Vec<String>,
    done: &mut BTreeSet<String>,
) -> Option<Vec<String>> {
    if let Some(begin) = path.iter().position(|seen| seen == at) {
        return Some(path[begin..].to_vec());
    }
    if done.contains(at) {
        return None;
    }
    path.push(at.to_owned());
    let next = graph.get(at).into_iter().flatten();
    let found = next.into_iter().find_map(|to| walk(graph, to, path, done));
    path.pop();
    done.insert(at.to_owned());
    found
}

/// The paths of every `use crate::…` in a file.
#[derive(Default)]
struct Uses(Vec<Vec<String>>);

impl<'ast> Visit<'ast> for Uses {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Tests may look at anything.
        if item.ident != "tests" {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        flatten(&item.tree, &mut Vec::new(), &mut self.0);
    }
}

fn flatten(tree: &syn::UseTree, so_far: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    match tree {
        syn::UseTree::Path(path) => {
            so_far.push(path.ident.to_string());
            flatten(&path.tree, so_far, found);
            so_far.pop();
        }
        syn::UseTree::Group(group) => {
            group.items.iter().for_each(|item| flatten(item, so_far, found));
        }
        syn::UseTree::Name(name) => {
            found.push([so_far.clone(), vec![name.ident.to_string()]].concat())
        }
        syn::UseTree::Rename(name) => {
            found.push([so_far.clone(), vec![name.ident.to_string()]].concat());
        }
        syn::UseTree::Glob(_) => found.push(so_far.clone()),
    }
}

/// The module that a file of a crate is, as `a::b`; none for its root.
fn module_of(inside: &str) -> String {
    let plain = inside.trim_end_matches(".rs").trim_end_matches("/mod");
    if matches!(plain, "lib" | "main") { String::new() } else { plain.replace('/', "::") }
}

fn rust_graph(files: &[(String, String)]) -> Graph {
    let modules: BTreeSet<String> = files.iter().map(|(path, _)| module_of(path)).collect();
    let mut graph = Graph::new();
    for (path, text) in files {
        let from = module_of(path);
        let mut uses = Uses::default();
        uses.visit_file(&syn::parse_file(text).expect("rust"));
        let to = graph.entry(from.clone()).or_default();
        for path in uses.0.iter().filter(|path| path.first().is_some_and(|one| one == "crate")) {
            let target = (1..=path.len()).rev().map(|end| path[1..end].join("::"));
            let target = target.into_iter().find(|module| modules.contains(module));
            if let Some(target) = target.filter(|target| !is_kin(&from, target)) {
                to.insert(target);
            }
        }
    }
    graph
}

fn is_kin(from: &str, to: &str) -> bool {
    let is_below = |child: &str, parent: &str| {
        parent.is_empty() || child == parent || child.starts_with(&format!("{parent}::"))
    };
    is_below(from, to) || is_below(to, from)
}

fn window_graph(files: &[(String, String)]) -> Graph {
    let known: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let mut graph = Graph::new();
    for (path, text) in files {
        let to = graph.entry(path.clone()).or_default();
        let imports = text.lines().filter(|line| !line.trim_start().starts_with("import type"));
        for named in imports.filter_map(|line| line.split("from '.").nth(1)) {
            let named = format!(".{}", named.split('\'').next().unwrap_or_default());
            let folder = Path::new(path).parent().expect("a folder");
            let plain = flat(&folder.join(&named));
            let found = ["", ".ts", ".svelte.ts"].map(|ending| format!("{plain}{ending}"));
            to.extend(found.into_iter().filter(|path| known.contains(path.as_str())));
        }
    }
    graph
}

fn flat(path: &Path) -> String {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out.display().to_string()
}

#[test]
fn no_crate_has_a_circle_of_modules() {
    let mut crates: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for source in sources(&[".rs"]) {
        if let Some((folder, inside)) = source.path.split_once("/src/") {
            crates.entry(folder.to_owned()).or_default().push((inside.to_owned(), source.text));
        }
    }
    for (folder, files) in crates {
        assert_eq!(circle(&rust_graph(&files)), None, "{folder}");
    }
}

#[test]
fn the_window_has_no_circle_of_imports() {
    let files: Vec<(String, String)> =
        sources(&[".ts", ".svelte"]).into_iter().map(|one| (one.path, one.text)).collect();
    assert_eq!(circle(&window_graph(&files)), None);
}

#[test]
fn the_check_of_circles_can_fail() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let round = [
        file("lib.rs", "mod a; mod b;"),
        file("a.rs", "use crate::b::B; pub struct A;"),
        file("b.rs", "use crate::a::A; pub struct B;"),
    ];
    assert!(circle(&rust_graph(&round)).is_some());
    let round = [
        file("ui/src/a.ts", "import { b } from './b';"),
        file("ui/src/b.ts", "import { a } from './a';"),
    ];
    assert!(circle(&window_graph(&round)).is_some());
}
