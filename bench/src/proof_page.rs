//! One proof PDF: time and size, against ReportLab building the same page.
//!
//! The peer draws the same texts, photo, bars and code in the same fonts at the same places, as
//! far as it can: it shapes no script, tags nothing, writes no archive's metadata, and draws no
//! signature and no insignia. Both take turns and time themselves.

use std::io;
use std::process::Command;

use proof::{Language, Promise, ProofPage};

use crate::clock::time;
use crate::peer::Peer;
use crate::proof_card::{Card, NAMES};
use crate::table::Table;

const PYTHON: &str = "target/bench-peers/bin/python";
const SCRIPT: &str = "bench/peers/reportlab_page.py";
const REPEATS: usize = 31;
const WARM_UPS: usize = 2;
const LIMIT_TIMES: f64 = 5.0;
const LIMIT_KB: f64 = 120.0;

pub fn measure(table: &mut Table) -> io::Result<()> {
    let card = Card::new()?;
    let face = card.face(NAMES[0]);
    let page = ProofPage { language: Language::English, promise: Promise { address_hours: 24 } };
    let folder = tempfile::tempdir()?;
    let photo = folder.path().join("photo.jpg");
    std::fs::write(&photo, &card.photo)?;
    let code = card.code().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut peer = Peer::start(Command::new(PYTHON).arg(SCRIPT).arg(&photo).arg(code));
    let (mut ours, mut theirs, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    let mut bytes = 0;
    for round in 0..WARM_UPS + REPEATS {
        let (pdf, span) = time(|| proof::proof(&card.design, &face, &page));
        bytes = pdf.map_err(io::Error::other)?.len();
        let mut spans = [Some(span.as_secs_f64() * 1_000.0), None, None];
        if let Some(peer) = &mut peer {
            spans[1] = Some(peer.ask_ms("whole")?);
            spans[2] = Some(peer.ask_ms("without the code")?);
        }
        if round >= WARM_UPS {
            ours.extend(spans[0]);
            theirs.extend(spans[1]);
            plain.extend(spans[2]);
        }
    }
    let own = middle(&mut ours);
    let beside = match &mut peer {
        None => "ReportLab is not here: python3 with venv, then ./dev bench".to_owned(),
        Some(peer) => {
            let (whole, plain) = (middle(&mut theirs), middle(&mut plain));
            format!(
                "{}: {whole:.0} ms, {:.1} times as long, limit {LIMIT_TIMES} times; without its \
                 code {plain:.0} ms, {:.1} times",
                peer.name,
                whole / own,
                plain / own
            )
        }
    };
    table.add("one proof PDF, time", format!("{own:.2} ms"), beside);
    let photo_kb = card.photo.len() as f64 / 1_000.0;
    let size = format!("{:.1} KB", bytes as f64 / 1_000.0);
    let beside = match &mut peer {
        None => String::new(),
        Some(peer) => {
            let kb: f64 = peer.ask("size")?.parse().map_err(io::Error::other)?;
            format!("; ReportLab {:.1} KB", kb / 1_000.0)
        }
    };
    table.add(
        "one proof PDF, size",
        size,
        format!("limit {LIMIT_KB} KB, photo {photo_kb:.1} KB of it{beside}"),
    );
    Ok(())
}

fn middle(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
