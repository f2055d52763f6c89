//! Cards saved on sheets by a supervisor, and what becomes of the file.

use std::fs;
use std::path::Path;
use std::process::Command;

use desk::Code;
use desk::view::{Press, SheetKind};
use domain::{CardStage, PrintStage};

use crate::joined::joined;

fn press(seen: u32) -> Press {
    Press { seen, has_blanks: true }
}

#[tokio::test]
async fn what_waits_is_saved_once_and_each_card_is_asked_about() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let first = site.counter.enrol_and_submit().id;
    let second = site.counter.enrol_and_submit().id;
    let draft = site.counter.enrol().id;
    let saved = desk.save_sheets(SheetKind::LetterTen).expect("saved");
    assert_eq!((saved.cards, saved.left_out), (2, 0), "and not the draft");
    let path = saved.path.expect("a file");
    assert!(!path.contains("Rosa"), "no personal data in a file's name");
    let info = Command::new("pdfinfo").arg(&path).output().expect("poppler-utils are installed");
    assert!(String::from_utf8_lossy(&info.stdout).contains("Pages:           2"));

    let again = desk.save_sheets(SheetKind::A4Eight).expect("a second press");
    assert_eq!((again.cards, again.path), (0, None), "nothing waits any more");
    for id in [&first, &second] {
        let asked = desk.follow_print(id).await.expect("followed");
        assert_eq!(asked.card, CardStage::Reserved, "a file is not a card");
        assert_eq!(asked.job.expect("a job").stage, PrintStage::Unsure);
    }
    assert!(desk.follow_print(&draft).await.expect("followed").job.is_none());

    desk.card_printed(&first, press(1)).expect("said");
    assert!(Path::new(&path).exists(), "others may still need it");
    desk.hand_over(&first).expect("handed over");
    assert!(!Path::new(&path).exists(), "the sheets were printed: no file outlives that");
    desk.not_printed(&second, press(1)).expect("said");
    let once_more = desk.save_sheets(SheetKind::LetterEight).expect("saved");
    assert_eq!(once_more.cards, 1, "what did not come out waits again");
}

#[tokio::test]
async fn a_card_that_is_on_no_sheet_takes_no_sheets_away() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let first = site.counter.enrol_and_submit().id;
    let second = site.counter.enrol_and_submit().id;
    let path = desk.save_sheets(SheetKind::LetterTen).expect("saved").path.expect("a file");
    let other = site.counter.enrol_and_submit().id;
    desk.save_card(&other, press(0)).expect("saved");
    desk.card_printed(&other, press(1)).expect("said");
    desk.hand_over(&other).expect("handed over");
    assert!(Path::new(&path).exists(), "two cards are still to be printed from it");
    desk.save_card(&first, press(1)).map(|_| ()).expect_err("it is asked about already");

    desk.card_spoiled(&first, press(1), "misfeed").expect("said");
    assert!(Path::new(&path).exists(), "the second may still need it");
    desk.not_printed(&second, press(1)).expect("said");
    assert!(!Path::new(&path).exists(), "nobody needs it any more");
    let anew = desk.save_sheets(SheetKind::LetterTen).expect("saved").path.expect("a file");
    assert_ne!(anew, path, "each file has a name of its own");
}

#[tokio::test]
async fn cards_on_paper_take_no_blank_off_the_stock() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let printed = site.counter.enrol_and_submit().id;
    let spoiled = site.counter.enrol_and_submit().id;
    let on_blank = site.counter.enrol_and_submit().id;
    desk.save_card(&on_blank, press(0)).expect("saved");
    desk.receive_stock(0, 10).expect("received");
    assert_eq!(desk.save_sheets(SheetKind::LetterTen).expect("saved").cards, 2);
    desk.card_printed(&printed, press(1)).expect("said");
    desk.card_spoiled(&spoiled, press(1), "misfeed").expect("said");
    let stock = desk.stock().expect("counted");
    assert_eq!((stock.today.used, stock.today.spoiled, stock.state.left), (0, 0, Some(10)));
    desk.card_printed(&on_blank, press(1)).expect("said");
    let stock = desk.stock().expect("counted");
    assert_eq!((stock.today.used, stock.state.left), (1, Some(9)), "a saved card is on a blank");
}

#[tokio::test]
async fn blanks_are_not_counted_while_one_of_them_is_asked_about() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let id = site.counter.enrol_and_submit().id;
    site.counter.enrol_and_submit();
    desk.receive_stock(0, 10).expect("received");
    desk.save_card(&id, press(0)).expect("saved");
    desk.save_sheets(SheetKind::LetterTen).expect("saved");
    let refused = desk.reconcile_stock(1, 9, Some("lost")).expect_err("one is asked about");
    assert_eq!(refused.code(), Code::PrintsOpen);
    assert_eq!(refused.detail()["open"], 1, "and no card on paper");
    site.counter.clock.pass_hours(24);
    desk.lock().expect("locked");
    site.counter.sign_in();
    let listed = desk.applications().expect("listed");
    assert!(listed.iter().any(|row| row.id == id), "whom the question is about is found");
    desk.card_printed(&id, press(1)).expect("said");
    let counted = desk.reconcile_stock(1, 9, None).expect("counted");
    assert_eq!(counted.state.left, Some(9), "taken off once");
}

#[tokio::test]
async fn sheets_that_can_not_be_written_leave_every_card_waiting() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let id = site.counter.enrol_and_submit().id;
    let blocked = site.folder.path().join("cards");
    fs::write(&blocked, "in the way").expect("written");
    desk.save_sheets(SheetKind::LetterTen).expect_err("there is no folder to write to");
    let stands = desk.follow_print(&id).await.expect("followed");
    assert_eq!(stands.job.expect("a job").stage, PrintStage::Failed);
    fs::remove_file(&blocked).expect("out of the way");
    assert_eq!(desk.save_sheets(SheetKind::LetterTen).expect("saved").cards, 1);
}

#[tokio::test]
async fn what_may_not_be_printed_is_left_out_and_counted() {
    let site = joined().await;
    let desk = &site.counter.desk;
    site.counter.enrol_and_submit();
    site.counter.clock.pass_hours(31 * 24);
    let saved = desk.save_sheets(SheetKind::LetterTen).expect("answered");
    assert_eq!((saved.cards, saved.left_out, saved.path), (0, 1, None), "its lease has expired");
}
