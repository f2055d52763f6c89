//! A machine whose clock is wrong: nothing is lost, nothing is misdated, and somebody is told.

use std::time::Duration;

use desk::Code;
use desk::view::{Application, LineState};
use domain::Stage;
use jiff::{Span, ToSpan};
use tempfile::tempdir;

use crate::counter::{Counter, NAME};
use crate::joined::{Joined, joined};
use crate::server::Server;

const MONTH_HOURS: i64 = 31 * 24;
const YEARS_HOURS: i64 = 11 * 365 * 24;

fn application(site: &Joined, id: &str) -> Application {
    site.counter.desk.open_application(id).expect("its row stays")
}

#[tokio::test]
async fn a_clock_31_days_ahead_for_half_an_hour_stops_nothing() {
    let site = joined().await;
    let (desk, clock) = (&site.counter.desk, &site.counter.clock);
    site.counter.enrol_and_submit();
    clock.set_wrong_by_hours(MONTH_HOURS);
    // To the lock that is a long absence; whoever works there signs in again.
    site.counter.sign_in();
    for _ in 0..3 {
        clock.pass_ms(600_000);
        desk.sync_once().await.expect("the line works");
    }
    site.counter.enrol_and_submit();
    clock.set_wrong_by_hours(0);
    desk.sync_once().await.expect("nothing has stopped");
    site.counter.enrol_and_submit();
    desk.sync_once().await.expect("nor does it later");
    let line = desk.line().expect("told");
    assert_eq!((line.state, line.waiting, line.accepted), (LineState::Online, 0, 3));
    assert_eq!(line.clock_ahead_ms, None);
}

#[tokio::test]
async fn a_clock_two_days_ahead_at_the_start_destroys_nothing_and_is_told() {
    let site = joined().await;
    let sent = site.counter.enrol_and_submit().id;
    site.counter.desk.sync_once().await.expect("sent");
    let site = site.restarted();
    site.counter.clock.set_wrong_by_hours(48);
    site.counter.sign_in();
    let desk = &site.counter.desk;
    assert_eq!(application(&site, &sent).person.name.reveal(), NAME, "before the server's word");

    desk.sync_once().await.expect("the server says what time it is");
    let swept = desk.sweep().expect("swept");
    assert_eq!((swept.applications, swept.counter_only), (0, 0));
    assert_eq!(application(&site, &sent).person.name.reveal(), NAME, "and after it");
    let ahead_ms = desk.line().expect("told").clock_ahead_ms.expect("somebody is told");
    assert_eq!(ahead_ms, 48 * 3_600_000);
    assert_eq!(desk.session().expect("signed in").day, site.counter.clock.day().to_string());

    // The control: what is due by the true time goes all the same.
    site.counter.clock.pass_hours(24);
    assert_eq!(desk.sweep().expect("swept").applications, 1);
    assert_eq!(application(&site, &sent).stage, Stage::Closed);
}

#[tokio::test]
async fn a_server_that_can_not_be_asked_puts_no_forgetting_off() {
    let site = joined().await;
    let sent = site.counter.enrol_and_submit().id;
    site.counter.desk.sync_once().await.expect("sent");
    let mut site = site.restarted();
    site.server.unplug();
    site.counter.clock.pass_hours(24);
    site.counter.sign_in();
    assert_eq!(application(&site, &sent).stage, Stage::Submitted, "the server is asked first");
    site.counter.desk.sync_once().await.expect_err("it does not answer");
    assert_eq!(site.counter.desk.sweep().expect("swept").applications, 1);
}

#[tokio::test]
async fn a_clock_that_is_known_to_be_ahead_destroys_nothing_after_a_restart_without_a_line() {
    let site = joined().await;
    let sent = site.counter.enrol_and_submit().id;
    site.counter.clock.set_wrong_by_hours(48);
    site.counter.sign_in();
    site.counter.desk.sync_once().await.expect("sent");
    let mut site = site.restarted();
    site.server.unplug();
    site.counter.sign_in();
    let desk = &site.counter.desk;
    desk.sync_once().await.expect_err("it does not answer");
    let swept = desk.sweep().expect("swept");
    assert_eq!((swept.applications, swept.counter_only), (0, 0));
    assert_eq!(application(&site, &sent).person.name.reveal(), NAME);
    assert_eq!(desk.session().expect("signed in").day, site.counter.clock.day().to_string());
    let ahead_ms = desk.line().expect("told").clock_ahead_ms.expect("somebody is told");
    assert_eq!(ahead_ms, 48 * 3_600_000);

    // The control: what is due by the true time goes all the same.
    site.counter.clock.pass_hours(24);
    assert_eq!(desk.sweep().expect("swept").applications, 1);
}

#[tokio::test]
async fn what_had_to_wait_for_the_servers_time_is_destroyed_by_the_counter_itself() {
    let site = joined().await;
    let sent = site.counter.enrol_and_submit().id;
    site.counter.desk.sync_once().await.expect("sent");
    let site = site.restarted();
    site.counter.clock.pass_hours(24);
    site.counter.sign_in();
    assert_eq!(application(&site, &sent).stage, Stage::Submitted, "the server is asked first");
    let asked_and_swept = async {
        site.counter.desk.sync_once().await.expect("it says what time it is");
        while application(&site, &sent).stage != Stage::Closed {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let at_once = tokio::time::timeout(Duration::from_secs(10), async {
        tokio::select! {
            () = site.counter.desk.keep_watch() => {}
            () = asked_and_swept => {}
        }
    });
    at_once.await.expect("at once, and not an hour later");
}

#[tokio::test]
async fn no_card_is_dated_by_a_clock_that_is_years_behind() {
    let (server_folder, folder) = (tempdir().expect("folder"), tempdir().expect("folder"));
    let server = Server::start(server_folder.path());
    let counter = Counter::at(folder.path());
    counter.clock.set_wrong_by_hours(-YEARS_HOURS);
    counter.set_up_here();
    counter.join(&server.url(), &server.code()).await;
    let today = counter.clock.day();
    let expires = |application: &Application| {
        let card = application.card.as_ref().expect("proven");
        card.expires_on.clone().expect("an adult's card ends")
    };
    assert_eq!(expires(&counter.enrol_and_submit()), in_years(today, 5.years()));

    let counter = counter.restarted(folder.path());
    counter.sign_in();
    let dated = expires(&counter.enrol_and_submit());
    assert_eq!(dated, in_years(today, 5.years()), "nor after a restart without a line");
    assert!(counter.desk.line().expect("told").clock_ahead_ms.is_some_and(|ms| ms < 0));
}

#[tokio::test]
async fn a_card_that_was_dated_from_days_to_come_is_proven_anew_before_it_is_submitted() {
    let site = joined().await;
    let mut site = site.restarted();
    site.server.unplug();
    site.counter.clock.set_wrong_by_hours(48);
    site.counter.sign_in();
    let id = site.counter.enrol().id;
    site.server.plug_in();
    site.counter.desk.sync_once().await.expect("the server says what time it is");

    let desk = &site.counter.desk;
    let refused = desk.submit(&id).err().map(|error| error.code());
    assert_eq!(refused, Some(Code::ProofOutdated));
    assert_eq!(application(&site, &id).stage, Stage::Draft);
    desk.prove(&id).expect("proven anew");
    desk.confirm(&id).expect("confirmed");
    let sent = desk.submit(&id).expect("submitted");
    let expires_on = sent.card.expect("a card").expires_on;
    assert_eq!(expires_on, Some(in_years(site.counter.clock.day(), 5.years())));
}

fn in_years(day: jiff::civil::Date, years: Span) -> String {
    (day + years).to_string()
}
