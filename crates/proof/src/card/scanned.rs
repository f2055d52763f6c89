//! What machines read from the back, drawn to the design's measures.
//!
//! Encodes nothing itself; keeps the quiet zones within the frame it is given.

use domain::design::CardDesign;

use super::cell::{Cell, Said};
use super::symbol::{self, CODABAR_QUIET, QR_QUIET};
use crate::error::{Error, Field};
use crate::ink::{BLACK, Canvas, Frame, Letters, Size};

/// Space between the bars and what stands above and below them, in millimetres.
const APART_MM: f32 = 0.4;

/// The finest module, in millimetres, for the longest names: three dots at 300 dots per inch.
const FINEST_MODULE_MM: f32 = 0.25;

/// A number as bars, and what is said of it.
pub(crate) struct Barcode<'a> {
    /// The width of a narrow bar, in millimetres.
    pub(crate) bar_mm: f32,
    pub(crate) label: Option<Said<'a>>,
    pub(crate) number: Said<'a>,
}

/// A barcode between its label and its digits, all three flush with the first bar.
pub(crate) fn barcode(
    design: &CardDesign,
    canvas: &mut Canvas,
    letters: &mut Letters,
    frame: Frame,
    barcode: &Barcode<'_>,
) -> Result<(), Error> {
    let Barcode { bar_mm, label, number } = *barcode;
    let quiet = CODABAR_QUIET as f32 * bar_mm;
    let frame = Frame { x: frame.x + quiet, width: frame.width - 2.0 * quiet, ..frame };
    let bars = symbol::codabar(number.text)?;
    let size = Size { width_mm: frame.width, height_mm: frame.height };
    let cell = Cell::new(design, Field::LibraryNumber, label, number, size)?;
    let top = frame.y + cell.label_mm() + APART_MM;
    let height = frame.height - cell.height_mm() - 2.0 * APART_MM;
    let width = bars.len() as f32 * bar_mm;
    canvas.bars(Frame { x: frame.x, y: top, width, height }, &bars, BLACK);
    cell.draw_apart(canvas, letters, frame, height + 2.0 * APART_MM)
}

/// A QR code as large as its frame, at the strongest correction whose modules are `module_mm`
/// wide or wider; for a statement that needs more of them, down to [`FINEST_MODULE_MM`].
pub(crate) fn code(
    canvas: &mut Canvas,
    frame: Frame,
    bytes: &[u8],
    module_mm: f32,
) -> Result<(), Error> {
    let side = frame.width.min(frame.height);
    let limit = |module_mm: f32| ((side / module_mm + 0.01) as usize).saturating_sub(2 * QR_QUIET);
    let rows = symbol::qr(bytes, limit(module_mm), limit(FINEST_MODULE_MM))?;
    let across = rows.len() as f32;
    let side = side * across / (across + 2.0 * QR_QUIET as f32);
    let (x, y) = (frame.x + (frame.width - side) / 2.0, frame.y + (frame.height - side) / 2.0);
    canvas.modules(Frame { x, y, width: side, height: side }, &rows, BLACK);
    Ok(())
}
