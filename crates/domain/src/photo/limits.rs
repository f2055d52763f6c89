//! How far each measure of a photograph may go before it earns an advice.
//!
//! Numbers only; what is measured, and how, is the `photo` crate's.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The limits of the checks. Part of the policy file; a limit that it leaves out is the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export_to = "types.ts")]
pub struct PhotoLimits {
    /// Least height of the head, chin to crown, in percent of the frame's height (programme).
    pub head_min_percent: u8,
    /// Greatest height of the head, in percent of the frame's height (programme; ICAO Doc 9303
    /// part 3 says 70 to 80 for a passport).
    pub head_max_percent: u8,
    /// Least height of the eyes above the frame's bottom, in percent of its height (programme;
    /// ICAO Doc 9303 part 3: 50 to 70).
    pub eyes_min_percent: u8,
    /// Greatest height of the eyes above the frame's bottom, in percent of its height.
    pub eyes_max_percent: u8,
    /// Furthest distance of the face from the frame's middle, in percent of its width (ISO/IEC
    /// 39794-5: the middle of the face lies at 45 to 55 percent of the width).
    pub off_centre_max_percent: u8,
    /// Furthest lean of the head inside the frame, in degrees (ICAO Doc 9303 part 3 and ISO/IEC
    /// 39794-5: 5 recommended, 8 at most).
    pub lean_max_degrees: u8,
    /// Furthest turn or nod, in percent: 100 would put the tip of the nose under an eye, 25 is a
    /// turn of about 18 degrees. Wider than a passport's 5 degrees: noses differ.
    pub turn_max_percent: u8,
    /// Least sharpness, in thousandths: variance of the Laplacian on the face at a fixed size,
    /// less the noise's part in it, over that of the same face four times as coarse.
    pub sharpness_min_permille: u16,
    /// Least lightness of the scene's lights, in percent of white: what is light around the person
    /// is darker only in too little light.
    pub scene_min_percent: u8,
    /// Greatest part of the scene around the person that is cut off at white, in percent, beyond
    /// the twentieth that lamps and reflections may take up.
    pub scene_cut_max_percent: u8,
    /// Where the lights of a darker scene are brought to on the card, in percent of white.
    pub scene_aim_percent: u8,
    /// By what the card's values are multiplied at most for that, in percent: beyond it there is
    /// more noise than picture.
    pub lift_max_percent: u16,
    /// Least difference between the face's own shadows and lights, in steps of 255: with fewer,
    /// its features drown in the camera's noise and in the JPEG's rounding.
    pub detail_min_steps: u8,
    /// Where the face's own lights may lie at most, in steps of 255: above it they are cut off.
    pub lights_max_steps: u8,
    /// Greatest part of the face that is clipped to white, or of cheeks and nose that is clipped
    /// to black, in thousandths.
    pub clipped_max_permille: u16,
    /// Least light on the darker half of the face, in percent of the lighter half's.
    pub even_light_min_percent: u8,
    /// Greatest unevenness of the background: spread of its colour plus the share of edges, in
    /// percent.
    pub background_max_percent: u8,
    /// Fewest pixels of the picture across the frame.
    pub frame_min_px: u16,
    /// A further face counts from this size on, in percent of the largest face: a smaller one is
    /// a poster, or somebody twice as far away.
    pub other_face_min_percent: u8,
    /// The figures have not been confirmed by the programme.
    pub provisional: bool,
}

impl Default for PhotoLimits {
    /// Geometry is the programme's and the standards'. The rest is read off two real portraits
    /// under a hundred variations, and with skin of ten tones from the darkest to the palest
    /// (crates/photo/tests/portraits, which writes the tables):
    ///
    /// - `lean_max_degrees`: the frame turns by up to 10 degrees, this is what it leaves. The
    ///   finder errs by up to 2.4: with 5 allowed, cards stay within ISO/IEC 39794-5's 8.
    /// - `turn_max_percent`: faces seen from the front measured up to 11; the rest is left to
    ///   noses that two portraits don't show.
    /// - `sharpness_min_permille`: sharp faces measured 8.7 to 20, with the darkest skin at half
    ///   the light still 6.2; blurred by 0.04 of the distance of the eyes (six pixels of the
    ///   card's 600) at most 4.2, on any skin.
    /// - `detail_min_steps`: the darkest skin in the right light keeps 19 or more, at half the
    ///   light 12.4 or more.
    /// - `lights_max_steps`: two below the value that counts as clipped.
    /// - `clipped_max_permille`: in the right light or half of it none measured more than 5, with
    ///   three times the light 55 and more.
    /// - `even_light_min_percent`: evenly lit faces measured 76 to 100, with a side light that
    ///   leaves a tenth on one side at most 28.
    /// - `background_max_percent`: plain walls of any brightness measured up to 7, behind wide
    ///   hair and veils too; shelves 64 or more.
    /// - `frame_min_px`: half of the card's 600, or 300 dots to the inch on a photo an inch wide.
    fn default() -> Self {
        Self {
            head_min_percent: 60,
            head_max_percent: 75,
            eyes_min_percent: 50,
            eyes_max_percent: 65,
            off_centre_max_percent: 5,
            lean_max_degrees: 5,
            turn_max_percent: 25,
            sharpness_min_permille: 5,
            scene_min_percent: 50,
            scene_cut_max_percent: 75,
            scene_aim_percent: 85,
            lift_max_percent: 400,
            detail_min_steps: 12,
            lights_max_steps: 251,
            clipped_max_permille: 50,
            even_light_min_percent: 50,
            background_max_percent: 25,
            frame_min_px: 300,
            other_face_min_percent: 50,
            provisional: true,
        }
    }
}

impl PhotoLimits {
    /// The first limit that contradicts another or can't be met, and why.
    #[must_use]
    pub fn fault(&self) -> Option<(&'static str, &'static str)> {
        let percent = "must be 1 to 100";
        let is_percent = |value: u8| (1..=100).contains(&value);
        let order = "must be below the greatest";
        let faults = [
            (!is_percent(self.head_max_percent), "head_max_percent", percent),
            (!is_percent(self.eyes_max_percent), "eyes_max_percent", percent),
            (self.head_min_percent >= self.head_max_percent, "head_min_percent", order),
            (self.eyes_min_percent >= self.eyes_max_percent, "eyes_min_percent", order),
            (!is_percent(self.even_light_min_percent), "even_light_min_percent", percent),
            (!is_percent(self.other_face_min_percent), "other_face_min_percent", percent),
            (!is_percent(self.scene_min_percent), "scene_min_percent", percent),
            (
                !(self.scene_min_percent..=95).contains(&self.scene_aim_percent),
                "scene_aim_percent",
                "must be scene_min_percent to 95",
            ),
            (self.lift_max_percent < 100, "lift_max_percent", "must be 100 or more"),
            (self.lights_max_steps < 128, "lights_max_steps", "must be 128 or more"),
        ];
        let found = faults.into_iter().find(|(is_wrong, ..)| *is_wrong);
        found.map(|(_, limit, reason)| (limit, reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_limits_do_not_contradict_each_other() {
        assert_eq!(PhotoLimits::default().fault(), None);
    }

    #[test]
    fn limits_that_no_picture_could_meet_are_a_fault() {
        let crossed = PhotoLimits { head_min_percent: 80, ..PhotoLimits::default() };
        assert_eq!(crossed.fault().map(|(limit, _)| limit), Some("head_min_percent"));
        let beyond = PhotoLimits { even_light_min_percent: 101, ..PhotoLimits::default() };
        assert_eq!(beyond.fault().map(|(limit, _)| limit), Some("even_light_min_percent"));
    }

    #[test]
    fn a_limit_that_the_policy_leaves_out_is_the_default() {
        let read: PhotoLimits =
            serde_json::from_str(r#"{"lean_max_degrees": 8}"#).expect("a limit of its own");
        assert_eq!(read, PhotoLimits { lean_max_degrees: 8, ..PhotoLimits::default() });
    }
}
