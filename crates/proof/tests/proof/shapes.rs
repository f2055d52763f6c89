//! How the names stand on the card: order, joining and marks, as ink at 300 dots per inch.
//!
//! Reads with pdftoppm and qpdf; the golden pictures are compared with some give, so that
//! another version of poppler does not fail them.

use image::{GrayImage, Luma};
use keyway_proof::Face;

use crate::kit::{bare, bytes_in, faces, proof, run_in};
use crate::names::SCRIPTS;

/// Dots in a millimetre at 300 dots per inch.
const DOTS_PER_MM: f32 = 300.0 / 25.4;

/// The name's place on the front, below its label: left, top, width, height in millimetres.
const NAME_MM: (f32, f32, f32, f32) = (33.0, 12.1, 48.8, 7.7);

/// How many of a hundred inked dots may stand elsewhere than in a golden picture.
const GIVE_PERCENT: usize = 12;

/// The name as it is printed on the card: black ink on white, the ground behind it left out.
fn printed(name: &str) -> GrayImage {
    let dir = tempfile::tempdir().expect("a folder");
    let pdf = faces(&Face { name, ..bare() }).expect("the name can be drawn");
    std::fs::write(dir.path().join("proof.pdf"), pdf).expect("it is written");
    run_in(dir.path(), "pdftoppm", &["-r", "300", "-png", "-singlefile", "{pdf}", "{dir}/page"]);
    let page = image::open(dir.path().join("page.png")).expect("a picture").into_luma8();
    let dots = |mm: f32| (mm * DOTS_PER_MM).round() as u32;
    let (left, top) = (dots(NAME_MM.0), dots(NAME_MM.1));
    let (width, height) = (dots(NAME_MM.2), dots(NAME_MM.3));
    let mut part = image::imageops::crop_imm(&page, left, top, width, height).to_image();
    for dot in part.pixels_mut() {
        *dot = Luma([if dot.0[0] < 128 { 0 } else { 255 }]);
    }
    part
}

fn is_ink(dot: &Luma<u8>) -> bool {
    dot.0[0] == 0
}

/// Whether each column of dots holds ink, from the first that does to the last.
fn columns(name: &GrayImage) -> Vec<bool> {
    let inked = |x| (0..name.height()).any(|y| is_ink(name.get_pixel(x, y)));
    let all: Vec<bool> = (0..name.width()).map(inked).collect();
    let first = all.iter().position(|inked| *inked).expect("ink");
    let last = all.iter().rposition(|inked| *inked).expect("ink");
    all[first..=last].to_vec()
}

/// How many parts a name falls into, seen from above.
fn parts(name: &str) -> usize {
    let columns = columns(&printed(name));
    1 + columns.windows(2).filter(|pair| pair[0] && !pair[1]).count()
}

/// The ink alone, without the paper left and right of it.
fn trimmed(name: &GrayImage) -> GrayImage {
    let inked = |x: &u32| (0..name.height()).any(|y| is_ink(name.get_pixel(*x, y)));
    let left = (0..name.width()).find(inked).expect("ink");
    let width = columns(name).len() as u32;
    image::imageops::crop_imm(name, left, 0, width, name.height()).to_image()
}

/// The share of `letter`'s ink, in hundredths, that is found in `name` from column `at` on.
fn found(letter: &GrayImage, name: &GrayImage, at: u32) -> usize {
    let inked: Vec<(u32, u32)> = letter
        .enumerate_pixels()
        .filter(|(_, _, dot)| is_ink(dot))
        .map(|(x, y, _)| (x, y))
        .collect();
    let hit = |(x, y): &&(u32, u32)| name.get_pixel_checked(x + at, *y).is_some_and(is_ink);
    inked.iter().filter(hit).count() * 100 / inked.len()
}

/// Whether a letter stands at the right end of a name and not at its left end.
fn ends_with(name: &str, letter: &str) -> bool {
    let (name, letter) = (trimmed(&printed(name)), trimmed(&printed(letter)));
    let right = name.width() - letter.width();
    let near = |at: u32| {
        (at.saturating_sub(2)..=at + 2).map(|at| found(&letter, &name, at)).max().unwrap_or(0)
    };
    near(right) >= 90 && near(right) > near(0) + 10
}

#[test]
fn hebrew_begins_on_the_right() {
    assert!(ends_with("שלום", "ש"));
    assert!(!ends_with("שלום", "ם"));
}

#[test]
fn a_latin_name_begins_on_the_left() {
    assert!(ends_with("Ann B", "B") && !ends_with("Ann B", "A"));
}

#[test]
fn a_vowel_sign_typed_after_its_letter_is_drawn_before_it() {
    assert!(ends_with("कि", "क"), "Devanagari i");
    assert!(ends_with("கெ", "க"), "Tamil e");
}

#[test]
fn arabic_letters_and_devanagari_headlines_join() {
    assert_eq!(parts("سمية"), 1);
    assert_eq!(parts("कबीर"), 1);
    assert!(parts("Smi") == 3 && parts("س\u{200C}م\u{200C}ي") >= 2);
}

#[test]
fn marks_stand_above_and_below_their_letters() {
    let rows = |name: &str| {
        let name = printed(name);
        let inked = |y: &u32| (0..name.width()).any(|x| is_ink(name.get_pixel(x, *y)));
        let all: Vec<u32> = (0..name.height()).filter(inked).collect();
        (*all.first().expect("ink"), *all.last().expect("ink"))
    };
    let (top, bottom) = rows("O");
    let (yoruba_top, yoruba_bottom) = rows("Ọ\u{300}");
    assert!(yoruba_top + 5 < top && yoruba_bottom > bottom + 5);
    let (low, high) = (rows("กา"), rows("กี่"));
    assert!(high.0 + 10 < low.0, "Thai marks stack: {high:?} {low:?}");
    assert_eq!(columns(&printed("Ọ\u{300}")).len(), columns(&printed("O")).len());
}

#[test]
fn two_spellings_of_a_letter_are_printed_alike() {
    for (composed, decomposed) in [
        ("Nguyễn Ánh", "Nguye\u{302}\u{303}n A\u{301}nh"),
        ("김하늘", "\u{1100}\u{1175}\u{11B7}\u{1112}\u{1161}\u{1102}\u{1173}\u{11AF}"),
        ("Йосип", "И\u{306}осип"),
    ] {
        assert_eq!(printed(composed), printed(decomposed), "{composed}");
    }
}

#[test]
fn a_han_character_is_printed_in_the_form_of_the_name_it_stands_in() {
    let first = |name| {
        let name = trimmed(&printed(name));
        image::imageops::crop_imm(&name, 0, 0, 40, name.height()).to_image()
    };
    assert_ne!(first("直张"), first("直な"));
}

#[test]
fn no_name_holds_the_box_of_a_missing_glyph() {
    for (script, names) in SCRIPTS {
        for name in names {
            let dir = tempfile::tempdir().expect("a folder");
            let pdf = proof(&Face { name, ..bare() }).expect("the name can be drawn");
            std::fs::write(dir.path().join("proof.pdf"), pdf).expect("it is written");
            run_in(dir.path(), "qpdf", &["--qdf", "{pdf}", "{dir}/plain.pdf"]);
            let plain = std::fs::read(dir.path().join("plain.pdf")).expect("it is there");
            let plain = String::from_utf8_lossy(&plain);
            let shown: Vec<&str> = plain.lines().filter(|line| line.ends_with("TJ")).collect();
            assert!(!shown.is_empty(), "{script}");
            // Glyph 0 of any font is the box; it has code 0 in a font that maps none.
            let codes = shown.iter().flat_map(|line| line.split('<').skip(1));
            let codes = codes.filter_map(|rest| rest.split('>').next()).flat_map(|hex| {
                hex.as_bytes().chunks(4).map(|code| code.to_vec()).collect::<Vec<_>>()
            });
            assert!(codes.into_iter().all(|code| code != b"0000"), "{script}: {name}");
            for map in plain.split("/CIDToGIDMap ").skip(1) {
                let object = map.split(' ').next().expect("a reference");
                let show = format!("--show-object={object}");
                let arguments = [&show, "--filtered-stream-data", "{dir}/plain.pdf"];
                let glyphs = bytes_in(dir.path(), "qpdf", &arguments);
                assert!(glyphs.len() > 2, "{script}: {name}");
                let boxes = glyphs.chunks(2).skip(1).filter(|glyph| **glyph == [0, 0]);
                assert_eq!(boxes.count(), 0, "{script}: {name}");
            }
        }
    }
}

#[test]
fn names_look_like_their_golden_pictures() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/proof/golden");
    let mut unlike = Vec::new();
    for (file, name) in [
        ("yoruba", "Olúwaṣeun Ọ̀ṣúntókun"),
        ("arabic", "محمد عبد الله الخطيب"),
        ("urdu", "علی رضا کھوکھر"),
        ("hebrew", "מֹשֶׁה לֵוִי"),
        ("devanagari", "श्रीकृष्ण त्रिपाठी"),
        ("bengali", "কৌশিক চট্টোপাধ্যায়"),
        ("tamil", "தமிழ்ச்செல்வன்"),
        ("thai", "กัญญารัตน์ น้ำทิพย์"),
        ("ethiopic", "ጥሩነሽ ዲባባ"),
        ("han", "歐陽菲菲"),
        ("japanese", "渡辺 直美"),
        ("korean", "김하늘"),
    ] {
        let seen = printed(name);
        let golden = image::open(format!("{folder}/{file}.png"));
        let off = golden.map_or(usize::MAX, |golden| apart(&seen, &golden.into_luma8()));
        if off > GIVE_PERCENT {
            let kept = format!("{}/{file}.png", env!("CARGO_TARGET_TMPDIR"));
            seen.save(&kept).expect("it is written");
            unlike.push(format!("{kept} is off by {off} %"));
        }
    }
    assert!(unlike.is_empty(), "{}", unlike.join("\n"));
}

/// How many dots differ between two pictures, in hundredths of the second's ink.
fn apart(seen: &GrayImage, golden: &GrayImage) -> usize {
    if seen.dimensions() != golden.dimensions() {
        return usize::MAX;
    }
    let differing = seen.pixels().zip(golden.pixels()).filter(|(a, b)| a != b).count();
    differing * 100 / golden.pixels().filter(|dot| is_ink(dot)).count().max(1)
}
