//! The promise at the page's foot: what is kept, what is forgotten, and when.
//!
//! Decides nothing of it: hours and days are the policy's.

use super::page::{Manner, Page, Set};
use super::sentences::Promise;
use crate::error::Error;
use crate::ink::{Frame, HAIR, NAVY};
use crate::pdf::decoration;
use crate::text::Weight;

const HEADING: Manner = Manner { size_pt: 10.0, weight: Weight::Bold, ink: NAVY };

/// The sentences, which may shrink in steps.
const SENTENCE: Manner = Manner { size_pt: 8.5, weight: Weight::Regular, ink: NAVY };
const FLOOR_PT: f32 = 5.5;
const STEP_PT: f32 = 0.25;

/// Space between the two columns, and between two sentences.
const BETWEEN_MM: f32 = 7.0;
const BELOW_MM: f32 = 0.8;

/// Draws the promise in two columns below its heading.
pub(crate) fn draw(page: &mut Page<'_>, frame: Frame, promise: Promise) -> Result<(), Error> {
    let rule = page.placed(Frame { height: 0.2, ..frame });
    decoration(&mut page.canvas, |canvas| canvas.fill(rule, HAIR));
    let heading = HEADING.set(&page.sentences.promise, frame.width)?;
    page.say("H2", frame, frame.y + 0.9, &heading)?;
    let top = frame.y + 1.1 + heading.text.height_mm();
    let width = (frame.width - BETWEEN_MM) / 2.0;
    let height = frame.y + frame.height - top;
    let promises = page.sentences.promises(promise);
    let sentences = largest(&promises, width, height)?;
    for (column, sentences) in sentences.chunks(2).enumerate() {
        let x = frame.x + column as f32 * (width + BETWEEN_MM);
        let mut y = top;
        for sentence in sentences {
            page.say("P", Frame { x, width, ..frame }, y, sentence)?;
            y += sentence.text.height_mm() + BELOW_MM;
        }
    }
    Ok(())
}

/// The sentences at the largest size at which two of them fit one below the other.
fn largest(promises: &[String; 4], width: f32, height: f32) -> Result<Vec<Set>, Error> {
    let mut manner = SENTENCE;
    loop {
        let set = |text: &String| manner.set(text, width);
        let sentences = promises.iter().map(set).collect::<Result<Vec<_>, Error>>()?;
        let fits = sentences.chunks(2).all(|column| {
            column.iter().map(|set| set.text.height_mm() + BELOW_MM).sum::<f32>() <= height
        });
        if fits || manner.size_pt <= FLOOR_PT {
            return Ok(sentences);
        }
        manner.size_pt -= STEP_PT;
    }
}
