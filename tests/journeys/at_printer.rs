//! Jobs at a real printer that forgets, keeps still, counts anew, or is no printer for cards.

use std::fs;
use std::time::Duration;

use desk::Code;
use desk::ports::{Ipp, JobState, PrintError, Printers};
use desk::view::{Print, SheetKind};
use domain::{CardStage, PrintStage, Trouble};
use tempfile::tempdir;
use tokio::time::{sleep, timeout};

use crate::counter::{Counter, SUPERVISOR};
use crate::printer::Printer;
use crate::printing::{HELD, LOOKS, Site, begun, go, press, site, stage, trouble};
use crate::server::Server;

/// Somebody else's job.
const THEIRS: &str = "Their leaflet";
const HALF_AN_HOUR_MS: i64 = 30 * 60_000;

fn number(print: &Print) -> u32 {
    print.job.as_ref().expect("a job").number
}

fn may_come(print: &Print) -> bool {
    print.job.as_ref().expect("a job").may_come
}

/// Sends somebody else's job, as soon as the printer has done with the one before.
async fn send_theirs(ipp: &Ipp, printer: &Printer) -> i32 {
    for _ in 0..LOOKS {
        match ipp.submit(&printer.uri(), THEIRS, b"%PDF-1.7".to_vec()).await {
            Err(PrintError::Refused(Trouble::NotAccepting)) => {}
            sent => return sent.expect("taken"),
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("the printer is never done");
}

async fn theirs_is_done(ipp: &Ipp, printer: &Printer, job: i32) {
    let mut state = None;
    for _ in 0..LOOKS {
        state = ipp.job(&printer.uri(), job, THEIRS).await.ok();
        if state == Some(JobState::Done) {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("it never came out: {state:?}");
}

/// A counter whose printer lost its power with a card in it, and counts its jobs anew.
async fn power_cut() -> (Site, Printer) {
    let (site, mut printer) = (site().await, Printer::start(HELD).await);
    site.choose(&printer).await;
    site.print(0).await;
    begun(&printer).await;
    printer.unplug();
    fs::remove_file(printer.file("begun")).expect("forgotten");
    printer.plug_in().await;
    (site, printer)
}

#[tokio::test]
async fn a_job_of_the_same_number_that_somebody_else_has_sent_is_not_taken_for_ours() {
    let (site, printer) = power_cut().await;
    let ipp = Ipp::make().expect("a client");
    go(&printer);
    let theirs = send_theirs(&ipp, &printer).await;
    theirs_is_done(&ipp, &printer, theirs).await;
    let ours = site.follow().await;
    assert_eq!((stage(&ours), trouble(&ours)), (PrintStage::Unsure, Some(Trouble::Forgotten)));
    assert_eq!(ours.card, CardStage::Reserved, "their leaflet is not our card");
}

#[tokio::test]
async fn to_cancel_our_job_cancels_nobody_elses() {
    let (site, printer) = power_cut().await;
    let ipp = Ipp::make().expect("a client");
    let theirs = send_theirs(&ipp, &printer).await;
    begun(&printer).await;
    let ours = site.counter.desk.cancel_print(&site.id, press(1)).await.expect("there is none");
    assert_eq!((stage(&ours), trouble(&ours)), (PrintStage::Unsure, Some(Trouble::Forgotten)));
    go(&printer);
    theirs_is_done(&ipp, &printer, theirs).await;
}

#[tokio::test]
async fn to_cancel_a_job_that_has_ended_tells_how_it_ended() {
    let (site, printer) = (site().await, Printer::start("exit 0").await);
    site.choose(&printer).await;
    site.print(0).await;
    // The printer takes one job at a time: once it takes another, ours has ended.
    send_theirs(&Ipp::make().expect("a client"), &printer).await;
    let ended = site.counter.desk.cancel_print(&site.id, press(1)).await.expect("no error");
    assert_eq!((ended.card, stage(&ended)), (CardStage::Printed, PrintStage::Printed));
}

#[tokio::test]
async fn no_second_job_is_begun_while_the_first_may_still_come_out() {
    let script = format!("trap 'exit 1' TERM\n{HELD}");
    let (site, printer) = (site().await, Printer::start(&script).await);
    site.choose(&printer).await;
    site.print(0).await;
    begun(&printer).await;
    site.counter.clock.pass_ms(HALF_AN_HOUR_MS + 1);
    let late = site.follow().await;
    assert_eq!((stage(&late), trouble(&late)), (PrintStage::Unsure, Some(Trouble::TooLong)));

    let desk = &site.counter.desk;
    let said = desk.not_printed(&site.id, press(1)).expect("nothing came out");
    assert!(stage(&said) == PrintStage::Failed && may_come(&said), "the word stands: {said:?}");
    let again = desk.print_card(&site.id, press(1)).await.expect_err("it still runs");
    assert_eq!(again.code(), Code::StillAtPrinter);
    for other in
        [desk.save_card(&site.id, press(1)).err(), desk.begin_dialog(&site.id, press(1)).err()]
    {
        assert_eq!(other.expect("no other way").code(), Code::StillAtPrinter);
    }
    let sheets = desk.save_sheets(SheetKind::A4Ten).expect("answered");
    assert_eq!((sheets.cards, sheets.path), (0, None), "nor on a sheet");

    // It was asked to give it up, and does so now: the card of the first job never comes.
    go(&printer);
    site.follow_until(|print| !may_come(print)).await;
    let second = site.print(1).await;
    assert_eq!(number(&second), 2);
    site.follow_until(|print| stage(print) == PrintStage::Printed).await;
    desk.verify_audit().expect("whole");
}

#[tokio::test]
async fn a_printer_that_is_gone_for_good_holds_a_card_up_until_the_clerk_has_seen_to_it() {
    let (site, mut broken) = (site().await, Printer::start(HELD).await);
    site.choose(&broken).await;
    site.print(0).await;
    begun(&broken).await;
    broken.unplug();
    site.follow().await;
    site.counter.clock.pass_ms(20_000);
    assert_eq!(stage(&site.follow().await), PrintStage::Unsure);
    let desk = &site.counter.desk;
    let said = desk.card_spoiled(&site.id, press(1), "misfeed").expect("ruined");
    assert_eq!((said.card, may_come(&said)), (CardStage::Spoiled, true));

    let other = Printer::start("exit 0").await;
    site.choose(&other).await;
    let held = desk.print_card(&site.id, press(1)).await.expect_err("two cards might come");
    assert_eq!(held.code(), Code::StillAtPrinter);
    let stale = desk.release_print(&site.id, press(0)).expect("a press about nothing");
    assert!(may_come(&stale));
    let free = desk.release_print(&site.id, press(1)).expect("it is thrown away");
    desk.release_print(&site.id, press(1)).expect("twice is once");
    assert!(!may_come(&free));
    site.print(1).await;
    site.follow_until(|print| stage(print) == PrintStage::Printed).await;
    desk.verify_audit().expect("whole");
}

#[tokio::test]
async fn a_printer_that_comes_back_without_the_job_holds_no_card_up() {
    let (site, mut printer) = (site().await, Printer::start("exit 0").await);
    site.choose(&printer).await;
    let mute = printer.go_mute();
    let send = site.counter.desk.print_card(&site.id, press(0));
    assert!(timeout(Duration::from_millis(200), send).await.is_err(), "it is on its way");
    let Site { id, joined } = site;
    let folder = joined.folder;
    let counter = joined.counter.restarted(folder.path());
    counter.sign_in();
    let said = counter.desk.not_printed(&id, press(1)).expect("nothing came out");
    assert!(may_come(&said), "nobody knows how much of it arrived");
    drop(mute);
    printer.plug_in().await;
    let second = counter.desk.print_card(&id, press(1)).await.expect("the printer has none of it");
    assert_eq!((number(&second), stage(&second)), (2, PrintStage::Printing));
}

#[tokio::test]
async fn a_printer_that_takes_connections_and_says_nothing_is_gone_as_soon_as_one_that_is_off() {
    let (site, mut printer) = (site().await, Printer::start(HELD).await);
    site.choose(&printer).await;
    site.print(0).await;
    begun(&printer).await;
    let mute = printer.go_mute();
    let looks = async {
        sleep(Duration::from_millis(500)).await;
        let known = site.counter.desk.show_print(&site.id).expect("what is stored");
        assert_eq!((stage(&known), trouble(&known)), (PrintStage::Printing, None));
        site.counter.clock.pass_ms(20_000);
    };
    let both = async { tokio::join!(site.follow(), looks).0 };
    let silent = timeout(Duration::from_secs(20), both).await.expect("not waited for a minute");
    assert_eq!((stage(&silent), trouble(&silent)), (PrintStage::Printing, Some(Trouble::Vanished)));
    drop(mute);
    let gone = site.follow().await;
    assert_eq!(stage(&gone), PrintStage::Unsure, "silent since it was asked, not since it gave up");
}

#[tokio::test]
async fn the_counter_follows_every_job_by_itself_and_calls_off_what_is_given_up() {
    let (site, printer) = (site().await, Printer::start(HELD).await);
    site.choose(&printer).await;
    let second = site.counter.enrol_and_submit().id;
    let desk = &site.counter.desk;
    let stands = |id: &str| desk.show_print(id).expect("stored");
    let all = async {
        site.print(0).await;
        go(&printer);
        until(|| stands(&site.id).card == CardStage::Printed).await;
        desk.print_card(&second, press(0)).await.expect("begun");
        until(|| stands(&second).card == CardStage::Printed).await;
        desk.reprint_card(&second, press(1), "damaged").expect("void");
        fs::remove_file(printer.file("go")).expect("held again");
        fs::remove_file(printer.file("begun")).expect("not begun");
        desk.print_card(&second, press(1)).await.expect("begun");
        begun(&printer).await;
        desk.card_spoiled(&second, press(2), "misfeed").expect("ruined");
        assert!(may_come(&stands(&second)));
        go(&printer);
        until(|| !may_come(&stands(&second))).await;
    };
    tokio::select! {
        () = desk.keep_printing() => panic!("it never ends"),
        () = all => {}
    }
}

async fn until(is: impl Fn() -> bool) {
    for _ in 0..LOOKS {
        if is() {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("it never came to that");
}

#[tokio::test]
async fn a_printer_of_one_side_is_not_chosen_for_cards_of_two() {
    let site = site().await;
    let desk = &site.counter.desk;
    let one_sided = Printer::one_sided("exit 0").await;
    let refused = desk.choose_printer(&one_sided.uri()).await.expect_err("one side");
    assert_eq!(
        (refused.code(), &refused.detail()["trouble"]),
        (Code::Printer, &"one_sided".into())
    );
}

#[tokio::test]
async fn a_printer_with_a_certificate_of_its_own_is_told_as_that_and_not_as_switched_off() {
    let site = site().await;
    let printer = Printer::start("exit 0").await;
    let refused = site.counter.desk.choose_printer(&printer.uri_with_tls()).await;
    let refused = refused.expect_err("a certificate that nobody has signed");
    assert_eq!(refused.detail()["trouble"], "distrusted");
}

#[tokio::test]
async fn a_good_card_is_not_void_when_no_other_can_be_made() {
    let (site, printer) = (site().await, Printer::start("exit 0").await);
    site.choose(&printer).await;
    site.print(0).await;
    site.follow_until(|print| stage(print) == PrintStage::Printed).await;
    site.counter.clock.pass_hours(25);
    let desk = &site.counter.desk;
    desk.sweep().expect("swept");
    let refused = desk.reprint_card(&site.id, press(1), "damaged").expect_err("no second one");
    assert_eq!(refused.code(), Code::FieldsForgotten);
    assert_eq!(site.follow().await.card, CardStage::Printed, "the one there is stays good");
}

#[tokio::test]
async fn a_counter_opened_by_the_recovery_words_asks_about_what_was_being_sent_and_forgets_in_time()
{
    let (server_folder, folder) = (tempdir().expect("folder"), tempdir().expect("folder"));
    let server = Server::start(server_folder.path());
    let (counter, words) = Counter::set_up_with_words(folder.path());
    counter.join(&server.url(), &server.code()).await;
    let id = counter.enrol_and_submit().id;
    let mut printer = Printer::start("exit 0").await;
    counter.desk.choose_printer(&printer.uri()).await.expect("chosen");
    let _mute = printer.go_mute();
    let send = counter.desk.print_card(&id, press(0));
    assert!(timeout(Duration::from_millis(200), send).await.is_err(), "it is on its way");

    let counter = counter.restarted(folder.path());
    counter.clock.pass_hours(25);
    counter.desk.recover(&words, SUPERVISOR, "a new passphrase").expect("recovered");
    let asked = counter.desk.show_print(&id).expect("stored");
    assert_eq!((stage(&asked), trouble(&asked)), (PrintStage::Unsure, Some(Trouble::Interrupted)));
    counter.desk.sync_once().await.expect("the server says what time it is");
    counter.desk.sweep().expect("swept");
    let application = counter.desk.open_application(&id).expect("open");
    assert_eq!(application.person.address.reveal(), "", "its hours are over");
}
