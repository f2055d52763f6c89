//! What a printer and a scanner see: the page at 300 dots per inch.
//!
//! Reads with pdftoppm and zbarimg.

use image::GrayImage;
use keyway_proof::{BACK_AT_MM, CARD_HEIGHT_MM, CARD_WIDTH_MM, FRONT_AT_MM, Face, proof};
use tempfile::TempDir;

use crate::kit::{LIBRARY_NUMBER, bare, full, run_in};

/// Dots in a millimetre at 300 dots per inch.
const DOTS_PER_MM: f32 = 300.0 / 25.4;

/// The face's proof as `page.png` in a folder of its own.
fn rendered(face: &Face<'_>) -> (TempDir, GrayImage) {
    let dir = tempfile::tempdir().expect("a folder");
    let pdf = proof(face).expect("the face can be drawn");
    std::fs::write(dir.path().join("proof.pdf"), pdf).expect("it is written");
    let page = ["-r", "300", "-png", "-singlefile", "{pdf}", "{dir}/page"];
    run_in(dir.path(), "pdftoppm", &page);
    let page = image::open(dir.path().join("page.png")).expect("a picture").into_luma8();
    (dir, page)
}

/// From the first to the last dot of a run that is not paper, in dots.
fn extent(dots: impl Iterator<Item = u8>) -> (usize, usize) {
    let inked: Vec<usize> =
        dots.enumerate().filter(|(_, luma)| *luma < 250).map(|(place, _)| place).collect();
    let (first, last) = (inked.first().expect("ink"), inked.last().expect("ink"));
    (*first, last - first + 1)
}

#[test]
fn both_faces_are_printed_at_true_size() {
    let (_dir, page) = rendered(&full());
    for (x_mm, y_mm) in [FRONT_AT_MM, BACK_AT_MM] {
        let dots = |mm: f32| (mm * DOTS_PER_MM).round() as u32;
        let (left, top) = (dots(x_mm - 4.0), dots(y_mm - 1.5));
        // Across the middle, and down a third: paper, card, paper.
        let row = dots(y_mm + CARD_HEIGHT_MM / 2.0);
        let across = (left..left + dots(CARD_WIDTH_MM + 8.0)).map(|x| page.get_pixel(x, row).0[0]);
        let (start, width) = extent(across);
        assert!((width as f32 - CARD_WIDTH_MM * DOTS_PER_MM).abs() <= 1.5, "{width} dots wide");
        assert!((start as f32 - 4.0 * DOTS_PER_MM).abs() <= 1.5, "starts at {start} dots");
        let column = dots(x_mm + CARD_WIDTH_MM / 3.0);
        let down = (top..top + dots(CARD_HEIGHT_MM + 3.0)).map(|y| page.get_pixel(column, y).0[0]);
        let (_, height) = extent(down);
        assert!((height as f32 - CARD_HEIGHT_MM * DOTS_PER_MM).abs() <= 1.5, "{height} dots high");
    }
}

#[test]
fn each_face_is_crossed_by_the_watermark() {
    let dir = tempfile::tempdir().expect("a folder");
    let pdf = proof(&bare()).expect("the face can be drawn");
    std::fs::write(dir.path().join("proof.pdf"), pdf).expect("it is written");
    run_in(dir.path(), "pdftoppm", &["-r", "300", "-png", "-singlefile", "{pdf}", "{dir}/page"]);
    let page = image::open(dir.path().join("page.png")).expect("a picture").into_rgb8();
    for (x_mm, y_mm) in [FRONT_AT_MM, BACK_AT_MM] {
        // The middle of the card, clear of photo and star.
        let dots = |mm: f32| (mm * DOTS_PER_MM) as u32;
        let (left, top) = (dots(x_mm + 34.0), dots(y_mm + 12.0));
        let middle = image::imageops::crop_imm(&page, left, top, dots(22.0), dots(30.0)).to_image();
        let is_rose = |[r, g, b]: [u8; 3]| r > 225 && (170..225).contains(&g) && g.abs_diff(b) < 8;
        let rose = middle.pixels().filter(|pixel| is_rose(pixel.0)).count();
        assert!(rose * 20 > middle.pixels().len(), "{rose} of {}", middle.pixels().len());
    }
}

#[test]
fn a_scanner_reads_the_library_number_and_the_qr_code() {
    let (dir, _page) = rendered(&full());
    let symbols = run_in(dir.path(), "zbarimg", &["-q", "-Scodabar.enable=1", "{dir}/page.png"]);
    assert!(symbols.contains(&format!("A{LIBRARY_NUMBER}A")), "{symbols}");
    assert!(symbols.contains("QR-Code:KEYWAY1:CHI-0042-7719:2031-11-23"), "{symbols}");
}

#[test]
fn both_sizes_of_the_qr_code_can_be_read() {
    let (dir, page) = rendered(&bare());
    // zbarimg names equal symbols once: the true-size and the enlarged half are read apart.
    let half = page.height() * 9 / 28;
    for (name, top, height) in [("true", 0, half), ("large", half, page.height() - half)] {
        let part = image::imageops::crop_imm(&page, 0, top, page.width(), height).to_image();
        part.save(dir.path().join("part.png")).expect("it is written");
        let symbols = run_in(dir.path(), "zbarimg", &["-q", "{dir}/part.png"]);
        assert!(symbols.contains("QR-Code:KEYWAY1:CHI-0042-7719:none"), "{name}: {symbols}");
    }
}
