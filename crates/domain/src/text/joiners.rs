//! Where a script wants a character that nobody sees.
//!
//! The joiners by rules A1, A2 and B of Unicode UAX 31 (section 2.3.1), with what it leaves out:
//! the joiner before a virama, by which Bengali and Kannada tell two forms of "ra" apart, and the
//! selectors by which Han and Mongolian names choose a letter's form.

use icu_properties::props::{
    CanonicalCombiningClass, GeneralCategory, GeneralCategoryGroup, IndicSyllabicCategory,
    JoiningType, Script, UnifiedIdeograph,
};
use icu_properties::{CodePointMapData, CodePointSetData};

/// Whether the unseen character `c`, which stands at the byte `at` of `text`, is wanted there.
pub(super) fn is_wanted(text: &str, at: usize, c: char) -> bool {
    let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
    match c {
        '\u{200C}' => parts_cursive(before, after) || parts_conjunct(before, after),
        '\u{200D}' => joins_after_virama(before, after) || joins_before_virama(before, after),
        '\u{FE00}'..='\u{FE02}' | '\u{E0100}'..='\u{E01EF}' => before.ends_with(is_ideograph),
        '\u{180B}'..='\u{180D}' | '\u{180F}' => before.ends_with(is_mongolian),
        '\u{180E}' => before.ends_with(is_mongolian) && after.starts_with(is_mongolian),
        _ => false,
    }
}

/// A1: between two letters that would join.
fn parts_cursive(before: &str, after: &str) -> bool {
    let joining = |c| CodePointMapData::<JoiningType>::new().get(c);
    let is_firm = |c: &char| joining(*c) != JoiningType::Transparent;
    let left = before.chars().rev().find(is_firm).map(joining);
    let right = after.chars().find(is_firm).map(joining);
    matches!(left, Some(JoiningType::LeftJoining | JoiningType::DualJoining))
        && matches!(right, Some(JoiningType::RightJoining | JoiningType::DualJoining))
}

/// A2: after the virama of a letter, before another letter.
fn parts_conjunct(before: &str, after: &str) -> bool {
    ends_with_virama(before) && after.chars().find(|c| !is_moved_mark(*c)).is_some_and(is_letter)
}

/// B: after the virama of a letter, not before a vowel sign.
fn joins_after_virama(before: &str, after: &str) -> bool {
    let is_vowel_sign = |c| {
        let kinds = CodePointMapData::<IndicSyllabicCategory>::new();
        kinds.get(c) == IndicSyllabicCategory::VowelDependent
    };
    ends_with_virama(before) && !after.starts_with(is_vowel_sign)
}

/// Between a letter and its virama: it keeps its full form, and what follows hangs on it.
fn joins_before_virama(before: &str, after: &str) -> bool {
    before.chars().rev().find(|c| !is_moved_mark(*c)).is_some_and(is_letter)
        && after.starts_with(is_virama)
}

/// Whether a text ends with a letter, its marks, a virama, and marks that may stand beside that.
fn ends_with_virama(text: &str) -> bool {
    let mut letters = text.chars().rev().skip_while(|c| is_moved_mark(*c) && !is_virama(*c));
    letters.next().is_some_and(is_virama) && letters.find(|c| !is_mark(*c)).is_some_and(is_letter)
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

fn is_letter(c: char) -> bool {
    GeneralCategoryGroup::Letter.contains(category(c))
}

fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(category(c))
}

/// A mark that normalisation may move past another.
fn is_moved_mark(c: char) -> bool {
    let class = CodePointMapData::<CanonicalCombiningClass>::new().get(c);
    category(c) == GeneralCategory::NonspacingMark && class != CanonicalCombiningClass::NotReordered
}

fn is_virama(c: char) -> bool {
    let class = CodePointMapData::<CanonicalCombiningClass>::new().get(c);
    class == CanonicalCombiningClass::Virama
}

fn is_ideograph(c: char) -> bool {
    CodePointSetData::new::<UnifiedIdeograph>().contains(c)
}

fn is_mongolian(c: char) -> bool {
    is_letter(c) && CodePointMapData::<Script>::new().get(c) == Script::Mongolian
}
