//! The list to check: every field of the card with its label, in the applicant's language.
//!
//! Leaves nothing out: what is long is set smaller, never cut.

use crate::cell::caption;
use crate::face::{Entry, Face};
use crate::fit::{Fitted, MM_PER_PT, Measured};
use crate::key::Weight;
use crate::page::{Page, Subject};
use crate::paint::{Frame, HAIR, Ink, NAVY, SLATE};
use crate::sentences::Sentences;
use crate::tags::decoration;
use crate::{Error, Field};

const LABEL_PT: f32 = 7.5;
const GAP_MM: f32 = 1.9;
/// The list's values: from large to so small that the list holds whatever the card holds.
const VALUE_PT: (f32, f32) = (12.0, 5.5);

/// The place to confirm, at the list's foot.
const CONFIRM_MM: f32 = 19.0;
/// The box to tick, and the line to sign on.
const TICK_MM: f32 = 4.0;
const LINE_MM: f32 = 0.25;

/// A text of the list, and the space below it.
struct Line {
    text: Fitted,
    ink: Ink,
    below_mm: f32,
}

impl Line {
    fn new(
        (text, size_pt, weight): (&str, f32, Weight),
        width_mm: f32,
        ink: Ink,
        below_mm: f32,
    ) -> Result<Line, Error> {
        caption(text, size_pt, width_mm, weight).map(|text| Line { text, ink, below_mm })
    }

    fn height_mm(&self) -> f32 {
        self.text.height_mm() + self.below_mm
    }

    /// Writes it at `y`; where the next one begins.
    fn write(
        &self,
        page: &mut Page<'_>,
        kind: &'static str,
        frame: Frame,
        y: f32,
    ) -> Result<f32, Error> {
        page.say(kind, frame, y, (&self.text, self.ink))?;
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
    let list = List::largest(room, page.sentences, (subject.face, subject.entries))?;
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

/// Whether the list holds all `entries`.
///
/// # Errors
/// As [`draw`].
pub(crate) fn check(
    sentences: &Sentences,
    frame: Frame,
    face: &Face<'_>,
    entries: &[Entry],
) -> Result<(), Error> {
    List::largest(room(frame), sentences, (face, entries)).map(|_| ())
}

/// What is left above the place to confirm.
fn room(frame: Frame) -> Frame {
    Frame { height: frame.height - CONFIRM_MM, ..frame }
}

impl List {
    /// The list at the largest size at which all of it fits.
    fn largest(
        frame: Frame,
        sentences: &Sentences,
        (face, entries): (&Face<'_>, &[Entry]),
    ) -> Result<List, Error> {
        let mut size_pt = VALUE_PT.0;
        while size_pt >= VALUE_PT.1 {
            let list = List::sized(frame.width, size_pt, sentences, (face, entries))?;
            if let Some(list) = list.filter(|list| list.height_mm() <= frame.height) {
                return Ok(list);
            }
            size_pt -= 0.5;
        }
        // The entry that is longest at the smallest size is the one to shorten.
        let longest = entries.iter().max_by_key(|entry| entry.text.len());
        Err(Error::DoesNotFit { field: longest.map_or(Field::Name, |entry| entry.field) })
    }

    /// The list with its values at `size_pt`; `None` if a word of one is wider than the list.
    fn sized(
        width_mm: f32,
        size_pt: f32,
        sentences: &Sentences,
        (face, entries): (&Face<'_>, &[Entry]),
    ) -> Result<Option<List>, Error> {
        let own = |text: &str, size, weight, ink, below| {
            Line::new((text, size, weight), width_mm, ink, below)
        };
        let (bold, regular) = (Weight::Bold, Weight::Regular);
        let above = [
            own(&sentences.check, 14.0, bold, NAVY, 0.8)?,
            own(&sentences.check_what, 9.0, regular, NAVY, 3.0)?,
        ];
        let mut items = Vec::new();
        for entry in entries {
            let label = own(sentences.label(entry.field), LABEL_PT, regular, SLATE, 0.0)?;
            let said = said(entry, face, sentences);
            let measured = Measured::new(entry.field, &said, bold)?;
            let Some(text) = measured.fitted(width_mm, size_pt, usize::MAX)? else {
                return Ok(None);
            };
            items.push([label, Line { text, ink: NAVY, below_mm: GAP_MM * size_pt / VALUE_PT.0 }]);
        }
        if let Some([_, last]) = items.last_mut() {
            last.below_mm = 7.0 * MM_PER_PT;
        }
        let below = own(&sentences.check_then, 9.0, regular, NAVY, 0.0)?;
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
    let sentence = caption(&page.sentences.confirm, 9.5, text.width, Weight::Bold)?;
    page.say("P", text, frame.y - 0.1, (&sentence, NAVY))?;
    let initials = caption(&page.sentences.initials, 8.0, text.width, Weight::Regular)?;
    let foot = frame.y + frame.height - LINE_MM;
    page.say("P", text, foot - initials.height_mm() + 0.6, (&initials, SLATE))?;
    let taken = initials.width_mm() + 2.0;
    let line = Frame { x: text.x + taken, y: foot, width: text.width - taken, height: LINE_MM };
    let line = page.placed(line);
    decoration(&mut page.canvas, |canvas| canvas.fill(line, NAVY));
    Ok(())
}
