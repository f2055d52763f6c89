//! Sheets of cards as a printer and a scanner see them.
//!
//! Reads with pdfinfo, pdftotext, pdftoppm, zbarimg and qpdf.

use domain::number::check_digit;
use keyway_proof::{CARD_HEIGHT_MM, CARD_WIDTH_MM, Face, Paper, PerSheet, Sheets, place_mm};
use tempfile::TempDir;

use crate::kit::{DESIGN, PHOTO, STATEMENT, bytes_in, full, run_in, viewer_preferences};

/// Dots in a millimetre at the resolution that is asked of pdftotext: whole numbers.
const DOTS_PER_MM: f32 = 10.0;

/// Every paper with every number of cards on it.
const KINDS: [(Paper, PerSheet); 4] = [
    (Paper::Letter, PerSheet::Eight),
    (Paper::Letter, PerSheet::Ten),
    (Paper::A4, PerSheet::Eight),
    (Paper::A4, PerSheet::Ten),
];

/// The card number and the transit number of a card, by which its sides are told apart.
fn numbers(card: usize) -> (String, String) {
    (format!("CHI-{card:04}-0000"), format!("0165 {card:04} 0000"))
}

/// The library number and the signed statement of a card: a scanner reads one of two alike.
fn scanned(card: usize) -> (String, Vec<u8>) {
    let number = format!("2012345{card:06}");
    (format!("{number}{}", check_digit(&number)), [&STATEMENT[..], &[card as u8]].concat())
}

/// Sheets of so many cards as `proof.pdf` in a folder.
fn sheets((paper, per_sheet): (Paper, PerSheet), cards: usize) -> TempDir {
    let mut sheets = Sheets::new(&DESIGN, paper, per_sheet, Vec::new()).expect("begun");
    for card in 0..cards {
        let (number, stock) = numbers(card);
        let (library, code) = scanned(card);
        let scanned = Face { library_number: Some(&library), code: Some(&code), ..full() };
        let face = Face { card_number: &number, transit_stock: Some(&stock), ..scanned };
        sheets.add(&face).expect("drawn");
    }
    let pdf = sheets.finish().expect("ended").expect("of cards");
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("proof.pdf"), pdf).expect("kept");
    dir
}

/// What stands on a page within a card's edges.
fn text_at(dir: &TempDir, page: usize, (x, y): (f32, f32)) -> String {
    let dots = |mm: f32| ((mm * DOTS_PER_MM).round() as i32).to_string();
    let (page, resolution) = (page.to_string(), (25.4 * DOTS_PER_MM).to_string());
    let (x, y, width, height) = (dots(x), dots(y), dots(CARD_WIDTH_MM), dots(CARD_HEIGHT_MM));
    let arguments =
        ["-f", &page, "-l", &page, "-r", &resolution, "-x", &x, "-y", &y, "-W", &width, "-H"];
    let rest = [&height, "{pdf}", "-"];
    run_in(dir.path(), "pdftotext", &[&arguments[..], &rest[..]].concat())
}

#[test]
fn every_card_stands_in_its_place_and_its_back_behind_it() {
    for kind in KINDS {
        let cards = kind.1.count() + 3;
        let dir = sheets(kind, cards);
        for card in 0..cards {
            let (sheet, place) = (card / kind.1.count(), card % kind.1.count());
            let (number, stock) = numbers(card);
            let front = text_at(&dir, 2 * sheet + 1, place_mm(kind.0, kind.1, place, false));
            assert!(front.contains(&number), "{kind:?}, {number} not in {front}");
            let back = text_at(&dir, 2 * sheet + 2, place_mm(kind.0, kind.1, place, true));
            assert!(back.contains(&stock), "{kind:?}, {stock} not in {back}");
        }
    }
}

#[test]
fn a_sheet_is_two_pages_of_its_paper_and_a_sound_file() {
    for kind in KINDS {
        let dir = sheets(kind, kind.1.count() + 1);
        let info = run_in(dir.path(), "pdfinfo", &["{pdf}"]);
        let line = |name: &str| info.lines().find_map(|line| line.strip_prefix(name));
        assert_eq!(line("Pages:").map(str::trim), Some("4"), "{info}");
        let size = line("Page size:").expect("a size");
        let mm = |word: &str| word.parse::<f32>().ok().map(|points| points * 25.4 / 72.0);
        let size: Vec<f32> = size.split(' ').filter_map(mm).collect();
        let (width, height) = kind.0.size_mm();
        for (seen, wanted) in size.iter().zip([width, height]) {
            assert!((seen - wanted).abs() < 0.01, "{size:?} mm on {kind:?}");
        }
        assert_eq!(size.len(), 2, "{info}");
        let preferences = viewer_preferences(dir.path());
        assert!(preferences.contains("/PrintScaling /None"), "{preferences}");
        assert!(preferences.contains("/Duplex /DuplexFlipLongEdge"), "{preferences}");
        let report = run_in(dir.path(), "qpdf", &["--check", "{pdf}"]);
        assert!(report.contains("No syntax or stream encoding errors"), "{report}");
    }
}

#[test]
fn a_scanner_reads_every_symbol_of_a_full_sheet() {
    let dir = sheets((Paper::Letter, PerSheet::Ten), 10);
    let page = ["-r", "300", "-f", "2", "-l", "2", "-png", "-singlefile", "{pdf}", "{dir}/page"];
    run_in(dir.path(), "pdftoppm", &page);
    let only = |kind| ["-q", "-Sbinary", "--raw", "-Sdisable", kind, "{dir}/page.png"];
    let bars = run_in(dir.path(), "zbarimg", &only("-Scodabar.enable"));
    let codes = bytes_in(dir.path(), "zbarimg", &only("-Sqrcode.enable"));
    for card in 0..10 {
        let (number, code) = scanned(card);
        assert!(bars.contains(&format!("A{number}A")), "{bars}");
        assert!(codes.windows(code.len()).any(|read| read == code), "the code of card {card}");
    }
}

#[test]
fn no_card_is_no_file() {
    let sheets = Sheets::new(&DESIGN, Paper::A4, PerSheet::Eight, Vec::new()).expect("begun");
    assert!(sheets.finish().expect("ended").is_none());
}

#[test]
fn of_a_card_that_is_refused_the_file_holds_no_trace() {
    let long = "Bartholomew ".repeat(40);
    let other = [&PHOTO[..], b"another picture"].concat();
    // Refused on its back, when its front is drawn already, and for its photo alone.
    let refused = [
        Face { name: "Žofie Ŵyn", photo_jpeg: &other, medical_notes: Some(&long), ..full() },
        Face { name: "Žofie Ŵyn", photo_jpeg: b"no photo", ..full() },
    ];
    let with = |refused: &[Face<'_>]| {
        let mut sheets =
            Sheets::new(&DESIGN, Paper::Letter, PerSheet::Ten, Vec::new()).expect("begun");
        sheets.add(&full()).expect("drawn");
        for face in refused {
            sheets.add(face).expect_err("refused");
        }
        sheets.add(&full()).expect("drawn");
        sheets.finish().expect("ended").expect("of cards")
    };
    assert!(with(&refused) == with(&[]), "neither photo, nor letters, nor a gap");
}
