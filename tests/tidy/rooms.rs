//! The rooms of the desk: no two ask each other, whichever way round.
//!
//! A room is a module right below the crate's root with all that lies in it. It asks another by
//! what it imports, and by the methods of the desk that it calls: they stand in many rooms.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};

use crate::circles::{Graph, circle, crates, module_of, rust_graph};
use crate::levels::{self, is_for_tests};

/// The type whose methods stand in many rooms.
const DESK: &str = "Desk";

/// The desk's methods that a file has, and those that it calls.
#[derive(Default)]
struct Methods {
    made: Vec<String>,
    called: Vec<String>,
    is_in_desk: bool,
}

impl Methods {
    fn of(text: &str) -> Self {
        let mut methods = Self::default();
        methods.visit_file(&syn::parse_file(text).expect("rust"));
        methods
    }

    /// Whether it is the desk that is asked: `self` in its own methods, else what is named so.
    fn is_desk(&self, asked: &syn::Expr) -> bool {
        match asked {
            syn::Expr::Path(path) if path.path.is_ident("self") => self.is_in_desk,
            syn::Expr::Path(path) => path.path.is_ident("desk"),
            syn::Expr::Field(field) => {
                matches!(&field.member, syn::Member::Named(name) if name == "desk")
            }
            _ => false,
        }
    }
}

impl<'ast> Visit<'ast> for Methods {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Tests may ask anybody.
        if item.ident != "tests" {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        self.is_in_desk = matches!(&*item.self_ty, syn::Type::Path(of) if of.path.is_ident(DESK));
        visit::visit_item_impl(self, item);
        self.is_in_desk = false;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if self.is_in_desk {
            self.made.push(item.sig.ident.to_string());
        }
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if self.is_desk(&call.receiver) {
            self.called.push(call.method.to_string());
        }
        visit::visit_expr_method_call(self, call);
    }
}

/// Which file asks which by a method of the desk's.
fn method_graph(files: &[(String, String)]) -> Graph {
    let methods: Vec<(String, Methods)> =
        files.iter().map(|(path, text)| (module_of(path), Methods::of(text))).collect();
    let made: BTreeMap<&str, &str> = methods
        .iter()
        .flat_map(|(module, of)| of.made.iter().map(|name| (name.as_str(), module.as_str())))
        .collect();
    let asked = |of: &Methods| -> BTreeSet<String> {
        of.called.iter().filter_map(|name| Some((*made.get(name.as_str())?).to_owned())).collect()
    };
    methods.iter().map(|(module, of)| (module.clone(), asked(of))).collect()
}

/// The rooms that each room asks, by what it imports and by methods.
fn rooms(files: &[(String, String)]) -> Graph {
    let mut asked = rust_graph(files);
    for (from, to) in method_graph(files) {
        asked.entry(from).or_default().extend(to);
    }
    levels::rooms(&asked, "")
}

#[test]
fn no_two_rooms_of_the_desk_ask_each_other() {
    let files = crates(|path| !is_for_tests(path)).remove("crates/desk").expect("the desk");
    let rooms = rooms(&files);
    assert!(rooms.values().map(BTreeSet::len).sum::<usize>() > 20, "the arrows were found");
    assert_eq!(circle(&rooms), None);
}

#[test]
fn the_check_of_rooms_can_fail() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let low = file("low/b.rs", "impl Desk { fn b(&self) {} }");
    for back in [
        "use crate::high::A;",
        "impl Desk { fn c(&self) { self.a() } }",
        "impl Trial { fn c(&self) { self.desk.a() } }",
        "fn c(desk: &Desk) { desk.a() }",
    ] {
        let high = file("high/a.rs", "impl Desk { fn a(&self) { self.b() } }");
        let round = [high, low.clone(), file("low/c.rs", back), file("high.rs", "struct A;")];
        assert!(circle(&rooms(&round)).is_some(), "{back}");
    }
    let other = file("low/c.rs", "impl Trial { fn c(&self) { self.a() } }");
    let high = file("high/a.rs", "impl Desk { fn a(&self) { self.b() } }");
    assert_eq!(circle(&rooms(&[high, low, other])), None);
}
