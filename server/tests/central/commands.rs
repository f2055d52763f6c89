//! The program itself: its commands beside its own running server.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use keyway_server::key_file::read_programme_key;
use keyway_server::open::{fact_json, open};
use keyway_server::{Error, Folder};
use wire::JoinCode;

use crate::counter::fact;
use crate::running::{Running, body_of};

fn run(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keyway-server"));
    command.args(arguments).arg("--data").arg(data).output().expect("it runs")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("text")
}

struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // A test that failed may have ended it already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_code_is_all_that_adding_a_counter_says_also_while_the_server_runs() {
    let place = tempfile::tempdir().expect("a folder");
    let mut server = Command::new(env!("CARGO_BIN_EXE_keyway-server"));
    server.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(place.path());
    let server = server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut server = Process(server.expect("it starts"));
    let stdout = server.0.stdout.take().expect("piped");
    let line = BufReader::new(stdout).lines().next().expect("a line").expect("text");
    assert!(line.starts_with("listening on http://127.0.0.1:"), "{line}");
    let code = said(&run(place.path(), &["counters", "add", "--site", "Uptown"]));
    let code = JoinCode::parse(&code).expect("one code and nothing else");
    let folder = Folder::open(place.path()).expect("made");
    let (programme, server) = (folder.programme(), folder.server_key());
    assert!(code.fits(&programme.expect("a key"), &server.expect("a key").public()));
    assert_eq!(said(&run(place.path(), &["envelopes", "list", "--json"])).trim(), "[]");
}

#[test]
fn postgres_is_refused_before_anything_is_made() {
    let place = tempfile::tempdir().expect("a folder");
    let data = place.path().join("data");
    let refused = run(&data, &["serve", "--database", "postgres://db/keyway"]);
    assert!(!refused.status.success());
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(why.contains("PostgreSQL is not in this build"), "{why}");
    assert!(!data.exists());
}

#[test]
fn a_slip_in_the_path_makes_no_second_server() {
    let place = tempfile::tempdir().expect("a folder");
    let data = place.path().join("data");
    for arguments in [&["envelopes", "list"][..], &["counters", "list"]] {
        let refused = run(&data, arguments);
        assert!(!refused.status.success());
        assert!(String::from_utf8_lossy(&refused.stderr).contains("holds no server's data"));
    }
    assert!(!data.exists());
}

#[test]
fn many_first_starts_at_once_make_one_server() {
    let place = tempfile::tempdir().expect("a folder");
    let data = place.path().join("data");
    let codes: Vec<String> = std::thread::scope(|scope| {
        let add = || said(&run(&data, &["counters", "add"]));
        let running: Vec<_> = (0..6).map(|_| scope.spawn(add)).collect();
        running.into_iter().map(|one| one.join().expect("no panic")).collect()
    });
    let folder = Folder::open(&data).expect("made");
    let (programme, server) = (folder.programme().expect("a key"), folder.server_key());
    let server = server.expect("a key").public();
    for code in codes {
        assert!(JoinCode::parse(&code).expect("a code").fits(&programme, &server));
    }
}

#[tokio::test]
async fn only_the_programmes_key_opens_what_was_sealed() {
    let server = Running::start().await;
    let counter = server.counter().await;
    server.receipts(body_of(&[&counter.seals_photo(1, 1_000)])).await;
    let key = Folder::open(server.place.path()).expect("made").programme_key();
    let opened = read_programme_key(&key).expect("a key");
    let opened = open(server.central.database(), &opened, counter.id, 1).await;
    assert_eq!(opened.expect("opened"), fact(1_000));

    let elsewhere = tempfile::tempdir().expect("a folder");
    let other = Folder::open(elsewhere.path()).expect("made").programme_key();
    let other = read_programme_key(&other).expect("a key");
    let refused = open(server.central.database(), &other, counter.id, 1).await;
    assert!(matches!(refused, Err(Error::Wire(wire::Error::CannotOpen))));
    let missing = open(server.central.database(), &other, counter.id, 2).await;
    assert!(matches!(missing, Err(Error::NoSuchEnvelope { sequence: 2, .. })));
}

#[tokio::test]
async fn the_terminal_opens_one_and_lists_them_without_a_name() {
    let server = Running::start().await;
    let counter = server.counter().await;
    server.receipts(body_of(&[&counter.seals_photo(1, 1_000)])).await;
    let data = server.place.path();
    let key = data.join("programme.key");
    let (key, photo) = (key.to_str().expect("text"), data.join("photo.jpg"));
    let id = counter.id.to_string();
    let photo_path = photo.to_str().expect("text");
    let shown = said(&run(data, &["open", "--key", key, "--photo", photo_path, &id, "1"]));
    let shown: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(shown, fact_json(&fact(1_000)).expect("JSON"));
    assert_eq!(shown["application_submitted"]["photo_jpeg"]["bytes"], 1_000);
    assert_eq!(std::fs::read(photo).expect("written"), vec![7; 1_000]);

    let counters = said(&run(data, &["counters", "list"]));
    assert_eq!(counters, format!("{id}\tjoined\t2\tUptown\n"));
    said(&run(data, &["counters", "revoke", &id]));
    let counters = said(&run(data, &["counters", "list"]));
    assert_eq!(counters, format!("{id}\trevoked\t2\tUptown\n"));

    let listed = said(&run(data, &["envelopes", "list", "--json"]));
    let rows: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!((&rows[0]["counter"], &rows[0]["sequence"]), (&id.into(), &1.into()));
    assert_eq!(rows[0]["outcome"], "accepted");
    for table in [listed, said(&run(data, &["envelopes", "list"]))] {
        assert!(table.contains("application_submitted") && !table.contains("Rosa"));
    }
}

#[tokio::test]
async fn the_page_that_checks_cards_and_the_key_are_this_servers() {
    let server = Running::start().await;
    let key = server.central.programme().server_key;
    assert_eq!(said(&run(server.place.path(), &["verify-page", "--key"])).trim(), key);
    // It is in the build as soon as the window's pages are: `./dev` builds them first.
    let page = said(&run(server.place.path(), &["verify-page"]));
    assert!(page.contains(&format!(r#"content="{key}""#)));
}

#[test]
fn the_document_needs_no_server() {
    let place = tempfile::tempdir().expect("a folder");
    let data = place.path().join("data");
    let document: serde_json::Value =
        serde_json::from_str(&said(&run(&data, &["openapi"]))).expect("JSON");
    assert!(document["paths"]["/v1/leases"]["post"].is_object());
    assert!(!data.exists());
}

#[cfg(unix)]
#[test]
fn the_server_stops_when_it_is_told_to() {
    let place = tempfile::tempdir().expect("a folder");
    let mut server = Command::new(env!("CARGO_BIN_EXE_keyway-server"));
    server.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(place.path());
    let server = server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut server = Process(server.expect("it starts"));
    let stdout = server.0.stdout.take().expect("piped");
    BufReader::new(stdout).lines().next().expect("a line").expect("text");
    let told = Command::new("kill").arg(server.0.id().to_string()).status();
    assert!(told.expect("it runs").success());
    assert!(server.0.wait().expect("it ended").success());
}

#[test]
fn the_running_server_never_reads_the_private_key() {
    let place = tempfile::tempdir().expect("a folder");
    Folder::open(place.path()).expect("made");
    std::fs::write(place.path().join("programme.key"), "no key at all").expect("written");
    let code = said(&run(place.path(), &["counters", "add"]));
    assert!(JoinCode::parse(&code).is_ok());
}
