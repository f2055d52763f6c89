//! How a face is lit, measured against the face itself.
//!
//! No measure here has a brightness that skin ought to have: each asks whether the face's own
//! detail survives, so that the darkest and the lightest skin pass alike.

use domain::photo::{Advice, Check, Finding, PhotoLimits};

use super::measure::{fraction, luma, quantile};
use super::patch::{FacePixel, Patch};

/// The parts of a face (by rank of luma) that stand for its shadows and its lights: eyes, brows
/// and nostrils on one hand, forehead and nose on the other. As much may lie beyond as may be
/// clipped (`clipped_max_permille`): a shining nose is no glare.
const SHADOWS: f64 = 0.05;
const LIGHTS: f64 = 0.95;

/// A channel at or below this is black, one at or above [`WHITE`] white: beyond lies no detail.
const BLACK: u8 = 2;
pub(super) const WHITE: u8 = 253;

/// The face's median luma, against the range in which its own detail survives.
///
/// Light that changes by a factor moves the shadows, the median and the lights of a face by the
/// same factor, whatever the skin. So from where they are now follows the least median at which
/// shadows and lights still lie `detail_min_steps` apart, and the greatest at which the lights
/// are not yet cut off.
pub(super) fn exposure(patch: &Patch, limits: &PhotoLimits) -> Finding {
    let mut lumas: Vec<f64> = patch.face.iter().map(|at| patch.luma(at.x, at.y)).collect();
    let shadows = quantile(&mut lumas, SHADOWS);
    let median = quantile(&mut lumas, 0.5);
    let lights = quantile(&mut lumas, LIGHTS);
    let steps = (lights - shadows).max(0.5);
    let value = median / 255.0;
    let min = (value * f64::from(limits.detail_min_steps) / steps).min(1.0);
    let max = value * f64::from(limits.lights_max_steps) / lights.max(1.0);
    let advice = if value > max {
        Some(Advice::LessLight)
    } else {
        (value < min).then_some(Advice::MoreLight)
    };
    Finding { check: Check::Exposure, value, min: Some(min), max: Some(max), advice }
}

/// The part of the face in which all detail is lost, the worse of two: to white anywhere on it,
/// to black on cheeks and nose.
///
/// Pupils, brows, nostrils and beards are black on anybody, and on dark skin in little light they
/// reach the end of the camera's range first: that costs no detail that a card could show.
pub(super) fn clipping(patch: &Patch, limits: &PhotoLimits) -> Finding {
    let cheeks = || patch.face.iter().filter(|at| at.is_cheek);
    let white = part(patch, patch.face.iter(), |value| value >= WHITE);
    let black = part(patch, cheeks(), |value| value <= BLACK);
    let max = f64::from(limits.clipped_max_permille) / 1000.0;
    let which = if white >= black { Advice::AvoidGlare } else { Advice::AvoidShadow };
    let value = white.max(black);
    let advice = (value > max).then_some(which);
    Finding { check: Check::Clipping, value, min: None, max: Some(max), advice }
}

/// The part of `pixels` of which every channel `is_lost`.
fn part<'a>(
    patch: &Patch,
    pixels: impl Iterator<Item = &'a FacePixel>,
    is_lost: fn(u8) -> bool,
) -> f64 {
    let (mut lost, mut count) = (0.0, 0.0_f64);
    for at in pixels {
        count += 1.0;
        if patch.pixels.get_pixel(at.x, at.y).0.into_iter().all(is_lost) {
            lost += 1.0;
        }
    }
    lost / count.max(1.0)
}

/// The light on the darker half of the face over that on the lighter half; nothing when the
/// picture holds only one half. A ratio of light: skin cancels out.
pub(super) fn even_light(patch: &Patch, limits: &PhotoLimits) -> Option<Finding> {
    let half = |is_left: bool| {
        let pixels = patch.face.iter().filter(|at| at.is_left == is_left);
        let mut light: Vec<f64> =
            pixels.map(|at| linear(patch.pixels.get_pixel(at.x, at.y).0)).collect();
        (!light.is_empty()).then(|| quantile(&mut light, 0.5))
    };
    let (left, right) = (half(true)?, half(false)?);
    let value = left.min(right) / left.max(right).max(f64::MIN_POSITIVE);
    let min = fraction(limits.even_light_min_percent);
    let darker = if left < right { Advice::LightFromLeft } else { Advice::LightFromRight };
    let advice = (value < min).then_some(darker);
    Some(Finding { check: Check::EvenLight, value, min: Some(min), max: None, advice })
}

/// Luminance in linear light, 0 to 1 (the sRGB curve of IEC 61966-2-1 on the luma), kept above
/// zero: what is black on both sides is evenly lit.
fn linear(channels: [u8; 3]) -> f64 {
    let encoded = luma(channels).max(0.5) / 255.0;
    if encoded <= 0.040_45 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;
    use crate::face::Head;
    use crate::picture::{Picture, Spot};

    /// The face of a picture whose pixels are `value(across, down)`, both -1 to 1 in the face.
    fn patch(value: impl Fn(f64, f64) -> f64) -> Patch {
        let picture = Picture::new(RgbImage::from_fn(200, 200, |x, y| {
            let (across, down) = (f64::from(x) / 100.0 - 1.0, f64::from(y) / 100.0 - 1.0);
            Rgb([value(across, down).clamp(0.0, 255.0) as u8; 3])
        }));
        let head = Head { eyes: Spot { x: 100.0, y: 80.0 }, unit_px: 50.0, roll_degrees: 0.0 };
        Patch::of(&picture, &head).expect("shrinks").expect("inside")
    }

    /// Features as dark and light as on a face, under light of this strength.
    fn face_under(light: f64) -> Patch {
        patch(move |across, down| {
            light * (100.0 + 40.0 * (across * 9.0).sin() * (down * 9.0).cos())
        })
    }

    #[test]
    fn a_face_passes_at_any_brightness_that_keeps_its_detail() {
        let limits = PhotoLimits::default();
        for light in [0.25, 0.5, 1.0, 1.6] {
            assert_eq!(exposure(&face_under(light), &limits).advice, None, "light {light}");
            assert_eq!(clipping(&face_under(light), &limits).advice, None, "light {light}");
        }
    }

    #[test]
    fn a_face_whose_detail_is_gone_needs_other_light() {
        let limits = PhotoLimits::default();
        assert_eq!(exposure(&face_under(0.1), &limits).advice, Some(Advice::MoreLight));
        assert_eq!(exposure(&face_under(2.5), &limits).advice, Some(Advice::LessLight));
        assert_eq!(clipping(&face_under(2.5), &limits).advice, Some(Advice::AvoidGlare));
        assert_eq!(clipping(&patch(|_, _| 1.0), &limits).advice, Some(Advice::AvoidShadow));
    }

    #[test]
    fn what_is_black_on_anybody_is_no_lost_shadow() {
        let limits = PhotoLimits::default();
        // From the mouth down black as a beard; the skin above it dark.
        let bearded = patch(|_, down| if down > 0.2 { 1.0 } else { 30.0 });
        assert_eq!(clipping(&bearded, &limits).advice, None);
        let lost = patch(|across, _| if across > 0.2 { 1.0 } else { 30.0 });
        assert_eq!(clipping(&lost, &limits).advice, Some(Advice::AvoidShadow));
    }

    #[test]
    fn light_from_one_side_is_told_by_the_side_that_lacks_it() {
        let limits = PhotoLimits::default();
        let side_lit = |dark: f64, light: f64| {
            let patch = patch(move |across, _| if across < 0.0 { dark } else { light });
            even_light(&patch, &limits).expect("two halves").advice
        };
        assert_eq!(side_lit(60.0, 160.0), Some(Advice::LightFromLeft));
        assert_eq!(side_lit(160.0, 60.0), Some(Advice::LightFromRight));
        assert_eq!(side_lit(20.0, 24.0), None, "dark skin, even light");
        assert_eq!(side_lit(200.0, 240.0), None, "light skin, even light");
    }
}
