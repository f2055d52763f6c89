//! The card's front: who the card is for, and until when.
//!
//! Draws what it is given: which optional entries there are was decided before.

use printpdf::{Op, XObjectId};

use crate::card::{self, CARD_HEIGHT_MM, CARD_WIDTH_MM, MARGIN_MM, Purpose, centred_top};
use crate::cell::Cell;
use crate::face::{Entry, Face};
use crate::fit::Area;
use crate::key::Weight;
use crate::letters::Letters;
use crate::paint::{Canvas, Frame, HAIR, NAVY, RED};
use crate::{Error, Field, signature};

const HEADER_MM: f32 = 9.8;
const STAR_RADIUS_MM: f32 = 3.1;

const PHOTO: Frame = Frame { x: MARGIN_MM, y: 12.4, width: 25.2, height: 31.5 };
const PHOTO_RADIUS_MM: f32 = 1.0;

/// The photo where the signature stands below it: as much smaller as the signature needs.
const SMALL_PHOTO: Frame = Frame { width: 20.8, height: 26.0, ..PHOTO };

/// The signature's place at the foot of the column: its width, and how high at least and at most.
const SIGNATURE_MM: (f32, f32, f32) = (36.0, 5.0, 8.5);

/// Its place below the small photo and its number, for a column that is full of text.
const BELOW_PHOTO: Frame = Frame { x: PHOTO.x, y: 45.8, width: PHOTO.width, height: 6.0 };

/// The column of texts right of the photo.
const COLUMN: Frame = Frame {
    x: 33.6,
    y: 11.7,
    width: CARD_WIDTH_MM - MARGIN_MM - 33.6,
    height: CARD_HEIGHT_MM - 11.7 - 2.0,
};

const LABEL_PT: f32 = 4.75;

/// Space between two rows of the column: all that is left over, within these bounds.
const GAP_MM: (f32, f32) = (0.7, 2.4);

/// Draws the front, the photo under the resource name `photo`.
pub(crate) fn draw(
    face: &Face<'_>,
    entries: &[Entry],
    photo: &XObjectId,
    letters: &mut Letters,
    purpose: Purpose,
) -> Result<Vec<Op>, Error> {
    let rows = rows(entries)?;
    let layout = Layout::of(&rows, face.signature.is_some());
    let frame = layout.photo;
    let portrait = |canvas: &mut Canvas| {
        canvas.clipped(frame, PHOTO_RADIUS_MM, |canvas| canvas.picture(photo, frame));
        canvas.outline(frame, PHOTO_RADIUS_MM, 0.3, HAIR);
    };
    card::face(letters, purpose, HEADER_MM, portrait, |canvas, letters| {
        header(canvas, letters, face.programme)?;
        number(canvas, letters, entries, layout.photo)?;
        if let (Some(signature), Some(frame)) = (face.signature, layout.signature) {
            signed(canvas, signature, frame);
        }
        column(canvas, letters, &rows, layout.gap_mm)
    })
}

fn header(canvas: &mut Canvas, letters: &mut Letters, programme: &str) -> Result<(), Error> {
    let middle = HEADER_MM / 2.0;
    let star_x = CARD_WIDTH_MM - MARGIN_MM - STAR_RADIUS_MM;
    canvas.star(star_x, middle, STAR_RADIUS_MM, RED);
    let area = Area {
        width_mm: star_x - STAR_RADIUS_MM - MARGIN_MM - 2.0,
        height_mm: HEADER_MM,
        nominal_pt: 12.0,
        floor_pt: 7.0,
        line_limit: 1,
        weight: Weight::Bold,
    };
    let text = area.fit(Field::Programme, programme)?;
    letters.write(canvas, (MARGIN_MM, centred_top(middle, text.size_pt)), &text, NAVY)
}

/// Where the front's parts stand, given how much text there is.
struct Layout {
    photo: Frame,
    signature: Option<Frame>,
    /// Space between two rows of the column.
    gap_mm: f32,
}

impl Layout {
    /// The signature stands below the column's texts; below the photo where they leave no room,
    /// so that no name is refused for a signature's sake.
    fn of(rows: &[Vec<Cell>], is_signed: bool) -> Layout {
        let filled: f32 = rows.iter().map(|row| height(row)).sum();
        let gap = |height: f32, gaps: usize| {
            ((height - filled) / gaps.max(1) as f32).clamp(GAP_MM.0, GAP_MM.1)
        };
        let unsigned = Layout {
            photo: PHOTO,
            signature: None,
            gap_mm: gap(COLUMN.height, rows.len().saturating_sub(1)),
        };
        if !is_signed {
            return unsigned;
        }
        let (width, least, most) = SIGNATURE_MM;
        let room = COLUMN.height - filled - rows.len() as f32 * GAP_MM.0;
        if room < least {
            return Layout { photo: SMALL_PHOTO, signature: Some(BELOW_PHOTO), ..unsigned };
        }
        let height = room.min(most);
        let y = COLUMN.y + COLUMN.height - height;
        Layout {
            signature: Some(Frame { x: COLUMN.x, y, width, height }),
            gap_mm: gap(COLUMN.height - height, rows.len()),
            ..unsigned
        }
    }
}

/// The signature on a thin line.
fn signed(canvas: &mut Canvas, signature: &domain::Signature, frame: Frame) {
    let rule = Frame { y: frame.y + frame.height - 0.15, height: 0.15, ..frame };
    canvas.fill(rule, HAIR);
    signature::draw(canvas, signature, Frame { height: frame.height - 0.3, ..frame });
}

/// The card's number below the photo.
fn number(
    canvas: &mut Canvas,
    letters: &mut Letters,
    entries: &[Entry],
    photo: Frame,
) -> Result<(), Error> {
    let area = Area {
        width_mm: PHOTO.width,
        height_mm: 4.0,
        nominal_pt: 8.5,
        floor_pt: 5.5,
        line_limit: 1,
        weight: Weight::Bold,
    };
    for entry in entries.iter().filter(|entry| entry.field == Field::CardNumber) {
        let cell = Cell::new(entry, 0.0, LABEL_PT, area)?;
        cell.draw(canvas, letters, (photo.x, photo.y + photo.height + 1.1))?;
    }
    Ok(())
}

/// The column's texts, row by row; the dates share one.
fn rows(entries: &[Entry]) -> Result<Vec<Vec<Cell>>, Error> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut dated = false;
    for entry in entries {
        let Some((x, area)) = place(entry.field) else {
            continue;
        };
        let cell = Cell::new(entry, x, LABEL_PT, area)?;
        let is_dated = matches!(entry.field, Field::BirthDate | Field::ExpiresOn | Field::Gender);
        match rows.last_mut() {
            Some(row) if dated && is_dated => row.push(cell),
            _ => rows.push(vec![cell]),
        }
        dated = is_dated;
    }
    Ok(rows)
}

fn height(row: &[Cell]) -> f32 {
    row.iter().map(Cell::height_mm).fold(0.0, f32::max)
}

fn column(
    canvas: &mut Canvas,
    letters: &mut Letters,
    rows: &[Vec<Cell>],
    gap_mm: f32,
) -> Result<(), Error> {
    let mut y = COLUMN.y;
    for row in rows {
        for cell in row {
            cell.draw(canvas, letters, (COLUMN.x, y))?;
        }
        y += height(row) + gap_mm;
    }
    Ok(())
}

/// The place of a field in the column: its distance from the left, and its area.
///
/// The heights are such that all areas, filled, stand in the column with the least gap.
fn place(field: Field) -> Option<(f32, Area)> {
    let text = |width_mm, height_mm, nominal_pt, floor_pt, line_limit| Area {
        width_mm,
        height_mm,
        nominal_pt,
        floor_pt,
        line_limit,
        weight: Weight::Regular,
    };
    let bold = |area| Area { weight: Weight::Bold, ..area };
    let date = |x, width| Some((x, bold(text(width, 3.5, 7.75, 5.5, 1))));
    match field {
        Field::Name => Some((0.0, bold(text(COLUMN.width, 10.65, 12.0, 6.0, 4)))),
        Field::NameGoneBy => Some((0.0, text(COLUMN.width, 5.3, 9.0, 6.0, 2))),
        Field::BirthDate => date(0.0, 19.0),
        Field::ExpiresOn => date(20.0, 19.0),
        Field::Gender => date(40.0, COLUMN.width - 40.0),
        Field::Address => Some((0.0, text(COLUMN.width, 9.75, 7.5, 5.5, 4))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::caption;

    #[test]
    fn what_stands_below_the_small_photo_clears_the_number_and_the_edge() {
        let number = caption("310000000018", 8.5, PHOTO.width, Weight::Bold).expect("a number");
        let label =
            caption("Card number", LABEL_PT, PHOTO.width, Weight::Regular).expect("a label");
        let photo_end = SMALL_PHOTO.y + SMALL_PHOTO.height + 1.1;
        let number_end = photo_end + number.height_mm() + label.height_mm();
        assert!(number_end <= BELOW_PHOTO.y, "{number_end} mm");
        const { assert!(BELOW_PHOTO.y + BELOW_PHOTO.height <= COLUMN.y + COLUMN.height) };
        assert!((SMALL_PHOTO.width / SMALL_PHOTO.height - 0.8).abs() < 1e-4);
    }

    #[test]
    fn the_column_holds_every_field_at_its_fullest() {
        let label = caption("Name", LABEL_PT, COLUMN.width, Weight::Regular).expect("a label");
        let rows = [Field::Name, Field::NameGoneBy, Field::BirthDate, Field::Address];
        let areas = rows.map(|field| place(field).expect("a place").1.height_mm);
        let filled = areas.iter().sum::<f32>() + 4.0 * label.height_mm() + 3.0 * GAP_MM.0;
        assert!(filled <= COLUMN.height, "{filled} mm in {} mm", COLUMN.height);
    }
}
