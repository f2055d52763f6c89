//! One-time codes, good and bad.

use uuid::Uuid;
use wire::Certificate;
use wire::join::{CertificateReply, CertificateRequest, RefusalCode};
use wire::lease::NumberKind;

use crate::counter::Counter;
use crate::running::{DAY_MS, Running, answer};

#[tokio::test]
async fn a_counter_that_joins_twice_gets_the_same_answer() {
    let server = Running::start().await;
    let counter = Counter::new(&server.central.programme());
    let request = counter.asks(&server.code().await);
    let first = server.join(&request).await.expect("joined");
    let kinds: Vec<_> = first.leases.iter().map(|lease| (lease.kind, lease.count)).collect();
    assert_eq!(kinds, [(NumberKind::Card, 1_000), (NumberKind::Library, 1_000)]);
    server.wait_ms(2 * DAY_MS);
    let server = server.restart().await;
    assert_eq!(server.join(&request).await, Ok(first), "even when the code is old");
}

#[tokio::test]
async fn a_counter_gets_the_certificate_of_its_key_on_joining_and_when_it_asks() {
    let server = Running::start().await;
    let counter = Counter::new(&server.central.programme());
    let joined = server.join(&counter.asks(&server.code().await)).await.expect("joined");
    let server_key = hex::decode(server.central.programme().server_key).expect("hexadecimal");
    let server_key = wire::VerifyKey::from_bytes(&server_key).expect("a key");
    let certificate = Certificate::from_hex(&joined.certificate).expect("a certificate");
    let proven = certificate.verify(&server_key).expect("the server's").to_bytes();
    assert_eq!(hex::encode(proven), counter.asks("").counter_key);
    let ask = |counter| CertificateRequest { counter };
    let again = server.post("/v1/certificate", &ask(joined.counter)).await;
    let certificate = joined.certificate;
    assert_eq!(answer(again).await, Ok(CertificateReply { certificate }));
    let unknown = server.post("/v1/certificate", &ask(Uuid::nil())).await;
    let refused: Result<CertificateReply, _> = answer(unknown).await;
    assert_eq!(refused, Err(RefusalCode::NotThisCounter));
}

#[tokio::test]
async fn a_second_code_for_the_same_key_makes_no_second_counter() {
    let server = Running::start().await;
    let counter = Counter::new(&server.central.programme());
    let first = server.join(&counter.asks(&server.code().await)).await;
    assert_eq!(server.join(&counter.asks(&server.code().await)).await, first);
}

#[tokio::test]
async fn a_code_is_good_for_one_counter() {
    let server = Running::start().await;
    let code = server.code().await;
    let [first, second] = [(); 2].map(|()| Counter::new(&server.central.programme()));
    let (one, two) = (first.asks(&code), second.asks(&code));
    let (one, two) = tokio::join!(server.join(&one), server.join(&two));
    let refused = Err(RefusalCode::CodeRefused);
    assert!(one.is_ok() != two.is_ok(), "exactly one of two at once");
    assert!(one == refused || two == refused);
}

#[tokio::test]
async fn another_counters_code_is_refused_also_to_one_that_has_joined() {
    let server = Running::start().await;
    let code = server.code().await;
    let first = Counter::new(&server.central.programme());
    server.join(&first.asks(&code)).await.expect("joined");
    let second = server.counter().await;
    assert_eq!(server.join(&second.asks(&code)).await, Err(RefusalCode::CodeRefused));
}

#[tokio::test]
async fn a_code_is_good_for_a_day() {
    let server = Running::start().await;
    let counter = Counter::new(&server.central.programme());
    let (late, in_time) = (server.code().await, server.code().await);
    server.wait_ms(DAY_MS - 1);
    server.join(&counter.asks(&in_time)).await.expect("joined");
    server.wait_ms(1);
    let other = Counter::new(&server.central.programme());
    assert_eq!(server.join(&other.asks(&late)).await, Err(RefusalCode::CodeRefused));
}

#[tokio::test]
async fn guesses_are_slowed_down_even_many_at_once() {
    let server = Running::start().await;
    let good = server.code().await;
    let counter = Counter::new(&server.central.programme());
    let guesses: Vec<_> = (0..30).map(|guess| counter.asks(&format!("{guess:010}"))).collect();
    let mut refused = 0;
    for ten in guesses.chunks_exact(2) {
        let (one, two) = tokio::join!(server.join(&ten[0]), server.join(&ten[1]));
        for reply in [one, two] {
            refused += usize::from(reply == Err(RefusalCode::CodeRefused));
        }
    }
    assert_eq!(refused, 10, "the others were not even looked at");
    let now = server.join(&counter.asks(&good)).await;
    assert_eq!(now, Err(RefusalCode::TooManyTries));
    server.wait_ms(60_000);
    assert_ne!(server.join(&counter.asks(&good)).await.expect("joined").counter, Uuid::nil());
}

#[tokio::test]
async fn a_request_that_is_none_is_malformed() {
    let server = Running::start().await;
    let counter = Counter::new(&server.central.programme());
    let code = server.code().await;
    let mut no_key = counter.asks(&code);
    no_key.counter_key = "ab".into();
    let mut no_site = counter.asks(&code);
    no_site.site = "  ".into();
    let mut long_site = counter.asks(&code);
    long_site.site = "x".repeat(121);
    for request in [no_key, no_site, long_site] {
        assert_eq!(server.join(&request).await, Err(RefusalCode::Malformed));
    }
    assert!(server.join(&counter.asks(&code)).await.is_ok(), "the code is still good");
}

#[tokio::test]
async fn the_programmes_name_for_the_site_goes_before_the_counters() {
    let server = Running::start().await;
    let counter = Counter::new(&server.central.programme());
    let code = server.central.make_code(Some("Pilsen".into())).await.expect("a code");
    server.join(&counter.asks(code.secret())).await.expect("joined");
    let mut tx = server.central.database().read().await.expect("a line");
    let all = keyway_server::database::counter::all(&mut tx).await.expect("a list");
    assert_eq!(all.iter().map(|row| row.site.as_str()).collect::<Vec<_>>(), ["Pilsen"]);
}
