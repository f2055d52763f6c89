//! One character of a text, and where a reader finds it.
//!
//! Says where, never what is wrong with it.

use serde::Serialize;
use ts_rs::TS;
use unicode_segmentation::UnicodeSegmentation;

use super::rules::is_unseen;
use crate::personal::Personal;

/// One character of a text, and where a reader finds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "types.ts")]
pub struct Spot {
    /// The character with the marks on it; empty for one that nobody sees.
    #[ts(type = "string")]
    pub character: Personal<String>,
    /// Its number in Unicode, such as `U+200E`.
    pub code_point: String,
    /// In which line it stands, counted from 1.
    pub line: u32,
    /// Which character of the line it is, counted from 1 as a reader counts: a letter with its
    /// marks is one, what nobody sees is none. Of one that nobody sees: which one it follows.
    pub place: u32,
}

impl Spot {
    /// The character that comes after `nth` others (of Unicode's, as `chars` gives them).
    #[must_use]
    pub fn of(text: &str, nth: usize) -> Option<Self> {
        let (at, c) = text.char_indices().nth(nth)?;
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let row = text[start..].split('\n').next().unwrap_or_default();
        let seen = |letter: &&str| !letter.chars().all(is_unseen);
        let up_to_it = row.grapheme_indices(true).take_while(|(from, _)| start + from <= at);
        let letters = up_to_it.map(|(_, letter)| letter).collect::<Vec<_>>();
        let shown = letters.last().filter(|_| !is_unseen(c)).copied().unwrap_or_default();
        Some(Self {
            character: Personal::new(shown.chars().filter(|c| !is_unseen(*c)).collect()),
            code_point: format!("U+{:04X}", u32::from(c)),
            line: count(text[..start].matches('\n')).saturating_add(1),
            place: count(letters.iter().filter(|letter| seen(letter))),
        })
    }
}

fn count<T>(things: impl Iterator<Item = T>) -> u32 {
    u32::try_from(things.count()).unwrap_or(u32::MAX)
}
