//! The frame that a head asks for: eyes level, the head in its place and size.
//!
//! Geometry only; no pixel is read here but by [`hair`], which tells how high a head ends.

mod hair;

use domain::photo::{Crop, LIMIT_TURN_DEGREES, PhotoLimits, PhotoRules};

use crate::face::Head;
use crate::picture::{Picture, Spot};

pub(crate) use hair::hair_above_eyes;

/// The head's height over the frame's that is aimed for: the middle of the programme's range.
const HEAD_HEIGHT: f64 = 0.67;

/// The eyes' height above the frame's bottom that is aimed for, over the frame's height.
const EYES_HEIGHT: f64 = 0.58;

/// What is left free above the hair, in eye distances.
const ABOVE_HAIR: f64 = 0.08;

/// How far within their limits head and eyes are kept where hair asks for more room, over the
/// frame's height: the finder's own error.
const WITHIN: f64 = 0.005;

/// Heads that lean less than this are left as they are, in degrees: the eyes' own error.
const LEVEL_ENOUGH_DEGREES: f64 = 0.75;

/// Turns and sizes that are tried on the way to a frame that fits, from the wished one down.
const TRIES: u32 = 8;

/// A frame of the card's shape in a picture, turned about its middle; in the picture's pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CardFrame {
    /// The frame's middle.
    pub(crate) middle: Spot,
    /// Width before the turn.
    pub(crate) width: f64,
    /// Height before the turn.
    pub(crate) height: f64,
    /// Clockwise, in degrees.
    pub(crate) turn_degrees: f64,
}

impl CardFrame {
    /// The frame that `crop` describes in `picture`.
    pub(crate) fn of(crop: Crop, picture: &Picture, rules: &PhotoRules) -> Self {
        let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
        let width = crop.width * across;
        let height = width / aspect(rules);
        Self {
            middle: Spot { x: crop.left * across + width / 2.0, y: crop.top * down + height / 2.0 },
            width,
            height,
            turn_degrees: crop.turn_degrees,
        }
    }

    fn crop(&self, picture: &Picture) -> Crop {
        let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
        Crop {
            left: (self.middle.x - self.width / 2.0) / across,
            top: (self.middle.y - self.height / 2.0) / down,
            width: self.width / across,
            turn_degrees: self.turn_degrees,
        }
    }

    /// Where `spot` lies in the frame: from its middle to the right over the width, and from its
    /// bottom up over the height.
    pub(crate) fn place(&self, spot: Spot) -> (f64, f64) {
        let (sine, cosine) = self.turn_degrees.to_radians().sin_cos();
        let (x, y) = (spot.x - self.middle.x, spot.y - self.middle.y);
        let (across, down) = (x * cosine + y * sine, y * cosine - x * sine);
        (across / self.width, 0.5 - down / self.height)
    }

    /// Half the width and half the height of the upright box around the turned frame.
    pub(crate) fn reach(&self) -> (f64, f64) {
        let (sine, cosine) = self.turn_degrees.abs().to_radians().sin_cos();
        (
            (self.width * cosine + self.height * sine) / 2.0,
            (self.width * sine + self.height * cosine) / 2.0,
        )
    }

    /// Moved into the picture; nothing if it is larger than the picture.
    fn inside(mut self, picture: &Picture) -> Option<Self> {
        let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
        let (half_width, half_height) = self.reach();
        if half_width * 2.0 > across || half_height * 2.0 > down {
            return None;
        }
        self.middle.x = self.middle.x.clamp(half_width, across - half_width);
        self.middle.y = self.middle.y.clamp(half_height, down - half_height);
        Some(self)
    }
}

/// Width over height of the card's photo.
pub(crate) fn aspect(rules: &PhotoRules) -> f64 {
    f64::from(rules.card_width_px.max(1)) / f64::from(rules.card_height_px.max(1))
}

/// The frame for `head`, wholly inside the picture. What stands on the head ends `hair` eye
/// distances above the eyes, and is given room as far as the limits for head and eyes leave it.
/// Where the wished frame does not fit it is first moved, then made smaller or larger within the
/// limits for the head, then turned less; if all that fails, it is the one that breaks them least.
pub(crate) fn frame_for(head: &Head, hair: f64, picture: &Picture, rules: &PhotoRules) -> Crop {
    let above_px = (hair + ABOVE_HAIR) * head.unit_px;
    let wish = Wish { head, above_px, picture, rules, least_px: least_width(picture, rules) };
    let turns = (0..=TRIES).map(|step| wished_turn(head) * part_left(step));
    let good = turns.clone().find_map(|turn| wish.good_frame(turn));
    let fitting = || {
        let frames = turns.clone().filter_map(|turn| wish.any_frame(turn));
        frames.min_by(|one, other| wish.strain(one).total_cmp(&wish.strain(other)))
    };
    let largest = || Crop::centred(picture.width(), picture.height(), aspect(rules));
    good.or_else(fitting).map_or_else(largest, |frame| frame.crop(picture))
}

fn wished_turn(head: &Head) -> f64 {
    let turn = head.roll_degrees.clamp(-LIMIT_TURN_DEGREES, LIMIT_TURN_DEGREES);
    let turn = if turn.abs() < LEVEL_ENOUGH_DEGREES { 0.0 } else { turn };
    (turn * 10.0).round() / 10.0
}

/// From 1 at the first try to 0 at the last.
fn part_left(step: u32) -> f64 {
    1.0 - f64::from(step) / f64::from(TRIES)
}

/// The least width that a card may be cut from; a live frame is a copy and has no such least.
fn least_width(picture: &Picture, rules: &PhotoRules) -> f64 {
    if picture.is_live() {
        return 1.0;
    }
    let (width, height) = (f64::from(rules.min_width_px), f64::from(rules.min_height_px));
    // A whole pixel more than asked for, so that no rounding brings it below.
    width.min(height * aspect(rules)) + 1.0
}

/// What a frame is sought for.
struct Wish<'a> {
    head: &'a Head,
    /// What is to be shown above the eyes, in pixels.
    above_px: f64,
    picture: &'a Picture,
    rules: &'a PhotoRules,
    least_px: f64,
}

impl Wish<'_> {
    /// A frame in which head and eyes keep within the limits, the nearest to what is aimed for.
    fn good_frame(&self, turn_degrees: f64) -> Option<CardFrame> {
        let limits = &self.rules.limits;
        self.heads().find_map(|head_height| {
            let frame = self.framed(head_height, turn_degrees).inside(self.picture)?;
            is_placed(&frame, self.head, limits).then_some(frame)
        })
    }

    /// A frame that lies inside the picture, with the head as near its place as that allows; if
    /// even the tightest does not fit, the largest.
    fn any_frame(&self, turn_degrees: f64) -> Option<CardFrame> {
        let fitting = self
            .heads()
            .find_map(|head_height| self.framed(head_height, turn_degrees).inside(self.picture));
        fitting.or_else(|| self.largest(turn_degrees))
    }

    /// The largest frame with this turn, around the head as far as it can be.
    fn largest(&self, turn_degrees: f64) -> Option<CardFrame> {
        let wished = self.framed(HEAD_HEIGHT, turn_degrees);
        let (half_width, half_height) = wished.reach();
        let (across, down) = (f64::from(self.picture.width()), f64::from(self.picture.height()));
        // A hair less than what fits, so that no rounding puts it outside.
        let scale = (across / half_width).min(down / half_height) / 2.0 * (1.0 - 1e-9);
        let (width, height) = (wished.width * scale, wished.height * scale);
        let frame = CardFrame { width, height, ..wished };
        let has_detail = turn_degrees == 0.0 || width >= self.least_px;
        frame.inside(self.picture).filter(|_| has_detail)
    }

    /// How far head and eyes lie beyond their limits, each over its limits' width, and how far the
    /// head leans beyond its own.
    fn strain(&self, frame: &CardFrame) -> f64 {
        let limits = &self.rules.limits;
        let (across, up) = frame.place(self.head.eyes);
        let size = self.head.height_px() / frame.height;
        let beyond = |value: f64, least: u8, most: u8| {
            let (least, most) = (f64::from(least) / 100.0, f64::from(most) / 100.0);
            (least - value).max(value - most).max(0.0) / (most - least).max(0.01)
        };
        let lean = (self.head.roll_degrees - frame.turn_degrees).abs();
        let lean_max = f64::from(limits.lean_max_degrees.max(1));
        beyond(across.abs(), 0, limits.off_centre_max_percent)
            + beyond(up, limits.eyes_min_percent, limits.eyes_max_percent)
            + beyond(size, limits.head_min_percent, limits.head_max_percent)
            + (lean - lean_max).max(0.0) / lean_max
    }

    /// Heights of the head over the frame's, within the limits, from the one aimed for outwards:
    /// the tighter frames first, for they fit more often.
    fn heads(&self) -> impl Iterator<Item = f64> {
        let limits = &self.rules.limits;
        let least = f64::from(limits.head_min_percent) / 100.0;
        let most = f64::from(limits.head_max_percent) / 100.0;
        let room = self.head.height_px() * (1.0 - self.least_eyes()) / self.above_px;
        let aim = HEAD_HEIGHT.clamp(least, most);
        let aim = aim.min(room).max((least + WITHIN).min(aim));
        let towards =
            move |end: f64| (0..=TRIES).map(move |step| end + (aim - end) * part_left(step));
        towards(most).chain(towards(least))
    }

    /// The least height of the eyes above the frame's bottom, over its height.
    fn least_eyes(&self) -> f64 {
        (f64::from(self.rules.limits.eyes_min_percent) / 100.0 + WITHIN).min(EYES_HEIGHT)
    }

    /// The frame in which the head has this height and its wished place, wherever that lies.
    fn framed(&self, head_height: f64, turn_degrees: f64) -> CardFrame {
        let aspect = aspect(self.rules);
        let width = (self.head.height_px() / head_height * aspect).max(self.least_px);
        let height = width / aspect;
        let (sine, cosine) = turn_degrees.to_radians().sin_cos();
        let eyes = (1.0 - self.above_px / height).clamp(self.least_eyes(), EYES_HEIGHT);
        let below_eyes = (eyes - 0.5) * height;
        let Spot { x, y } = self.head.eyes;
        let middle = Spot { x: x - below_eyes * sine, y: y + below_eyes * cosine };
        CardFrame { middle, width, height, turn_degrees }
    }
}

fn is_placed(frame: &CardFrame, head: &Head, limits: &PhotoLimits) -> bool {
    let (across, up) = frame.place(head.eyes);
    let size = head.height_px() / frame.height;
    let percent = |value: f64, least: u8, most: u8| {
        // A hair of slack: a frame at the very limit is good.
        (f64::from(least) - 1e-6..=f64::from(most) + 1e-6).contains(&(value * 100.0))
    };
    across.abs() * 100.0 <= f64::from(limits.off_centre_max_percent)
        && percent(up, limits.eyes_min_percent, limits.eyes_max_percent)
        && percent(size, limits.head_min_percent, limits.head_max_percent)
}

#[cfg(test)]
mod tests;
