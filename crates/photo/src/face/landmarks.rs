//! A face as five landmarks and a box.
//!
//! Reckons with places only; whether there is a face is decided elsewhere.

use crate::picture::Spot;

/// A face in a picture, in the picture's pixels. Left and right are the picture's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Face {
    /// The box around the face: its corner at the top left and at the bottom right.
    pub(crate) corners: [Spot; 2],
    pub(crate) left_eye: Spot,
    pub(crate) right_eye: Spot,
    pub(crate) nose: Spot,
    pub(crate) mouth_left: Spot,
    pub(crate) mouth_right: Spot,
}

impl Face {
    pub(super) fn map(self, change: impl Fn(f64, f64) -> (f64, f64) + Copy) -> Self {
        Self {
            corners: self.corners.map(|corner| corner.map(change)),
            left_eye: self.left_eye.map(change),
            right_eye: self.right_eye.map(change),
            nose: self.nose.map(change),
            mouth_left: self.mouth_left.map(change),
            mouth_right: self.mouth_right.map(change),
        }
    }

    /// The face as it is where this one is seen in a mirror `width` wide.
    pub(super) fn mirrored(&self, width: f64) -> Self {
        let seen = self.map(|x, y| (width - x, y));
        let [top_right, bottom_left] = seen.corners;
        Self {
            corners: [
                Spot { x: bottom_left.x, y: top_right.y },
                Spot { x: top_right.x, y: bottom_left.y },
            ],
            left_eye: seen.right_eye,
            right_eye: seen.left_eye,
            mouth_left: seen.mouth_right,
            mouth_right: seen.mouth_left,
            ..seen
        }
    }

    /// The face half way between two looks at it.
    pub(super) fn middle(&self, other: &Self) -> Self {
        let [top_left, bottom_right] = self.corners;
        Self {
            corners: [top_left.middle(other.corners[0]), bottom_right.middle(other.corners[1])],
            left_eye: self.left_eye.middle(other.left_eye),
            right_eye: self.right_eye.middle(other.right_eye),
            nose: self.nose.middle(other.nose),
            mouth_left: self.mouth_left.middle(other.mouth_left),
            mouth_right: self.mouth_right.middle(other.mouth_right),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::sample::leaning;

    #[test]
    fn a_mirror_in_a_mirror_shows_the_face_itself() {
        let face = leaning(7.0);
        let once = face.mirrored(400.0);
        assert!(once.left_eye.x < once.right_eye.x, "left is still the picture's left");
        assert!((once.left_eye.y - face.right_eye.y).abs() < 1e-9);
        let twice = once.mirrored(400.0);
        assert!(twice.left_eye.distance(face.left_eye) < 1e-9);
        assert!(twice.corners[0].distance(face.corners[0]) < 1e-9);
    }

    #[test]
    fn a_leaning_face_and_its_mirror_are_level_half_way() {
        let face = leaning(7.0);
        let level = face.middle(&face.mirrored(400.0));
        assert!((level.left_eye.y - level.right_eye.y).abs() < 1e-9);
        assert!((level.nose.x - 200.0).abs() < 1e-9, "in the middle of the mirror");
    }
}
