//! A backlog over thin lines and past proxies that refuse large messages.

use std::sync::atomic::Ordering;
use std::time::Duration;

use desk::Code;
use desk::ports::{Http, Patience};
use desk::view::LineState;
use tempfile::{TempDir, tempdir};

use crate::counter::Counter;
use crate::proxy::Proxy;
use crate::server::Server;

/// A counter that sends over `proxy` to a real server.
struct Site {
    counter: Counter,
    server: Server,
    _folders: [TempDir; 2],
}

async fn site(proxy: &Proxy, patience: Patience) -> Site {
    let folders = [tempdir().expect("folder"), tempdir().expect("folder")];
    let server = Server::start(folders[0].path());
    let line = Http::with_patience(patience).expect("a line");
    let counter = Counter::set_up_on(folders[1].path(), line);
    let address = proxy.before(server.address()).await;
    counter.join(&address, &server.code()).await;
    Site { counter, server, _folders: folders }
}

impl Site {
    fn enrol(&self, count: u64) {
        for _ in 0..count {
            self.counter.enrol_and_submit();
        }
    }

    /// State, waiting, accepted, quarantined.
    fn line(&self) -> (LineState, u32, u32, u32) {
        let line = self.counter.desk.line().expect("a line");
        (line.state, line.waiting, line.accepted, line.quarantined)
    }
}

/// Impatient, so that a journey takes seconds where a line takes minutes.
fn impatient() -> Patience {
    Patience { silence: Duration::from_secs(3), least_bytes_per_second: 10_000 }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backlog_goes_over_a_thin_line() {
    let thin = Proxy { bytes_per_second: 100_000, ..Proxy::default() };
    let site = site(&thin, impatient()).await;
    site.enrol(8);
    site.counter.desk.sync_once().await.expect("it takes longer than the silence, and moves");
    assert_eq!(site.line(), (LineState::Online, 0, 8, 0));
    assert_eq!(site.server.sequences("accepted"), (1..=8).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_envelope_that_takes_longer_than_the_silence_gets_through() {
    let thin = Proxy { bytes_per_second: 15_000, ..Proxy::default() };
    let site = site(&thin, impatient()).await;
    site.enrol(1);
    site.counter.desk.sync_once().await.expect("slow is not silent");
    assert_eq!(site.line(), (LineState::Online, 0, 1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_falls_silent_is_given_up_and_nothing_is_lost() {
    let dead = Proxy { silent_after: 20_000, ..Proxy::default() };
    let site = site(&dead, impatient()).await;
    site.enrol(1);
    let error = site.counter.desk.sync_once().await.expect_err("nothing moves");
    assert_eq!(error.code(), Code::Offline);
    assert_eq!(site.line(), (LineState::Offline, 1, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backlog_goes_past_a_proxy_that_refuses_large_messages() {
    let proxy = Proxy::limited(200_000);
    let site = site(&proxy, Patience::default()).await;
    site.enrol(8);
    site.counter.desk.sync_once().await.expect("two at a time");
    assert_eq!(site.line(), (LineState::Online, 0, 8, 0));
    assert_eq!(site.server.sequences("accepted"), (1..=8).collect::<Vec<_>>());
    let before = proxy.uploads();
    assert!(before <= 12, "{before} uploads for eight envelopes");
    site.enrol(2);
    site.counter.desk.sync_once().await.expect("sent");
    assert!(proxy.uploads() <= before + 2, "what the line carries is remembered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_takes_not_one_envelope_is_told_and_once_it_does_all_arrive() {
    let proxy = Proxy::limited(20_000);
    let site = site(&proxy, Patience::default()).await;
    site.enrol(2);
    let error = site.counter.desk.sync_once().await.expect_err("each alone is too large");
    assert_eq!(error.code(), Code::TooLargeForLine);
    assert_eq!(site.line(), (LineState::TooLarge, 2, 0, 0), "told, and still there");
    let tried = proxy.uploads();
    let _ = site.counter.desk.sync_once().await;
    assert_eq!(site.line().0, LineState::TooLarge, "as long as it is so");
    assert_eq!(proxy.uploads(), tried, "and not sent again and again");

    proxy.limit_bytes.store(usize::MAX, Ordering::SeqCst);
    site.counter.clock.pass_ms(60_000);
    site.counter.desk.sync_once().await.expect("somebody has seen to the proxy");
    assert_eq!(site.line(), (LineState::Online, 0, 2, 0));
    assert_eq!(site.server.sequences("accepted"), [1, 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_piece_that_is_no_cbor_is_set_aside_and_the_others_arrive() {
    let proxy = Proxy { damages: Some(2), ..Proxy::default() };
    let site = site(&proxy, Patience::default()).await;
    site.enrol(4);
    site.counter.desk.sync_once().await.expect("a bad record stops nothing");
    assert_eq!(site.line(), (LineState::Online, 0, 3, 1), "the bad one is named");
    assert_eq!(site.server.sequences("accepted"), [1, 3, 4]);
    site.enrol(1);
    site.counter.desk.sync_once().await.expect("and the next ones go on");
    assert_eq!(site.line(), (LineState::Online, 0, 4, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_counter_is_told_so_in_a_word_of_its_own() {
    let site = site(&Proxy::default(), Patience::default()).await;
    site.enrol(1);
    site.counter.desk.sync_once().await.expect("sent");
    site.server.revoke(&site.server.first_counter());
    site.enrol(1);
    let error = site.counter.desk.sync_once().await.expect_err("it takes no more");
    assert_eq!(error.code(), Code::CounterRevoked);
    assert_eq!(site.line(), (LineState::Revoked, 0, 1, 1));
    let _ = site.counter.desk.sync_once().await;
    assert_eq!(site.line().0, LineState::Revoked, "also when nothing is waiting");
}
