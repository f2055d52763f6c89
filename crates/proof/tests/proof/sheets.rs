//! Sheets of cards as a printer and a scanner see them.
//!
//! Reads with pdfinfo, pdftotext, pdftoppm, zbarimg and qpdf.

use keyway_proof::{CARD_HEIGHT_MM, CARD_WIDTH_MM, Face, Paper, PerSheet, Sheets, place_mm};
use tempfile::TempDir;

use crate::kit::{DESIGN, full, run_in};

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

/// Sheets of so many cards as `proof.pdf` in a folder.
fn sheets((paper, per_sheet): (Paper, PerSheet), cards: usize) -> TempDir {
    let mut sheets = Sheets::new(&DESIGN, paper, per_sheet, Vec::new()).expect("begun");
    for card in 0..cards {
        let (number, stock) = numbers(card);
        let face = Face { card_number: &number, transit_stock: Some(&stock), ..full() };
        sheets.add(&face).expect("drawn");
    }
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("proof.pdf"), sheets.finish().expect("ended")).expect("kept");
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
    for (kind, size) in KINDS.into_iter().zip(["612 x 792", "612 x 792", "595.2", "595.2"]) {
        let dir = sheets(kind, kind.1.count() + 1);
        let info = run_in(dir.path(), "pdfinfo", &["{pdf}"]);
        let line = |name: &str| info.lines().find_map(|line| line.strip_prefix(name));
        assert_eq!(line("Pages:").map(str::trim), Some("4"), "{info}");
        assert!(line("Page size:").is_some_and(|line| line.contains(size)), "{info}");
        let report = run_in(dir.path(), "qpdf", &["--check", "{pdf}"]);
        assert!(report.contains("No syntax or stream encoding errors"), "{report}");
    }
}

#[test]
fn a_scanner_reads_every_symbol_of_a_full_sheet() {
    let dir = sheets((Paper::Letter, PerSheet::Ten), 10);
    let page = ["-r", "300", "-f", "2", "-l", "2", "-png", "-singlefile", "{pdf}", "{dir}/page"];
    run_in(dir.path(), "pdftoppm", &page);
    let arguments = ["--xml", "-Sbinary", "{dir}/page.png"];
    let read = run_in(dir.path(), "zbarimg", &arguments);
    for (symbol, kind) in [("Codabar", "type='Codabar'"), ("QR code", "type='QR-Code'")] {
        assert_eq!(read.matches(kind).count(), 10, "{symbol} in {read}");
    }
}

#[test]
fn no_sheet_is_a_file_without_pages_that_is_still_sound() {
    let dir = sheets((Paper::A4, PerSheet::Eight), 0);
    let info = run_in(dir.path(), "pdfinfo", &["{pdf}"]);
    assert!(info.contains("Pages:           0"), "{info}");
}
