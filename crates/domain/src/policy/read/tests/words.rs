//! Words that are looked up elsewhere: one that is found nowhere is refused with its line.

use super::*;

/// What is replaced, by what, a mark on the line that must be named, the reason.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    (
        "\"America/Chicago\"",
        "\"America/Chicgo\"",
        "America/Chicgo",
        "there is no time zone \"America/Chicgo\"",
    ),
    ("\"America/Chicago\"", "\"\"", "\"time_zone\"", "there is no time zone \"\""),
    (
        "\"America/Chicago\"",
        "\"Etc/Unknown\"",
        "\"time_zone\"",
        "there is no time zone \"Etc/Unknown\"",
    ),
    ("\"hair\": \"#9AAEBC\"", "\"hair\": \"grey\"", "\"hair\"", "a colour is written #RRGGBB"),
    ("\"white\": \"#FFFFFF\"", "\"white\": \"#FFFFF\"", "\"white\"", "a colour is written #RRGGBB"),
    (
        "      \"fil\"\n",
        "      \"filp\"\n",
        "\"filp\"",
        "there are no sentences in the language \"filp\"",
    ),
    (
        "      \"pl\",\n",
        "      \"zh_Hans\",\n",
        "\"zh_Hans\"",
        "there are no sentences in the language \"zh_Hans\"",
    ),
    (
        "      \"en\",\n      \"es\"\n",
        "      \"en\",\n      \"sp\"\n",
        "\"sp\"",
        "there are no sentences in the language \"sp\"",
    ),
    (
        "\"en\": \"Lease\", \"es\": ",
        "\"en\": \"Lease\", \"sp\": ",
        "\"en\": \"Lease\"",
        "a kind of document needs a label in \"es\"",
    ),
    (
        "\"en\": \"Lease\", ",
        "\"en\": \"Lease\", \"pt\": \"Contrato\", ",
        "\"en\": \"Lease\"",
        "\"languages\" has no \"pt\"",
    ),
    (
        "{\"en\": \"Card number\", ",
        "{\"en\": \"Card number\", \"sp\": \"?\", ",
        "\"number_of_card\"",
        "\"languages\" has no \"sp\"",
    ),
    (
        "\"cannot_sign\"",
        "\"can_not_sign\"",
        "\"skip_reasons\"",
        "there is no sentence for \"can_not_sign\"; there are child, cannot_sign, prefers_not",
    ),
    (
        "\"likeness\"",
        "\"note\"",
        "\"exceptions\"",
        "there is no sentence for \"note\"; there are likeness, infant, medical, religious",
    ),
    (
        "\"City of Chicago Municipal ID\"",
        "\"City\u{200E} of Chicago\"",
        "\"name\": \"City",
        "U+200E after character 4 can't be seen",
    ),
];

#[test]
fn a_word_that_is_found_nowhere_is_refused_with_its_line() {
    for &(from, to, marker, reason) in FAULTS {
        let (text, error) = refused(from, to);
        let line = line_with(&text, marker);
        assert_eq!(error, PolicyError { line, reason: reason.to_owned() }, "{to}");
    }
}

#[test]
fn a_reason_for_printing_is_one_that_the_window_has_a_sentence_for() {
    for (word, list) in [
        ("misfeed", "spoil_reasons"),
        ("poor_print", "reprint_reasons"),
        ("miscounted", "stock_reasons"),
    ] {
        let (text, error) = refused(&format!("\"{word}\""), &format!("\"{word}s\""));
        assert_eq!(error.line, line_with(&text, list));
        let expected = format!("there is no sentence for \"{word}s\"");
        assert!(error.reason.starts_with(&expected), "{}", error.reason);
    }
}

#[test]
fn a_language_of_a_region_has_the_sentences_of_its_first_part() {
    let regional = CHICAGO.replacen("\"fil\"", "\"es-MX\"", 1);
    let policy = Policy::from_json(&regional).expect("it is a language that the proof speaks");
    assert!(policy.languages.applicant.iter().any(|tag| tag == "es-MX"));
}
