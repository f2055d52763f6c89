//! One proof PDF: time and size.

use std::io;

use domain::Policy;
use domain::number::NumberFormat;
use domain::photo::{Crop, PhotoRules};
use jiff::civil::date;
use proof::Face;

use crate::clock::{median_ms, time};
use crate::table::Table;

const REPEATS: usize = 51;
const LIMIT_KB: f64 = 120.0;

pub fn measure(table: &mut Table) -> io::Result<()> {
    let rules = PhotoRules::default();
    let file = std::fs::read("tests/fixtures/astronaut.png")?;
    let picture = photo::open(&file, &rules).map_err(io::Error::other)?;
    let crop = Crop::centred(picture.width(), picture.height(), 0.8);
    let card = photo::crop(&picture, crop, &rules).map_err(io::Error::other)?;
    let library = NumberFormat { prefix: "21234".into(), digits: 14 };
    let library = library.write(1).map_err(io::Error::other)?;
    let policy = include_str!("../../assets/programme/chicago.json");
    let design = Policy::from_json(policy).map_err(io::Error::other)?.card_design;
    let code = [0xA7; domain::design::CODE_LIMIT_BYTES];
    let face = Face {
        programme: "City of Chicago Municipal ID",
        contact: "Office of the City Clerk",
        name: "Rosa Delgado-Núñez",
        name_gone_by: None,
        birth_date: date(1984, 2, 29),
        expires_on: Some(date(2031, 11, 23)),
        gender: Some("X"),
        address: Some("4001 North Ravenswood Avenue"),
        card_number: "310000000018",
        library_number: Some(&library),
        transit_stock: Some("0167001234567890"),
        photo_jpeg: &card.jpeg,
        signature: None,
        veteran: false,
        organ_donor: true,
        emergency_contact: None,
        medical_notes: None,
        band: "adult",
        code: Some(&code),
    };
    let mut spans = Vec::new();
    let mut bytes = 0;
    for _ in 0..REPEATS {
        let (pdf, span) = time(|| proof::proof(&design, &face));
        bytes = pdf.map_err(io::Error::other)?.len();
        spans.push(span);
    }
    let photo_kb = card.jpeg.len() as f64 / 1_000.0;
    let kb = bytes as f64 / 1_000.0;
    table.add("one proof PDF, time", format!("{:.2} ms", median_ms(&mut spans)), "-");
    table.add(
        "one proof PDF, size",
        format!("{kb:.1} KB"),
        format!("photo {photo_kb:.1} KB of it; limit {LIMIT_KB} KB from the card issue on"),
    );
    Ok(())
}
