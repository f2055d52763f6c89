//! Claims about the journal: no gap, no loss, no second effect.
//!
//! The table of moves itself is tested in `domain`.

use proptest::prelude::*;

use super::*;
use crate::fixtures::{APPLICATION, counter};

const EVENTS: [EnvelopeEvent; 5] = [
    EnvelopeEvent::Send,
    EnvelopeEvent::Lose,
    EnvelopeEvent::Accept,
    EnvelopeEvent::Quarantine,
    EnvelopeEvent::Release,
];

fn entry(sequence: u64) -> NewEntry {
    NewEntry {
        sequence,
        kind: "application_submitted".into(),
        application_id: Some(APPLICATION),
        envelope: vec![sequence as u8; 10],
        sha256: [sequence as u8; 32],
        queued_at_ms: 100 + sequence as i64,
    }
}

fn append_next(tx: &Tx<'_>) -> Result<u64, Error> {
    let sequence = next_sequence(tx)?;
    append(tx, &entry(sequence))?;
    Ok(sequence)
}

fn due_numbers(tx: &Tx<'_>, limit: usize, limit_bytes: usize) -> Result<Vec<u64>, Error> {
    Ok(due(tx, limit, limit_bytes, |_| false)?.into_iter().map(|row| row.sequence).collect())
}

#[test]
fn a_fact_is_read_back_as_it_was_appended() {
    let counter = counter();
    counter.write(append_next);
    let row = counter.write(|tx| due(tx, 9, 999, |_| false)).pop().expect("one is due");
    let new = entry(1);
    assert_eq!(
        row,
        JournalRow {
            sequence: 1,
            kind: new.kind,
            application_id: new.application_id,
            envelope: new.envelope,
            sha256: new.sha256,
            stage: EnvelopeStage::Waiting,
            queued_at_ms: 101,
            attempts: 0,
        }
    );
}

#[test]
fn a_number_that_is_not_the_next_is_refused() {
    let counter = counter();
    counter.write(append_next);
    for wrong in [0, 1, 3, u64::MAX] {
        let refused = counter.refuse(|tx| append(tx, &entry(wrong)));
        assert!(matches!(refused, Error::AlreadyThere), "{wrong}");
    }
}

#[test]
fn a_transaction_that_fails_after_appending_leaves_no_gap() {
    let counter = counter();
    let lost = counter.refuse(|tx| {
        append_next(tx)?;
        Err::<(), _>(Error::StageMoved)
    });
    assert!(matches!(lost, Error::StageMoved));
    assert_eq!(counter.write(append_next), 1);
}

#[test]
fn what_is_due_comes_in_order_and_within_both_limits() {
    let counter = counter();
    counter.write(|tx| {
        for _ in 0..4 {
            append_next(tx)?;
        }
        mark(tx, 2, EnvelopeEvent::Send)?;
        settle(tx, 1, EnvelopeEvent::Quarantine, b"r", Some("unreadable"))?;
        assert_eq!(due_numbers(tx, 9, 999)?, [2, 3, 4], "a bad record stops nothing");
        assert_eq!(due_numbers(tx, 2, 999)?, [2, 3]);
        assert_eq!(due_numbers(tx, 9, 20)?, [2, 3], "ten bytes each");
        assert_eq!(due_numbers(tx, 9, 19)?, [2]);
        assert_eq!(due_numbers(tx, 9, 1)?, [2], "one over the limit comes alone");
        Ok(())
    });
}

#[test]
fn the_others_go_on_without_one_that_rests() {
    let counter = counter();
    counter.write(|tx| {
        for _ in 0..4 {
            append_next(tx)?;
        }
        let numbers = |limit, limit_bytes| {
            let due = due(tx, limit, limit_bytes, |sequence| sequence == 2)?;
            Ok::<_, Error>(due.into_iter().map(|row| row.sequence).collect::<Vec<_>>())
        };
        assert_eq!(numbers(9, 999)?, [1, 3, 4]);
        assert_eq!(numbers(2, 999)?, [1, 3], "one that rests takes nobody's place");
        assert_eq!(numbers(9, 20)?, [1, 3]);
        assert_eq!(still_due(tx, 2)?.map(|row| row.sequence), Some(2));
        settle(tx, 2, EnvelopeEvent::Quarantine, b"r", Some("unreadable"))?;
        assert_eq!((still_due(tx, 2)?, still_due(tx, 9)?), (None, None));
        Ok(())
    });
}

#[test]
fn an_acceptance_empties_the_envelope_and_twice_is_once() {
    let counter = counter();
    counter.write(append_next);
    let settle_it =
        |receipt: &[u8]| counter.write(|tx| settle(tx, 1, EnvelopeEvent::Accept, receipt, None));
    assert_eq!(settle_it(b"first"), EnvelopeStage::Accepted);
    assert_eq!(settle_it(b"second"), EnvelopeStage::Accepted);
    assert_eq!(counter.store.ask("SELECT receipt FROM journal"), "first");
    assert_eq!(counter.store.ask("SELECT envelope IS NULL FROM journal"), "1");
    let late = counter.refuse(|tx| settle(tx, 1, EnvelopeEvent::Quarantine, b"x", None));
    assert!(matches!(late, Error::IllegalEnvelopeMove(_)), "accepted stays accepted");
    assert_eq!(counter.write(next_sequence), 2, "an emptied number is not given again");
}

#[test]
fn a_quarantined_envelope_says_why_and_is_sent_again_when_released() {
    let counter = counter();
    counter.write(append_next);
    let shown = || counter.write(|tx| of_application(tx, APPLICATION));
    counter.write(|tx| settle(tx, 1, EnvelopeEvent::Quarantine, b"r", Some("number_taken")));
    assert_eq!(shown(), Some((1, EnvelopeStage::Quarantined, Some("number_taken".into()))));
    assert_eq!(counter.write(|tx| mark(tx, 1, EnvelopeEvent::Release)), EnvelopeStage::Waiting);
    assert_eq!(shown(), Some((1, EnvelopeStage::Waiting, None)));
    let row = counter.write(|tx| due(tx, 9, 999, |_| false)).pop().expect("due again");
    assert_eq!(row.envelope, entry(1).envelope, "the very same bytes");
}

#[test]
fn each_upload_that_begins_is_counted() {
    let counter = counter();
    counter.write(|tx| {
        append_next(tx)?;
        for event in [EnvelopeEvent::Send, EnvelopeEvent::Lose, EnvelopeEvent::Send] {
            mark(tx, 1, event)?;
        }
        assert_eq!(due(tx, 1, 99, |_| false)?.first().map(|row| row.attempts), Some(2));
        Ok(())
    });
}

#[test]
fn a_receipt_without_bytes_and_a_number_without_an_envelope_are_refused() {
    let counter = counter();
    counter.write(append_next);
    let without = counter.refuse(|tx| mark(tx, 1, EnvelopeEvent::Accept));
    assert!(matches!(without, Error::IllegalEnvelopeMove(_)));
    let no_receipt = counter.refuse(|tx| settle(tx, 1, EnvelopeEvent::Send, b"", None));
    assert!(matches!(no_receipt, Error::IllegalEnvelopeMove(_)));
    let nothing = counter.refuse(|tx| mark(tx, 2, EnvelopeEvent::Send));
    assert!(matches!(nothing, Error::StageMoved));
}

#[test]
fn counts_and_the_oldest_wait_are_told() {
    let counter = counter();
    let figures = counter.write(|tx| {
        assert_eq!(oldest_waiting_ms(tx)?, None);
        for _ in 0..5 {
            append_next(tx)?;
        }
        settle(tx, 1, EnvelopeEvent::Accept, b"r", None)?;
        settle(tx, 2, EnvelopeEvent::Quarantine, b"r", None)?;
        mark(tx, 3, EnvelopeEvent::Send)?;
        Ok((counts(tx)?, oldest_waiting_ms(tx)?))
    });
    assert_eq!(figures, (Counts { waiting: 3, quarantined: 1, accepted: 1 }, Some(103)));
}

/// One step of the journal's life: append, or let something happen to the envelope that the
/// first number picks.
fn steps() -> impl Strategy<Value = Vec<Option<(usize, EnvelopeEvent)>>> {
    let event = (0_usize..20, prop::sample::select(EVENTS.to_vec()));
    prop::collection::vec(prop::option::of(event), 1..50)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn numbers_have_no_gap_and_stages_are_the_tables(steps in steps()) {
        let counter = counter();
        let mut model: Vec<EnvelopeStage> = Vec::new();
        for step in steps {
            let Some((at, event)) = step else {
                prop_assert_eq!(counter.write(append_next), model.len() as u64 + 1);
                model.push(EnvelopeStage::Waiting);
                continue;
            };
            let sequence = at as u64 + 1;
            let moved = counter.store.write(|tx| match event {
                EnvelopeEvent::Accept | EnvelopeEvent::Quarantine => {
                    settle(tx, sequence, event, b"receipt", None)
                }
                _ => mark(tx, sequence, event),
            });
            match model.get_mut(at) {
                None => prop_assert!(matches!(moved, Err(Error::StageMoved))),
                Some(stage) => match stage.after(event) {
                    Ok(next) => {
                        prop_assert_eq!(moved.expect("legal"), next);
                        *stage = next;
                    }
                    Err(_) => prop_assert!(matches!(moved, Err(Error::IllegalEnvelopeMove(_)))),
                },
            }
        }
        let open = |stage: &EnvelopeStage| {
            matches!(stage, EnvelopeStage::Waiting | EnvelopeStage::Sent)
        };
        let expected: Vec<u64> =
            (1..).zip(&model).filter(|(_, stage)| open(stage)).map(|(n, _)| n).collect();
        prop_assert_eq!(counter.write(|tx| due_numbers(tx, 99, 9_999)), expected);
        let last = counter.store.ask("SELECT count(*) = coalesce(max(sequence), 0) FROM journal");
        prop_assert_eq!(last, "1");
    }
}
