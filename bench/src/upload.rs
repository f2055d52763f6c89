//! Envelopes a second over loopback, to the real server process, durable before the receipt.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use desk::ports::{Clock, Http, SystemClock, Transport, rng};
use domain::Stamp;
use wire::fact::{DocumentCheck, PhotoBytes, Register, SubmittedApplication};
use wire::join::JoinRequest;
use wire::stream::read_all;
use wire::{About, CounterKey, Envelope, Fact, FactKind, JoinCode, ProgrammePublic, Receipt};

use crate::save::noise;
use crate::table::Table;

const ENVELOPES: u64 = 640;
const BATCH: usize = 64;
/// 100 counters with 500 applications a day, in eight hours.
const NEEDED: f64 = 100.0 * 500.0 / (8.0 * 3_600.0);

pub fn measure(table: &mut Table) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let (mut server, url) = start_server(folder.path())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let rate = runtime.block_on(upload(&url, folder.path()));
    server.kill()?;
    server.wait()?;
    table.add(
        "envelopes of 100 KB a second over loopback",
        format!("{:.0} /s", rate?),
        format!("needed by 100 counters at their busiest {NEEDED:.1} /s"),
    );
    Ok(())
}

fn start_server(data: &Path) -> io::Result<(Child, String)> {
    let mut server = Command::new(built("keyway-server")?)
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let stdout = server.stdout.take().ok_or_else(|| io::Error::other("no output"))?;
    let line = BufReader::new(stdout).lines().next().transpose()?.unwrap_or_default();
    let url = line.strip_prefix("listening on ").unwrap_or_default().to_owned();
    Ok((server, url))
}

async fn upload(url: &str, data: &Path) -> io::Result<f64> {
    let line = Http::make().map_err(io::Error::other)?;
    let said = Command::new(built("keyway-server")?)
        .args(["counters", "add", "--data"])
        .arg(data)
        .output()?;
    let code = String::from_utf8_lossy(&said.stdout).trim().to_owned();
    let code = JoinCode::parse(&code).map_err(io::Error::other)?;
    let programme = line.programme(url).await.map_err(io::Error::other)?;
    let programme = public(&programme.programme_key)?;
    let key = CounterKey::make(&mut rng());
    let request = JoinRequest {
        secret: code.secret().to_owned(),
        counter_key: hex(&key.public().to_bytes()),
        site: "bench".into(),
    };
    let joined = line.join(url, &request).await.map_err(io::Error::other)?;
    let envelopes: Result<Vec<_>, wire::Error> = (1..=ENVELOPES)
        .map(|sequence| seal(joined.counter, sequence, &programme, &key)?.to_bytes())
        .collect();
    let bodies: Vec<Vec<u8>> =
        envelopes.map_err(io::Error::other)?.chunks(BATCH).map(<[_]>::concat).collect();
    let clock = SystemClock::start();
    let mut receipts = 0;
    for body in bodies {
        let reply = line.upload(url, body).await.map_err(io::Error::other)?;
        receipts += read_all::<Receipt>(&reply, BATCH).map_err(io::Error::other)?.len();
    }
    let seconds = clock.monotonic_ms() as f64 / 1_000.0;
    if receipts as u64 != ENVELOPES {
        return Err(io::Error::other("receipts are missing"));
    }
    Ok(ENVELOPES as f64 / seconds)
}

fn seal(
    counter: uuid::Uuid,
    sequence: u64,
    programme: &ProgrammePublic,
    key: &CounterKey,
) -> Result<Envelope, wire::Error> {
    let fact = Fact::ApplicationSubmitted(Box::new(SubmittedApplication {
        name: "Rosa Delgado-Núñez".into(),
        name_gone_by: None,
        birth_date: "1984-02-29".into(),
        gender: None,
        language: "es".into(),
        photo_jpeg: PhotoBytes(noise(100_000)),
        signature: None,
        veteran: false,
        organ_donor: false,
        document_check: DocumentCheck {
            policy_id: "chicago".into(),
            policy_edition: 1,
            enough: true,
        },
        register: Register {
            card_number: "310000000018".into(),
            library_number: None,
            transit_stock: None,
            expires_on: None,
            site: "bench".into(),
            day: "2026-11-23".into(),
        },
    }));
    let about = About {
        version: wire::VERSION,
        counter,
        sequence,
        kind: FactKind::ApplicationSubmitted,
        application: Some(uuid::Uuid::from_u128(u128::from(sequence))),
        at: Stamp { at_ms: 0, monotonic_ms: 0, server_offset_ms: None },
        programme: programme.id(),
        digest: None,
    };
    Envelope::make(about, &fact, programme, key, &mut rng())
}

fn public(text: &str) -> io::Result<ProgrammePublic> {
    let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap_or("zz"));
    let bytes: Result<Vec<u8>, _> = pairs.map(|pair| u8::from_str_radix(pair, 16)).collect();
    ProgrammePublic::from_bytes(&bytes.map_err(io::Error::other)?).map_err(io::Error::other)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A release program beside this one.
pub fn built(name: &str) -> io::Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name(name);
    if path.exists() { Ok(path) } else { Err(io::Error::other(format!("{name} is not built"))) }
}
