//! The bounds within which a scanner reads the card's symbols.
//!
//! Encodes nothing.

use super::{Content, Frame, Leaf};

/// The least width of a narrow bar of Codabar, in millimetres (EN 798).
pub const LEAST_BAR_MM: f32 = 0.191;

/// The least width of a QR code's module, in millimetres: four dots at 300 dots per inch.
pub const LEAST_MODULE_MM: f32 = 0.33;

/// The longest signed statement that the code's area must hold, in bytes.
pub const CODE_LIMIT_BYTES: usize = 330;

/// Modules of Codabar with 14 digits, start and stop, its wide bars three times its narrow ones.
const BARCODE_MODULES: f32 = 195.0;

/// Modules of its quiet zones: ten on each side.
const QUIET_MODULES: f32 = 20.0;

/// The least height of a bar, in millimetres and as a share of the symbol's length (EN 798).
const LEAST_BAR_HEIGHT_MM: f32 = 5.0;
const LEAST_BAR_HEIGHT_SHARE: f32 = 0.15;

/// Modules of a QR code for [`CODE_LIMIT_BYTES`] at level L (version 12, ISO/IEC 18004), and its
/// quiet zone of four on each side.
const CODE_MODULES: f32 = 65.0 + 8.0;

/// What is wrong with a symbol that has `letters_mm` of its area's height taken by its texts.
pub(super) fn fault(leaf: &Leaf<'_>, letters_mm: f32) -> Option<String> {
    let Frame { width, .. } = leaf.frame;
    match leaf.holds {
        Content::Barcode { bar_mm, .. } => {
            if !(LEAST_BAR_MM..=1.0).contains(bar_mm) {
                return Some(format!("bar_mm must be {LEAST_BAR_MM} to 1"));
            }
            let needed = (BARCODE_MODULES + QUIET_MODULES) * bar_mm;
            if needed > width + 0.01 {
                let reason = format!("the barcode and its quiet zones need {needed:.2} mm across");
                return Some(reason);
            }
            let least = BARCODE_MODULES * bar_mm * LEAST_BAR_HEIGHT_SHARE;
            let least = least.max(LEAST_BAR_HEIGHT_MM);
            let is_low = leaf.height - letters_mm < least;
            is_low.then(|| format!("the bars must be {least:.2} mm high or higher"))
        }
        Content::Code { module_mm } => {
            if !(LEAST_MODULE_MM..=1.0).contains(module_mm) {
                return Some(format!("module_mm must be {LEAST_MODULE_MM} to 1"));
            }
            let needed = CODE_MODULES * module_mm;
            let is_small = needed > width.min(leaf.height) + 0.01;
            is_small.then(|| format!("the code and its quiet zone need {needed:.2} mm both ways"))
        }
        _ => None,
    }
}
