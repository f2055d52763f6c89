//! The proof's page in each of its languages, as a reader and a screen reader have it.
//!
//! Reads with pdftotext, pdfinfo and pdftoppm.

use std::path::Path;

use image::imageops;
use keyway_proof::Language;
use serde_json::Value;
use tempfile::TempDir;

use crate::kit::{apart, full, proof_in, run_in};

/// The proof of a full card as `proof.pdf` in a folder.
fn page(language: Language) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let pdf = proof_in(language, &full()).expect("it is drawn");
    std::fs::write(dir.path().join("proof.pdf"), pdf).expect("it is written");
    dir
}

/// Without spaces, line ends and the marks that pdftotext puts around what runs to the left.
fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !('\u{202A}'..='\u{202E}').contains(c)).collect()
}

#[test]
fn every_label_and_sentence_stands_on_the_page_in_the_applicants_language() {
    for language in Language::ALL {
        let dir = page(language);
        let said = packed(&run_in(dir.path(), "pdftotext", &["{pdf}", "-"]));
        let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/words/proof");
        let words = std::fs::read_to_string(words.join(format!("{}.json", language.tag())));
        let words: Value = serde_json::from_str(&words.expect("its words")).expect("JSON");
        // Others are alternative texts, templates, or said only where there is no expiry.
        for key in [
            "title",
            "lead",
            "check",
            "check_what",
            "promise",
            "promise_documents",
            "promise_register",
            "confirm",
            "initials",
            "name",
            "birth_date",
            "gender",
            "address",
            "medical_notes",
            "emergency_contact",
            "veteran",
            "organ_donor",
            "shown",
        ] {
            let sentence = words[key].as_str().expect("a sentence");
            // pdftotext sets the parts of a line from right to left in another order at each stop.
            for part in sentence.split(['.', '؟', '،']) {
                assert!(said.contains(&packed(part)), "{}: {key} in {said}", language.tag());
            }
        }
    }
}

#[test]
fn the_page_is_tagged_in_the_order_in_which_it_is_read() {
    for language in Language::ALL {
        let dir = page(language);
        let info = run_in(dir.path(), "pdfinfo", &["{pdf}"]);
        assert!(info.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")));
        let tree = run_in(dir.path(), "pdfinfo", &["-struct", "{pdf}"]);
        let kinds: Vec<&str> = tree.split_whitespace().collect();
        let place = |kind: &str| kinds.iter().position(|word| *word == kind);
        let order = ["H1", "P", "Figure", "H2", "L", "LI", "Lbl", "LBody"].map(place);
        assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?} in {tree}");
        assert_eq!(kinds.iter().filter(|word| **word == "Figure").count(), 4, "{tree}");
    }
}

#[test]
fn the_file_is_sound_in_every_language() {
    for language in Language::ALL {
        let dir = page(language);
        let report = run_in(dir.path(), "qpdf", &["--check", "{pdf}"]);
        assert!(report.contains("No syntax or stream encoding errors"), "{report}");
    }
}

#[test]
fn the_page_says_its_language_and_that_it_is_for_an_archive() {
    for language in Language::ALL {
        let dir = page(language);
        let plain = dir.path().join("plain.pdf");
        let plain = plain.to_str().expect("a plain path");
        run_in(dir.path(), "qpdf", &["--qdf", "--object-streams=disable", "{pdf}", plain]);
        let bytes = std::fs::read(plain).expect("it was written");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains(&format!("/Lang ({})", language.tag())), "{}", language.tag());
        for needed in [
            "/GTS_PDFA1",
            "<pdfaid:part>2",
            "<pdfaid:conformance>B",
            "/MarkInfo",
            "/PrintScaling /None",
        ] {
            assert!(text.contains(needed), "{needed}");
        }
        // What ISO 19005-2 forbids, and what would leave the page.
        for forbidden in ["/JavaScript", "/Encrypt", "/EmbeddedFile", "/URI", "/AA", "/LZWDecode"] {
            assert!(!text.contains(forbidden), "{forbidden}");
        }
    }
}

#[test]
fn each_page_looks_like_its_golden_picture() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/proof/golden");
    let mut unlike = Vec::new();
    for language in Language::ALL {
        let dir = page(language);
        run_in(dir.path(), "pdftoppm", &["-r", "144", "-png", "-singlefile", "{pdf}", "{dir}/p"]);
        let seen = image::open(dir.path().join("p.png")).expect("a picture").into_luma8();
        let seen = imageops::thumbnail(&seen, seen.width() / 3, seen.height() / 3);
        let file = format!("page-{}.png", language.tag());
        let golden = image::open(format!("{folder}/{file}"));
        let off = golden.map_or(1.0, |golden| apart(&seen, &golden.into_luma8()));
        if off > 0.01 {
            let kept = format!("{}/{file}", env!("CARGO_TARGET_TMPDIR"));
            seen.save(&kept).expect("it is written");
            unlike.push(format!("{kept} is off by {:.1} %", off * 100.0));
        }
    }
    assert!(unlike.is_empty(), "{}", unlike.join("\n"));
}
