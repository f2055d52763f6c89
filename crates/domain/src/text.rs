//! Text as it goes into the record: one spelling for what reads alike, nothing that nobody sees.
//!
//! ```text
//! as typed -> white space folded -> ends bared -> NFC -> taken, or the character at fault
//! ```
//!
//! What a clerk sees stays as typed: only what is stored, signed and printed comes from here.

use icu_properties::props::{
    Dash, DefaultIgnorableCodePoint, GeneralCategory, NoncharacterCodePoint,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::UnicodeNormalization;

mod digits;
mod joiners;
mod spot;

pub use digits::{digit, number, with_ascii_digits};
pub use spot::Spot;

/// What keeps a text out of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blot {
    /// A character that nobody sees, where no script wants it: two names that look alike must be
    /// alike, and a mark of direction (Unicode UAX 9) would turn the text of a card around.
    Unseen(Spot),
    /// A character without a form of its own, such as one for private use.
    Unprintable(Spot),
}

/// A text of one line, such as a name: white space, line ends among it, is folded to single
/// spaces, what nobody sees falls off its ends, and it has Unicode's composed form (NFC).
///
/// # Errors
/// [`Blot`] with the first character that can't go into the record.
pub fn line(typed: &str) -> Result<String, Blot> {
    unblotted(bare(typed))
}

/// A text of several lines, each like [`line`]; empty ones are dropped.
///
/// # Errors
/// [`Blot`] with the first character that can't go into the record.
pub fn lines(typed: &str) -> Result<String, Blot> {
    let rows = typed.lines().map(bare).filter(|row| !row.is_empty());
    unblotted(rows.collect::<Vec<_>>().join("\n"))
}

/// Whether a reader sees nothing at all.
#[must_use]
pub fn is_blank(typed: &str) -> bool {
    typed.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// A text that a machine reads, such as an address on a network or a one-time code: in plain
/// letters and digits where a keyboard sent wide ones or those of another script, without white
/// space at its ends, and without what nobody sees.
#[must_use]
pub fn plain(typed: &str) -> String {
    let seen = typed.chars().filter(|c| c.is_whitespace() || !is_unseen(*c));
    let narrow = seen.nfkc().collect::<String>();
    let ascii = with_ascii_digits(narrow.trim());
    if ascii.is_ascii() { ascii } else { narrow.trim().to_owned() }
}

/// Whether people put a character between the groups of a long number: white space, a dash of
/// any kind, what nobody sees.
#[must_use]
pub fn is_between(c: char) -> bool {
    c.is_whitespace() || CodePointSetData::new::<Dash>().contains(c) || is_unseen(c)
}

/// Whether a character has neither ink nor width: marks of direction, joiners, selectors of a
/// form, fillers, control codes.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        || c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFB}')
}

/// White space folded, the ends bared, in Unicode's composed form.
///
/// A compatibility ideograph becomes its standard variant first: NFC alone would take from a
/// name the form that its owner writes.
fn bare(typed: &str) -> String {
    let folded = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = folded.trim_start_matches(|c: char| c == ' ' || is_unseen(c));
    while let Some((at, c)) = rest.char_indices().next_back() {
        let is_kept = c != ' ' && (!is_unseen(c) || joiners::is_wanted(rest, at, c));
        if is_kept {
            break;
        }
        rest = &rest[..at];
    }
    rest.chars().cjk_compat_variants().nfc().collect()
}

fn unblotted(text: String) -> Result<String, Blot> {
    let found = text.char_indices().enumerate().find_map(|(nth, (at, c))| {
        if c == '\n' {
            None
        } else if is_unseen(c) {
            (!joiners::is_wanted(&text, at, c)).then(|| Spot::of(&text, nth).map(Blot::Unseen))
        } else {
            is_formless(c).then(|| Spot::of(&text, nth).map(Blot::Unprintable))
        }
    });
    match found.flatten() {
        Some(blot) => Err(blot),
        None => Ok(text),
    }
}

/// Whether nobody can say what a character looks like.
fn is_formless(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    category == GeneralCategory::PrivateUse
        || CodePointSetData::new::<NoncharacterCodePoint>().contains(c)
        || matches!(c, '\u{FFFC}' | '\u{FFFD}')
}

#[cfg(test)]
mod tests;
