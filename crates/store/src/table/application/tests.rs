//! Claims about applications: numbers, lists, and the stage as compare-and-set.
//!
//! The table of moves itself is tested in `domain`.

use domain::CardStage;
use domain::card::CardEvent;
use proptest::prelude::*;

use super::*;
use crate::fixtures::{APPLICATION, DAY, OPERATOR, apply, counter, day_row, job_row};
use crate::table::card::{self, CardRow};
use crate::table::day;
use crate::table::print_job::{self, PrintJobRow};

const EVENTS: [Event; 10] = [
    Event::Complete,
    Event::Correct,
    Event::ConfirmProof,
    Event::Submit,
    Event::Approve,
    Event::SendBack,
    Event::HandOver,
    Event::CloseDay,
    Event::Deny,
    Event::Withdraw,
];

const SUBMITTED: [Event; 3] = [Event::Complete, Event::ConfirmProof, Event::Submit];

const CARD: &str = "310000000018";

fn card_row(stage: CardStage) -> CardRow {
    CardRow {
        number: CARD.into(),
        application_id: APPLICATION,
        stage,
        library_number: None,
        expires_on: None,
        reserved_at_ms: 1,
    }
}

fn walk(tx: &Tx<'_>, application: Uuid, events: &[Event]) -> Result<Stage, Error> {
    walk_from(tx, application, Stage::Draft, events)
}

fn walk_from(
    tx: &Tx<'_>,
    application: Uuid,
    mut at: Stage,
    events: &[Event],
) -> Result<Stage, Error> {
    for &event in events {
        at = move_stage(tx, application, at, event, 2_000)?;
    }
    Ok(at)
}

#[test]
fn numbers_count_up_from_one() {
    let counter = counter();
    let numbers: Vec<u32> = (1..4)
        .map(|n| {
            counter.write(|tx| insert(tx, Uuid::from_u128(n), DAY, OPERATOR, &[n as u8; 32], 1))
        })
        .collect();
    assert_eq!(numbers, [2, 3, 4], "the fixture's own application is number 1");
    let refused = counter.refuse(|tx| apply(tx, APPLICATION));
    assert!(matches!(refused, Error::AlreadyThere));
}

#[test]
fn an_application_stands_on_a_day_and_an_operator_that_are_there() {
    let counter = counter();
    let nobody = Uuid::from_u128(99);
    let new = Uuid::from_u128(2);
    for (day, operator) in [(nobody, OPERATOR), (DAY, nobody)] {
        let refused = counter.refuse(|tx| insert(tx, new, day, operator, &[1; 32], 1));
        assert!(matches!(refused, Error::Database(_)), "{refused:?}");
    }
}

#[test]
fn of_two_clerks_who_saw_the_same_stage_only_one_moves_it() {
    let counter = counter();
    let seen = Stage::Draft;
    let first = counter.write(|tx| move_stage(tx, APPLICATION, seen, Event::Complete, 2));
    assert_eq!(first, Stage::Ready);
    let refused = counter.refuse(|tx| move_stage(tx, APPLICATION, seen, Event::Withdraw, 3));
    assert!(matches!(refused, Error::StageMoved));
    let row = counter.write(|tx| get(tx, APPLICATION)).expect("it is there");
    assert_eq!((row.stage, row.saved_at_ms), (Stage::Ready, 2), "the second changed nothing");
}

#[test]
fn an_application_that_is_not_there_is_neither_moved_nor_touched() {
    let counter = counter();
    let nothing = Uuid::from_u128(2);
    let moved = counter.refuse(|tx| move_stage(tx, nothing, Stage::Draft, Event::Complete, 2));
    assert!(matches!(moved, Error::StageMoved));
    assert!(matches!(counter.refuse(|tx| touch(tx, nothing, 2)), Error::StageMoved));
    counter.write(|tx| touch(tx, APPLICATION, 77));
    let row = counter.write(|tx| get(tx, APPLICATION)).expect("it is there");
    assert_eq!((row.created_at_ms, row.saved_at_ms), (1_000, 77));
}

#[test]
fn the_list_shows_what_is_open_anywhere_and_all_of_the_day() {
    let counter = counter();
    let (tomorrow, open, done, today) =
        (Uuid::from_u128(5), APPLICATION, Uuid::from_u128(2), Uuid::from_u128(3));
    let numbers = counter.write(|tx| {
        day::open(tx, &day_row(tomorrow, "2026-03-03"))?;
        apply(tx, done)?;
        walk(tx, done, &SUBMITTED)?;
        walk_from(tx, done, Stage::Submitted, &[Event::CloseDay])?;
        insert(tx, today, tomorrow, OPERATOR, &[1; 32], 3_000)?;
        walk(tx, today, &[Event::Withdraw])?;
        let ids = |rows: Vec<ApplicationRow>| rows.into_iter().map(|row| row.id).collect();
        let all: Vec<Uuid> = ids(list(tx, tomorrow, 10)?);
        let first: Vec<Uuid> = ids(list(tx, tomorrow, 1)?);
        Ok((all, first))
    });
    assert_eq!(numbers, (vec![today, open], vec![today]));
}

#[test]
fn a_card_that_nobody_was_given_stays_in_the_list_until_it_is_handed_over() {
    let counter = counter();
    let tomorrow = Uuid::from_u128(5);
    let listed = |tx: &Tx<'_>| Ok::<_, Error>(list(tx, tomorrow, 10)?.len());
    let lengths = counter.write(|tx| {
        day::open(tx, &day_row(tomorrow, "2026-03-03"))?;
        walk(tx, APPLICATION, &SUBMITTED)?;
        let submitted = listed(tx)?;
        card::insert(tx, &card_row(CardStage::Reserved))?;
        walk_from(tx, APPLICATION, Stage::Submitted, &[Event::CloseDay])?;
        let not_printed = listed(tx)?;
        card::move_stage(tx, CARD, CardStage::Reserved, CardEvent::Print)?;
        let printed = listed(tx)?;
        card::move_stage(tx, CARD, CardStage::Printed, CardEvent::HandOver)?;
        Ok((submitted, not_printed, printed, listed(tx)?))
    });
    assert_eq!(lengths, (1, 0, 1, 0));
}

#[test]
fn the_list_shows_of_earlier_days_whose_card_is_asked_about() {
    let counter = counter();
    let (tomorrow, asked) = (Uuid::from_u128(5), Uuid::from_u128(2));
    let job =
        PrintJobRow { stage: domain::PrintStage::Unsure, ..job_row(Uuid::from_u128(7), asked, 1) };
    counter.write(|tx| {
        walk(tx, APPLICATION, &SUBMITTED)?;
        apply(tx, asked)?;
        walk(tx, asked, &SUBMITTED)?;
        for closed in [APPLICATION, asked] {
            walk_from(tx, closed, Stage::Submitted, &[Event::CloseDay])?;
        }
        day::open(tx, &day_row(tomorrow, "2026-03-03"))?;
        assert!(list(tx, tomorrow, 10)?.is_empty());
        print_job::insert(tx, &job)?;
        let found: Vec<Uuid> = list(tx, tomorrow, 10)?.into_iter().map(|row| row.id).collect();
        assert_eq!(found, [asked]);
        Ok(())
    });
}

#[test]
fn only_what_was_submitted_on_an_earlier_day_is_due_for_closing() {
    let counter = counter();
    let second = Uuid::from_u128(2);
    let due = counter.write(|tx| {
        apply(tx, second)?;
        walk(tx, second, &SUBMITTED)?;
        let same_day = submitted_before(tx, "2026-03-02")?.len();
        let next_day = submitted_before(tx, "2026-03-03")?;
        Ok((same_day, next_day.into_iter().map(|row| row.id).collect::<Vec<_>>()))
    });
    assert_eq!(due, (0, vec![second]));
}

#[test]
fn an_application_stands_on_the_day_on_which_it_was_submitted() {
    let counter = counter();
    let tomorrow = Uuid::from_u128(2);
    let due = counter.write(|tx| {
        day::open(tx, &day_row(tomorrow, "2026-03-03"))?;
        walk(tx, APPLICATION, &SUBMITTED)?;
        set_day(tx, APPLICATION, tomorrow)?;
        let listed = list(tx, tomorrow, 9)?;
        assert_eq!(listed.first().map(|row| row.day_id), Some(tomorrow));
        Ok((submitted_before(tx, "2026-03-03")?.len(), submitted_before(tx, "2026-03-04")?.len()))
    });
    assert_eq!(due, (0, 1));
    let missing = counter.refuse(|tx| set_day(tx, tomorrow, tomorrow));
    assert!(matches!(missing, Error::StageMoved));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_stored_stage_is_the_tables_whatever_happens(
        events in prop::collection::vec(prop::sample::select(EVENTS.to_vec()), 0..40),
    ) {
        let counter = counter();
        let mut model = Stage::Draft;
        for event in events {
            let moved = counter.store.write(|tx| move_stage(tx, APPLICATION, model, event, 2));
            match model.after(event) {
                Ok(next) => {
                    prop_assert_eq!(moved.expect("legal"), next);
                    model = next;
                }
                Err(_) => prop_assert!(matches!(moved, Err(Error::IllegalMove(_)))),
            }
            let row = counter.write(|tx| get(tx, APPLICATION)).expect("it is there");
            prop_assert_eq!(row.stage, model);
        }
    }
}
