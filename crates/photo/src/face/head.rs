//! Where the head is, from the landmarks of its face.
//!
//! An estimate: five landmarks show neither chin nor crown, so both are taken from how heads are
//! made on average. Judges nothing.

use super::landmarks::Face;
use crate::picture::Spot;

/// From the line of the eyes to the line of the mouth over the distance of the eyes, in an adult
/// seen from the front: 72 mm over 63 mm (Farkas, "Anthropometry of the Head and Face", 1994).
const EYES_TO_MOUTH: f64 = 1.15;

/// From the line of the eyes down to the chin, over the distance of the eyes: 112 mm over 63 mm.
pub(crate) const CHIN_BELOW_EYES: f64 = 1.78;

/// From the line of the eyes up to the crown, without hair, over the distance of the eyes. The
/// eyes lie near the middle of a head's height (ISO/IEC 39794-5 measures from chin to crown).
pub(crate) const CROWN_ABOVE_EYES: f64 = 1.87;

/// A head's own axes: where its eyes are, how large it is and how it leans.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Head {
    /// The point half way between the eyes.
    pub(crate) eyes: Spot,
    /// The distance of the eyes as it would be seen from the front, in pixels.
    pub(crate) unit_px: f64,
    /// How far the line through the eyes leans clockwise, in degrees.
    pub(crate) roll_degrees: f64,
}

impl Head {
    /// Of a turned face the eyes seem closer, of a nodding one eyes and mouth: the larger of the
    /// two tells the size.
    pub(crate) fn of(face: &Face) -> Self {
        let Face { left_eye, right_eye, mouth_left, mouth_right, .. } = *face;
        let eyes = left_eye.middle(right_eye);
        let to_mouth = eyes.distance(mouth_left.middle(mouth_right));
        Self {
            eyes,
            unit_px: left_eye.distance(right_eye).max(to_mouth / EYES_TO_MOUTH),
            roll_degrees: (right_eye.y - left_eye.y).atan2(right_eye.x - left_eye.x).to_degrees(),
        }
    }

    /// From chin to crown, in pixels.
    pub(crate) fn height_px(&self) -> f64 {
        self.unit_px * (CHIN_BELOW_EYES + CROWN_ABOVE_EYES)
    }

    /// `spot` on the head's axes: across and down from between the eyes, in eye distances.
    pub(crate) fn place(&self, spot: Spot) -> (f64, f64) {
        let (sine, cosine) = self.roll_degrees.to_radians().sin_cos();
        let (x, y) = (spot.x - self.eyes.x, spot.y - self.eyes.y);
        ((x * cosine + y * sine) / self.unit_px, (y * cosine - x * sine) / self.unit_px)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample::leaning;

    #[test]
    fn a_leaning_head_has_the_same_size_and_its_own_axes() {
        for degrees in [-25.0, 0.0, 13.0] {
            let face = leaning(degrees);
            let head = Head::of(&face);
            assert!((head.unit_px - 60.0).abs() < 1e-9);
            assert!((head.roll_degrees - degrees).abs() < 1e-9);
            let (across, down) = head.place(face.nose);
            assert!(across.abs() < 1e-9 && (down - 0.6).abs() < 1e-9, "{across} {down}");
        }
    }

    #[test]
    fn a_head_turned_to_the_side_keeps_its_size() {
        let mut face = leaning(0.0);
        face.left_eye.x = 180.0;
        face.right_eye.x = 220.0;
        assert!(Head::of(&face).unit_px > 55.0, "the mouth tells");
    }
}
