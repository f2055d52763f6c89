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
    let application = counter.desk.open_application(&id).expect("open");
    assert_eq!(application.person.address.reveal(), "", "its hours are over");
}
