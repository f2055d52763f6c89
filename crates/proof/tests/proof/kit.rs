//! Fixtures, and the outside programs that read a proof back.
//!
//! Holds no test; a program that is not installed is named in the failure.

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use domain::design::{CODE_LIMIT_BYTES, CardDesign};
use domain::{Policy, Signature};
use image::GrayImage;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use jiff::civil::date;
use keyway_proof::{Error, Face, Language, Promise, ProofPage};

/// A right library number.
pub const LIBRARY_NUMBER: &str = "20123456789011";

/// A portrait of 600 x 750, as the photo step hands it over.
pub static PHOTO: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/astronaut.png");
    let portrait = image::open(path).expect("the fixture opens").crop_imm(20, 0, 400, 500);
    let portrait = portrait.resize_exact(600, 750, FilterType::Triangle).into_rgb8();
    let mut jpeg = Vec::new();
    portrait.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 85)).expect("it encodes");
    jpeg
});

/// A signature of three strokes: a wave, a loop and a dot, the pressure rising and falling.
pub static SIGNATURE: LazyLock<Signature> = LazyLock::new(|| {
    let wave = |step: u16| {
        let turn = f32::from(step) * 0.35;
        let pressure = 128.0 + 110.0 * (turn * 0.5).sin();
        (800 + step * 90, (1800.0 - 700.0 * turn.sin()) as u16, pressure as u8).into()
    };
    let circle = |step: u16| {
        let (sin, cos) = (f32::from(step) * 0.25).sin_cos();
        ((2500.0 + 900.0 * cos) as u16, (1500.0 + 900.0 * sin) as u16, 90).into()
    };
    let strokes = vec![
        (0..80).map(wave).collect(),
        (0..26).map(circle).collect(),
        vec![(5200, 700, 200).into()],
    ];
    Signature::new(strokes).expect("it has ink")
});

/// The default policy.
pub static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    let policy = include_str!("../../../../assets/programme/chicago.json");
    Policy::from_json(policy).expect("the default policy is readable")
});

/// The default design.
pub static DESIGN: LazyLock<CardDesign> = LazyLock::new(|| POLICY.card_design.clone());

/// A statement as long as the code must hold, every byte in it.
pub static STATEMENT: LazyLock<Vec<u8>> =
    LazyLock::new(|| (0..CODE_LIMIT_BYTES).map(|at| (at * 7 + 0xD2) as u8).collect());

/// The proof of a face by the default design, in English.
pub fn proof(face: &Face<'_>) -> Result<Vec<u8>, Error> {
    proof_in(Language::English, face)
}

/// The proof of a face by the default design, in a language.
pub fn proof_in(language: Language, face: &Face<'_>) -> Result<Vec<u8>, Error> {
    let promise = Promise { address_hours: 24 };
    keyway_proof::proof(&DESIGN, face, &ProofPage { language, promise })
}

/// The two faces of a card by the default design, without bleed.
pub fn faces(face: &Face<'_>) -> Result<Vec<u8>, Error> {
    keyway_proof::card_pdf(&DESIGN, face, 0.0)
}

/// A card with every field.
pub fn full() -> Face<'static> {
    Face {
        programme: "City of Chicago CityKey",
        contact: "Office of the City Clerk, 121 N LaSalle St, Chicago, IL 60602 · 312-742-5375",
        name: "Josefina Hernández Ruiz",
        name_gone_by: Some("Josie"),
        birth_date: date(1984, 2, 29),
        expires_on: Some(date(2031, 11, 23)),
        gender: Some("X"),
        address: Some("1530 W Morse Ave, Apt 2E\nChicago, IL 60626"),
        card_number: "CHI-0042-7719",
        library_number: Some(LIBRARY_NUMBER),
        transit_stock: Some("0165 3821 9947 2210 4406"),
        photo_jpeg: &PHOTO,
        signature: Some(&SIGNATURE),
        veteran: true,
        organ_donor: true,
        emergency_contact: Some("Ana Ruiz, sister, 312-555-0142"),
        medical_notes: Some("Type 1 diabetes, insulin. Allergic to penicillin."),
        band: "adult",
        code: Some(&STATEMENT),
    }
}

/// A card with nothing that is optional.
pub fn bare() -> Face<'static> {
    Face {
        name_gone_by: None,
        expires_on: None,
        gender: None,
        address: None,
        library_number: None,
        transit_stock: None,
        signature: None,
        veteran: false,
        organ_donor: false,
        emergency_contact: None,
        medical_notes: None,
        code: None,
        ..full()
    }
}

/// Draws a face and hands its PDF to a program; what that wrote to its standard output.
///
/// `{pdf}` and `{dir}` in the arguments stand for the file and its folder.
pub fn read_back(face: &Face<'_>, program: &str, arguments: &[&str]) -> String {
    let dir = tempfile::tempdir().expect("a folder");
    let pdf = dir.path().join("proof.pdf");
    std::fs::write(&pdf, proof(face).expect("the face can be drawn")).expect("it is written");
    run_in(dir.path(), program, arguments)
}

/// Runs a program on a folder's `proof.pdf`.
pub fn run_in(dir: &Path, program: &str, arguments: &[&str]) -> String {
    String::from_utf8_lossy(&bytes_in(dir, program, arguments)).into_owned()
}

/// As [`run_in`], for a program whose output is no text.
pub fn bytes_in(dir: &Path, program: &str, arguments: &[&str]) -> Vec<u8> {
    let dir = dir.to_str().expect("a plain path");
    let pdf = format!("{dir}/proof.pdf");
    let arguments = arguments.iter().map(|a| a.replace("{pdf}", &pdf).replace("{dir}", dir));
    let run = Command::new(program).args(arguments).output();
    let run = run.unwrap_or_else(|error| {
        panic!("{program} cannot be run ({error}); `./dev test` installs it")
    });
    let complaint = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{program} failed: {complaint}");
    run.stdout
}

/// All text of a face's proof, as pdftotext reads it, its line ends taken for spaces.
pub fn text_of(face: &Face<'_>) -> String {
    let text = read_back(face, "pdftotext", &["{pdf}", "-"]);
    // It puts marks of its own around what runs from right to left.
    let text = text.replace(['\u{202A}', '\u{202B}', '\u{202C}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What `proof.pdf` in a folder asks of a print dialog.
pub fn viewer_preferences(dir: &Path) -> String {
    run_in(dir, "qpdf", &["--qdf", "--object-streams=disable", "{pdf}", "{dir}/plain.pdf"]);
    let plain = std::fs::read(dir.join("plain.pdf")).expect("it is there");
    let plain = String::from_utf8_lossy(&plain);
    let (_, rest) = plain.split_once("/ViewerPreferences <<").expect("it asks");
    rest.split_once(">>").map(|(asked, _)| asked.to_owned()).expect("it ends")
}

/// The share of dots that differ by more than another rasteriser's edges do.
pub fn apart(seen: &GrayImage, golden: &GrayImage) -> f32 {
    if seen.dimensions() != golden.dimensions() {
        return 1.0;
    }
    let pairs = seen.pixels().zip(golden.pixels());
    let differing = pairs.filter(|(a, b)| a.0[0].abs_diff(b.0[0]) > 64).count();
    differing as f32 / seen.pixels().len() as f32
}
