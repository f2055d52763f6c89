//! The proof's page: both faces at true size and enlarged, beside the list to check and above
//! the promise of what is kept.
//!
//! Draws no face itself; it shows the same drawing twice, once as it is and once enlarged.

use super::list::{self, Listed};
use super::page::{Manner, PAGE, Page, Subject};
use super::promise;
use super::sentences::Sentences;
use crate::card::{CARD_HEIGHT_MM, CARD_WIDTH_MM, Entry, Face};
use crate::error::Error;
use crate::ink::{Frame, NAVY, RED, SLATE};
use crate::text::Weight;

const MARGIN_MM: f32 = 11.0;

/// How much larger the enlarged faces are: as much as two of them leave room for the rest.
const ENLARGED: f32 = 1.4;

/// Upper left corners of the two faces at true size, in millimetres from the page's own.
///
/// In a language that runs from right to left the two change places.
pub const FRONT_AT_MM: (f32, f32) = (MARGIN_MM, 29.0);
/// As [`FRONT_AT_MM`], for the back.
pub const BACK_AT_MM: (f32, f32) = (PAGE.width_mm - MARGIN_MM - CARD_WIDTH_MM, 29.0);

const FRONT: Frame = card_at(FRONT_AT_MM, 1.0);
const BACK: Frame = card_at(BACK_AT_MM, 1.0);
const LARGE_FRONT: Frame = card_at((MARGIN_MM, 90.0), ENLARGED);
const LARGE_BACK: Frame = card_at((MARGIN_MM, LARGE_FRONT.y + LARGE_FRONT.height + 6.0), ENLARGED);

/// The list to check, right of the enlarged faces and as high as both.
const LIST: Frame = Frame {
    x: MARGIN_MM + LARGE_FRONT.width + 7.0,
    y: LARGE_FRONT.y,
    width: PAGE.width_mm - 2.0 * MARGIN_MM - LARGE_FRONT.width - 7.0,
    height: LARGE_BACK.y + LARGE_BACK.height - LARGE_FRONT.y,
};

/// The promise below all of it.
const PROMISE: Frame = Frame {
    x: MARGIN_MM,
    y: LARGE_BACK.y + LARGE_BACK.height + 3.4,
    width: PAGE.width_mm - 2.0 * MARGIN_MM,
    height: 22.0,
};

// Nothing on the page overlaps, and printers leave a quarter inch along its edges.
const _: () = assert!(FRONT.x + FRONT.width < BACK.x);
const _: () = assert!(FRONT.y + FRONT.height + 5.0 < LARGE_FRONT.y);
const _: () = assert!(PROMISE.y + PROMISE.height <= PAGE.height_mm - 6.35 && LIST.width > 60.0);

const TITLE: Manner = Manner { size_pt: 18.0, weight: Weight::Bold, ink: NAVY };
const LEAD: Manner = Manner { size_pt: 10.5, weight: Weight::Regular, ink: RED };
const CAPTION: Manner = Manner { size_pt: 8.0, weight: Weight::Regular, ink: SLATE };

const fn card_at((x, y): (f32, f32), scale: f32) -> Frame {
    Frame { x, y, width: CARD_WIDTH_MM * scale, height: CARD_HEIGHT_MM * scale }
}

/// Draws the whole page.
pub(crate) fn draw(page: &mut Page<'_>, subject: &Subject<'_>) -> Result<(), Error> {
    let Sentences { title, lead, true_size, front, back, .. } = page.sentences;
    let Sentences { front_enlarged, back_enlarged, .. } = page.sentences;
    line(page, "H1", title, TITLE, 8.6)?;
    line(page, "P", lead, LEAD, 16.8)?;
    line(page, "P", true_size, CAPTION, FRONT.y - 4.4)?;
    let [front_id, back_id] = subject.drawn;
    page.show(front_id, front, FRONT, 1.0)?;
    page.show(back_id, back, BACK, 1.0)?;
    for (id, frame, caption) in
        [(front_id, LARGE_FRONT, front_enlarged), (back_id, LARGE_BACK, back_enlarged)]
    {
        line(page, "P", caption, CAPTION, frame.y - 4.4)?;
        page.show(id, caption, frame, ENLARGED)?;
    }
    list::draw(page, LIST, subject)?;
    promise::draw(page, PROMISE, subject.promise)
}

/// Whether the page has room for all `entries` that are to be checked.
///
/// # Errors
/// As [`draw`].
pub(crate) fn check(
    sentences: &Sentences,
    face: &Face<'_>,
    entries: &[Entry],
) -> Result<(), Error> {
    list::check(LIST, Listed { sentences, face, entries })
}

fn line(
    page: &mut Page<'_>,
    kind: &'static str,
    text: &str,
    manner: Manner,
    y: f32,
) -> Result<(), Error> {
    let frame = Frame { x: MARGIN_MM, width: PAGE.width_mm - 2.0 * MARGIN_MM, ..PROMISE };
    page.say(kind, frame, y, &manner.set(text, frame.width)?)
}
