//! Which policy files are taken, and what is said of the others.
//!
//! Every fault is made in the shipped text, so that the line that is named is a line of a file.

use proptest::prelude::*;

use super::*;
use crate::fixtures::{CHICAGO, POINTS, TODAY, chicago, points};

mod words;

/// The refusal of the default policy with `from` replaced by `to` once.
fn refused(from: &str, to: &str) -> (String, PolicyError) {
    assert!(CHICAGO.contains(from), "the file has {from}");
    let text = CHICAGO.replacen(from, to, 1);
    let error = Policy::from_json(&text).expect_err("the file has a fault");
    (text, error)
}

/// The line, counted from 1, on which `marker` begins.
fn line_with(text: &str, marker: &str) -> usize {
    let at = text.find(marker).expect("the file has the marker");
    text[..at].matches('\n').count() + 1
}

#[test]
fn both_files_are_read() {
    let (chicago, points) = (chicago(), points());
    assert_eq!((chicago.id.as_str(), chicago.documents.kinds.len()), ("chicago", 40));
    assert_eq!((points.id.as_str(), points.documents.kinds.len()), ("new-york-points", 9));
    for policy in [chicago, points] {
        assert_eq!(policy.field(Field::Address).retention, Retention::CounterOnly);
        let text = serde_json::to_string(&policy).expect("a policy has its JSON");
        assert_eq!(Policy::from_json(&text), Ok(policy), "written and read again");
    }
}

const GAP: &str = "the age bands leave a gap or overlap";
const UNBOUNDED: &str = "a text field needs a limit_chars above 0";
const STUCK: &str = "no documents could ever satisfy the rule for \"child\"";

const REASON: &str = "a reason is a word of a to z, 0 to 9 and _, and stands once";

const SHAPE: &str = "the card's photo is 4:5: card_width_px must be 4/5 of card_height_px";

/// The reasons for which a photo is taken as it is, as the default policy lists them.
const EXCEPTIONS: &str = "\"likeness\", \"infant\", \"medical\", \"religious\"";

/// What is replaced, by what, a mark on the line that must be named, the reason.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    ("\"format\": 1", "\"format\": 2", "\"format\"", "format 2 is not known; this build reads 1"),
    ("\"from_years\": 14", "\"from_years\": 15", "\"id\": \"young\"", GAP),
    ("\"from_years\": 14", "\"from_years\": 13", "\"id\": \"young\"", GAP),
    ("\"from_years\": 0", "\"from_years\": 1", "\"id\": \"child\"", GAP),
    (
        "\"to_years\": null",
        "\"to_years\": 120",
        "\"bands\": [",
        "the last age band must have no upper end",
    ),
    (
        "\"to_years\": 13",
        "\"to_years\": -1",
        "\"id\": \"child\"",
        "to_years is no last age of this band",
    ),
    (
        "\"to_years\": 64",
        "\"to_years\": 32767",
        "\"id\": \"adult\"",
        "to_years is no last age of this band",
    ),
    ("\"card_years\": 2", "\"card_years\": 0", "\"card_years\": 0", "card_years must be 1 to 100"),
    (
        "\"card_years\": 2",
        "\"card_years\": 32767",
        "\"card_years\": 32767",
        "card_years must be 1 to 100",
    ),
    ("\"limit_chars\": 120", "\"limit_chars\": 0", "\"name\": {", UNBOUNDED),
    ("\"limit_chars\": 160", "\"limit_chars\": 0", "\"address\": {", UNBOUNDED),
    (
        "{\n      \"limit_chars\": 120,\n      \"retention\": \"counter-only\"",
        "{\n      \"retention\": \"counter-only\"",
        "\"emergency_contact\": {",
        UNBOUNDED,
    ),
    (
        "\"id\": \"visa\"",
        "\"id\": \"passport\"",
        "Visa with photo",
        "this kind of document stands twice",
    ),
    ("{\"en\": \"Lease\", ", "{", "\"id\": \"lease\"", "a kind of document needs an English label"),
    (
        "\"bands\": [\"child\"]",
        "\"bands\": [\"infant\"]",
        "\"infant\"",
        "there is no age band \"infant\"",
    ),
    (
        "{\n          \"shows\": \"residency\"",
        "{\"points\": {\"group\": \"identity\", \"at_least\": 1}",
        "\"rule\"",
        STUCK,
    ),
    (
        "\"all_of\": [",
        "\"any_of\": [{\"all_of\": []},",
        "\"rule\"",
        "the rule is met without any document",
    ),
    (
        "\"operator\": [\n      \"en\",\n      \"es\"\n    ]",
        "\"operator\": []",
        "\"operator\"",
        "at least one language is needed",
    ),
    (
        "\"child\", \"cannot_sign\"",
        "\"child\", \"child\"",
        "\"skip_reasons\"",
        "this reason stands twice",
    ),
    (
        "\"cannot_sign\"",
        "\"Can't sign\"",
        "\"skip_reasons\"",
        "a reason is a word of a to z, 0 to 9 and _",
    ),
    (
        "\"City of Chicago Municipal ID\"",
        "\" \"",
        "\"name\": \" \"",
        "every card shows it: it must not be blank",
    ),
    (
        "\"contact\": \"Office of the City Clerk, City Hall, 121 N. LaSalle Street, Chicago, Illinois\"",
        "\"contact\": \"\"",
        "\"contact\": \"\"",
        "every card shows it: it must not be blank",
    ),
    ("\"bleed_mm\": 0", "\"bleed_mm\": 4", "\"bleed_mm\"", "a bleed is 0 to 3 mm"),
    ("\"misfeed\", \"ribbon\"", "\"ribbon\", \"ribbon\"", "\"spoil_reasons\"", REASON),
    ("\"lost\", \"faulty_from_maker\"", "\"Lost!\"", "\"stock_reasons\"", REASON),
    ("\"limit_bytes\": 40000000", "\"limit_bytes\": 0", "\"limit_bytes\"", "must be above 0"),
    ("\"card_width_px\": 600", "\"card_width_px\": 0", "\"card_width_px\"", "must be above 0"),
    ("\"card_height_px\": 750", "\"card_height_px\": 0", "\"card_height_px\"", "must be above 0"),
    ("\"card_width_px\": 600", "\"card_width_px\": 750", "\"card_width_px\"", SHAPE),
    ("\"card_height_px\": 750", "\"card_height_px\": 751", "\"card_width_px\"", SHAPE),
    (EXCEPTIONS, "", "\"exceptions\"", "at least one reason is needed"),
    (EXCEPTIONS, "\"\"", "\"exceptions\"", REASON),
    (EXCEPTIONS, "\"infant\", \"infant\"", "\"exceptions\"", REASON),
    (
        "\"head_min_percent\": 60",
        "\"head_min_percent\": 75",
        "\"head_min_percent\"",
        "must be below the greatest",
    ),
    ("\"prefix\": \"31\"", "\"prefix\": \"3A\"", "\"card\": {", "a prefix has digits only"),
    ("\"digits\": 12", "\"digits\": 6", "\"card\": {", "too few digits for the cards"),
    (
        "\"min_digits\": 16",
        "\"min_digits\": 21",
        "\"transit\": {",
        "min_digits must be 1 to max_digits",
    ),
    (
        "\"idle_lock_minutes\": 5",
        "\"idle_lock_minutes\": 0",
        "\"idle_lock_minutes\"",
        "must be above 0",
    ),
    (
        "\"passphrase_min_chars\": 10",
        "\"passphrase_min_chars\": 7",
        "\"passphrase_min_chars\"",
        "must be 8 or more",
    ),
];

#[test]
fn a_contradiction_is_refused_with_its_line_and_its_reason() {
    for &(from, to, marker, reason) in FAULTS {
        let (text, error) = refused(from, to);
        let line = line_with(&text, marker);
        assert_eq!(error, PolicyError { line, reason: reason.to_owned() }, "{to}");
    }
}

#[test]
fn a_policy_without_a_language_for_applicants_is_refused() {
    let from = CHICAGO.find("\"applicant\": [").expect("the file has it");
    let length = CHICAGO[from..].find(']').expect("the list ends") + 1;
    let (text, error) = refused(&CHICAGO[from..from + length], "\"applicant\": []");
    assert_eq!(error.line, line_with(&text, "\"applicant\""));
    assert_eq!(error.reason, "at least one language is needed");
}

#[test]
fn an_age_band_that_stands_twice_is_named_where_it_stands_again() {
    let (text, error) = refused("\"id\": \"adult\"", "\"id\": \"young\"");
    let again = text.rfind("\"id\": \"young\"").expect("it stands twice");
    assert_eq!(error.line, text[..again].matches('\n').count() + 1);
    assert_eq!(error.reason, "this age band stands twice");
}

#[test]
fn a_fault_of_the_library_numbers_is_named_there_and_not_at_the_field() {
    for (from, to, reason) in [
        ("\"digits\": 14", "\"digits\": 13", "a library number has 14 digits"),
        ("\"prefix\": \"21234\"", "\"prefix\": \"2123412345\"", "too few digits for the cards"),
    ] {
        let (text, error) = refused(from, to);
        let numbers = line_with(&text, "\"numbers\"");
        let within = line_with(&text[text.find("\"numbers\"").expect("there")..], "\"library\"");
        assert_eq!(error, PolicyError { line: numbers + within - 1, reason: reason.to_owned() });
    }
}

#[test]
fn an_address_that_would_leave_the_counter_is_refused() {
    for class in ["until-issued", "register"] {
        let to = format!("\"retention\": \"{class}\"");
        let (text, error) = refused("\"retention\": \"counter-only\"", &to);
        assert_eq!(error.line, line_with(&text, "\"address\": {"));
        assert_eq!(error.reason, "address never leaves the counter: it must be counter-only");
    }
}

#[test]
fn what_stays_at_the_counter_or_goes_with_the_application_can_not_be_changed() {
    let at_counter = "never leaves the counter: it must be counter-only";
    let sent = "goes with the application: it must be until-issued";
    for (field, classes, expected) in [
        ("emergency_contact", ["until-issued", "register"], at_counter),
        ("medical_notes", ["until-issued", "register"], at_counter),
        ("veteran", ["counter-only", "register"], sent),
        ("organ_donor", ["counter-only", "register"], sent),
    ] {
        for class in classes {
            let rule = rule_of(field);
            let limit = if rule.contains("limit") { "\"limit_chars\": 120, " } else { "" };
            let other = format!("\"{field}\": {{{limit}\"retention\": \"{class}\"}}");
            let (text, error) = refused(rule, &other);
            assert_eq!(error.line, line_with(&text, &format!("\"{field}\": {{")));
            assert_eq!(error.reason, format!("{field} {expected}"), "{class}");
        }
    }
}

#[test]
fn nobody_can_be_required_to_be_a_veteran_or_to_give_organs() {
    for field in ["veteran", "organ_donor"] {
        let required = rule_of(field).replacen('{', "{\"required\": true,", 1);
        let (text, error) = refused(rule_of(field), &required);
        assert_eq!(error.line, line_with(&text, &format!("\"{field}\": {{")));
        assert_eq!(error.reason, "nobody can be required to choose this");
    }
}

/// The rule for `field`, as the default policy writes it.
fn rule_of(field: &str) -> &'static str {
    let from = CHICAGO.find(&format!("\"{field}\": {{")).expect("the file has it");
    let length = CHICAGO[from..].find('}').expect("the rule ends") + 1;
    &CHICAGO[from..from + length]
}

/// The rule for the field `signature`, as the default policy writes it.
const SIGNATURE: &str = ",
    \"signature\": {
      \"required\": true,
      \"retention\": \"until-issued\"
    }";

#[test]
fn a_signature_is_kept_until_the_card_is_issued_and_no_other_way() {
    for class in ["counter-only", "register"] {
        let (text, error) = refused(SIGNATURE, &SIGNATURE.replace("until-issued", class));
        assert_eq!(error.line, line_with(&text, "\"signature\": {"));
        let reason = "signature goes with the application: it must be until-issued";
        assert_eq!(error.reason, reason);
    }
}

#[test]
fn a_policy_without_the_field_asks_for_no_signature_and_has_no_reason_to_skip_it() {
    let (text, error) = refused(SIGNATURE, "");
    assert_eq!(error.line, line_with(&text, "\"skip_reasons\""));
    assert!(error.reason.starts_with("no signature is asked for"), "{}", error.reason);
    let from = text.find("  \"signature\": {").expect("the section");
    let length = text[from..].find("},\n").expect("its end") + 3;
    let silent = [&text[..from], &text[from + length..]].concat();
    let policy = Policy::from_json(&silent).expect("an older file is still read");
    assert!(!policy.asks_for_signature());
}

#[test]
fn a_required_signature_may_have_no_reason_to_skip_it() {
    let reasons = "\"child\", \"cannot_sign\", \"prefers_not\"";
    let policy = Policy::from_json(&CHICAGO.replacen(reasons, "", 1)).expect("it is a rule");
    assert!(policy.field(Field::Signature).required);
    assert_eq!(policy.signature.skip_reasons, Vec::<String>::new());
}

#[test]
fn a_policy_that_is_silent_about_the_address_keeps_it_on_the_counter() {
    let mut policy = chicago();
    policy.fields.remove(&Field::Address);
    assert_eq!(policy.field(Field::Address).retention, Retention::CounterOnly);
}

#[test]
fn an_unknown_word_names_its_line() {
    for (from, to, word) in [
        ("\"keep\": {", "\"keep\": {\n    \"document_numbers\": true,", "document_numbers"),
        ("\"gender\": {", "\"telephone\": {", "telephone"),
        ("\"retention\": \"register\"", "\"retention\": \"for-ever\"", "for-ever"),
        ("\"shows\": \"photo\"", "\"shows\": \"income\"", "income"),
    ] {
        let (text, error) = refused(from, to);
        assert_eq!(error.line, line_with(&text, &format!("\"{word}\"")), "{word}");
        assert!(error.reason.contains(&format!("`{word}`")), "{}", error.reason);
        assert!(!error.reason.contains(" at line "), "the place is told once: {}", error.reason);
    }
}

#[test]
fn text_that_is_no_json_is_refused_at_its_line() {
    let (text, error) = refused("\"edition\": 1,", "\"edition\": 1");
    assert_eq!(error.line, line_with(&text, "\"programme\""));
    assert_eq!(Policy::from_json("").expect_err("nothing is there").line, 1);
    assert_eq!(error.to_string(), format!("line {}: {}", error.line, error.reason));
}

/// What a counter may count on in any policy that was taken.
fn assert_usable(policy: &Policy) {
    let every = policy.documents.kinds.iter().map(|kind| kind.id.clone()).collect();
    for band in &policy.bands {
        assert!(band.expiry(TODAY).is_none_or(|day| day > TODAY), "a card outlives its day");
        assert!(policy.documents.meter(&every, Some(&band.id)).satisfied, "{}", band.id);
    }
    assert!((0..=OLDEST_YEARS).all(|years| policy.band(years).is_some()), "nobody is left out");
    for format in [&policy.numbers.card, &policy.numbers.library] {
        assert!(format.write(format.last_serial()).is_ok(), "the last serial fits");
    }
}

fn check(text: &str) {
    match Policy::from_json(text) {
        Ok(policy) => assert_usable(&policy),
        Err(error) => {
            assert!((1..=text.lines().count().max(1)).contains(&error.line), "a line of the file");
        }
    }
}

proptest! {
    #[test]
    fn a_file_with_any_edit_is_taken_or_refused_without_panic(
        of_points in any::<bool>(),
        (at, length) in (any::<prop::sample::Index>(), 0_usize..40),
        insert in "[\\PC\n]{0,12}|[{}\\[\\]\",:0-9-]{0,4}",
    ) {
        let mut letters: Vec<char> = if of_points { POINTS } else { CHICAGO }.chars().collect();
        let from = at.index(letters.len());
        let to = (from + length).min(letters.len());
        letters.splice(from..to, insert.chars());
        check(&String::from_iter(letters));
    }

    #[test]
    fn a_file_with_any_number_in_any_place_never_makes_a_counter_panic(
        at in any::<prop::sample::Index>(),
        number in prop::sample::select(vec![
            "0", "1", "-1", "20", "125", "255", "256", "32767", "4294967295",
            "9223372036854775807", "18446744073709551616", "1.5", "1e99", "null",
        ]),
    ) {
        let place = |(_, line): &(usize, &str)| line.contains(|c: char| c.is_ascii_digit());
        let lines: Vec<_> = CHICAGO.lines().enumerate().filter(place).collect();
        let (line, old) = lines[at.index(lines.len())];
        let digits = |c: char| c.is_ascii_digit();
        let from = old.find(digits).expect("the line has a number");
        let rest = old[from..].trim_start_matches(digits);
        let new = format!("{}{number}{rest}", &old[..from]);
        let edited = CHICAGO.lines().enumerate().map(|(i, old)| if i == line { &new } else { old });
        check(&edited.collect::<Vec<_>>().join("\n"));
    }
}
