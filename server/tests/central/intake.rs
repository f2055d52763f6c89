//! What becomes of envelopes, good and bad.

use keyway_server::chance::rng;
use keyway_server::database::{counter, quarantined};
use uuid::Uuid;
use wire::{CounterKey, Envelope, Outcome, ProgrammeSecret, Reason};

use crate::counter::{Counter, forged};
use crate::running::{Running, body_of};

const ACCEPTED: Outcome = Outcome::Accepted;

fn aside(reason: Reason) -> Outcome {
    Outcome::Quarantined(reason)
}

#[tokio::test]
async fn an_envelope_sent_six_times_at_once_is_kept_once_with_one_receipt() {
    let server = Running::start().await;
    let body = body_of(&[&server.counter().await.seals(1)]);
    let mut receipts = Vec::new();
    let (a, b, c, d, e, f) = tokio::join!(
        server.receipts(body.clone()),
        server.receipts(body.clone()),
        server.receipts(body.clone()),
        server.receipts(body.clone()),
        server.receipts(body.clone()),
        server.receipts(body.clone()),
    );
    receipts.extend([a, b, c, d, e, f]);
    server.wait_ms(1_000);
    receipts.push(server.receipts(body).await);
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]), "byte for byte");
    assert_eq!(server.listed().await.len(), 1);
}

#[tokio::test]
async fn a_receipt_outlives_the_server() {
    let server = Running::start().await;
    let counter = server.counter().await;
    let body = body_of(&[&counter.seals(1), &forged(&counter.seals(2)), &counter.seals(9)]);
    let before = server.receipts(body.clone()).await;
    let server = server.restart().await;
    server.wait_ms(1_000);
    assert_eq!(server.receipts(body).await, before);
    assert_eq!(server.listed().await.len(), 3);
}

#[tokio::test]
async fn a_number_that_is_taken_stays_as_it_was() {
    let server = Running::start().await;
    let counter = server.counter().await;
    let (first, other) = (counter.seals(1), counter.seals(1));
    let receipt = server.receipts(body_of(&[&first])).await;
    let taken = aside(Reason::NumberTaken);
    assert_eq!(server.outcomes(&[&other, &counter.seals(2)]).await, [taken, ACCEPTED]);
    assert_eq!(server.receipts(body_of(&[&first])).await, receipt);
    assert_eq!(server.accepted().await, [1, 2]);
}

#[tokio::test]
async fn what_comes_too_early_is_taken_once_the_gap_is_filled() {
    let server = Running::start().await;
    let counter = server.counter().await;
    let envelopes = [1, 2, 3].map(|sequence| counter.seals(sequence));
    let [one, two, three] = &envelopes;
    assert_eq!(server.outcomes(&[one, three]).await, [ACCEPTED, aside(Reason::SequenceGap)]);
    let said = server.statements(body_of(&[three])).await;
    server.wait_ms(5_000);
    assert_eq!(server.outcomes(&[two, three]).await, [ACCEPTED, ACCEPTED]);
    let again = server.statements(body_of(&[three])).await;
    assert_eq!(again[0].received_at_ms, said[0].received_at_ms, "when it was first seen");
    assert_eq!(server.accepted().await, [1, 2, 3]);
    assert_eq!(server.listed().await.len(), 3, "nothing is left aside");
}

#[tokio::test]
async fn a_bad_envelope_never_stops_the_next_ones() {
    let server = Running::start().await;
    let counter = server.counter().await;
    let stranger = Counter { id: Uuid::from_u128(9), ..counter.clone() };
    let (_, elsewhere) = ProgrammeSecret::make(&mut rng());
    let abroad = Counter { programme: elsewhere, ..counter.clone() };
    let impostor = Counter { key: CounterKey::make(&mut rng()), ..counter.clone() };
    let good = counter.seals(1);
    let sent = [
        (&forged(&good), aside(Reason::BadSignature)),
        (&stranger.seals(1), aside(Reason::UnknownCounter)),
        (&abroad.seals(2), aside(Reason::OtherProgramme)),
        (&impostor.seals(3), aside(Reason::BadSignature)),
        (&counter.seals(4), ACCEPTED),
        (&good, ACCEPTED),
        (&counter.seals(5), ACCEPTED),
    ];
    let outcomes = server.outcomes(&sent.map(|(envelope, _)| envelope)).await;
    assert_eq!(outcomes, sent.map(|(_, outcome)| outcome));
    assert_eq!(server.accepted().await, [1, 4, 5]);
    let again = server.outcomes(&sent.map(|(envelope, _)| envelope)).await;
    assert_eq!(again, sent.map(|(_, outcome)| outcome), "and sent again, the same");
}

#[tokio::test]
async fn rubbish_between_envelopes_is_malformed_and_the_rest_goes_on() {
    let server = Running::start().await;
    let counter = server.counter().await;
    let mut body = body_of(&[&counter.seals(1)]);
    // A number, a text, and a byte string over the bound of an envelope.
    body.extend([0x07, 0x62, b'h', b'i', 0x5A, 0x00, 0x08, 0x00, 0x01]);
    body.extend(vec![0; wire::LIMIT_ENVELOPE_BYTES + 1]);
    body.extend(body_of(&[&counter.seals(2)]));
    let said = server.statements(body).await;
    let malformed = aside(Reason::Malformed);
    let outcomes: Vec<_> = said.iter().map(|statement| statement.outcome).collect();
    assert_eq!(outcomes, [ACCEPTED, malformed, malformed, malformed, ACCEPTED]);
    assert_eq!((said[1].counter, said[1].sequence), (Uuid::nil(), 0));
}

#[tokio::test]
async fn a_cover_keeps_an_envelopes_place_until_it_comes() {
    let server = Running::start().await;
    let counter = server.counter().await;
    let (two, three) = (counter.seals(2), counter.seals(3));
    let about = two.header().expect("it is whole").about;
    let cover = Envelope::cover(about, two.sha256().expect("bytes"), &counter.key);
    let cover = cover.expect("signed");
    let missing = aside(Reason::OtherBody);
    assert_eq!(server.outcomes(&[&counter.seals(1), &cover]).await, [ACCEPTED, missing]);
    assert_eq!(server.outcomes(&[&three, &cover]).await, [ACCEPTED, missing], "no gap");
    assert_eq!(server.outcome(&two).await, ACCEPTED, "it comes late");
    assert_eq!(server.accepted().await, [1, 2, 3]);
}

#[tokio::test]
async fn a_revoked_counter_is_set_aside_but_keeps_the_receipts_it_has() {
    let server = Running::start().await;
    let counter = server.counter().await;
    let first = counter.seals(1);
    let receipt = server.receipts(body_of(&[&first])).await;
    let mut tx = server.central.database().write().await.expect("a line");
    assert!(counter::revoke(&mut tx, counter.id, 1).await.expect("revoked"));
    assert!(!counter::revoke(&mut tx, Uuid::nil(), 1).await.expect("no such counter"));
    tx.commit().await.expect("written");
    assert_eq!(server.outcome(&counter.seals(2)).await, aside(Reason::RevokedCounter));
    assert_eq!(server.receipts(body_of(&[&first])).await, receipt);
}

#[tokio::test]
async fn what_is_kept_of_strangers_is_bounded() {
    let server = Running::start().await;
    let mut stranger = Counter::new(&server.central.programme());
    stranger.id = Uuid::from_u128(9);
    let envelope = stranger.seals(1);
    for _ in 0..=quarantined::LIMIT_ROWS / wire::LIMIT_UPLOAD_ENVELOPES as i64 {
        let many: Vec<_> = (1..=wire::LIMIT_UPLOAD_ENVELOPES as u64)
            .map(|sequence| stranger.seals(sequence))
            .collect();
        let outcomes = server.outcomes(&many.iter().collect::<Vec<_>>()).await;
        assert!(outcomes.iter().all(|one| *one == aside(Reason::UnknownCounter)));
    }
    assert_eq!(server.outcome(&envelope).await, aside(Reason::UnknownCounter), "still told");
    assert_eq!(server.listed().await.len() as i64, quarantined::LIMIT_ROWS);
    assert_eq!(server.outcome(&server.counter().await.seals(1)).await, ACCEPTED);
}
