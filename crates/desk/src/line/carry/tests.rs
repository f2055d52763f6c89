//! Claims about lines of every kind, played without a line.

use proptest::prelude::*;

use super::*;

/// A line, and what its server can't read.
#[derive(Clone, Debug)]
struct Played {
    /// Larger messages are refused as too large.
    refuses_over: usize,
    /// Larger messages are lost.
    loses_over: usize,
    /// Bytes in a millisecond.
    pace: usize,
    unreadable: Vec<u64>,
}

impl Played {
    fn end(&self, load: Load, numbers: &[u64]) -> End {
        if load.bytes > self.refuses_over {
            End::TooLarge
        } else if load.bytes > self.loses_over {
            End::Lost
        } else if numbers.iter().any(|number| self.unreadable.contains(number)) {
            End::Unreadable
        } else {
            End::Carried((load.bytes / self.pace) as u64)
        }
    }

    fn carries(&self, number: u64, bytes: usize) -> bool {
        bytes <= self.refuses_over.min(self.loses_over) && !self.unreadable.contains(&number)
    }
}

/// Sends envelopes of these sizes until nothing is due; what arrived, in order, after how many
/// uploads.
fn send(carry: &mut Carry, line: &Played, sizes: &[usize]) -> (Vec<u64>, usize) {
    let mut due: Vec<(u64, usize)> = (1..).zip(sizes.iter().copied()).collect();
    let (mut arrived, mut uploads) = (Vec::new(), 0);
    while !due.is_empty() {
        uploads += 1;
        assert!(uploads < 10_000, "it never ends");
        let mut bytes = 0;
        let taken = due.iter().take_while(|(_, size)| {
            bytes += size;
            bytes <= carry.limit_bytes() || bytes == *size
        });
        let taken = taken.take(wire::LIMIT_UPLOAD_ENVELOPES).count();
        let numbers: Vec<u64> = due[..taken].iter().map(|(number, _)| *number).collect();
        let bytes = due[..taken].iter().map(|(_, size)| size).sum();
        let load = Load { first: numbers[0], envelopes: taken, bytes };
        let end = line.end(load, &numbers);
        let next = carry.learn(load, end);
        if matches!(end, End::Carried(_)) {
            arrived.extend(numbers);
            due.drain(..taken);
        } else if next == Next::PassOver {
            assert_eq!(taken, 1, "nobody is passed over for the company it keeps");
            due.remove(0);
        }
    }
    (arrived, uploads)
}

fn line() -> impl Strategy<Value = Played> {
    let size = || prop_oneof![1_usize..4_000, 1_000_usize..2_000_000, Just(usize::MAX)];
    let unreadable = prop::collection::vec(1_u64..80, 0..4);
    (size(), size(), 1_usize..5_000, unreadable).prop_map(
        |(refuses_over, loses_over, pace, unreadable)| Played {
            refuses_over,
            loses_over,
            pace,
            unreadable,
        },
    )
}

proptest! {
    #[test]
    fn whatever_the_line_carries_all_that_fits_alone_arrives_in_order(
        lines in prop::collection::vec(line(), 1..4),
        sizes in prop::collection::vec(300_usize..300_000, 1..80),
    ) {
        let mut carry = Carry::default();
        for line in lines {
            let (arrived, uploads) = send(&mut carry, &line, &sizes);
            let fitting: Vec<u64> = (1..)
                .zip(&sizes)
                .filter(|(number, bytes)| line.carries(*number, **bytes))
                .map(|(number, _)| number)
                .collect();
            prop_assert_eq!(&arrived, &fitting);
            // Each that does not fit is tried alone, and found by halves.
            let failing = sizes.len() - fitting.len();
            let bound = 3 * sizes.len() + 30 + failing * 30;
            prop_assert!(uploads <= bound, "{} uploads, not more than {}", uploads, bound);
        }
    }

    #[test]
    fn a_line_that_refuses_large_messages_is_not_asked_again_and_again(
        refuses_over in 150_000_usize..3_000_000,
    ) {
        let line = Played {
            refuses_over,
            loses_over: usize::MAX,
            pace: 5_000,
            unreadable: Vec::new(),
        };
        let mut carry = Carry::default();
        let (_, uploads) = send(&mut carry, &line, &[72_000; 640]);
        let needed = (640 * 72_000_usize).div_ceil(refuses_over.min(64 * 72_000));
        prop_assert!(uploads <= 2 * needed + 24, "{} uploads, {} needed", uploads, needed);
    }
}

#[test]
fn after_a_failure_it_grows_slowly_and_before_it_fast() {
    let mut carry = Carry::default();
    let full = |carry: &Carry| {
        let bytes = carry.limit_bytes();
        Load { first: 1, envelopes: 9, bytes }
    };
    let first = full(&carry);
    assert_eq!(carry.learn(first, End::Carried(10)), Next::GoOn);
    assert_eq!(carry.limit_bytes(), 2 * first.bytes);
    let second = full(&carry);
    assert_eq!(carry.learn(second, End::Lost), Next::Wait);
    assert_eq!(carry.limit_bytes(), first.bytes, "what got through before");
    let third = full(&carry);
    carry.learn(third, End::Carried(10));
    assert_eq!(carry.limit_bytes(), first.bytes + first.bytes / 4);
}

#[test]
fn an_upload_that_took_long_is_made_smaller_though_it_got_through() {
    let mut carry = Carry::default();
    let load = Load { first: 1, envelopes: 9, bytes: 200_000 };
    assert_eq!(carry.learn(load, End::Carried(2 * LONG_MS)), Next::GoOn);
    assert_eq!(carry.limit_bytes(), 100_000);
}

#[test]
fn one_bad_envelope_does_not_make_the_line_thin() {
    let mut carry = Carry::default();
    let line = Played {
        refuses_over: usize::MAX,
        loses_over: usize::MAX,
        pace: 5_000,
        unreadable: vec![40],
    };
    let (arrived, _) = send(&mut carry, &line, &[1_000; 64]);
    assert_eq!(arrived.len(), 63);
    send(&mut carry, &line, &[1_000; 30]);
    assert!(carry.limit_bytes() >= FIRST_BYTES, "{}", carry.limit_bytes());
}

#[test]
fn what_is_passed_over_rests_longer_each_time_and_is_free_once_carried() {
    let mut carry = Carry::default();
    carry.rest(7, 0);
    let (first_ms, longest_ms) = REST_MS;
    assert!(carry.rests(7) && carry.rested(first_ms - 1).is_empty());
    assert_eq!(carry.rested(first_ms), [7]);
    carry.rest(7, first_ms);
    assert_eq!(carry.rested(first_ms + 2 * first_ms), [7]);
    for _ in 0..20 {
        carry.rest(7, 0);
    }
    assert_eq!(carry.rested(longest_ms), [7], "never longer than that");
    carry.learn(Load { first: 7, envelopes: 1, bytes: 9 }, End::Carried(1));
    assert!(!carry.any_rests());
}
