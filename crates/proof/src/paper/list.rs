//! The list to check: every field of the card with its label, in the applicant's language.
//!
//! Leaves nothing out: what is long is set smaller, never cut.

use super::page::{Manner, Page, Set, Subject};
use super::sentences::Sentences;
use crate::card::{Entry, Face};
use crate::error::{Error, Field};
use crate::ink::{Frame, HAIR, NAVY, SLATE};
use crate::pdf::decoration;
use crate::text::{MM_PER_PT, Measured, Weight};

const HEADING: Manner = Manner { size_pt: 14.0, weight: Weight::Bold, ink: NAVY };
const AROUND: Manner = Manner { size_pt: 9.0, weight: Weight::Regular, ink: NAVY };
const LABEL: Manner = Manner { size_pt: 7.5, weight: Weight::Regular, ink: SLATE };
const CONFIRM: Manner = Manner { size_pt: 9.5, weight: Weight::Bold, ink: NAVY };
const INITIALS: Manner = Manner { size_pt: 8.0, weight: Weight::Regular, ink: SLATE };
const GAP_MM: f32 = 1.9;

/// The list's values: from large to so small that the list holds whatever the card holds.
const VALUE_PT: f32 = 12.0;
const VALUE_FLOOR_PT: f32 = 5.5;
const VALUE_WEIGHT: Weight = Weight::Bold;

/// The place to confirm, at the list's foot.
const CONFIRM_MM: f32 = 19.0;
/// The box to tick, and the line to sign on.
const TICK_MM: f32 = 4.0;
const LINE_MM: f32 = 0.25;

/// What is listed, and in whose words.
#[derive(Clone, Copy)]
pub(crate) struct Listed<'a> {
    pub(crate) sentences: &'a Sentences,
    pub(crate) face: &'a Face<'a>,
    pub(crate) entries: &'a [Entry],
}

/// A text of the list, and the space below it.
struct Line {
    set: Set,
    below_mm: f32,
}

impl Line {
    fn height_mm(&self) -> f32 {
        self.set.text.height_mm() + self.below_mm
    }

    /// Writes it at `y`; where the next one begins.
    fn write(
        &self,
        page: &mut Page<'_>,
        kind: &'static str,
        frame: Frame,
        y: f32,
    ) -> Result<f32, Error> {
        page.say(kind, frame, y, &self.set)?;
        Ok(y + self.height_mm())
    }
}

/// The list: what stands above, each label with its value, what stands below.
struct List {
    above: [Line; 2],
    items: Vec<[Line; 2]>,
    below: Line,
}

/// Draws the list and, at its foot, the place to confirm.
pub(crate) fn draw(page: &mut Page<'_>, frame: Frame, subject: &Subject<'_>) -> Result<(), Error> {
    let rule = page.placed(Frame { x: frame.x - 3.5, width: 0.2, ..frame });
    decoration(&mut page.canvas, |canvas| canvas.fill(rule, HAIR));
    let room = room(frame);
    let Subject { face, entries, .. } = *subject;
    let list = List::largest(room, Listed { sentences: page.sentences, face, entries })?;
    let [check, what] = &list.above;
    let mut y = check.write(page, "H2", room, frame.y - 1.2)?;
    y = what.write(page, "P", room, y)?;
    page.tags.open("L");
    for [label, value] in &list.items {
        page.tags.open("LI");
        y = label.write(page, "Lbl", room, y)?;
        y = value.write(page, "LBody", room, y)?;
        page.tags.close();
    }
    page.tags.close();
    list.below.write(page, "P", room, y)?;
    confirm(page, Frame { y: frame.y + frame.height - CONFIRM_MM, height: CONFIRM_MM, ..frame })
}

/// Whether the list holds all entries.
///
/// # Errors
/// As [`draw`].
pub(crate) fn check(frame: Frame, listed: Listed<'_>) -> Result<(), Error> {
    List::largest(room(frame), listed).map(|_| ())
}

/// What is left above the place to confirm.
fn room(frame: Frame) -> Frame {
    Frame { height: frame.height - CONFIRM_MM, ..frame }
}

impl List {
    /// The list at the largest size at which all of it fits.
    fn largest(frame: Frame, listed: Listed<'_>) -> Result<List, Error> {
        let mut size_pt = VALUE_PT;
        while size_pt >= VALUE_FLOOR_PT {
            let list = List::sized(frame.width, size_pt, listed)?;
            if let Some(list) = list.filter(|list| list.height_mm() <= frame.height) {
                return Ok(list);
            }
            size_pt -= 0.5;
        }
        // The entry that is longest at the smallest size is the one to shorten.
        let longest = listed.entries.iter().max_by_key(|entry| entry.text.len());
        Err(Error::DoesNotFit { field: longest.map_or(Field::Name, |entry| entry.field) })
    }

    /// The list with its values at `size_pt`; `None` if a word of one is wider than the list.
    fn sized(width_mm: f32, size_pt: f32, listed: Listed<'_>) -> Result<Option<List>, Error> {
        let Listed { sentences, face, entries } = listed;
        let own = |text: &str, manner: Manner, below_mm| {
            manner.set(text, width_mm).map(|set| Line { set, below_mm })
        };
        let above =
            [own(&sentences.check, HEADING, 0.8)?, own(&sentences.check_what, AROUND, 3.0)?];
        let mut items = Vec::new();
        for entry in entries {
            let label = own(sentences.label(entry.field), LABEL, 0.0)?;
            let said = said(entry, face, sentences);
            let measured = Measured::new(entry.field, &said, VALUE_WEIGHT)?;
            let Some(text) = measured.fitted(width_mm, size_pt, usize::MAX)? else {
                return Ok(None);
            };
            let below_mm = GAP_MM * size_pt / VALUE_PT;
            items.push([label, Line { set: Set { text, ink: NAVY }, below_mm }]);
        }
        if let Some([_, last]) = items.last_mut() {
            last.below_mm = 7.0 * MM_PER_PT;
        }
        let below = own(&sentences.check_then, AROUND, 0.0)?;
        Ok(Some(List { above, items, below }))
    }

    fn height_mm(&self) -> f32 {
        let items = self.items.iter().flatten();
        self.above.iter().chain(items).chain([&self.below]).map(Line::height_mm).sum()
    }
}

/// What the card shows of a field, as the applicant's language says it.
fn said(entry: &Entry, face: &Face<'_>, sentences: &Sentences) -> String {
    match entry.field {
        Field::BirthDate => sentences.date(face.birth_date),
        Field::ExpiresOn => match face.expires_on {
            Some(day) => sentences.date(day),
            None => sentences.no_expiry.clone(),
        },
        Field::Veteran | Field::OrganDonor => sentences.shown.clone(),
        _ => entry.text.clone(),
    }
}

/// A box to tick beside the sentence to confirm, and a line for the initials.
fn confirm(page: &mut Page<'_>, frame: Frame) -> Result<(), Error> {
    let tick = page.placed(Frame { width: TICK_MM, height: TICK_MM, ..frame });
    decoration(&mut page.canvas, |canvas| canvas.outline(tick, 0.5, 0.8, NAVY));
    let beside = TICK_MM + 2.0;
    let text = Frame { x: frame.x + beside, width: frame.width - beside, ..frame };
    let sentence = CONFIRM.set(&page.sentences.confirm, text.width)?;
    page.say("P", text, frame.y - 0.1, &sentence)?;
    let initials = INITIALS.set(&page.sentences.initials, text.width)?;
    let foot = frame.y + frame.height - LINE_MM;
    page.say("P", text, foot - initials.text.height_mm() + 0.6, &initials)?;
    let taken = initials.text.width_mm() + 2.0;
    let line = Frame { x: text.x + taken, y: foot, width: text.width - taken, height: LINE_MM };
    let line = page.placed(line);
    decoration(&mut page.canvas, |canvas| canvas.fill(line, NAVY));
    Ok(())
}
