//! Which designs are taken, and what is said of the others.
//!
//! Every fault is made in the shipped design, one at a time.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::Policy;
use crate::fixtures::{CHICAGO, chicago, points};

/// What is said of the default design after `edit`: the last word of the place, and the reason.
fn said(edit: impl FnOnce(&mut CardDesign)) -> Option<(String, String)> {
    let mut policy = chicago();
    edit(&mut policy.card_design);
    let fault = policy.card_design.fault(&policy.bands)?;
    Some((fault.place.last().cloned().unwrap_or_default(), fault.reason))
}

fn refused(place: &str, reason: &str, edit: impl FnOnce(&mut CardDesign)) {
    let said = said(edit);
    assert_eq!(said, Some((place.to_owned(), reason.to_owned())));
}

fn area<'a>(face: &'a mut FaceDesign, name: &str) -> &'a mut Area {
    face.areas.iter_mut().find(|area| area.name == name).expect("the area is there")
}

fn cell<'a>(face: &'a mut FaceDesign, stack: &str, name: &str) -> &'a mut Cell {
    let Content::Stack(stack) = &mut area(face, stack).holds else { panic!("it is a stack") };
    stack.rows.iter_mut().flatten().find(|cell| cell.name == name).expect("the cell is there")
}

#[test]
fn both_designs_are_taken_and_show_what_the_law_wants() {
    for policy in [chicago(), points()] {
        let design = &policy.card_design;
        assert!(design.fault(&policy.bands).is_none());
        let facts = Facts {
            has: [CardField::Photo, CardField::Name, CardField::BirthDate].into(),
            band: "adult",
        };
        assert!(facts.has.iter().all(|field| design.shows(*field, &facts)));
    }
}

#[test]
fn the_call_in_an_emergency_stands_out_on_a_childs_card() {
    let design = chicago().card_design;
    let shown = |band| {
        let has = [CardField::EmergencyContact].into();
        let facts = Facts { has, band };
        let leaves = design.back.leaves();
        let is_shown = |l: &&Leaf<'_>| l.shows(CardField::EmergencyContact) && l.is_met(&facts);
        leaves.iter().filter(is_shown).map(|leaf| leaf.name.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown("child"), ["call_for_child"]);
    for band in ["young", "adult", "senior"] {
        assert_eq!(shown(band), ["call"]);
    }
}

#[test]
fn what_the_card_lacks_is_not_shown() {
    let design = chicago().card_design;
    let facts = Facts { has: [CardField::Address].into(), band: "adult" };
    assert!(design.shows(CardField::Address, &facts));
    assert!(!design.shows(CardField::Gender, &facts));
}

#[test]
fn an_area_must_lie_on_the_card_and_clear_of_its_edge() {
    let outside = "the area is not inside the card";
    for frame in [
        Frame { x: -0.1, y: 0.0, width: 9.0, height: 9.0 },
        Frame { x: 80.0, y: 0.0, width: 5.7, height: 9.0 },
        Frame { x: 0.0, y: 50.0, width: 9.0, height: 4.0 },
        Frame { x: 0.0, y: 0.0, width: 0.0, height: 9.0 },
        Frame { x: f32::NAN, y: 0.0, width: 9.0, height: 9.0 },
        Frame { x: 0.0, y: 0.0, width: f32::INFINITY, height: 9.0 },
    ] {
        refused("band", outside, |design| area(&mut design.front, "band").frame_mm = frame);
    }
    let edge = "what is read stays 1 mm inside the card's edge";
    refused("title", edge, |design| area(&mut design.front, "title").frame_mm.x = 0.5);
}

#[test]
fn two_areas_that_one_card_can_show_may_not_overlap() {
    let reason = "it overlaps the area \"title\"";
    refused("portrait", reason, |d| area(&mut d.front, "portrait").frame_mm.y = 7.0);
    // The large photo and the veteran's plate share a place that no card fills twice.
    let reason = "it overlaps the area \"portrait\"";
    refused("portrait_of_veteran", reason, |d| {
        area(&mut d.front, "portrait").when = When::default();
    });
    let reason = "it overlaps the area \"born\"";
    refused("expiry", reason, |d| cell(&mut d.front, "column", "expiry").x_mm = 15.0);
    let reason = "it overlaps the area \"call_for_child\"";
    refused("call", reason, |d| {
        cell(&mut d.back, "notes", "call").when.bands.insert("child".to_owned());
    });
}

#[test]
fn every_card_shows_on_its_front_what_the_law_wants() {
    for (name, word) in [("number_of_card", "card_number"), ("portrait", "photo")] {
        let reason = format!("every card's front shows {word:?}");
        refused("front", &reason, |d| d.front.areas.retain(|area| area.name != name));
    }
    for (name, word) in [("full_name", "name"), ("born", "birth_date"), ("expiry", "expires_on")] {
        let reason = format!("every card's front shows {word:?}");
        refused("front", &reason, |d| {
            let adults = ["adult".to_owned()].into();
            cell(&mut d.front, "column", name).when.bands = adults;
        });
        refused("front", &reason, |d| {
            cell(&mut d.front, "column", name).when.has = [CardField::Gender].into();
        });
    }
}

#[test]
fn rules_too_many_to_tell_are_refused() {
    let reason = "a field's areas ask for 8 other fields at the most";
    refused("front", reason, |design| {
        let when = &mut area(&mut design.front, "number_of_card").when;
        when.lacks = [
            CardField::Gender,
            CardField::Address,
            CardField::Signature,
            CardField::Veteran,
            CardField::OrganDonor,
            CardField::LibraryNumber,
            CardField::TransitStock,
            CardField::MedicalNotes,
            CardField::Code,
        ]
        .into();
    });
}

#[test]
fn a_name_that_is_not_there_is_named() {
    let edit = |d: &mut CardDesign| _ = d.colours.remove("red");
    refused("alert_label", "there is no colour \"red\"", edit);
    let edit = |d: &mut CardDesign| _ = d.colours.remove("mist");
    refused("paper", "there is no colour \"mist\"", edit);
    let edit = |d: &mut CardDesign| _ = d.styles.remove("digits");
    refused("bars", "there is no style \"digits\"", edit);
    let edit = |d: &mut CardDesign| _ = d.styles.remove("label");
    refused("number_of_card", "there is no style \"label\"", edit);
    refused("call_for_child", "there is no age band \"infant\"", |d| {
        cell(&mut d.back, "notes", "call_for_child").when.bands = ["infant".to_owned()].into();
    });
}

#[test]
fn sizes_are_sane() {
    let style = |name: &'static str, edit: fn(&mut Style)| {
        move |d: &mut CardDesign| edit(d.styles.get_mut(name).expect("the style"))
    };
    let nominal = "nominal_pt must be 4 to 24";
    refused("title", nominal, style("title", |s| s.nominal_pt = 25.0));
    refused("title", nominal, style("title", |s| s.nominal_pt = f32::NAN));
    let floor = "floor_pt must be 4 to nominal_pt";
    refused("title", floor, style("title", |s| s.floor_pt = 12.5));
    refused("title", floor, style("title", |s| s.floor_pt = 3.9));
    let lines = "line_limit must be 1 to 8";
    refused("title", lines, style("title", |s| s.line_limit = 0));
    refused("title", lines, style("title", |s| s.line_limit = 9));
    refused("title", "the text needs 3.09 mm of height", |d| {
        area(&mut d.front, "title").frame_mm.height = 3.0;
    });
    refused("portrait", "radius_mm must be 0 to 5", |d| {
        area(&mut d.front, "portrait").holds =
            Content::Photo { radius_mm: 6.0, outline: "hair".to_owned() };
    });
    refused("paper", "waves are 0.4 to 10 mm apart and 0.1 to 1 pt wide", |d| {
        area(&mut d.front, "paper").holds =
            Content::Waves { colour: "mist".to_owned(), pitch_mm: 0.01, width_pt: 0.5 };
    });
    let edit = |d: &mut CardDesign| area(&mut d.front, "portrait").frame_mm.height = 31.0;
    refused("portrait", "a photo's area is 4:5", edit);
}

#[test]
fn a_stack_has_room_for_its_rows_at_their_fullest() {
    let taller = |d: &mut CardDesign| {
        cell(&mut d.front, "column", "home").height_mm += 1.0;
    };
    refused("column", "its rows need 42.87 mm of height", taller);
    refused("column", "the cell \"marker\" is not inside its stack", |d| {
        cell(&mut d.front, "column", "marker").width_mm = 9.2;
    });
    refused("column", "grows_to_mm of \"signed\" must be height_mm to 20", |d| {
        cell(&mut d.front, "column", "signed").grows_to_mm = Some(4.0);
    });
    refused("column", "the cell \"home\" cannot grow: it holds no signature", |d| {
        cell(&mut d.front, "column", "home").grows_to_mm = Some(13.0);
    });
    refused("column", "the cell \"home\" holds what only an area may hold", |d| {
        cell(&mut d.front, "column", "home").holds = Content::Fill { colour: "sky".to_owned() };
    });
    let stack = |edit: fn(&mut Stack)| {
        move |d: &mut CardDesign| {
            let Content::Stack(stack) = &mut area(&mut d.front, "column").holds else {
                panic!("it is a stack")
            };
            edit(stack);
        }
    };
    let gaps = "gaps are 0 to 20 mm, the least not above the most";
    refused("column", gaps, stack(|s| s.least_gap_mm = -1.0));
    refused("column", gaps, stack(|s| s.most_gap_mm = 0.1));
    let empty = "a stack has rows, and a row has cells";
    refused("column", empty, stack(|s| s.rows.clear()));
    refused("column", empty, stack(|s| s.rows.push(Vec::new())));
}

#[test]
fn symbols_keep_the_measures_that_scanners_need() {
    let bars = |bar_mm| {
        move |d: &mut CardDesign| {
            let Content::Barcode { bar_mm: own, .. } = &mut area(&mut d.back, "bars").holds else {
                panic!("it is the barcode")
            };
            *own = bar_mm;
        }
    };
    refused("bars", "bar_mm must be 0.191 to 1", bars(0.19));
    refused("bars", "the barcode and its quiet zones need 64.50 mm across", bars(0.3));
    let edit = |d: &mut CardDesign| area(&mut d.back, "bars").frame_mm.height = 10.0;
    refused("bars", "the bars must be 7.43 mm high or higher", edit);
    let code = |side: f32, module_mm| {
        move |d: &mut CardDesign| {
            let area = area(&mut d.back, "signed_code");
            area.holds = Content::Code { module_mm };
            (area.frame_mm.width, area.frame_mm.height) = (side, side);
        }
    };
    refused("signed_code", "module_mm must be 0.33 to 1", code(26.0, 0.32));
    let small = "the code and its quiet zone need 24.09 mm both ways";
    refused("signed_code", small, code(24.0, 0.33));
    let white = "a symbol stands on plain white";
    refused("bars", white, |d| area(&mut d.back, "paper").frame_mm.y = 20.0);
    assert_eq!(said(|d| area(&mut d.back, "paper").frame_mm.y = 33.0), None);
}

/// A drawing of one square in a colour, as a policy file says it.
fn square(colour: &str, side: u32) -> Content {
    let path = "M 0 0 L 10 0 10 10 0 10 Z";
    let shapes = serde_json::json!([{ "colour": colour, "path": path }]);
    let drawing = serde_json::json!({ "width": side, "height": side, "shapes": shapes });
    serde_json::from_value(serde_json::json!({ "drawing": drawing })).expect("a drawing")
}

#[test]
fn a_programmes_own_drawing_is_ground_like_any_other() {
    let seal = |colour: &'static str, side| {
        move |d: &mut CardDesign| area(&mut d.front, "star_1").holds = square(colour, side)
    };
    assert_eq!(said(seal("red", 10)), None);
    refused("star_1", "there is no colour \"gold\"", seal("gold", 10));
    refused("star_1", "a drawing stays within its own width and height", seal("red", 9));
    let below = |d: &mut CardDesign| area(&mut d.front, "paper").holds = square("navy", 10);
    assert_eq!(said(below).expect("navy on navy").0, "number_of_card");
    let below = |d: &mut CardDesign| {
        area(&mut d.back, "star").frame_mm = Frame { x: 60.0, y: 8.0, width: 3.4, height: 3.4 }
    };
    refused("signed_code", "a symbol stands on plain white", |d| {
        area(&mut d.back, "star").holds = square("red", 10);
        below(d);
    });
}

#[test]
fn a_text_that_is_hard_to_read_on_its_ground_is_refused() {
    let grey = |d: &mut CardDesign| _ = d.colours.insert("slate".into(), Colour(0x80, 0x8A, 0x90));
    let (place, reason) = said(grey).expect("too faint");
    assert_eq!(place, "number_of_card");
    assert!(reason.starts_with("\"slate\" on "), "{reason}");
    assert!(reason.ends_with("; 4.5 is needed"), "{reason}");
    let dark = |d: &mut CardDesign| _ = d.colours.insert("sky".into(), Colour(0x10, 0x30, 0x50));
    assert_eq!(said(dark).expect("navy on dark blue").0, "title");
}

#[test]
fn the_cards_own_words_are_there_in_its_language_and_not_too_long() {
    let language = "the card's words need a language, such as \"en\" or \"es-MX\"";
    for tag in ["", "e", "en-", "-en", "en_US", "en)/X(", "<b>", "e\u{301}s", "engliiiish", "1en"] {
        refused("language", language, |d| d.language = tag.to_owned());
    }
    let other = |d: &mut CardDesign| d.language = "pl".to_owned();
    refused("veteran_plate", "the words are not there in \"pl\"", other);
    assert_eq!(said(|d| d.language = "es".to_owned()), None);
    for text in ["", " ", &"a".repeat(201)] {
        refused("code_hint", "words have 1 to 200 characters", |d| {
            let words = BTreeMap::from([("en".to_owned(), text.to_owned())]);
            let style = "hint".to_owned();
            area(&mut d.back, "code_hint").holds = Content::Words { words, style };
        });
    }
}

#[test]
fn only_the_expiry_has_words_for_none_and_only_texts_are_fields() {
    let with = |field: CardField, none: Option<&str>| {
        let none = none.map(|text| BTreeMap::from([("en".to_owned(), text.to_owned())]));
        let style = "value".to_owned();
        Content::Field { field, label: None, label_style: "label".to_owned(), style, none }
    };
    refused("expiry", "a card without expiry says so: \"none\" is missing", |d| {
        cell(&mut d.front, "column", "expiry").holds = with(CardField::ExpiresOn, None);
    });
    refused("marker", "only \"expires_on\" has words for none", |d| {
        cell(&mut d.front, "column", "marker").holds = with(CardField::Gender, Some("-"));
    });
    refused("marker", "what is no text has a word of its own and is no field", |d| {
        cell(&mut d.front, "column", "marker").holds = with(CardField::Signature, None);
    });
}

#[test]
fn a_name_stands_once_on_a_face_and_a_face_has_a_bound() {
    refused("title", "the area \"title\" stands twice", |d| {
        area(&mut d.front, "star_1").name = "title".to_owned();
    });
    refused("column", "the area \"column\" stands twice", |d| {
        cell(&mut d.front, "column", "home").name = "column".to_owned();
    });
    refused("front", "a face has 64 areas at the most", |d| {
        let star = area(&mut d.front, "star_1").clone();
        d.front.areas.extend((0..60).map(|n| Area { name: format!("s{n}"), ..star.clone() }));
    });
}

#[test]
fn a_fault_in_the_file_names_its_line() {
    for (from, to, marker, reason) in [
        ("\"name\": \"title\"", "\"name\": \"foot\"", "\"foot\"", "the area \"foot\" stands twice"),
        ("\"#10223B\"", "\"#10223\"", "\"#10223\"", "a colour is written #RRGGBB"),
        ("\"pitch_mm\"", "\"pitch\"", "\"pitch\"", "unknown field `pitch`"),
        ("\"lacks\": [\"veteran\"]", "\"lacks\": [\"hero\"]", "\"hero\"", "unknown variant `hero`"),
        ("\"y\": 40.7", "\"y\": 44.0", "\"number_of_card\"", "it overlaps the area"),
    ] {
        let text = CHICAGO.replacen(from, to, 1);
        let error = Policy::from_json(&text).expect_err(to);
        assert!(error.reason.starts_with(reason), "{}", error.reason);
        let line = text.lines().nth(error.line - 1).expect("a line of the file");
        assert!(line.contains(marker), "{line}");
    }
}

/// A rule over few fields, so that chance makes many meet and many clash.
fn when() -> impl Strategy<Value = When> {
    let fields = || {
        let some = [CardField::Gender, CardField::Address, CardField::Veteran, CardField::Code];
        prop::collection::btree_set(prop::sample::select(some.to_vec()), 0..3)
    };
    let bands = prop::sample::select(vec!["child", "adult", "senior"]).prop_map(str::to_owned);
    let bands = prop::collection::btree_set(bands, 0..3);
    (fields(), fields(), bands).prop_map(|(has, lacks, bands)| When { has, lacks, bands })
}

proptest! {
    #[test]
    fn no_card_meets_two_rules_that_exclude_each_other(
        (one, other, card) in (when(), when(), when()),
        band in prop::sample::select(vec!["child", "adult", "senior"]),
    ) {
        let facts = Facts { has: card.has, band };
        let meets_both = one.is_met(&facts) && other.is_met(&facts);
        prop_assert!(!(one.excludes(&other) && meets_both));
        prop_assert_eq!(one.excludes(&other), other.excludes(&one));
    }

    #[test]
    fn in_a_design_that_is_taken_nothing_is_off_the_card_or_on_another_area(
        at in any::<prop::sample::Index>(),
        is_front in any::<bool>(),
        (x, y) in (-6.0..6.0_f32, -6.0..6.0_f32),
        (wider, higher) in (-3.0..3.0_f32, -3.0..3.0_f32),
    ) {
        let Policy { bands, mut card_design, .. } = chicago();
        let face = if is_front { &mut card_design.front } else { &mut card_design.back };
        let at = at.index(face.areas.len());
        let frame = &mut face.areas[at].frame_mm;
        (frame.x, frame.y) = (frame.x + x, frame.y + y);
        (frame.width, frame.height) = (frame.width + wider, frame.height + higher);
        if card_design.fault(&bands).is_none() {
            let face = if is_front { &card_design.front } else { &card_design.back };
            let moved = &face.areas[at];
            let Frame { x, y, width, height } = moved.frame_mm;
            prop_assert!(x > -0.01 && y > -0.01 && width > 0.0 && height > 0.0);
            prop_assert!(x + width < CARD_WIDTH_MM + 0.01 && y + height < CARD_HEIGHT_MM + 0.01);
            let read = |area: &&Area| !area.holds.is_ground() && area.name != moved.name;
            for other in face.areas.iter().filter(read).filter(|_| !moved.holds.is_ground()) {
                let Frame { x: left, y: top, width: across, height: down } = other.frame_mm;
                let is_beside = x + width < left + 0.01 || left + across < x + 0.01;
                let is_above = y + height < top + 0.01 || top + down < y + 0.01;
                let is_never_both = moved.when.excludes(&other.when)
                    || moved.holds.field().is_some_and(|f| other.when.lacks.contains(&f))
                    || other.holds.field().is_some_and(|f| moved.when.lacks.contains(&f));
                prop_assert!(is_beside || is_above || is_never_both, "{}", other.name);
            }
        }
    }
}
