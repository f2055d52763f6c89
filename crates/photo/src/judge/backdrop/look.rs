//! The surroundings of a head made small, and what each pixel of them may show by its place.
//!
//! Looks and counts; says nothing of whether a wall is plain.

use image::RgbImage;

use crate::error::Error;
use crate::face::{CHIN_BELOW_EYES, CROWN_ABOVE_EYES, Head};
use crate::framing::CardFrame;
use crate::picture::{Picture, Spot, Surroundings};

/// Width to which the frame is brought, in pixels: a wall's texture and the camera's noise melt
/// together, furniture and people do not.
const LOOK_PX: f64 = 96.0;

/// Nearest to the head that is judged, in eye distances from its middle: a head is about 1.25 to
/// a side, the rest is left to hair and head coverings.
const BESIDE_HEAD: f64 = 1.65;

/// How far from the middle of the hair no hair and no head covering reaches, in eye distances, and
/// how far that middle lies above the eyes: the widest natural hair has a radius of about 2.2. In
/// the frame that the head asks for, this leaves the upper corners.
const FAR_FROM_HAIR: f64 = 2.45;
const HAIR_ABOVE_EYES: f64 = 0.4;

/// The oval from chin to crown: half its width, and half its height, in eye distances.
const HEAD_HALF_SIZE: (f64, f64) = (1.25, (CHIN_BELOW_EYES + CROWN_ABOVE_EYES) / 2.0);

/// Where what is worn or grown on a head shows its colours, whoever it is: at its sides, from the
/// forehead to the eyes, in eye distances across and down.
const WORN_ACROSS: std::ops::Range<f64> = 0.95..1.3;
const WORN_DOWN: std::ops::Range<f64> = -0.8..0.1;

/// Lowest that is looked at, in eye distances below the eyes: the mouth; shoulders begin lower.
const ABOVE_SHOULDERS: f64 = 1.1;

/// The picture's side of the head on which a pixel lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// What a pixel may show, by its place alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// What is not looked at: beyond the frame, or shoulders.
    Outside,
    Head,
    /// Hair or wall, too near to the head to be judged.
    Around,
    /// Wall, unless hair or a head covering reaches here.
    Near,
    /// Wall, whatever somebody wears.
    Far,
}

/// A colour as three channels, 0 to 255.
pub(super) type Colour = [f64; 3];

/// The upright part of the picture around the frame, made small.
pub(super) struct Look {
    pub(super) pixels: RgbImage,
    /// For each pixel, row by row.
    pub(super) zones: Vec<(Zone, Side)>,
    /// For each pixel, whether it is at the side of the head.
    pub(super) at_side: Vec<bool>,
}

impl Look {
    /// The part of `picture` around `frame`; nothing if too little of it lies inside.
    ///
    /// # Errors
    /// [`Error::Resample`] if the resampler fails.
    pub(super) fn at(
        picture: &Picture,
        head: &Head,
        frame: &CardFrame,
    ) -> Result<Option<Self>, Error> {
        let (reach, scale) = (frame.reach(), LOOK_PX / frame.width);
        let around = Surroundings::of(picture.pixels(), frame.middle, reach, scale)?;
        let Some(around) = around else { return Ok(None) };
        let spots: Vec<Spot> = around.places().map(|(spot, _)| spot).collect();
        let zones = spots.iter().map(|&spot| zone(spot, head, frame)).collect();
        let at_side = spots.iter().map(|&spot| {
            let (beside, below) = head.place(spot);
            WORN_ACROSS.contains(&beside.abs()) && WORN_DOWN.contains(&below)
        });
        Ok(Some(Self { at_side: at_side.collect(), zones, pixels: around.pixels }))
    }

    /// Every pixel.
    pub(super) fn places(&self) -> impl Iterator<Item = (u32, u32)> {
        self.pixels.enumerate_pixels().map(|(x, y, _)| (x, y))
    }

    pub(super) fn colour(&self, (x, y): (u32, u32)) -> Colour {
        self.pixels.get_pixel(x, y).0.map(f64::from)
    }

    pub(super) fn zone(&self, (x, y): (u32, u32)) -> (Zone, Side) {
        self.zones[self.index((x, y))]
    }

    /// Where a pixel is in what has a value for each.
    pub(super) fn index(&self, (x, y): (u32, u32)) -> usize {
        y as usize * self.pixels.width() as usize + x as usize
    }

    /// Every pixel in `zones` of this side.
    pub(super) fn on(&self, side: Side, zones: &[Zone]) -> impl Iterator<Item = (u32, u32)> {
        self.places().filter(move |&at| {
            let (zone, own) = self.zone(at);
            own == side && zones.contains(&zone)
        })
    }

    /// The largest difference of a channel from that of `colour`.
    pub(super) fn distance(&self, at: (u32, u32), colour: Colour) -> f64 {
        let channels = self.colour(at).into_iter().zip(colour);
        channels.map(|(value, middle)| (value - middle).abs()).fold(0.0, f64::max)
    }
}

fn zone(spot: Spot, head: &Head, frame: &CardFrame) -> (Zone, Side) {
    let (across, up) = frame.place(spot);
    let (beside, below) = head.place(spot);
    let side = if beside < 0.0 { Side::Left } else { Side::Right };
    let is_shown = across.abs() <= 0.5 && (0.0..=1.0).contains(&up);
    let (half_width, half_height) = HEAD_HALF_SIZE;
    let middle = CHIN_BELOW_EYES - half_height;
    let zone = if !is_shown || below > ABOVE_SHOULDERS {
        Zone::Outside
    } else if (beside / half_width).hypot((below - middle) / half_height) <= 1.0 {
        Zone::Head
    } else if beside.abs() < BESIDE_HEAD {
        Zone::Around
    } else if below > 0.0 || beside.hypot(below + HAIR_ABOVE_EYES) < FAR_FROM_HAIR {
        // Below the eyes even hair that is no wider than this falls to the sides.
        Zone::Near
    } else {
        Zone::Far
    };
    (zone, side)
}
