//! What is left when the day is over: the people who come back tomorrow.

use desk::view::Press;
use domain::{CardStage, Stage};

use crate::joined::joined;

fn press(seen: u32) -> Press {
    Press { seen, has_blanks: true }
}

#[tokio::test]
async fn a_card_that_is_fetched_the_next_day_is_in_the_list_and_handed_over() {
    let site = joined().await;
    let desk = &site.counter.desk;
    let id = site.counter.enrol_and_submit().id;
    desk.save_card(&id, press(0)).expect("saved");
    assert_eq!(desk.line().expect("told").to_answer, 1, "a file is not a card: staff are asked");
    desk.card_printed(&id, press(1)).expect("said");
    assert_eq!(desk.line().expect("told").to_answer, 0);
    desk.sync_once().await.expect("sent");
    site.counter.clock.pass_hours(24);
    desk.lock().expect("locked");
    site.counter.sign_in();

    let listed = desk.applications().expect("listed");
    let row = listed.iter().find(|row| row.id == id).expect("it is not lost");
    assert_eq!((row.stage, row.card), (Stage::Closed, Some(CardStage::Printed)));
    assert_eq!(row.name, "", "the day is over");
    desk.hand_over(&id).expect("handed over");
    let listed = desk.applications().expect("listed");
    assert!(listed.iter().all(|row| row.id != id), "nobody has to do anything more");
}
