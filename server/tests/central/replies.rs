//! What a client gets for asking, rightly or wrongly.

use serde_json::Value;
use wire::join::{ProgrammeReply, RefusalCode};

use crate::counter::Counter;
use crate::running::{Running, answer, body_of};

#[tokio::test]
async fn the_server_says_who_it_is_and_that_it_is_well() {
    let server = Running::start().await;
    let health = server.send(server.client.get(server.url("/v1/health"))).await;
    let health: Value = answer(health).await.expect("well");
    assert_eq!(health["status"], "ok");
    let who = server.send(server.client.get(server.url("/v1/programme"))).await;
    let who: ProgrammeReply = answer(who).await.expect("an answer");
    assert_eq!(who, server.central.programme());
    let document = server.send(server.client.get(server.url("/openapi.json"))).await;
    let document: Value = answer(document).await.expect("a document");
    assert!(document["paths"]["/v1/envelopes"]["post"].is_object());
}

#[tokio::test]
async fn a_server_without_its_database_is_not_well() {
    let server = Running::start().await;
    server.central.database().close().await;
    let health = server.send(server.client.get(server.url("/v1/health"))).await;
    assert_eq!(health.status(), 503);
    assert_eq!(answer::<Value>(health).await, Err(RefusalCode::Internal));
}

#[tokio::test]
async fn what_is_not_there_is_refused_in_our_own_words() {
    let server = Running::start().await;
    let nowhere = server.send(server.client.get(server.url("/v2/health"))).await;
    assert_eq!(nowhere.status(), 404);
    assert_eq!(answer::<Value>(nowhere).await, Err(RefusalCode::Malformed));
    let wrong = server.send(server.client.delete(server.url("/v1/join"))).await;
    assert_eq!(wrong.status(), 405);
    assert_eq!(answer::<Value>(wrong).await, Err(RefusalCode::Malformed));
}

#[tokio::test]
async fn a_body_over_its_bound_is_too_large_and_nothing_of_it_is_kept() {
    let server = Running::start().await;
    let counter = server.counter().await;
    let mut long = body_of(&[&counter.seals(1)]);
    long.resize(wire::LIMIT_UPLOAD_BYTES + 1, 0);
    let envelopes: Vec<_> = (1..=65).map(|sequence| counter.seals(sequence)).collect();
    let many = body_of(&envelopes.iter().collect::<Vec<_>>());
    for body in [long, many] {
        let refused = server.upload(body).await;
        assert_eq!(refused.status(), 413);
        assert_eq!(answer::<Value>(refused).await, Err(RefusalCode::TooLarge));
    }
    assert!(server.listed().await.is_empty());
    let mut request = Counter::new(&server.central.programme()).asks("x");
    request.site = "x".repeat(20_000);
    assert_eq!(server.join(&request).await, Err(RefusalCode::TooLarge));
}

#[tokio::test]
async fn what_is_no_sequence_is_malformed_and_nothing_of_it_is_kept() {
    let server = Running::start().await;
    let good = body_of(&[&server.counter().await.seals(1)]);
    let mut torn = [good.clone(), good.clone()].concat();
    torn.pop();
    for body in [vec![0xFF], torn] {
        let refused = server.upload(body).await;
        assert_eq!(refused.status(), 400);
        assert_eq!(answer::<Value>(refused).await, Err(RefusalCode::Malformed));
    }
    assert!(server.listed().await.is_empty());
    assert!(server.receipts(Vec::new()).await.is_empty(), "nothing sent, nothing signed");
}
