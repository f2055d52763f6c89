//! The card's back: what machines read, and whom to ask.
//!
//! Draws what it is given: the numbers were checked before.

use printpdf::Op;

use crate::card::{self, CARD_HEIGHT_MM, CARD_WIDTH_MM, MARGIN_MM, Purpose, centred_top};
use crate::cell::{Cell, caption};
use crate::face::{Entry, Face};
use crate::fit::Area;
use crate::key::Weight;
use crate::letters::Letters;
use crate::paint::{BLACK, Canvas, Frame, NAVY, RED, SLATE};
use crate::symbol::{self, CODABAR_QUIET, QR_QUIET};
use crate::{Error, Field};

const HEADER_MM: f32 = 5.6;
const LABEL_PT: f32 = 4.75;

/// Width of a narrow bar: above the 0.19 mm that EN 798 asks for at least.
const BAR_MM: f32 = 0.26;
const BAR_HEIGHT_MM: f32 = 12.0;

/// The QR code with its quiet zone, flush with the right margin.
const QR: Frame = Frame { x: CARD_WIDTH_MM - 24.5 - 1.2, y: 8.6, width: 24.5, height: 24.5 };

/// The texts on the left.
const COLUMN_WIDTH_MM: f32 = 48.0;
const LIBRARY_Y_MM: f32 = 8.6;
const TRANSIT_Y_MM: f32 = 31.6;

/// The lower edge of the contact line, above the stripe, and the height it may fill.
const CONTACT_BOTTOM_MM: f32 = CARD_HEIGHT_MM - 2.2;
const CONTACT_HEIGHT_MM: f32 = 7.6;

// The card's margin is the barcode's quiet zone, on the right there is the QR code's.
const _: () = assert!(CODABAR_QUIET as f32 * BAR_MM <= MARGIN_MM);
// The contact line's first line stays below the transit number.
const _: () = assert!(TRANSIT_Y_MM + 8.0 <= CONTACT_BOTTOM_MM - CONTACT_HEIGHT_MM);

/// Draws the back.
pub(crate) fn draw(
    face: &Face<'_>,
    entries: &[Entry],
    letters: &mut Letters,
    purpose: Purpose,
) -> Result<Vec<Op>, Error> {
    card::face(
        letters,
        purpose,
        HEADER_MM,
        |_| (),
        |canvas, letters| {
            header(canvas, letters, face.programme)?;
            for entry in entries {
                match entry.field {
                    Field::LibraryNumber => library(canvas, letters, entry)?,
                    Field::TransitStock => transit(canvas, letters, entry)?,
                    _ => {}
                }
            }
            qr(canvas, letters, face)?;
            contact(canvas, letters, face.contact)
        },
    )
}

fn text(width_mm: f32, height_mm: f32, nominal_pt: f32, floor_pt: f32) -> Area {
    let weight = Weight::Bold;
    Area { width_mm, height_mm, nominal_pt, floor_pt, line_limit: 1, weight }
}

fn header(canvas: &mut Canvas, letters: &mut Letters, programme: &str) -> Result<(), Error> {
    let middle = HEADER_MM / 2.0;
    canvas.star(CARD_WIDTH_MM - MARGIN_MM - 1.7, middle, 1.7, RED);
    let area = text(CARD_WIDTH_MM - 2.0 * MARGIN_MM - 5.4, HEADER_MM, 7.0, 5.5);
    let text = area.fit(Field::Programme, programme)?;
    letters.write(canvas, (MARGIN_MM, centred_top(middle, text.size_pt)), &text, NAVY)
}

/// The barcode between its label and its number, all three on the left margin.
fn library(canvas: &mut Canvas, letters: &mut Letters, entry: &Entry) -> Result<(), Error> {
    let label = caption(entry.label, LABEL_PT, COLUMN_WIDTH_MM, Weight::Regular)?;
    letters.write(canvas, (MARGIN_MM, LIBRARY_Y_MM), &label, SLATE)?;
    let top = LIBRARY_Y_MM + label.height_mm() + 0.5;
    let bars = symbol::codabar(&entry.text)?;
    let bar = |(start, length): (usize, usize)| Frame {
        x: MARGIN_MM + start as f32 * BAR_MM,
        y: top,
        width: length as f32 * BAR_MM,
        height: BAR_HEIGHT_MM,
    };
    let frames: Vec<Frame> = symbol::stretches(&bars).into_iter().map(bar).collect();
    canvas.fill_all(&frames, BLACK);
    let number = text(COLUMN_WIDTH_MM, 4.0, 8.0, 6.0).fit(entry.field, &entry.text)?;
    letters.write(canvas, (MARGIN_MM, top + BAR_HEIGHT_MM + 0.4), &number, NAVY)
}

fn transit(canvas: &mut Canvas, letters: &mut Letters, entry: &Entry) -> Result<(), Error> {
    let cell = Cell::new(entry, 0.0, LABEL_PT, text(COLUMN_WIDTH_MM, 4.0, 8.0, 5.5))?;
    cell.draw(canvas, letters, (MARGIN_MM, TRANSIT_Y_MM))
}

fn qr(canvas: &mut Canvas, letters: &mut Letters, face: &Face<'_>) -> Result<(), Error> {
    let rows = symbol::qr(&face.qr_content())?;
    let module = QR.width / (rows.len() + 2 * QR_QUIET) as f32;
    let quiet = QR_QUIET as f32 * module;
    let mut frames = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        frames.extend(symbol::stretches(row).into_iter().map(|(start, length)| Frame {
            x: QR.x + quiet + start as f32 * module,
            y: QR.y + quiet + number as f32 * module,
            width: length as f32 * module,
            height: module,
        }));
    }
    canvas.fill_all(&frames, BLACK);
    let area = text(QR.width - 2.0 * quiet, 3.2, 6.5, 4.5);
    let number = area.fit(Field::CardNumber, face.card_number)?;
    letters.write(canvas, (QR.x + quiet, QR.y + QR.height - quiet + 0.9), &number, NAVY)
}

fn contact(canvas: &mut Canvas, letters: &mut Letters, contact: &str) -> Result<(), Error> {
    let area = Area {
        line_limit: 2,
        weight: Weight::Regular,
        ..text(CARD_WIDTH_MM - 2.0 * MARGIN_MM, CONTACT_HEIGHT_MM, 7.5, 5.5)
    };
    let text = area.fit(Field::Contact, contact)?;
    letters.write(canvas, (MARGIN_MM, CONTACT_BOTTOM_MM - text.height_mm()), &text, NAVY)
}
