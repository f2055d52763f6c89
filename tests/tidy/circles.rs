//! No file imports, over others, itself.
//!
//! In Rust a module is a file, and an arrow goes from it to the module whose item it uses. A
//! child that uses its own ancestor is no circle, nor is a parent that declares its child.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use syn::visit::{self, Visit};

use crate::sources::sources;

/// Which module asks which.
pub type Graph = BTreeMap<String, BTreeSet<String>>;

/// The first circle of a graph, if it has one.
pub fn circle(graph: &Graph) -> Option<Vec<String>> {
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

/// Every path of a file that begins at its crate, at itself or above itself, as seen from the
/// crate's root; in a `use` as well as in the middle of the code.
struct Uses {
    /// The module that is being read.
    at: Vec<String>,
    found: Vec<Vec<String>>,
}

impl Uses {
    fn of(module: &str, text: &str) -> Vec<Vec<String>> {
        let at = module.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let mut uses = Self { at, found: Vec::new() };
        uses.visit_file(&syn::parse_file(text).expect("rust"));
        uses.found
    }

    fn keep(&mut self, path: &[String]) {
        let mut from_root = self.at.clone();
        let mut parts = path.iter().peekable();
        match parts.peek().map(|part| part.as_str()) {
            Some("crate") => from_root.clear(),
            Some("self" | "super") => {}
            _ => return,
        }
        for part in parts {
            match part.as_str() {
                "crate" | "self" => {}
                "super" => drop(from_root.pop()),
                _ => from_root.push(part.clone()),
            }
        }
        self.found.push(from_root);
    }
}

impl<'ast> Visit<'ast> for Uses {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Tests may look at anything.
        if item.ident != "tests" {
            self.at.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
            self.at.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut paths = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut paths);
        paths.iter().for_each(|path| self.keep(path));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.keep(&parts);
        visit::visit_path(self, path);
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

/// The files of each crate whose path is to be read: where they lie in it, and their text.
pub fn crates(is_read: impl Fn(&str) -> bool) -> BTreeMap<String, Vec<(String, String)>> {
    let mut crates: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for source in sources(&[".rs"]).into_iter().filter(|source| is_read(&source.path)) {
        if let Some((folder, inside)) = source.path.split_once("/src/") {
            crates.entry(folder.to_owned()).or_default().push((inside.to_owned(), source.text));
        }
    }
    crates
}

/// The module that a file of a crate is, as `a::b`; none for its root.
pub fn module_of(inside: &str) -> String {
    let plain = inside.trim_end_matches(".rs").trim_end_matches("/mod");
    if matches!(plain, "lib" | "main") { String::new() } else { plain.replace('/', "::") }
}

/// Which module of a crate uses which; kin left out.
pub fn rust_graph(files: &[(String, String)]) -> Graph {
    let modules: BTreeSet<String> = files.iter().map(|(path, _)| module_of(path)).collect();
    let mut graph = Graph::new();
    for (path, text) in files {
        let from = module_of(path);
        let to = graph.entry(from.clone()).or_default();
        for path in Uses::of(&from, text) {
            let mut target = (0..=path.len()).rev().map(|end| path[..end].join("::"));
            let target = target.find(|module| modules.contains(module));
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
        for named in imports(text) {
            let folder = Path::new(path).parent().expect("a folder");
            let plain = flat(&folder.join(named));
            let found = ["", ".ts", ".svelte.ts"].map(|ending| format!("{plain}{ending}"));
            to.extend(found.into_iter().filter(|path| known.contains(path.as_str())));
        }
    }
    graph
}

/// What a file of the window imports from the files beside it. A type alone is no import: nothing
/// is left of it when the window runs.
fn imports(text: &str) -> Vec<&str> {
    let relative = ["from '.", "import '.", "import('."];
    let places = relative.iter().flat_map(|how| text.match_indices(how));
    let real = places.filter(|(at, _)| {
        let before = &text[..*at];
        let begin = before.rfind("import ").max(before.rfind("export "));
        let statement = begin.map_or("", |begin| &before[begin..]);
        !["import type", "export type"].iter().any(|only| statement.starts_with(only))
    });
    let named = real.map(|(at, how)| text[at + how.len() - 1..].split('\'').next());
    named.flatten().collect()
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
    for (folder, files) in crates(|_| true) {
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
    let back = [
        "use crate::x::a::A;",
        "use super::a::A;",
        "use super::{super::x::a as c};",
        "fn b() { crate::x::a::a() }",
        "mod c { type D = super::super::a::A; }",
    ];
    for back in back {
        let there = file("x/a.rs", "use crate::x::b::B;");
        let round = [file("lib.rs", "mod x;"), file("x.rs", ""), there, file("x/b.rs", back)];
        assert!(circle(&rust_graph(&round)).is_some(), "{back}");
    }
    let only_kin = [
        file("x.rs", "mod a; use a::A; pub use self::a::B;"),
        file("x/a.rs", "use super::C; #[cfg(test)] mod tests { use crate::x::b::B; }"),
        file("x/b.rs", "use super::a::A;"),
    ];
    assert_eq!(circle(&rust_graph(&only_kin)), None);
}

#[test]
fn the_check_of_the_windows_imports_can_fail() {
    let round = |back: &str| {
        let there = ("ui/src/a.ts".to_owned(), "import { b } from './b';".to_owned());
        circle(&window_graph(&[there, ("ui/src/b.ts".to_owned(), back.to_owned())]))
    };
    let multi_line = "import {\n  a,\n} from './a';";
    for back in [multi_line, "import './a';", "await import('./a');", "export { a } from './a';"] {
        assert!(round(back).is_some(), "{back}");
    }
    for types in ["import type { A } from './a';", "import type {\n  A,\n} from './a';"] {
        assert_eq!(round(types), None, "{types}");
    }
}
