//! The faces as they are printed: each area where the design says, and as its rules say.
//!
//! Reads with pdftoppm, pdfinfo, pdftotext and zbarimg, at 300 dots per inch.

use domain::Policy;
use domain::design::{Area, CODE_LIMIT_BYTES, CardDesign, Content, FaceDesign, Frame};
use image::{GrayImage, imageops};
use jiff::civil::date;
use keyway_proof::{CARD_HEIGHT_MM, CARD_WIDTH_MM, Error, Face, Field};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::kit::{
    DESIGN, LIBRARY_NUMBER, STATEMENT, apart, bare, bytes_in, full, run_in, viewer_preferences,
};

/// Dots in a millimetre at 300 dots per inch.
const DOTS_PER_MM: f32 = 300.0 / 25.4;

/// Ink may reach this far beyond its area: half a dot on each side, and the tail of a letter that
/// hangs out to the left, as a J's does.
const BEYOND_MM: f32 = 0.45;

/// A card of the largest photo: no veteran's.
fn civilian() -> Face<'static> {
    Face { veteran: false, ..full() }
}

/// A child's card, with whom to call.
fn child() -> Face<'static> {
    Face {
        name: "Tomás Hernández",
        name_gone_by: None,
        birth_date: date(2018, 5, 4),
        expires_on: Some(date(2028, 11, 23)),
        address: None,
        signature: None,
        veteran: false,
        organ_donor: false,
        band: "child",
        ..full()
    }
}

/// A card on which every text is about as long as may be.
fn crowded() -> Face<'static> {
    Face {
        name: "Wolfeschlegelsteinhausenbergerdorff María de los Ángeles Concepción Guadalupe \
               Hernández-Villanueva de la Santísima",
        name_gone_by: Some("Maximiliana Bernadette Oluwaseun Adebayo-Featherstonehaugh"),
        address: Some(
            "4001 North Ravenswood Avenue, Building 12, Unit 1200 B East, third door\n\
             Chicago, Illinois 60613-1234, care of the Northside Family Center",
        ),
        emergency_contact: Some(
            "Maximiliana Bernadette Oluwaseun Adebayo-Featherstonehaugh, godmother and legal \
             guardian, 312-555-0142",
        ),
        medical_notes: Some(
            "Type 1 diabetes with insulin pump; severe allergy to penicillin, peanuts and latex; \
             epilepsy, rescue medication in the left pocket of the bag",
        ),
        ..full()
    }
}

/// The faces by a design as `page-1.png`, the front, and `page-2.png` in a folder.
fn printed(design: &CardDesign, face: &Face<'_>) -> (TempDir, [GrayImage; 2]) {
    let dir = tempfile::tempdir().expect("a folder");
    let pdf = keyway_proof::card_pdf(design, face, 0.0).expect("the face can be drawn");
    std::fs::write(dir.path().join("proof.pdf"), pdf).expect("it is written");
    run_in(dir.path(), "pdftoppm", &["-r", "300", "-png", "{pdf}", "{dir}/page"]);
    let page = |number: usize| {
        let path = dir.path().join(format!("page-{number}.png"));
        image::open(path).expect("a picture").into_luma8()
    };
    let pages = [page(1), page(2)];
    (dir, pages)
}

/// Where two pictures of a face differ, in millimetres.
fn difference(one: &GrayImage, other: &GrayImage) -> Option<Frame> {
    let differing = one.enumerate_pixels().zip(other.pixels()).filter(|((.., a), b)| a != b);
    let places = differing.map(|((x, y, _), _)| (x as f32, y as f32));
    let bounds = places.fold(None, |bounds: Option<[f32; 4]>, (x, y)| {
        let [left, top, right, bottom] = bounds.unwrap_or([x, y, x, y]);
        Some([left.min(x), top.min(y), right.max(x), bottom.max(y)])
    });
    bounds.map(|bounds| {
        let [left, top, right, bottom] = bounds.map(|dots| dots / DOTS_PER_MM);
        let dot = 1.0 / DOTS_PER_MM;
        Frame { x: left, y: top, width: right - left + dot, height: bottom - top + dot }
    })
}

fn sides(design: &mut CardDesign) -> [&mut FaceDesign; 2] {
    [&mut design.front, &mut design.back]
}

fn area<'a>(face: &'a mut FaceDesign, name: &str) -> &'a mut Area {
    face.areas.iter_mut().find(|area| area.name == name).expect("the area is there")
}

#[test]
fn each_area_is_drawn_in_its_place_and_nowhere_else() {
    let faces = [full(), civilian()];
    let whole = faces.map(|face| printed(&DESIGN, &face).1);
    for side in 0..2 {
        let count = sides(&mut DESIGN.clone())[side].areas.len();
        for place in 0..count {
            let mut design = DESIGN.clone();
            let Area { name, frame_mm, .. } = sides(&mut design)[side].areas.remove(place);
            let seen = faces.iter().zip(&whole).find_map(|(face, whole)| {
                difference(&whole[side], &printed(&design, face).1[side])
            });
            let seen = seen.unwrap_or_else(|| panic!("{name} is not drawn"));
            assert!(frame_mm.inset(-BEYOND_MM).contains(seen), "{name}: {seen:?} in {frame_mm:?}");
            // A text is as long as it is; what fills its place, fills it.
            if matches!(
                DESIGN.front.areas.get(place).map(|a| &a.holds),
                Some(Content::Photo { .. })
            ) && side == 0
            {
                assert!(seen.inset(-0.2).contains(frame_mm), "{name}: {seen:?}");
            }
        }
    }
}

#[test]
fn a_design_that_is_edited_moves_the_drawing() {
    // 24 dots, so that the picture can be laid over itself.
    let by_mm = 24.0 / DOTS_PER_MM;
    let mut moved = DESIGN.clone();
    area(&mut moved.front, "number_of_card").frame_mm.x += by_mm;
    let (_dir, [before, _]) = printed(&DESIGN, &bare());
    let (_dir, [after, _]) = printed(&moved, &bare());
    let number = |page: &GrayImage, x: u32| {
        let dots = |mm: f32| (mm * DOTS_PER_MM) as u32;
        let part = imageops::crop_imm(page, dots(3.5) + x, dots(45.0), dots(24.0), dots(6.4));
        part.to_image().pixels().map(|dot| dot.0[0] < 128).collect::<Vec<_>>()
    };
    assert!(number(&before, 0).iter().filter(|dark| **dark).count() > 500, "the number is there");
    // A PDF's numbers have three decimals, so that a letter's edge may fall on the next dot.
    let off = |one: Vec<bool>, other: Vec<bool>| {
        one.iter().zip(&other).filter(|(one, other)| one != other).count()
    };
    let moved = off(number(&after, 24), number(&before, 0));
    let stayed = off(number(&after, 0), number(&before, 0));
    assert!(moved * 20 < stayed, "moved by 24 dots: {moved} differ, {stayed} if it had not");
}

#[test]
fn a_colour_or_a_word_that_is_edited_changes_the_drawing() {
    let mut other = DESIGN.clone();
    other.colours.insert("sky".to_owned(), domain::design::Colour(0xF7, 0xE3, 0xAF));
    other.language = "es".to_owned();
    let (dir, _) = printed(&other, &full());
    let text = run_in(dir.path(), "pdftotext", &["{pdf}", "-"]);
    for word in ["Nombre", "Fecha de nacimiento", "Número de tarjeta", "VETERANO", "DONANTE"] {
        assert!(text.contains(word), "{word} in:\n{text}");
    }
    let band = image::open(dir.path().join("page-1.png")).expect("a picture").into_rgb8();
    assert_eq!(band.get_pixel(500, 20).0, [0xF7, 0xE3, 0xAF]);
}

#[test]
fn a_programmes_own_drawing_stands_in_the_middle_of_its_area_with_its_holes() {
    let ring = "M 0 0 L 10 0 10 10 0 10 Z M 3 3 L 3 7 7 7 7 3 Z";
    let own = serde_json::json!({ "drawing": {
        "width": 10, "height": 10, "shapes": [{ "colour": "red", "path": ring }],
    }});
    let mut design = DESIGN.clone();
    let seal = area(&mut design.front, "star_1");
    seal.holds = serde_json::from_value(own).expect("a drawing");
    seal.frame_mm = Frame { x: 62.0, y: 1.5, width: 12.0, height: 6.0 };
    for name in ["star_2", "star_3"] {
        design.front.areas.retain(|area| area.name != name);
    }
    let (dir, _) = printed(&design, &bare());
    let front = image::open(dir.path().join("page-1.png")).expect("a picture").into_rgb8();
    let at = |x: f32, y: f32| front.get_pixel((x * DOTS_PER_MM) as u32, (y * DOTS_PER_MM) as u32).0;
    let (red, sky) = ([0xCC, 0, 0], [0xB3, 0xDD, 0xF2]);
    assert_eq!([at(66.0, 2.5), at(70.0, 6.5)], [red, red], "as high as its area");
    assert_eq!([at(68.0, 4.5), at(64.0, 4.5), at(72.0, 4.5)], [sky, sky, sky]);
}

#[test]
fn the_insignia_stand_below_the_photo_and_only_where_they_were_chosen() {
    let text =
        |face: &Face<'_>| run_in(printed(&DESIGN, face).0.path(), "pdftotext", &["{pdf}", "-"]);
    let (chosen, not) = (text(&full()), text(&bare()));
    assert!(chosen.contains("VETERAN") && chosen.contains("DONOR"), "{chosen}");
    assert!(!not.contains("VETERAN") && !not.contains("DONOR"), "{not}");
    let front = &DESIGN.front.areas;
    let find = |name: &str| front.iter().find(|area| area.name == name).expect("it is there");
    assert!(find("veteran_plate").frame_mm.y > find("portrait_of_veteran").frame_mm.bottom());
}

#[test]
fn a_childs_card_says_whom_to_call_and_a_seniors_that_it_does_not_expire() {
    let text =
        |face: &Face<'_>| run_in(printed(&DESIGN, face).0.path(), "pdftotext", &["{pdf}", "-"]);
    let young = text(&child());
    assert!(young.contains("In an emergency, please call"), "{young}");
    assert!(young.contains("Ana Ruiz, sister, 312-555-0142"), "{young}");
    let grown = text(&full());
    assert!(grown.contains("Emergency contact") && !grown.contains("In an emergency"), "{grown}");
    assert!(grown.contains("Type 1 diabetes"), "{grown}");
    let senior = text(&Face { expires_on: None, band: "senior", ..full() });
    assert!(senior.contains("No expiry") && !senior.contains("2031"), "{senior}");
}

#[test]
fn a_scanner_reads_the_signed_code_byte_for_byte_and_the_library_number() {
    let (dir, _) = printed(&DESIGN, &full());
    let code = ["-q", "-Sbinary", "--raw", "-Sdisable", "-Sqrcode.enable", "{dir}/page-2.png"];
    assert_eq!(bytes_in(dir.path(), "zbarimg", &code), *STATEMENT);
    let bars = ["-q", "--raw", "-Sdisable", "-Scodabar.enable", "{dir}/page-2.png"];
    let number = run_in(dir.path(), "zbarimg", &bars);
    assert_eq!(number.trim(), format!("A{LIBRARY_NUMBER}A"));
}

#[test]
fn a_scanner_reads_the_code_of_the_longest_name_in_finer_modules() {
    // 120 characters of three bytes, beside what the code of a short name takes.
    let longest: Vec<u8> = STATEMENT.iter().copied().cycle().take(270 + 360).collect();
    let (dir, _) = printed(&DESIGN, &Face { code: Some(&longest), ..full() });
    let code = ["-q", "-Sbinary", "--raw", "-Sdisable", "-Sqrcode.enable", "{dir}/page-2.png"];
    assert_eq!(bytes_in(dir.path(), "zbarimg", &code), longest);
}

#[test]
fn a_statement_too_long_for_its_code_is_refused_and_none_draws_no_code() {
    let long = vec![0xA7; CODE_LIMIT_BYTES * 3];
    let error = keyway_proof::card_pdf(&DESIGN, &Face { code: Some(&long), ..full() }, 0.0);
    assert!(matches!(error, Err(Error::Symbol { field: Field::Code })));
    let (_dir, [_, back]) = printed(&DESIGN, &bare());
    let right = imageops::crop_imm(&back, 680, 80, 300, 300).to_image();
    assert!(right.pixels().all(|dot| dot.0[0] == 255), "nothing stands in its place");
}

#[test]
fn the_pages_are_cards_to_the_hundredth_of_a_millimetre_and_the_ground_fills_the_bleed() {
    for bleed_mm in [0.0, 2.5] {
        let dir = tempfile::tempdir().expect("a folder");
        let pdf = keyway_proof::card_pdf(&DESIGN, &full(), bleed_mm).expect("it is drawn");
        std::fs::write(dir.path().join("proof.pdf"), pdf).expect("it is written");
        let info = run_in(dir.path(), "pdfinfo", &["{pdf}"]);
        let size = info.lines().find_map(|line| line.strip_prefix("Page size:")).expect("a size");
        let points: Vec<f32> = size.split(' ').filter_map(|word| word.parse().ok()).collect();
        let wanted = [CARD_WIDTH_MM, CARD_HEIGHT_MM].map(|mm| mm + 2.0 * bleed_mm);
        for (points, wanted) in points.iter().zip(wanted) {
            assert!((points * 25.4 / 72.0 - wanted).abs() < 0.01, "{size}: {wanted} mm");
        }
        assert!(info.contains("Pages:           2"), "{info}");
        let report = run_in(dir.path(), "qpdf", &["--check", "{pdf}"]);
        assert!(report.contains("No syntax or stream encoding errors"), "{report}");
        // As the printer is asked over the network: the back's head is where the front's is.
        let preferences = viewer_preferences(dir.path());
        assert!(preferences.contains("/PrintScaling /None"), "{preferences}");
        assert!(preferences.contains("/Duplex /DuplexFlipShortEdge"), "{preferences}");
        run_in(
            dir.path(),
            "pdftoppm",
            &["-r", "300", "-png", "-singlefile", "{pdf}", "{dir}/page"],
        );
        let page = image::open(dir.path().join("page.png")).expect("a picture").into_rgb8();
        let sky = [0xB3, 0xDD, 0xF2];
        for (x, y) in [(2, 2), (page.width() - 3, 2), (2, page.height() - 3)] {
            assert_eq!(page.get_pixel(x, y).0, sky, "{bleed_mm} mm of bleed at {x}, {y}");
        }
    }
}

#[test]
fn a_card_has_no_watermark_and_a_proof_has() {
    let (dir, _) = printed(&DESIGN, &full());
    let ops = |dir: &TempDir| {
        run_in(dir.path(), "qpdf", &["--qdf", "{pdf}", "{dir}/plain.pdf"]);
        let plain = std::fs::read(dir.path().join("plain.pdf")).expect("it is there");
        String::from_utf8_lossy(&plain).matches("/KWVEIL gs").count()
    };
    assert_eq!(ops(&dir), 0);
    let proof = crate::kit::proof(&full()).expect("it is drawn");
    std::fs::write(dir.path().join("proof.pdf"), proof).expect("it is written");
    assert!(ops(&dir) >= 2, "each face has its own");
}

#[test]
fn another_programmes_design_is_drawn_by_the_same_engine() {
    let policy = include_str!("../../../../assets/programme/example-points.json");
    let design = Policy::from_json(policy).expect("the example is readable").card_design;
    for face in [full(), bare(), crowded(), child()] {
        let (_dir, [front, _]) = printed(&design, &face);
        // Its photo stands on the right.
        let dark = |x| {
            let part = imageops::crop_imm(&front, x, 140, 300, 370).to_image();
            part.pixels().filter(|dot| dot.0[0] < 200).count()
        };
        assert!(dark(658) > 50_000 && dark(48) < 40_000, "{} {}", dark(658), dark(48));
    }
}

#[test]
fn the_faces_look_like_their_golden_pictures() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/proof/golden");
    let senior = Face {
        name: "Grażyna Błaszczyk",
        name_gone_by: None,
        birth_date: date(1951, 1, 30),
        expires_on: None,
        gender: Some("F"),
        band: "senior",
        ..civilian()
    };
    let mut unlike = Vec::new();
    for (file, face) in [
        ("veteran", full()),
        ("child", child()),
        ("crowded", crowded()),
        ("senior", senior),
        ("bare", bare()),
        ("face-arabic", Face { name: "محمد عبد الله الخطيب", ..civilian() }),
        ("face-han", Face { name: "歐陽菲菲", name_gone_by: Some("Mei Ouyang"), ..civilian() }),
    ] {
        let (_dir, pages) = printed(&DESIGN, &face);
        for (page, side) in pages.iter().zip(["front", "back"]) {
            let seen = imageops::thumbnail(page, page.width() / 2, page.height() / 2);
            let golden = image::open(format!("{folder}/{file}-{side}.png"));
            let off = golden.map_or(1.0, |golden| apart(&seen, &golden.into_luma8()));
            if off > 0.01 {
                let kept = format!("{}/{file}-{side}.png", env!("CARGO_TARGET_TMPDIR"));
                seen.save(&kept).expect("it is written");
                unlike.push(format!("{kept} is off by {:.1} %", off * 100.0));
            }
        }
    }
    assert!(unlike.is_empty(), "{}", unlike.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_design_that_was_taken_is_drawn_or_names_the_field_that_does_not_fit(
        at in any::<prop::sample::Index>(),
        is_front in any::<bool>(),
        (x, y) in (-3.0..3.0_f32, -3.0..3.0_f32),
        (wider, higher) in (-6.0..3.0_f32, -3.0..3.0_f32),
    ) {
        let policy = include_str!("../../../../assets/programme/chicago.json");
        let mut policy = Policy::from_json(policy).expect("the default policy is readable");
        let face = if is_front { &mut policy.card_design.front } else { &mut policy.card_design.back };
        let at = at.index(face.areas.len());
        let frame = &mut face.areas[at].frame_mm;
        *frame = Frame {
            x: frame.x + x,
            y: frame.y + y,
            width: frame.width + wider,
            height: frame.height + higher,
        };
        let text = serde_json::to_string(&policy).expect("a policy has its JSON");
        if let Ok(Policy { card_design, .. }) = Policy::from_json(&text) {
            match keyway_proof::card_pdf(&card_design, &full(), 0.0) {
                Ok(_) | Err(Error::DoesNotFit { .. }) => {}
                Err(error) => prop_assert!(false, "{}", error),
            }
        }
    }
}
