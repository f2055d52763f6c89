//! Every sentence that a screen says is in every catalogue.

use std::collections::{BTreeMap, BTreeSet};

use domain::policy::words::{EXCEPTIONS, OPERATOR_LANGUAGES, PRINTING_REASONS, SKIP_REASONS};

use crate::sources::sources;

/// The keys of one catalogue.
fn keys(json: &str) -> BTreeSet<String> {
    let catalogue: BTreeMap<String, String> = serde_json::from_str(json).expect("a catalogue");
    catalogue.into_keys().collect()
}

/// The sentences that a file says by a whole name: `say('a.b')`, and `sayCount('a.b', …)`, whose
/// name ends in `.one` or `.other` in the catalogue.
fn said(text: &str) -> Vec<Vec<String>> {
    let named = |call: &str| {
        let calls = text.split(call).skip(1);
        calls.filter_map(|rest| rest.split('\'').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    let whole = named("say('").into_iter().map(|key| vec![key]);
    let counted = named("sayCount('").into_iter();
    let counted = counted.map(|stem| vec![format!("{stem}.one"), format!("{stem}.other")]);
    whole.chain(counted).collect()
}

fn missing(said: &[Vec<String>], catalogue: &BTreeSet<String>) -> Vec<String> {
    said.iter().flatten().filter(|key| !catalogue.contains(*key)).cloned().collect()
}

#[test]
fn every_sentence_that_a_screen_says_is_in_every_catalogue() {
    let catalogues: Vec<_> = sources(&[".json"])
        .into_iter()
        .filter(|source| source.path.starts_with("ui/src/words/"))
        .collect();
    assert!(catalogues.len() >= 2, "English and Spanish at least");
    let window = sources(&[".svelte", ".ts"]);
    let said: Vec<Vec<String>> = window.iter().flat_map(|source| said(&source.text)).collect();
    assert!(said.len() > 100, "the calls were found");
    for catalogue in &catalogues {
        let missing = missing(&said, &keys(&catalogue.text));
        assert!(missing.is_empty(), "{} lacks {missing:?}", catalogue.path);
    }
    let first = keys(&catalogues[0].text);
    for other in &catalogues[1..] {
        assert_eq!(first, keys(&other.text), "{} and {}", catalogues[0].path, other.path);
    }
}

#[test]
fn every_word_that_a_policy_may_use_has_its_sentence_and_no_sentence_waits_for_a_word() {
    let mut catalogues = sources(&[".json"]);
    catalogues.retain(|source| source.path.starts_with("ui/src/words/"));
    for tag in OPERATOR_LANGUAGES {
        let path = format!("ui/src/words/{tag}.json");
        assert!(catalogues.iter().any(|source| source.path == path), "{path}");
    }
    assert_eq!(catalogues.len(), OPERATOR_LANGUAGES.len(), "a catalogue nobody may name");
    let said = keys(&catalogues[0].text);
    for (prefix, words) in [
        ("signature.skip_", SKIP_REASONS.as_slice()),
        ("photo.exception_", &EXCEPTIONS),
        ("reason.", &PRINTING_REASONS),
    ] {
        for word in words {
            assert!(said.contains(&format!("{prefix}{word}")), "{prefix}{word}");
        }
    }
    let reasons = said.iter().filter_map(|key| key.strip_prefix("reason."));
    let unknown: Vec<_> = reasons.filter(|word| !PRINTING_REASONS.contains(word)).collect();
    assert!(unknown.is_empty(), "no policy may use {unknown:?}");
}

#[test]
fn the_check_of_sentences_can_fail() {
    let catalogue = keys(r#"{ "a.b": "A", "c.one": "one", "c.other": "more" }"#);
    assert!(missing(&said("say('a.b') sayCount('c', 2)"), &catalogue).is_empty());
    assert_eq!(missing(&said("{say('a.x')}"), &catalogue), ["a.x"]);
    assert_eq!(missing(&said("{sayCount('d', 1)}"), &catalogue), ["d.one", "d.other"]);
}
