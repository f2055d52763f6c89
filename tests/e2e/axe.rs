//! Every screen is judged by axe-core, contrast included: no violation is let through.

use std::fs;

use fantoccini::Client;
use serde_json::Value;

use crate::stage::workspace;

const RUN: &str = "
    const done = arguments[arguments.length - 1];
    // A colour on its way to another is nobody's colour: judge what stays.
    const still = Promise.allSettled(document.getAnimations().map((a) => a.finished));
    still.then(() => axe.run(document, { resultTypes: ['violations'] })).then(
        (result) => done(result.violations.map((v) => ({
            rule: v.id,
            help: v.help,
            nodes: v.nodes.map((n) => n.html + ' -- ' + n.failureSummary),
        }))),
        (error) => done([{ rule: 'axe', help: String(error), nodes: [] }]),
    );
";

/// Fails with every violation on the screen that is shown.
pub async fn judge(window: &Client, screen: &str) {
    let source = workspace().join("ui/node_modules/axe-core/axe.min.js");
    let source = fs::read_to_string(source).expect("axe-core is installed by ./dev");
    let loaded = format!("{source}; return typeof axe === 'object'");
    assert_eq!(window.execute(&loaded, vec![]).await.expect("axe loads"), Value::Bool(true));
    let violations = window.execute_async(RUN, vec![]).await.expect("axe runs");
    let violations = violations.as_array().expect("a list");
    assert!(violations.is_empty(), "{screen}: {violations:#?}");
}
