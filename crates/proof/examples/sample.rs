//! Draws one proof many times and reports the median time and the size on standard error.
//!
//! ```text
//! cargo run --release -p keyway-proof --example sample -- PICTURE OUT.pdf [NAME]
//! ```
//!
//! Measures alone: it checks nothing about the page.

use std::time::Instant;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use jiff::civil::date;
use keyway_proof::{Face, proof};

const RUNS: usize = 101;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let photo = portrait(&arguments.next().ok_or("which picture?")?)?;
    let out = arguments.next().ok_or("which file to write?")?;
    let name = arguments.next().unwrap_or("Josefina Hernández Ruiz".to_string());
    let face = Face {
        programme: "City of Chicago CityKey",
        contact: "Office of the City Clerk, 121 N LaSalle St, Chicago, IL 60602 · 312-742-5375",
        name: &name,
        name_gone_by: Some("Josie"),
        birth_date: date(1984, 2, 29),
        expires_on: Some(date(2031, 11, 23)),
        gender: Some("X"),
        address: Some("1530 W Morse Ave, Apt 2E\nChicago, IL 60626"),
        card_number: "CHI-0042-7719",
        library_number: Some("20123456789011"),
        transit_stock: Some("0165 3821 9947 2210 4406"),
        photo_jpeg: &photo,
    };
    let first = Instant::now();
    let pdf = proof(&face)?;
    let first = first.elapsed();
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        proof(&face)?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let median = times[RUNS / 2];
    let (whole, photo) = (pdf.len(), photo.len());
    eprintln!("first {first:?}, median of {RUNS} {median:?}, slowest {:?}", times[RUNS - 1]);
    eprintln!("{whole} bytes: photo {photo}, the rest {}", whole - photo);
    std::fs::write(out, pdf)?;
    Ok(())
}

/// A picture's upper left as a portrait of 600 x 750.
fn portrait(path: &str) -> Result<Vec<u8>, image::ImageError> {
    let portrait = image::open(path)?.crop_imm(20, 0, 400, 500);
    let portrait = portrait.resize_exact(600, 750, FilterType::Triangle).into_rgb8();
    let mut jpeg = Vec::new();
    portrait.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 85))?;
    Ok(jpeg)
}
