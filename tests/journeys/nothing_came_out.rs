//! The printer says "completed", and no card came out.

use desk::Code;
use domain::printing::SaidBy;
use domain::{CardStage, PrintStage};

use crate::printer::Printer;
use crate::printing::{press, site, stage};

#[tokio::test]
async fn a_card_that_the_printer_alone_has_seen_is_none_when_the_clerk_finds_none() {
    // It says "completed", and makes nothing.
    let (site, printer) = (site().await, Printer::start("exit 0").await);
    site.choose(&printer).await;
    let desk = &site.counter.desk;
    desk.receive_stock(0, 10).expect("received");
    site.print(0).await;
    let done = site.follow_until(|print| stage(print) == PrintStage::Printed).await;
    assert_eq!((done.card, done.stock.left), (CardStage::Printed, Some(9)));
    let stale = desk.not_printed(&site.id, press(0)).expect("a press about nothing");
    assert_eq!(stage(&stale), PrintStage::Printed);

    let none = desk.not_printed(&site.id, press(1)).expect("nothing came out");
    let twice = desk.not_printed(&site.id, press(1)).expect("twice is once");
    for said in [none, twice] {
        assert_eq!((said.card, stage(&said)), (CardStage::Reserved, PrintStage::Failed));
        assert_eq!(said.job.expect("a job").said_by, Some(SaidBy::Clerk));
        assert_eq!((said.stock.left, said.barred), (Some(10), None), "the blank is as before");
    }
    let stock = desk.stock().expect("counted");
    assert_eq!((stock.today.used, stock.today.spoiled, stock.today.reprinted), (0, 0, 0));
    let still = site.follow().await;
    assert_eq!(stage(&still), PrintStage::Failed, "the printer's old word does not come back");
    let void = desk.hand_over(&site.id).err().expect("there is none to hand over");
    assert_eq!(void.code(), Code::NotAllowedNow);

    site.print(1).await;
    let second = site.follow_until(|print| stage(print) == PrintStage::Printed).await;
    assert_eq!((second.job.expect("a job").number, second.stock.left), (2, Some(9)));
    desk.verify_audit().expect("whole");
    // As somebody who has it in hand would: from then on it is a person's word.
    let seen = desk.card_printed(&site.id, press(2)).expect("it is there");
    assert_eq!(seen.job.expect("a job").said_by, Some(SaidBy::Clerk));
    let late = desk.not_printed(&site.id, press(2)).expect_err("somebody has had it in hand");
    assert_eq!(late.code(), Code::NotAllowedNow);
    assert_eq!(site.follow().await.stock.left, Some(9), "and its blank is used up");
}

#[tokio::test]
async fn a_card_that_was_handed_over_has_come_out_of_the_printer() {
    let (site, printer) = (site().await, Printer::start("exit 0").await);
    site.choose(&printer).await;
    let desk = &site.counter.desk;
    site.print(0).await;
    site.follow_until(|print| stage(print) == PrintStage::Printed).await;
    desk.hand_over(&site.id).expect("they have it");
    let late = desk.not_printed(&site.id, press(1)).expect_err("the cardholder has it");
    assert_eq!(late.code(), Code::NotAllowedNow);
    let still = site.follow().await;
    assert_eq!((still.card, stage(&still)), (CardStage::HandedOver, PrintStage::Printed));
}
