//! A complete application with a 100 KB photo, saved durably, against a raw SQLCipher insert of
//! the same bytes in the same run.

use std::io;
use std::path::Path;

use domain::{Act, Role, Stamp};
use rusqlite::Connection;
use store::table::application;
use store::table::audit::{self, Entry};
use store::table::day::{self, DayRow};
use store::table::operator::{self, OperatorRow};
use store::table::sealed::{self, Part};
use store::table::site::{self, SiteRow};
use store::{DatabaseKey, Store};
use uuid::Uuid;

use crate::clock::{median_ms, time};
use crate::table::Table;

const REPEATS: usize = 201;
const PHOTO_BYTES: usize = 100_000;
/// What the Person, Documents and Crop steps come to together, in bytes.
const FORM_BYTES: usize = 700;

pub fn measure(table: &mut Table) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let store = open_store(&folder.path().join("keyway.db")).map_err(io::Error::other)?;
    let raw = open_raw(&folder.path().join("raw.db")).map_err(io::Error::other)?;
    let photo = noise(PHOTO_BYTES);
    let form = noise(FORM_BYTES);
    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    for repeat in 0..REPEATS {
        let (saved, span) = time(|| save(&store, repeat, &form, &photo));
        saved.map_err(io::Error::other)?;
        ours.push(span);
        let (inserted, span) = time(|| insert(&raw, repeat, &form, &photo));
        inserted.map_err(io::Error::other)?;
        peers.push(span);
    }
    let (ours, peer) = (median_ms(&mut ours), median_ms(&mut peers));
    table.add(
        "durable save of an application with a 100 KB photo",
        format!("{ours:.2} ms"),
        format!("raw SQLCipher insert {peer:.2} ms, ratio {:.2}", ours / peer),
    );
    Ok(())
}

fn open_store(path: &Path) -> Result<Store, store::Error> {
    let store = Store::create(path, &DatabaseKey::make(&mut desk::ports::rng()))?;
    store.write(|tx| {
        site::add(tx, &SiteRow { id: Uuid::from_u128(1), name: "bench".into() })?;
        let operator = OperatorRow {
            id: Uuid::from_u128(2),
            name: "bench".into(),
            role: Role::Clerk,
            created_at_ms: 0,
        };
        operator::add(tx, &operator)?;
        let day = DayRow {
            id: Uuid::from_u128(3),
            site_id: Uuid::from_u128(1),
            date: "2026-11-23".into(),
            opened_at_ms: 0,
            closed_at_ms: None,
        };
        day::open(tx, &day)
    })?;
    Ok(store)
}

fn save(store: &Store, repeat: usize, form: &[u8], photo: &[u8]) -> Result<(), store::Error> {
    use desk::ports::{make_key, make_nonce};
    let id = Uuid::from_u128(1_000 + repeat as u128);
    store.write(|tx| {
        let (day, operator) = (Uuid::from_u128(3), Uuid::from_u128(2));
        let number = application::insert(tx, id, day, operator, &make_key(), 0)?;
        sealed::put(tx, id, Part::Person, form, make_nonce())?;
        sealed::put(tx, id, Part::Photo, photo, make_nonce())?;
        let entry = Entry {
            at: Stamp { at_ms: 0, monotonic_ms: 0, server_offset_ms: None },
            operator: Some(operator),
            act: Act::Photograph,
            subject: Some(number.to_string()),
            detail: None,
        };
        audit::append(tx, &entry)?;
        Ok(())
    })
}

fn open_raw(path: &Path) -> rusqlite::Result<Connection> {
    let raw = Connection::open(path)?;
    raw.execute_batch(
        "PRAGMA key = \"x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'\";
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         CREATE TABLE raw (id INTEGER PRIMARY KEY, form BLOB, photo BLOB) STRICT;",
    )?;
    Ok(raw)
}

fn insert(raw: &Connection, repeat: usize, form: &[u8], photo: &[u8]) -> rusqlite::Result<usize> {
    raw.execute("INSERT INTO raw VALUES (?1, ?2, ?3)", (repeat as i64, form, photo))
}

/// Bytes that don't compress, the same in every run.
pub fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    };
    (0..count).map(|_| next()).collect()
}
