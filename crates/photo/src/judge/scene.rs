//! How a scene is lit, measured by what is light in it and never by skin.
//!
//! The lights of a scene are what is brightest around the person: wall, collar, clothes. They are
//! as light in a good exposure whoever stands before them, and a third of the light leaves a
//! third of them. What may be skin is left out by its place, not by its colour: the head with
//! its ears, and neck and breast below it. Of the face itself only the whites of the eyes
//! count, which are about as light on anybody: they tell a dark wall and dark clothes in a good
//! light from a light wall in too little of it.
//!
//! One limit: bare shoulders at the frame's sides count as clothes do.

use domain::photo::{Advice, Check, Finding, PhotoLimits};

use super::light::WHITE;
use super::measure::{fraction, quantile};
use crate::error::Error;
use crate::face::{CHIN_BELOW_EYES, CROWN_ABOVE_EYES, Head};
use crate::framing::CardFrame;
use crate::picture::{Picture, Surroundings};

/// Width to which the frame is brought, in pixels.
const LOOK_PX: f64 = 96.0;

/// The distance of the eyes at which they are looked at, in pixels. Never enlarged.
const EYES_APART_PX: f64 = 64.0;

/// The part of the surroundings (by rank) below the scene's lights: as much as a lamp or a
/// reflection takes up lies above.
const LIGHTS: f64 = 0.95;

/// The oval that head, ears and short hair fill: half its width and half its height, in eye
/// distances.
const HEAD_HALF_SIZE: (f64, f64) = (1.45, 2.0);

/// Half the width of neck and breast, in eye distances: below the eyes nothing nearer to the
/// head's axis counts.
const NECK_HALF_WIDTH: f64 = 1.25;

/// The oval in which an open eye lies: half its width and half its height, in eye distances.
const EYE_HALF_SIZE: (f64, f64) = (0.2, 0.08);

/// The part of the pixels of the eyes that stands for their whites: those of which the darkest
/// channel is lightest. Skin of any shade is darker there than in its red.
const WHITES: f64 = 0.03;

/// The scene's lights over the whites of the eyes, which lie in the shade of the brows: under one
/// light the whites of 32 people measured 0.58 to 0.81 (0.63 on average on the darkest skin, 0.72
/// on the lightest), the lights 0.86 to 1.
const LIGHTS_OVER_WHITES: f64 = 1.2;

/// How far what the whites tell must lie above what is light around the person before it counts,
/// and from where on it alone does: then the scene has no lights of its own. What lies below
/// may be lids, which are skin.
const NO_LIGHTS: std::ops::RangeInclusive<f64> = 1.3..=1.8;

/// Fewest pixels of surroundings, or of eyes, by which anything can be said.
const MIN_PIXELS: usize = 60;

/// How light the scene's lights are, from 0 to 1 (white), and beyond 1 by the part of the
/// surroundings that is cut off at white, less the part that lies above the lights. Nothing
/// when the frame shows too little beside the head.
///
/// The brightest channel tells, so that a coloured wall or a colour cast is no lack of light.
///
/// # Errors
/// [`Error::Resample`] if the resampler fails.
pub(super) fn scene_light(
    picture: &Picture,
    head: &Head,
    frame: &CardFrame,
    limits: &PhotoLimits,
) -> Result<Option<Finding>, Error> {
    let Some((lights, cut)) = surroundings(picture, head, frame)? else { return Ok(None) };
    let whites = whites(picture, head)?.unwrap_or(0.0);
    let lights = together(lights, LIGHTS_OVER_WHITES * whites).min(1.0);
    let value = lights + (cut - (1.0 - LIGHTS)).max(0.0);
    let min = fraction(limits.scene_min_percent);
    let max = 1.0 + fraction(limits.scene_cut_max_percent);
    let advice = if value > max {
        Some(Advice::LessLight)
    } else {
        (value < min).then_some(Advice::MoreLight)
    };
    Ok(Some(Finding { check: Check::SceneLight, value, min: Some(min), max: Some(max), advice }))
}

/// The lights by what is light around the person and, where nothing is, by the whites of the eyes.
fn together(around: f64, eyes: f64) -> f64 {
    let (from, to) = (NO_LIGHTS.start() * around, NO_LIGHTS.end() * around);
    let part = ((eyes - from) / (to - from).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
    around + (eyes - around).max(0.0) * part
}

/// The lights around the person, and the part that is cut off.
fn surroundings(
    picture: &Picture,
    head: &Head,
    frame: &CardFrame,
) -> Result<Option<(f64, f64)>, Error> {
    let (reach, scale) = (frame.reach(), LOOK_PX / frame.width);
    let around = Surroundings::of(picture.pixels(), frame.middle, reach, scale)?;
    let Some(around) = around else { return Ok(None) };
    let (mut values, mut cut) = (Vec::new(), 0.0);
    for (spot, channels) in around.places() {
        let (across, up) = frame.place(spot);
        let is_shown = across.abs() <= 0.5 && (0.0..=1.0).contains(&up);
        if is_shown && !may_be_skin(head.place(spot)) {
            values.push(brightest(channels));
            cut += f64::from(u8::from(channels.into_iter().all(|channel| channel >= WHITE)));
        }
    }
    let count = values.len();
    Ok((count >= MIN_PIXELS).then(|| (quantile(&mut values, LIGHTS), cut / count as f64)))
}

/// Whether a place beside the eyes and below them, in eye distances, lies on head, neck or breast.
fn may_be_skin((beside, below): (f64, f64)) -> bool {
    let (half_width, half_height) = HEAD_HALF_SIZE;
    let middle = (CHIN_BELOW_EYES - CROWN_ABOVE_EYES) / 2.0;
    let is_head = (beside / half_width).hypot((below - middle) / half_height) <= 1.0;
    is_head || (below > 0.0 && beside.abs() < NECK_HALF_WIDTH)
}

/// How light the whites of the eyes are, 0 to 1; nothing when too little of the eyes is there.
fn whites(picture: &Picture, head: &Head) -> Result<Option<f64>, Error> {
    let (half_width, half_height) = EYE_HALF_SIZE;
    let reach = head.unit_px * (0.5 + half_width);
    let scale = EYES_APART_PX / head.unit_px;
    let around = Surroundings::of(picture.pixels(), head.eyes, (reach, reach), scale)?;
    let Some(around) = around else { return Ok(None) };
    let mut eyes: Vec<[u8; 3]> = Vec::new();
    for (spot, channels) in around.places() {
        let (beside, below) = head.place(spot);
        if ((beside.abs() - 0.5) / half_width).hypot(below / half_height) <= 1.0 {
            eyes.push(channels);
        }
    }
    if eyes.len() < MIN_PIXELS {
        return Ok(None);
    }
    // Stable, so that the same picture gives the same whites.
    eyes.sort_by_key(|channels| u8::MAX - channels.iter().fold(u8::MAX, |one, &two| one.min(two)));
    let count = ((eyes.len() as f64 * WHITES) as usize).max(1);
    let mut lightest: Vec<f64> = eyes[..count].iter().map(|&one| brightest(one)).collect();
    Ok(Some(quantile(&mut lightest, 0.5)))
}

/// The brightest channel, 0 to 1.
fn brightest(channels: [u8; 3]) -> f64 {
    f64::from(channels.into_iter().fold(0, u8::max)) / 255.0
}

#[cfg(test)]
mod tests;
