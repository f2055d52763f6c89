//! Claims about the audit log: what the hash takes in, and that no change goes unseen.
//!
//! The triggers are dropped where a test plays the dishonest program.

use proptest::prelude::*;

use super::*;
use crate::fixtures::{Counter, counter};

const UNGUARD: &str = "DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_shortened;";

fn entry(act: Act) -> Entry {
    Entry {
        at: Stamp { at_ms: 1_772_000_000_000, monotonic_ms: 42, server_offset_ms: Some(-7) },
        operator: Some(Uuid::from_u128(9)),
        act,
        subject: Some("17".into()),
        detail: Some("until-issued: 5".into()),
    }
}

fn bare() -> Entry {
    let at = Stamp { at_ms: -1, monotonic_ms: 0, server_offset_ms: None };
    Entry { at, operator: None, act: Act::Purge, subject: None, detail: None }
}

fn four_entries() -> Counter {
    let counter = counter();
    for entry in [entry(Act::Submit), bare(), entry(Act::Lock), entry(Act::SignIn)] {
        counter.write(|tx| append(tx, &entry));
    }
    counter
}

fn broken_at(counter: &Counter) -> Option<u64> {
    match counter.store.read(verify) {
        Ok(_) => None,
        Err(Error::AuditBroken { sequence }) => Some(sequence),
        Err(other) => panic!("neither whole nor broken: {other}"),
    }
}

#[test]
fn the_hashed_bytes_are_the_frozen_ones() {
    let counter = four_entries();
    let hash = |n: u32| {
        counter.store.ask(&format!("SELECT lower(hex(hash)) FROM audit WHERE sequence = {n}"))
    };
    // The first entry written out by hand from the module's table.
    let mut bytes = vec![0; 32];
    bytes.extend(1_u64.to_be_bytes());
    bytes.extend(1_772_000_000_000_i64.to_be_bytes());
    bytes.extend(42_u64.to_be_bytes());
    bytes.extend([1, 255, 255, 255, 255, 255, 255, 255, 249]);
    bytes.extend([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9]);
    bytes.extend(b"\0\0\0\x06submit");
    bytes.extend(b"\x01\0\0\0\x0217");
    bytes.extend(b"\x01\0\0\0\x0funtil-issued: 5");
    assert_eq!(hash(1), hex::encode(Sha256::digest(&bytes)));
    let mut second = Sha256::digest(&bytes).to_vec();
    second.extend(2_u64.to_be_bytes());
    second.extend([255; 8]);
    second.extend([0; 8]);
    second.extend(b"\0\0\0\0\0\x05purge\0\0");
    assert_eq!(hash(2), hex::encode(Sha256::digest(&second)));
    assert_eq!(hash(4), "32c07afeb5760aa76505e59af479611867c0fd35c93cca23e6cf1637f9fe4a92");
}

#[test]
fn an_untouched_log_is_whole_and_says_its_length() {
    assert_eq!(counter().store.read(verify).expect("empty is whole"), 0);
    assert_eq!(four_entries().store.read(verify).expect("whole"), 4);
}

#[test]
fn an_honest_program_cannot_change_or_shorten_it() {
    let counter = four_entries();
    for sql in ["UPDATE audit SET verb = 'x'", "DELETE FROM audit"] {
        let refused = counter.refuse(|tx| tx.run(sql, ()));
        assert!(matches!(refused, Error::Database(_)), "{sql}");
    }
}

#[test]
fn a_missing_moved_or_swapped_entry_is_seen() {
    for (sql, at) in [
        ("DELETE FROM audit WHERE sequence = 2", 2),
        ("DELETE FROM audit WHERE sequence = 1", 1),
        ("UPDATE audit SET sequence = 9 WHERE sequence = 4", 4),
        ("UPDATE audit SET subject = NULL WHERE sequence = 3", 3),
        ("UPDATE audit SET subject = detail, detail = subject WHERE sequence = 3", 3),
        ("UPDATE audit SET subject = '' WHERE sequence = 2", 2),
        ("UPDATE audit SET server_offset_ms = 0 WHERE sequence = 2", 2),
        ("UPDATE audit SET operator_id = zeroblob(16) WHERE sequence = 2", 2),
        ("UPDATE audit SET hash = zeroblob(32) WHERE sequence = 4", 4),
    ] {
        let counter = four_entries();
        counter.store.tamper(UNGUARD);
        counter.store.tamper(sql);
        assert_eq!(broken_at(&counter), Some(at), "{sql}");
    }
}

#[test]
fn the_log_goes_on_after_a_restart() {
    let shut = four_entries().shut();
    let store = shut.open().expect("opens");
    assert_eq!(store.write(|tx| append(tx, &bare())).expect("appends"), 5);
    assert_eq!(store.read(verify).expect("whole"), 5);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_single_changed_byte_is_seen(
        sequence in 1_u64..5,
        column in prop::sample::select(vec![
            "at_ms", "monotonic_ms", "server_offset_ms", "operator_id", "verb", "subject",
            "detail", "hash",
        ]),
        place in 0_usize..32,
        flip in 1_u8..=255,
    ) {
        thread_local! {
            static COUNTER: Counter = {
                let counter = four_entries();
                counter.store.tamper(UNGUARD);
                counter.store.tamper("PRAGMA ignore_check_constraints = ON");
                counter
            };
        }
        COUNTER.with(|counter| {
            let is = |sql: &str| {
                counter.store.ask(&format!("SELECT {sql} FROM audit WHERE sequence = {sequence}"))
            };
            let before = is(&format!("quote({column})"));
            let after = match is(&format!("typeof({column})")).as_str() {
                "integer" => other_number(&before, place, flip),
                "null" => return Ok(()),
                kind => flipped(&is(&format!("hex({column})")), kind, place, flip),
            };
            if after == before {
                return Ok(());
            }
            let set = |value: &str| counter.store.tamper(&format!(
                "UPDATE audit SET {column} = {value} WHERE sequence = {sequence}"
            ));
            set(&after);
            let seen = broken_at(counter);
            set(&before);
            prop_assert_eq!(seen, Some(sequence), "{} -> {}", before, after);
            prop_assert_eq!(broken_at(counter), None, "undone");
            Ok(())
        })?;
    }
}

/// A number with the byte at `place` changed by `flip`.
fn other_number(digits: &str, place: usize, flip: u8) -> String {
    let mut bytes = digits.parse::<i64>().expect("a number").to_be_bytes();
    bytes[place % 8] ^= flip;
    i64::from_be_bytes(bytes).to_string()
}

/// The SQL for a blob or text with the byte at `place` changed by `flip`.
fn flipped(digits: &str, kind: &str, place: usize, flip: u8) -> String {
    let mut bytes = hex::decode(digits).expect("hex of a column");
    let place = place % bytes.len();
    bytes[place] ^= flip;
    let blob = format!("x'{}'", hex::encode(bytes));
    if kind == "text" { format!("CAST({blob} AS TEXT)") } else { blob }
}
