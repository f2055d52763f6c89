//! What a printer and a scanner see: the page at 300 dots per inch.
//!
//! Reads with pdftoppm and zbarimg.

use domain::Signature;
use image::{GrayImage, imageops};
use keyway_proof::{BACK_AT_MM, CARD_HEIGHT_MM, CARD_WIDTH_MM, FRONT_AT_MM, Face};
use tempfile::TempDir;

use crate::kit::{LIBRARY_NUMBER, STATEMENT, bare, bytes_in, full, proof, run_in};

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

/// Dots of dark ink in a part of the front, given in millimetres from the card's corner.
fn dark_dots(page: &GrayImage, (x, y): (f32, f32), (width, height): (f32, f32)) -> usize {
    let dots = |mm: f32| (mm * DOTS_PER_MM).round() as u32;
    let (left, top) = (dots(FRONT_AT_MM.0 + x), dots(FRONT_AT_MM.1 + y));
    let part = imageops::crop_imm(page, left, top, dots(width), dots(height)).to_image();
    part.pixels().filter(|pixel| pixel.0[0] < 90).count()
}

/// The signature's place at the foot of the front's column: with room, and without.
const COLUMN_FOOT: ((f32, f32), (f32, f32)) = ((33.2, 43.7), (34.0, 8.5));
const CROWDED_FOOT: ((f32, f32), (f32, f32)) = ((33.2, 47.2), (34.0, 5.0));

#[test]
fn a_signature_is_dark_ink_at_the_foot_of_the_front_and_no_picture() {
    let (dir, signed) = rendered(&Face { signature: full().signature, ..bare() });
    let (_dir, unsigned) = rendered(&bare());
    let (at, size) = COLUMN_FOOT;
    assert!(dark_dots(&signed, at, size) > 500, "{}", dark_dots(&signed, at, size));
    assert_eq!(dark_dots(&unsigned, at, size), 0, "nothing where it was skipped");
    let pictures = run_in(dir.path(), "pdfimages", &["-list", "{pdf}"]);
    let photos = pictures.lines().filter(|line| line.contains("jpeg")).count();
    assert_eq!(photos, pictures.lines().count() - 2, "only photos are pictures: {pictures}");
}

#[test]
fn a_card_full_of_text_keeps_its_words_and_its_signature() {
    let name = "Wolfeschlegelsteinhausenbergerdorff María de los Ángeles Concepción ".repeat(2);
    let lines =
        "4001 North Ravenswood Avenue, Building 12, Unit 1200 B East, third door\n".repeat(2);
    let first = |count: usize| name.chars().take(count).collect::<String>();
    let (name, gone_by) = (first(119), first(67));
    let face = Face {
        name: name.trim(),
        name_gone_by: Some(gone_by.trim()),
        address: Some(lines.trim()),
        ..full()
    };
    proof(&Face { signature: None, ..face }).expect("it fits unsigned");
    let (_dir, page) = rendered(&face);
    let (at, size) = CROWDED_FOOT;
    assert!(dark_dots(&page, at, size) > 300, "{}", dark_dots(&page, at, size));
}

#[test]
fn the_heaviest_signature_keeps_the_page_small() {
    let limits = (domain::signature::LIMIT_DOTS, domain::signature::LIMIT_STROKES);
    let dots = (limits.0 / limits.1) as u16;
    let stroke =
        |n: u16| (0..dots).map(move |d| (n * 45 + d * 10, (d * 977 + n * 31) % 3000, 128).into());
    let strokes = (0..limits.1 as u16).map(|n| stroke(n).collect()).collect();
    let heaviest = Signature::new(strokes).expect("within the bounds");
    let size = |face: &Face<'_>| proof(face).expect("it is drawn").len();
    let added = size(&Face { signature: Some(&heaviest), ..full() }) - size(&bare());
    assert!(added < 1_000_000, "{added} bytes");
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
        let middle = imageops::crop_imm(&page, left, top, dots(22.0), dots(30.0)).to_image();
        let is_rose = |[r, g, b]: [u8; 3]| r > 225 && (170..225).contains(&g) && g.abs_diff(b) < 8;
        let rose = middle.pixels().filter(|pixel| is_rose(pixel.0)).count();
        assert!(rose * 20 > middle.pixels().len(), "{rose} of {}", middle.pixels().len());
    }
}

#[test]
fn both_sizes_of_both_symbols_can_be_read() {
    let (dir, page) = rendered(&full());
    // zbarimg names equal symbols once: the true-size and the enlarged half are read apart.
    let half = page.height() * 9 / 28;
    for (top, height) in [(0, half), (half, page.height() - half)] {
        let part = imageops::crop_imm(&page, 0, top, page.width(), height).to_image();
        part.save(dir.path().join("part.png")).expect("it is written");
        let code = ["-q", "-Sbinary", "--raw", "-Sdisable", "-Sqrcode.enable", "{dir}/part.png"];
        assert_eq!(bytes_in(dir.path(), "zbarimg", &code), *STATEMENT);
        let bars = ["-q", "--raw", "-Sdisable", "-Scodabar.enable", "{dir}/part.png"];
        let number = run_in(dir.path(), "zbarimg", &bars);
        assert_eq!(number.trim(), format!("A{LIBRARY_NUMBER}A"));
    }
}
