//! Functions stay short.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::sources::{Source, sources};

const LIMIT_LINES: usize = 70;

/// The functions of one file that are too long.
struct Long<'s> {
    path: &'s str,
    found: Vec<String>,
}

impl Long<'_> {
    fn judge(&mut self, name: &syn::Ident, body: &syn::Block) {
        let span = body.span();
        let lines = span.end().line - span.start().line + 1;
        if lines > LIMIT_LINES {
            self.found.push(format!("{}: {name} has {lines} lines", self.path));
        }
    }
}

impl<'ast> Visit<'ast> for Long<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.judge(&item.sig.ident, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.judge(&item.sig.ident, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.judge(&item.sig.ident, body);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

fn too_long(source: &Source) -> Vec<String> {
    let file = syn::parse_file(&source.text).expect("rust");
    let mut long = Long { path: &source.path, found: Vec::new() };
    long.visit_file(&file);
    long.found
}

#[test]
fn no_function_has_more_than_70_lines() {
    let found: Vec<String> = sources(&[".rs"]).iter().flat_map(too_long).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_check_of_functions_can_fail() {
    for place in ["", "impl A", "trait A", "mod a"] {
        let long = format!("fn long() {{ {} }}", "\n".repeat(71));
        let text = if place.is_empty() { long } else { format!("{place} {{ {long} }}") };
        let found = too_long(&Source { path: "a.rs".into(), text });
        assert_eq!(found.len(), 1, "in {place:?}");
    }
}
