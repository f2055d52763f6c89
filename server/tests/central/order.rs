//! Whatever is sent in whatever order, each number is accepted once.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use wire::{Envelope, Outcome, Reason};

use crate::counter::forged;
use crate::running::Running;

const NUMBERS: u64 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Which {
    Good,
    /// Another envelope with the same number, as rightly signed.
    Other,
    Forged,
}

/// The rules, told a second time and in another way.
#[derive(Default)]
struct Model {
    accepted: BTreeMap<u64, Which>,
    forged: BTreeSet<u64>,
}

impl Model {
    fn after(&mut self, number: u64, which: Which) -> Outcome {
        if which == Which::Forged {
            self.forged.insert(number);
            return Outcome::Quarantined(Reason::BadSignature);
        }
        if let Some(kept) = self.accepted.get(&number) {
            let is_same = *kept == which;
            return if is_same {
                Outcome::Accepted
            } else {
                Outcome::Quarantined(Reason::NumberTaken)
            };
        }
        let is_known = |n: &u64| self.accepted.contains_key(n) || self.forged.contains(n);
        if (1..number).all(|before| is_known(&before)) {
            self.accepted.insert(number, which);
            return Outcome::Accepted;
        }
        Outcome::Quarantined(Reason::SequenceGap)
    }
}

fn which() -> impl Strategy<Value = Which> {
    prop_oneof![3 => Just(Which::Good), 1 => Just(Which::Other), 1 => Just(Which::Forged)]
}

async fn play(events: Vec<(u64, Which)>) {
    let server = Running::start().await;
    let counter = server.counter().await;
    let mut envelopes: BTreeMap<(u64, Which), Envelope> = BTreeMap::new();
    for number in 1..=NUMBERS {
        let good = counter.seals(number);
        envelopes.insert((number, Which::Forged), forged(&good));
        envelopes.insert((number, Which::Other), counter.seals(number));
        envelopes.insert((number, Which::Good), good);
    }
    let mut model = Model::default();
    let in_the_end = (1..=NUMBERS).map(|number| (number, Which::Good));
    for (number, which) in events.into_iter().chain(in_the_end) {
        let outcome = server.outcome(&envelopes[&(number, which)]).await;
        assert_eq!(outcome, model.after(number, which), "{number} {which:?}");
        let kept: Vec<i64> = model.accepted.keys().map(|number| *number as i64).collect();
        assert_eq!(server.accepted().await, kept, "each number at most once");
    }
    let all: Vec<i64> = (1..=NUMBERS as i64).collect();
    assert_eq!(server.accepted().await, all, "without a gap");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn each_number_is_accepted_once_and_none_is_left_out(
        events in prop::collection::vec((1..=NUMBERS, which()), 0..24),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(play(events));
    }
}
