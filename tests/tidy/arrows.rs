//! Which package may depend on which, and on what from outside.

use cargo_metadata::{DependencyKind, MetadataCommand};

use crate::sources::root;

/// Package, and the packages of ours that it may use outside its tests.
const ALLOWED: [(&str, &[&str]); 11] = [
    ("keyway-domain", &[]),
    ("keyway-wire", &["keyway-domain"]),
    ("keyway-store", &["keyway-domain"]),
    ("keyway-net", &[]),
    ("keyway-photo", &["keyway-domain", "keyway-net"]),
    ("keyway-proof", &["keyway-domain"]),
    (
        "keyway-desk",
        &["keyway-domain", "keyway-wire", "keyway-store", "keyway-photo", "keyway-proof"],
    ),
    ("keyway", &["keyway-desk"]),
    ("keyway-server", &["keyway-domain", "keyway-wire"]),
    // The journeys write into a counter's files what another build or a fault would leave there.
    (
        "keyway-tests",
        &["keyway-desk", "keyway-domain", "keyway-store", "keyway-wire", "keyway-server"],
    ),
    // The bench sets each crate against its peer, so it may call each of them.
    (
        "keyway-bench",
        &[
            "keyway-desk",
            "keyway-domain",
            "keyway-photo",
            "keyway-proof",
            "keyway-store",
            "keyway-wire",
        ],
    ),
];

/// Packages from outside that only these of ours may use.
const FENCED: [(&str, &[&str]); 16] = [
    ("tauri", &["keyway"]),
    ("tauri-build", &["keyway"]),
    ("webkit2gtk", &["keyway"]),
    ("getrandom", &["keyway-desk", "keyway-server"]),
    ("rusqlite", &["keyway-store", "keyway-bench"]),
    ("sqlx", &["keyway-server"]),
    ("axum", &["keyway-server"]),
    ("reqwest", &["keyway-desk", "keyway-server"]),
    ("ipp", &["keyway-desk"]),
    ("image", &["keyway-photo", "keyway-proof", "keyway-bench"]),
    ("printpdf", &["keyway-proof"]),
    ("tract-onnx", &["keyway-net"]),
    ("rqrr", &["keyway-photo"]),
    ("coset", &["keyway-wire"]),
    ("directories", &["keyway-desk"]),
    ("tokio", &["keyway", "keyway-desk", "keyway-server", "keyway-tests", "keyway-bench"]),
];

/// An arrow from one package to another; `is_test` for one that only tests have.
struct Arrow {
    from: String,
    to: String,
    is_test: bool,
}

fn arrows() -> Vec<Arrow> {
    let manifest = root().join("Cargo.toml");
    let metadata =
        MetadataCommand::new().manifest_path(manifest).no_deps().exec().expect("the manifests");
    let mut arrows = Vec::new();
    for package in metadata.packages {
        for dependency in package.dependencies {
            arrows.push(Arrow {
                from: package.name.to_string(),
                to: dependency.name,
                is_test: dependency.kind == DependencyKind::Development,
            });
        }
    }
    assert!(arrows.len() > 50, "the manifests were read");
    arrows
}

fn is_forbidden(arrow: &Arrow) -> bool {
    if arrow.to.starts_with("keyway") {
        let rule = ALLOWED.iter().find(|(from, _)| *from == arrow.from);
        return rule.is_none_or(|(_, to)| !to.contains(&arrow.to.as_str()));
    }
    if arrow.to.starts_with("tauri-plugin") {
        return arrow.from != "keyway";
    }
    let fence = FENCED.iter().find(|(to, _)| *to == arrow.to);
    fence.is_some_and(|(_, from)| !from.contains(&arrow.from.as_str()))
        && !(arrow.is_test && arrow.from != "keyway-domain")
}

#[test]
fn every_arrow_between_packages_is_one_that_the_design_draws() {
    let forbidden: Vec<String> = arrows()
        .iter()
        .filter(|arrow| is_forbidden(arrow))
        .map(|arrow| format!("{} -> {}", arrow.from, arrow.to))
        .collect();
    assert!(forbidden.is_empty(), "forbidden:\n{}", forbidden.join("\n"));
}

#[test]
fn the_check_of_arrows_can_fail() {
    let arrow = |from: &str, to: &str| Arrow { from: from.into(), to: to.into(), is_test: false };
    assert!(is_forbidden(&arrow("keyway-store", "keyway-wire")));
    assert!(is_forbidden(&arrow("keyway-server", "keyway-store")));
    assert!(is_forbidden(&arrow("keyway-desk", "tauri")));
    assert!(is_forbidden(&arrow("keyway-desk", "tauri-plugin-fs")));
    for outside in ["tokio", "reqwest", "rusqlite", "sqlx", "axum", "image", "printpdf"] {
        assert!(is_forbidden(&arrow("keyway-domain", outside)), "{outside}");
    }
    let arrow_of_a_test =
        Arrow { from: "keyway-domain".into(), to: "getrandom".into(), is_test: true };
    assert!(is_forbidden(&arrow_of_a_test), "the domain's tests do no I/O either");
    assert!(is_forbidden(&arrow("keyway-new", "keyway-domain")));
    assert!(!is_forbidden(&arrow("keyway-wire", "keyway-domain")));
}
