//! The document rules of both programmes, as claims about the meter.
//!
//! The rules come from the shipped files; nothing here writes a rule that a file could say.

use proptest::prelude::*;

use super::*;
use crate::fixtures::{chicago, points, words};

const ADULT: Option<&str> = Some("adult");
const BANDS: [&str; 4] = ["child", "young", "adult", "senior"];

fn have_and_need(meter: &Meter, measure: Measure) -> (u32, u32) {
    let line = meter.needs.iter().find(|need| need.measure == measure).expect("the rule has it");
    (line.have, line.need)
}

#[test]
fn chicago_is_satisfied_by_photo_birth_date_and_residency_together() {
    let documents = chicago().documents;
    for enough in [
        &["passport", "utility_bill"][..],
        &["driver_licence"],
        &["consular_id", "care_of_letter"],
        &["birth_certificate", "tribal_id", "shelter_letter"],
    ] {
        assert!(documents.meter(&words(enough), ADULT).satisfied, "{enough:?}");
    }
    for lacking in [
        &[][..],
        &["passport"],
        &["utility_bill", "lease"],
        &["birth_certificate", "utility_bill"],
        &["social_security_card", "itin_letter", "ebt_card"],
    ] {
        assert!(!documents.meter(&words(lacking), ADULT).satisfied, "{lacking:?}");
    }
}

#[test]
fn a_passport_alone_leaves_residency_open_and_says_what_would_do() {
    let meter = chicago().documents.meter(&words(&["passport"]), ADULT);
    let met: Vec<_> = meter.needs.iter().map(|need| (need.measure, need.met)).collect();
    assert_eq!(
        met,
        [(Measure::Photo, true), (Measure::BirthDate, true), (Measure::Residency, false)],
        "the lines stand in the order of the rule"
    );
    assert!(meter.completed_by.contains(&"utility_bill".to_owned()));
    assert!(meter.completed_by.contains(&"driver_licence".to_owned()));
    assert!(!meter.completed_by.contains(&"birth_certificate".to_owned()));
}

#[test]
fn new_york_is_satisfied_by_three_identity_points_and_one_of_residency() {
    let documents = points().documents;
    for enough in [
        &["passport", "utility_bill"][..],
        &["consular_id", "social_security_card", "care_of_letter"],
        &["passport_expired", "birth_certificate", "utility_bill"],
        &["passport_not_machine_readable", "social_security_card", "utility_bill"],
    ] {
        assert!(documents.meter(&words(enough), ADULT).satisfied, "{enough:?}");
    }
    for lacking in [
        &["passport"][..],
        &["consular_id", "utility_bill"],
        &["passport_not_machine_readable", "utility_bill"],
        &["utility_bill", "care_of_letter"],
    ] {
        assert!(!documents.meter(&words(lacking), ADULT).satisfied, "{lacking:?}");
    }
}

#[test]
fn points_without_a_photo_are_not_enough() {
    let seen = words(&["birth_certificate", "social_security_card", "utility_bill"]);
    let meter = points().documents.meter(&seen, ADULT);
    assert_eq!(have_and_need(&meter, Measure::IdentityPoints), (3, 3));
    assert_eq!(have_and_need(&meter, Measure::ResidencyPoints), (1, 1));
    assert_eq!(have_and_need(&meter, Measure::Photo), (0, 1));
    assert!(!meter.satisfied);
}

#[test]
fn an_expired_machine_readable_passport_counts_two_instead_of_three() {
    let documents = points().documents;
    for (passport, counts) in
        [("passport", 3), ("passport_expired", 2), ("passport_not_machine_readable", 2)]
    {
        let meter = documents.meter(&words(&[passport, "utility_bill"]), ADULT);
        assert_eq!(have_and_need(&meter, Measure::IdentityPoints), (counts, 3), "{passport}");
        assert_eq!(meter.satisfied, counts >= 3, "{passport}");
    }
}

#[test]
fn the_same_kind_twice_counts_once() {
    let mut seen = words(&["consular_id"]);
    seen.extend(words(&["consular_id"]));
    let meter = points().documents.meter(&seen, ADULT);
    assert_eq!(have_and_need(&meter, Measure::IdentityPoints), (2, 3));
    assert_eq!(have_and_need(&meter, Measure::Photo), (1, 1));
    assert!(!meter.completed_by.contains(&"consular_id".to_owned()), "it was seen already");
}

#[test]
fn a_kind_of_another_band_counts_nothing_and_is_not_offered() {
    let documents = chicago().documents;
    let with_guardian = words(&["guardian_present", "birth_certificate", "utility_bill"]);
    assert!(documents.meter(&with_guardian, Some("child")).satisfied);
    for band in [Some("young"), ADULT, Some("senior"), Some("unheard-of"), None] {
        let meter = documents.meter(&with_guardian, band);
        assert_eq!(have_and_need(&meter, Measure::Photo), (0, 1), "{band:?}");
    }

    let attested = words(&["passport", "caretaker_attestation"]);
    assert!(documents.meter(&attested, Some("young")).satisfied);
    assert!(!documents.meter(&attested, ADULT).satisfied);
    let offered = documents.meter(&words(&["passport"]), ADULT).completed_by;
    assert!(!offered.contains(&"caretaker_attestation".to_owned()));
}

#[test]
fn a_kind_that_the_policy_does_not_know_counts_nothing() {
    let documents = chicago().documents;
    let unknown = documents.meter(&words(&["library_card", ""]), ADULT);
    assert_eq!(unknown, documents.meter(&words(&[]), ADULT));
}

#[test]
fn of_alternatives_the_meter_shows_the_nearest() {
    let documents = DocumentPolicy {
        rule: Requirement::AnyOf(vec![
            Requirement::Points { group: Group::Identity, at_least: 4 },
            Requirement::AllOf(vec![
                Requirement::Shows(Shows::Photo),
                Requirement::Shows(Shows::Residency),
            ]),
        ]),
        ..points().documents
    };
    let shown = |seen: &[&str]| {
        let meter = documents.meter(&words(seen), ADULT);
        meter.needs.into_iter().map(|need| need.measure).collect::<Vec<_>>()
    };
    assert_eq!(shown(&[]), [Measure::Photo, Measure::Residency], "2 are missing, not 4");
    assert_eq!(shown(&["birth_certificate", "social_security_card"]), [Measure::IdentityPoints]);
    assert_eq!(shown(&["consular_id", "utility_bill"]), [Measure::Photo, Measure::Residency]);
}

#[test]
fn points_beyond_all_reach_are_compared_without_overflow() {
    let far = Requirement::Points { group: Group::Identity, at_least: u32::MAX };
    let rule = Requirement::AnyOf(vec![
        Requirement::AllOf(vec![far.clone(), far]),
        Requirement::Shows(Shows::Residency),
    ]);
    let mut documents = DocumentPolicy { rule, ..points().documents };
    for kind in &mut documents.kinds {
        kind.points = u32::MAX;
    }
    let meter = documents.meter(&words(&["passport", "driver_licence"]), ADULT);
    assert!(meter.satisfied, "points stop at the highest number instead of starting anew");
    let nothing = documents.meter(&words(&[]), ADULT);
    assert_eq!(nothing.needs.first().map(|need| need.measure), Some(Measure::Residency));
}

/// A shipped policy, a band and some of the policy's kinds.
fn counters() -> impl Strategy<Value = (DocumentPolicy, &'static str, BTreeSet<String>)> {
    let policies = [chicago().documents, points().documents];
    (prop::sample::select(policies.to_vec()), prop::sample::select(BANDS.to_vec())).prop_flat_map(
        |(documents, band)| {
            let ids: Vec<String> = documents.kinds.iter().map(|kind| kind.id.clone()).collect();
            let some = prop::sample::subsequence(ids, 0..7);
            (Just(documents), Just(band), some.prop_map(|ids| ids.into_iter().collect()))
        },
    )
}

proptest! {
    #[test]
    fn what_is_said_to_complete_the_rule_does_and_nothing_else_does(
        (documents, band, seen) in counters(),
    ) {
        let meter = documents.meter(&seen, Some(band));
        prop_assert!(!meter.satisfied || meter.completed_by.is_empty());
        for kind in documents.kinds.iter().filter(|_| !meter.satisfied) {
            let mut with_it = seen.clone();
            with_it.insert(kind.id.clone());
            prop_assert_eq!(
                documents.meter(&with_it, Some(band)).satisfied,
                meter.completed_by.contains(&kind.id),
                "{}", kind.id
            );
        }
    }

    #[test]
    fn one_more_document_never_harms((documents, band, seen) in counters(), pick in 0_usize..60) {
        let before = documents.meter(&seen, Some(band));
        let mut more = seen;
        more.insert(documents.kinds[pick % documents.kinds.len()].id.clone());
        let after = documents.meter(&more, Some(band));
        prop_assert!(after.satisfied || !before.satisfied);
        for (old, new) in before.needs.iter().zip(&after.needs) {
            prop_assert!(new.have >= old.have);
        }
    }

    #[test]
    fn only_open_kinds_that_bring_their_line_forward_are_offered(
        (documents, band, seen) in counters(),
    ) {
        let meter = documents.meter(&seen, Some(band));
        for (place, need) in meter.needs.iter().enumerate() {
            prop_assert!(!need.met || need.helped_by.is_empty());
            for id in &need.helped_by {
                prop_assert!(!seen.contains(id), "{id} was seen already");
                let mut with_it = seen.clone();
                with_it.insert(id.clone());
                let after = documents.meter(&with_it, Some(band));
                prop_assert!(after.needs[place].have > need.have, "{id}");
            }
        }
    }

    #[test]
    fn the_rule_is_met_when_each_of_its_lines_is((documents, band, seen) in counters()) {
        let meter = documents.meter(&seen, Some(band));
        prop_assert_eq!(meter.satisfied, meter.needs.iter().all(|need| need.met));
    }
}
