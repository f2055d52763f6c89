//! From a camera's file to a photo on the card with its report, and the live picture's judging.
//!
//! Against sharp, which does less: it decodes, crops, resizes and encodes, in the frame that was
//! found here. Both have the file in memory, take turns, and time themselves.

use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use domain::photo::{Crop, PhotoRules};
use photo::{Finder, Picture};

use crate::clock::time;
use crate::memory::{peak_kb, say_peak};
use crate::peer::Peer;
use crate::photo_camera;
use crate::table::Table;

/// The argument that makes this program take one photo and say how much memory that took.
pub const ALONE: &str = "photo-alone";

const SHARP: &str = "bench/peers/sharp.mjs";
const PORTRAIT: &str = "tests/fixtures/astronaut.png";
const REPEATS: usize = 61;
const WARM_UPS: usize = 3;
const LIMIT_RATIO: f64 = 1.25;
const LIMIT_MB: f64 = 150.0;
const LIVE_SIZE: (u32, u32) = (480, 360);
const LIVE_LIMIT_PER_S: f64 = 5.0;

/// Adds the photo's lines: time beside sharp's, its parts, peak memory, live frames.
///
/// # Errors
/// A file, a photo or a peer that fails.
pub fn measure(table: &mut Table) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("camera.jpg");
    let file = photo_camera::jpeg(Path::new(PORTRAIT))?;
    std::fs::write(&path, &file)?;
    let finder = Finder::load().map_err(io::Error::other)?;
    against_sharp(table, &finder, &file, &path)?;
    add_memory(table, &path)?;
    add_live(table, &finder)
}

fn against_sharp(table: &mut Table, finder: &Finder, file: &[u8], path: &Path) -> io::Result<()> {
    let rules = PhotoRules::default();
    let taken = photo::take(finder, file, &rules).map_err(io::Error::other)?;
    let frame = frame_in_file(&taken.picture, taken.judged.crop, &rules);
    let size = [rules.card_width_px, rules.card_height_px];
    let numbers = frame.iter().chain(&size).map(u32::to_string);
    let mut sharp = Peer::start(Command::new("node").arg(SHARP).arg(path).args(numbers));
    let threads = std::thread::available_parallelism()?.get();
    let (mut ours, mut single, mut many) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..WARM_UPS + REPEATS {
        let (taken, span) = time(|| photo::take(finder, file, &rules));
        taken.map_err(io::Error::other)?;
        let mut spans = [Some(ms(span)), None, None];
        if let Some(sharp) = &mut sharp {
            spans[1] = Some(sharp.ask_ms("0")?);
            spans[2] = Some(sharp.ask_ms(&threads.to_string())?);
        }
        if round >= WARM_UPS {
            ours.extend(spans[0]);
            single.extend(spans[1]);
            many.extend(spans[2]);
        }
    }
    let mb = file.len() as f64 / 1_000_000.0;
    for (percent, name) in [(50, "p50"), (95, "p95")] {
        let own = percentile(&mut ours, percent);
        let beside = match &sharp {
            None => "sharp is not here: node, and npm ci --prefix bench/peers".to_owned(),
            Some(sharp) => {
                let peer = percentile(&mut single, percent);
                let wide = percentile(&mut many, percent);
                format!(
                    "{} without a report or a turn: {peer:.0} ms, ratio {:.2}, limit \
                     {LIMIT_RATIO}; on {threads} threads {wide:.0} ms, ratio {:.2}",
                    sharp.name,
                    own / peer,
                    own / wide
                )
            }
        };
        let measure = format!("12-megapixel JPEG ({mb:.1} MB) to card photo and report, {name}");
        table.add(&measure, format!("{own:.0} ms"), beside);
    }
    add_parts(table, finder, file, &rules)
}

/// What each part of it takes by itself.
fn add_parts(
    table: &mut Table,
    finder: &Finder,
    file: &[u8],
    rules: &PhotoRules,
) -> io::Result<()> {
    let mut spans: [Vec<f64>; 4] = Default::default();
    for _ in 0..REPEATS / 3 {
        let (picture, open) = time(|| photo::open(file, rules));
        let picture = picture.map_err(io::Error::other)?;
        let (judged, judge) = time(|| photo::judge(finder, &picture, rules));
        let judged = judged.map_err(io::Error::other)?;
        let (card, crop) = time(|| photo::crop(&picture, judged.crop, rules));
        card.map_err(io::Error::other)?;
        let (copy, keep) = time(|| picture.to_jpeg());
        copy.map_err(io::Error::other)?;
        for (spans, span) in spans.iter_mut().zip([open, judge, crop, keep]) {
            spans.push(ms(span));
        }
    }
    let [open, judge, crop, keep] = spans.map(|mut spans| percentile(&mut spans, 50));
    let parts = format!("{open:.0} + {judge:.0} + {crop:.0} ms");
    let beside =
        format!("and beside the last two, the working copy for the database: {keep:.0} ms");
    table.add("its parts: open, judge, crop", parts, beside);
    Ok(())
}

/// The frame in the pixels of the upright picture that the file holds, for sharp. It cannot turn
/// a frame without more work, so there the turn is left out.
fn frame_in_file(picture: &Picture, crop: Crop, rules: &PhotoRules) -> [u32; 4] {
    let (width, height) = (photo_camera::UPRIGHT.0, photo_camera::UPRIGHT.1);
    let aspect = f64::from(rules.card_width_px) / f64::from(rules.card_height_px);
    let shape = f64::from(picture.width()) / f64::from(picture.height());
    let part = |share: f64, side: u32| (share * f64::from(side)).floor() as u32;
    [
        part(crop.left.max(0.0), width),
        part(crop.top.max(0.0), height),
        part(crop.width, width),
        part(crop.width * shape / aspect, height),
    ]
}

fn add_memory(table: &mut Table, path: &Path) -> io::Result<()> {
    let path = path.to_str().ok_or_else(|| io::Error::other("an odd path"))?;
    let kb = peak_kb(&[ALONE, path])?;
    table.add(
        "peak memory of a process that takes that photo",
        format!("{:.0} MB", kb / 1_000.0),
        format!("limit {LIMIT_MB} MB; the model, the file and the program's own code are in it"),
    );
    Ok(())
}

/// Takes the photo in the file at `path` a few times and writes the most memory that this
/// process ever held, in KB.
pub fn alone(path: &Path) -> io::Result<()> {
    let file = std::fs::read(path)?;
    let finder = Finder::load().map_err(io::Error::other)?;
    for _ in 0..WARM_UPS {
        photo::take(&finder, &file, &PhotoRules::default()).map_err(io::Error::other)?;
    }
    say_peak()
}

fn add_live(table: &mut Table, finder: &Finder) -> io::Result<()> {
    let (width, height) = LIVE_SIZE;
    let portrait = image::open(PORTRAIT).map_err(io::Error::other)?;
    let frame = portrait.resize_to_fill(width, height, image::imageops::FilterType::Triangle);
    let rgba = frame.into_rgba8().into_raw();
    let rules = PhotoRules::default();
    let mut spans = Vec::new();
    for _ in 0..REPEATS {
        let (report, span) = time(|| {
            let picture = Picture::from_rgba(width, height, &rgba)?;
            photo::judge(finder, &picture, &rules)
        });
        report.map_err(io::Error::other)?;
        spans.push(ms(span));
    }
    let per_s = 1_000.0 / percentile(&mut spans, 50);
    table.add(
        &format!("live frames of {width} x {height} judged"),
        format!("{per_s:.0} /s"),
        format!("limit {LIVE_LIMIT_PER_S} /s"),
    );
    Ok(())
}

fn ms(span: Duration) -> f64 {
    span.as_secs_f64() * 1_000.0
}

/// The value that this many percent of `values` do not exceed; 0 of none.
fn percentile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values
        .get((values.len() * percent / 100).min(values.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}
