//! A dark picture brought to a good exposure, for the card.
//!
//! By the scene's lights alone: one curve for the whole picture, so that skin of any shade stays
//! as dark or as light beside the wall as it was. Nothing that is light is cut off: what lies
//! above the lights is pressed together below white. Never darkens, and never guesses at
//! colours.

use domain::photo::{Check, Finding, PhotoLimits, Report};
use image::RgbImage;

/// How much brighter the card shows a picture than it was taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lift {
    /// By what the values up to the lights are multiplied; 1 or more.
    factor: f64,
    /// Where the lights come to lie, 0 to 1.
    aim: f64,
}

impl Lift {
    /// The picture as it was taken.
    pub const NONE: Self = Self { factor: 1.0, aim: 1.0 };

    /// What brings the lights that `report` found to where `limits` want them, within a bound: a
    /// scene that has no lights is not brightened into noise. Nothing for a report that says
    /// nothing of the scene.
    #[must_use]
    pub fn of(report: &Report, limits: &PhotoLimits) -> Self {
        let found = report.findings.iter().find(|finding| finding.check == Check::SceneLight);
        found.map_or(Self::NONE, |scene| Self::by(scene, limits))
    }

    /// The same by what was found of the scene.
    pub(crate) fn by(scene: &Finding, limits: &PhotoLimits) -> Self {
        let aim = f64::from(limits.scene_aim_percent.min(99)) / 100.0;
        let most = f64::from(limits.lift_max_percent) / 100.0;
        let factor = (aim / scene.value.max(f64::MIN_POSITIVE)).min(most);
        if factor > 1.0 { Self { factor, aim } } else { Self::NONE }
    }

    /// Whether the picture stays as it was taken.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.factor <= 1.0
    }

    /// `pixels` brightened.
    ///
    /// A camera's values are about a power of the light, so a factor of the light is a factor
    /// of the values, and hues stay what they are.
    pub(crate) fn apply(&self, pixels: &mut RgbImage) {
        if self.is_none() {
            return;
        }
        let values = self.values();
        for value in pixels.iter_mut() {
            *value = values[usize::from(*value)];
        }
    }

    /// What becomes of each value.
    fn values(&self) -> [u8; 256] {
        let mut values = [u8::MAX; 256];
        for (from, to) in (0..u8::MAX).zip(&mut values) {
            let lifted = self.lifted(f64::from(from) / 255.0);
            // Only what was white before is white: what is light keeps its detail.
            *to = (lifted * 255.0).round().min(254.0) as u8;
        }
        values
    }

    /// What becomes of one value.
    #[cfg(test)]
    pub(crate) fn brightened(&self, value: u8) -> u8 {
        if self.is_none() { value } else { self.values()[usize::from(value)] }
    }

    /// A value times the factor up to where the lights come to lie; from there the curve goes
    /// on as steeply and bends, to end at white.
    fn lifted(&self, value: f64) -> f64 {
        let Self { factor, aim } = *self;
        let knee = aim / factor;
        if value <= knee {
            return value * factor;
        }
        let beyond = (value - knee) / (1.0 - knee);
        let steep = (factor - aim) / (1.0 - aim);
        aim + (1.0 - aim) * steep * beyond / (1.0 + (steep - 1.0) * beyond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lift for a scene whose lights are so light.
    fn lift(value: f64) -> Lift {
        let limits = PhotoLimits::default();
        let (min, max) = (Some(0.5), Some(1.75));
        let finding = Finding { check: Check::SceneLight, value, min, max, advice: None };
        Lift::of(&Report { face: None, findings: vec![finding], score: 0.0 }, &limits)
    }

    #[test]
    fn the_lights_of_a_dark_scene_come_to_where_they_are_wanted() {
        let aim = f64::from(PhotoLimits::default().scene_aim_percent) / 100.0;
        for lights in [0.25, 0.35, 0.5, 0.7] {
            let lifted = lift(lights).lifted(lights);
            assert!((lifted - aim).abs() < 1e-9, "{lights} becomes {lifted}");
        }
    }

    #[test]
    fn a_scene_in_good_light_stays_as_it_was_taken() {
        for lights in [0.85, 0.97, 1.0, 1.9] {
            assert_eq!(lift(lights), Lift::NONE, "{lights}");
        }
        let unknown = Report { face: None, findings: Vec::new(), score: 0.0 };
        assert_eq!(Lift::of(&unknown, &PhotoLimits::default()), Lift::NONE, "an older report");
    }

    #[test]
    fn a_scene_without_lights_is_brightened_within_a_bound() {
        let most = f64::from(PhotoLimits::default().lift_max_percent) / 100.0;
        for lights in [0.0, 0.01, 0.1] {
            assert!((lift(lights).factor - most).abs() < 1e-9, "{lights}");
        }
    }

    #[test]
    fn nothing_that_is_light_is_cut_off_and_nothing_changes_places() {
        for lights in [0.05, 0.2, 0.35, 0.6, 0.84] {
            let values = lift(lights).values();
            assert!(values.is_sorted(), "{lights}: what was lighter stays lighter");
            assert_eq!((values[0], values[255]), (0, 255), "{lights}: black and white stay");
            assert!(values[254] < 255, "{lights}: only white is white");
            assert!(
                values.iter().zip(0..=255).all(|(to, from)| *to >= from),
                "{lights}: no darker"
            );
        }
    }
}
