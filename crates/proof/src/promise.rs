//! The promise at the page's foot: what is kept, what is forgotten, and when.
//!
//! Decides nothing of it: hours and days are the policy's.

use crate::Error;
use crate::cell::caption;
use crate::fit::Fitted;
use crate::key::Weight;
use crate::page::Page;
use crate::paint::{Frame, HAIR, NAVY};
use crate::sentences::Promise;
use crate::tags::decoration;

/// The heading's size, and the sentences' from large to small.
const HEADING_PT: f32 = 10.0;
const SENTENCE_PT: (f32, f32) = (8.5, 5.5);
const STEP_PT: f32 = 0.25;

/// Space between the two columns, and between two sentences.
const BETWEEN_MM: f32 = 7.0;
const BELOW_MM: f32 = 0.8;

/// Draws the promise in two columns below its heading.
pub(crate) fn draw(page: &mut Page<'_>, frame: Frame, promise: Promise) -> Result<(), Error> {
    let rule = page.placed(Frame { height: 0.2, ..frame });
    decoration(&mut page.canvas, |canvas| canvas.fill(rule, HAIR));
    let heading = caption(&page.sentences.promise, HEADING_PT, frame.width, Weight::Bold)?;
    page.say("H2", frame, frame.y + 0.9, (&heading, NAVY))?;
    let top = frame.y + 1.1 + heading.height_mm();
    let width = (frame.width - BETWEEN_MM) / 2.0;
    let height = frame.y + frame.height - top;
    let promises = page.sentences.promises(promise);
    let sentences = largest(&promises, width, height)?;
    for (column, sentences) in sentences.chunks(2).enumerate() {
        let x = frame.x + column as f32 * (width + BETWEEN_MM);
        let mut y = top;
        for sentence in sentences {
            page.say("P", Frame { x, width, ..frame }, y, (sentence, NAVY))?;
            y += sentence.height_mm() + BELOW_MM;
        }
    }
    Ok(())
}

/// The sentences at the largest size at which two of them fit one below the other.
fn largest(promises: &[String; 4], width: f32, height: f32) -> Result<Vec<Fitted>, Error> {
    let mut size_pt = SENTENCE_PT.0;
    loop {
        let set = |text: &String| caption(text, size_pt, width, Weight::Regular);
        let sentences = promises.iter().map(set).collect::<Result<Vec<_>, Error>>()?;
        let fits = sentences.chunks(2).all(|column| {
            column.iter().map(|text| text.height_mm() + BELOW_MM).sum::<f32>() <= height
        });
        if fits || size_pt <= SENTENCE_PT.1 {
            return Ok(sentences);
        }
        size_pt -= STEP_PT;
    }
}
