//! Jobs in order, moves as compare-and-set, blanks counted once.

use domain::Stage;
use domain::stage::Event;

use super::*;
use crate::fixtures::{APPLICATION, DAY, apply, counter, day_row, job_row};
use crate::table::{application, day};

const TOMORROW: Uuid = Uuid::from_u128(0xdb);

fn job(number: u32, stage: PrintStage) -> PrintJobRow {
    PrintJobRow {
        stage,
        printer: Some(PrinterRow { uri: "ipp://printer.test/ipp/print".into(), name: "P".into() }),
        begun_at_ms: i64::from(number),
        blank_day_id: stage.uses_a_blank().then_some(DAY),
        ..job_row(Uuid::from_u128(0x700 + u128::from(number)), APPLICATION, number)
    }
}

const fn said(by: SaidBy, trouble: Option<Trouble>, day_id: Uuid) -> Said {
    Said { by, trouble, day_id }
}

#[test]
fn an_application_has_one_open_job_at_a_time() {
    let counter = counter();
    counter.write(|tx| insert(tx, &job(1, PrintStage::Sending)));
    let second = counter.refuse(|tx| insert(tx, &job(2, PrintStage::Sending)));
    assert!(matches!(second, Error::AlreadyThere), "{second:?}");
    let failed = said(SaidBy::Printer, Some(Trouble::NoPdf), DAY);
    counter.write(|tx| {
        move_stage(
            tx,
            job(1, PrintStage::Sending).id,
            PrintStage::Sending,
            PrintEvent::Fail,
            failed,
        )
    });
    counter.write(|tx| insert(tx, &job(2, PrintStage::Sending)));
    let again = PrintJobRow { id: Uuid::from_u128(9), ..job(1, PrintStage::Failed) };
    assert!(matches!(counter.refuse(|tx| insert(tx, &again)), Error::AlreadyThere));
    let last = counter.write(|tx| last_of(tx, APPLICATION)).expect("a job");
    assert_eq!(last, job(2, PrintStage::Sending));
}

#[test]
fn a_job_goes_on_from_where_it_stands_only_and_remembers_who_said_so() {
    let counter = counter();
    let fresh = job(1, PrintStage::Sending);
    counter.write(|tx| insert(tx, &fresh));
    let printer = said(SaidBy::Printer, None, DAY);
    counter.write(|tx| {
        set_printer_job(tx, fresh.id, 41)?;
        move_stage(tx, fresh.id, PrintStage::Sending, PrintEvent::Accept, printer)?;
        set_waiting(tx, fresh.id, Some(Trouble::MediaEmpty), Some(70))
    });
    let waiting = counter.write(|tx| get(tx, fresh.id)).expect("a job");
    assert_eq!((waiting.printer_job, waiting.silent_since_ms), (Some(41), Some(70)));
    assert_eq!(waiting.trouble, Some(Trouble::MediaEmpty));
    let late = counter
        .refuse(|tx| move_stage(tx, fresh.id, PrintStage::Sending, PrintEvent::Fail, printer));
    assert!(matches!(late, Error::StageMoved), "{late:?}");
    counter.write(|tx| move_stage(tx, fresh.id, PrintStage::Printing, PrintEvent::Finish, printer));
    let done = counter.write(|tx| get(tx, fresh.id)).expect("a job");
    assert_eq!((done.stage, done.said_by), (PrintStage::Printed, Some(SaidBy::Printer)));
    assert_eq!((done.trouble, done.silent_since_ms), (None, None));
    let back = counter
        .refuse(|tx| move_stage(tx, fresh.id, PrintStage::Printed, PrintEvent::Fail, printer));
    assert!(matches!(back, Error::IllegalPrintMove(_)), "{back:?}");
}

#[test]
fn a_job_may_come_until_its_printer_says_that_it_has_ended_or_somebody_sees_to_it() {
    let counter = counter();
    let fresh = PrintJobRow { may_come: true, ..job(1, PrintStage::Sending) };
    let may_come = || counter.write(|tx| get(tx, fresh.id)).is_some_and(|job| job.may_come);
    let left = |since_ms| counter.write(|tx| left_at_printers(tx, since_ms, 9)).len();
    let go = |from, event, by| {
        counter.write(|tx| move_stage(tx, fresh.id, from, event, said(by, None, DAY)))
    };
    counter.write(|tx| insert(tx, &fresh));
    go(PrintStage::Sending, PrintEvent::Accept, SaidBy::Printer);
    go(PrintStage::Printing, PrintEvent::Lose, SaidBy::Counter);
    assert!(may_come() && left(0) == 0, "the clerk is asked");
    go(PrintStage::Unsure, PrintEvent::Fail, SaidBy::Clerk);
    assert!(may_come(), "a clerk sees the tray, not the printer's memory");
    assert_eq!((left(1), left(2)), (1, 0), "those of the time that is asked for");
    counter.write(|tx| set_over(tx, fresh.id));
    assert!(!may_come() && left(0) == 0, "somebody has seen to it");

    let second = PrintJobRow { may_come: true, ..job(2, PrintStage::Printing) };
    counter.write(|tx| {
        insert(tx, &second)?;
        let printer = said(SaidBy::Printer, None, DAY);
        move_stage(tx, second.id, PrintStage::Printing, PrintEvent::Finish, printer)
    });
    assert!(!counter.write(|tx| get(tx, second.id)).expect("a job").may_come, "it came");
}

#[test]
fn a_blank_counts_once_and_on_the_day_that_it_was_used_up() {
    let counter = counter();
    counter.write(|tx| {
        day::open(tx, &day_row(TOMORROW, "2026-03-03"))?;
        insert(tx, &job(1, PrintStage::Printing))?;
        let id = job(1, PrintStage::Printing).id;
        let (now, later) = (said(SaidBy::Clerk, None, DAY), said(SaidBy::Clerk, None, TOMORROW));
        move_stage(tx, id, PrintStage::Printing, PrintEvent::Finish, now)?;
        assert_eq!(blanks(tx, PrintStage::Printed, Some(DAY))?, 1);
        move_stage(tx, id, PrintStage::Printed, PrintEvent::Spoil, later)?;
        move_stage(tx, id, PrintStage::Spoiled, PrintEvent::Spoil, later)?;
        assert_eq!(blanks(tx, PrintStage::Printed, None)?, 0);
        assert_eq!(blanks(tx, PrintStage::Spoiled, Some(DAY))?, 1);
        assert_eq!(blanks(tx, PrintStage::Spoiled, Some(TOMORROW))?, 0);
        assert_eq!(blanks(tx, PrintStage::Spoiled, None)?, 1);
        Ok(())
    });
}

#[test]
fn a_printers_word_that_is_denied_uses_up_no_blank_and_a_persons_stands() {
    let counter = counter();
    let id = job(1, PrintStage::Printing).id;
    let go = |tx: &Tx<'_>, from, event, by| move_stage(tx, id, from, event, said(by, None, DAY));
    let used = |day| counter.write(|tx| blanks(tx, PrintStage::Printed, day));
    counter.write(|tx| {
        insert(tx, &job(1, PrintStage::Printing))?;
        go(tx, PrintStage::Printing, PrintEvent::Finish, SaidBy::Printer)
    });
    assert_eq!((used(None), used(Some(DAY))), (1, 1));
    counter.write(|tx| go(tx, PrintStage::Printed, PrintEvent::Deny, SaidBy::Clerk));
    assert_eq!((used(None), used(Some(DAY))), (0, 0));
    let denied = counter.write(|tx| get(tx, id)).expect("a job");
    assert_eq!((denied.stage, denied.blank_day_id), (PrintStage::Failed, None));

    counter.write(|tx| go(tx, PrintStage::Failed, PrintEvent::Finish, SaidBy::Clerk));
    let late = counter.refuse(|tx| go(tx, PrintStage::Printed, PrintEvent::Deny, SaidBy::Clerk));
    assert!(matches!(late, Error::IllegalPrintMove(_)), "a person has said so: {late:?}");
    assert_eq!(used(None), 1);
}

#[test]
fn a_card_on_paper_takes_no_blank_and_its_job_remembers_its_file() {
    let counter = counter();
    let file = Some("/cards/sheets/1.pdf".to_owned());
    let on_paper = PrintJobRow { on_blank: false, file, ..job(1, PrintStage::Printing) };
    counter.write(|tx| {
        insert(tx, &on_paper)?;
        assert_eq!(get(tx, on_paper.id)?.as_ref(), Some(&on_paper));
        assert!(needs_file(tx, "/cards/sheets/1.pdf")? && !needs_file(tx, "/cards/1.pdf")?);
        let word = said(SaidBy::Clerk, None, DAY);
        move_stage(tx, on_paper.id, PrintStage::Printing, PrintEvent::Finish, word)?;
        assert_eq!(blanks(tx, PrintStage::Printed, None)?, 0);
        assert!(!needs_file(tx, "/cards/sheets/1.pdf")?, "it is answered for");
        move_stage(tx, on_paper.id, PrintStage::Printed, PrintEvent::Spoil, word)?;
        assert_eq!(blanks(tx, PrintStage::Spoiled, None)?, 0);
        Ok(())
    });
}

#[test]
fn open_jobs_on_blanks_are_counted_and_no_others() {
    let counter = counter();
    let second = Uuid::from_u128(2);
    counter.write(|tx| {
        apply(tx, second)?;
        assert_eq!(open_on_blanks(tx)?, 0);
        insert(tx, &job(1, PrintStage::Failed))?;
        insert(tx, &job(2, PrintStage::Printing))?;
        let on_paper = PrintJobRow { on_blank: false, ..job(3, PrintStage::Unsure) };
        insert(tx, &PrintJobRow { application_id: second, ..on_paper })?;
        assert_eq!(open_on_blanks(tx)?, 1);
        Ok(())
    });
}

#[test]
fn the_jobs_of_a_stage_come_oldest_first() {
    let counter = counter();
    let second = Uuid::from_u128(2);
    counter.write(|tx| {
        apply(tx, second)?;
        insert(tx, &job(2, PrintStage::Printing))?;
        insert(tx, &PrintJobRow { application_id: second, ..job(1, PrintStage::Printing) })?;
        let found = at_stage(tx, PrintStage::Printing, 10)?;
        assert_eq!(found.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(at_stage(tx, PrintStage::Printing, 1)?.len(), 1);
        assert!(at_stage(tx, PrintStage::Sending, 10)?.is_empty());
        Ok(())
    });
}

#[test]
fn only_the_newest_job_of_a_card_asks_for_a_person() {
    let counter = counter();
    let asked = |counter: &crate::fixtures::Counter| counter.write(to_answer);
    counter.write(|tx| insert(tx, &job(1, PrintStage::Unsure)));
    assert_eq!(asked(&counter), 1);
    let first = job(1, PrintStage::Unsure).id;
    let nothing = said(SaidBy::Clerk, None, DAY);
    counter.write(|tx| move_stage(tx, first, PrintStage::Unsure, PrintEvent::Fail, nothing));
    assert_eq!(asked(&counter), 0, "a card of a draft is not printed");
    counter.write(|tx| {
        let submitted = [Event::Complete, Event::ConfirmProof, Event::Submit];
        submitted.into_iter().try_fold(Stage::Draft, |at, event| {
            application::move_stage(tx, APPLICATION, at, event, 1)
        })
    });
    assert_eq!(asked(&counter), 1, "it can be printed again");
    counter.write(|tx| insert(tx, &job(2, PrintStage::Printing)));
    assert_eq!(asked(&counter), 0, "it is being printed");
}
