//! Numbers are leased once.

use domain::Word;
use std::collections::BTreeSet;

use keyway_server::chance::rng;
use wire::CounterKey;
use wire::join::RefusalCode;
use wire::lease::{Lease, LeaseRequest, NumberKind};

use crate::counter::Counter;
use crate::running::{Running, answer};

async fn lease(server: &Running, wish: &LeaseRequest) -> Result<Lease, RefusalCode> {
    answer(server.post("/v1/leases", wish).await).await
}

#[tokio::test]
async fn no_serial_is_leased_twice() {
    let server = Running::start().await;
    let mut taken = BTreeSet::new();
    let mut count = 0;
    let mut keep = |lease: &Lease| {
        for serial in lease.first..lease.first + u64::from(lease.count) {
            assert!(taken.insert((lease.kind.word(), serial)), "{serial} was leased before");
        }
        count += lease.count as usize;
    };
    for round in 0..4 {
        let counters = [(); 2].map(|()| Counter::new(&server.central.programme()));
        let mut wishes = Vec::new();
        for mut counter in counters {
            let joined = server.join(&counter.asks(&server.code().await)).await.expect("joined");
            joined.leases.iter().for_each(&mut keep);
            counter.id = joined.counter;
            wishes.push(counter.wishes(1, NumberKind::Card, 100 + round));
            wishes.push(counter.wishes(2, NumberKind::Library, 100 + round));
        }
        let [a, b, c, d] = &wishes[..] else { panic!("two of two counters") };
        let (a, b, c, d) = tokio::join!(
            lease(&server, a),
            lease(&server, b),
            lease(&server, c),
            lease(&server, d)
        );
        for one in [a, b, c, d] {
            keep(&one.expect("leased"));
        }
    }
    assert_eq!(taken.len(), count);
}

#[tokio::test]
async fn the_same_wish_gets_the_same_lease_also_at_once() {
    let server = Running::start().await;
    let counter = server.counter().await;
    let wish = counter.wishes(1, NumberKind::Card, 500);
    let (a, b) = tokio::join!(lease(&server, &wish), lease(&server, &wish));
    let first = a.expect("leased");
    assert_eq!(b, Ok(first.clone()));
    let server = server.restart().await;
    assert_eq!(lease(&server, &wish).await, Ok(first.clone()));
    assert_eq!((first.first, first.count), (1_001, 500), "after those from joining");
    let other = counter.wishes(1, NumberKind::Card, 501);
    assert_eq!(lease(&server, &other).await, Err(RefusalCode::Malformed), "not the same wish");
}

#[tokio::test]
async fn only_a_counter_that_signs_gets_numbers_and_only_so_many() {
    let server = Running::start().await;
    let counter = server.counter().await;
    let impostor = Counter { key: CounterKey::make(&mut rng()), ..counter.clone() };
    let stranger = Counter::new(&server.central.programme());
    for wrong in [impostor, stranger] {
        let refused = lease(&server, &wrong.wishes(1, NumberKind::Card, 1)).await;
        assert_eq!(refused, Err(RefusalCode::NotThisCounter));
    }
    for count in [0, wire::lease::LIMIT_SERIALS + 1] {
        let refused = lease(&server, &counter.wishes(1, NumberKind::Card, count)).await;
        assert_eq!(refused, Err(RefusalCode::Malformed));
    }
    for request in 0..29 {
        let wish = counter.wishes(request, NumberKind::Card, wire::lease::LIMIT_SERIALS);
        lease(&server, &wish).await.expect("leased");
    }
    let over = counter.wishes(99, NumberKind::Card, wire::lease::LIMIT_SERIALS);
    assert_eq!(lease(&server, &over).await, Err(RefusalCode::NoNumbersLeft));
    assert!(lease(&server, &counter.wishes(98, NumberKind::Library, 1)).await.is_ok());
}
