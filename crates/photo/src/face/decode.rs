//! From the network's four maps to faces in the pixels of its input.
//!
//! Reads numbers only; knows nothing of pictures.

use net::Maps;

use super::landmarks::Face;
use crate::picture::Spot;

/// Pixels of the input to a cell of a map: the network's stride.
const STRIDE: f64 = 4.0;

/// How sure the network must be of a face (0 to 1). CenterFace's own examples use 0.35 to 0.5
/// where a false face costs more than a missed one.
const MIN_SCORE: f32 = 0.5;

/// Two boxes that share more than this part of their union are one face (CenterFace: 0.3).
const ONE_FACE_OVERLAP: f64 = 0.3;

/// Most cells that are looked at, best first: a bound on the work, far above any real picture.
const LIMIT_CELLS: usize = 400;

/// The face that cell `at` speaks of.
fn face(maps: &Maps, at: usize) -> Face {
    let cells = maps.heat.len();
    let value = |map: &[f32], channel: usize| f64::from(map[channel * cells + at]);
    let (row, column) = ((at / maps.columns) as f64, (at % maps.columns) as f64);
    let height = value(&maps.sizes, 0).exp() * STRIDE;
    let width = value(&maps.sizes, 1).exp() * STRIDE;
    let top = (row + value(&maps.shifts, 0) + 0.5) * STRIDE - height / 2.0;
    let left = (column + value(&maps.shifts, 1) + 0.5) * STRIDE - width / 2.0;
    let mark = |index: usize| Spot {
        x: left + value(&maps.marks, index * 2 + 1) * width,
        y: top + value(&maps.marks, index * 2) * height,
    };
    Face {
        corners: [Spot { x: left, y: top }, Spot { x: left + width, y: top + height }],
        left_eye: mark(0),
        right_eye: mark(1),
        nose: mark(2),
        mouth_left: mark(3),
        mouth_right: mark(4),
    }
}

/// The faces in `maps`, each once, the surest first.
pub(super) fn decode(maps: &Maps) -> Vec<Face> {
    let mut cells: Vec<usize> =
        (0..maps.heat.len()).filter(|&at| maps.heat[at] > MIN_SCORE).collect();
    cells.sort_by(|&one, &other| maps.heat[other].total_cmp(&maps.heat[one]));
    cells.truncate(LIMIT_CELLS);
    let mut faces: Vec<Face> = Vec::new();
    for face in cells.into_iter().map(|at| face(maps, at)) {
        if is_sound(&face) && faces.iter().all(|known| overlap(known, &face) < ONE_FACE_OVERLAP) {
            faces.push(face);
        }
    }
    faces
}

/// Finite, and with its landmarks in the order of an upright face.
fn is_sound(face: &Face) -> bool {
    let Face { left_eye, right_eye, mouth_left, mouth_right, .. } = *face;
    let finite = face.corners.iter().all(|corner| corner.x.is_finite() && corner.y.is_finite());
    let (eyes, mouth) = (left_eye.middle(right_eye), mouth_left.middle(mouth_right));
    finite && right_eye.x - left_eye.x > 1.0 && mouth.y - eyes.y > 1.0
}

/// The area that two boxes share over the area of both.
fn overlap(one: &Face, other: &Face) -> f64 {
    let ([a, b], [c, d]) = (one.corners, other.corners);
    let shared = (b.x.min(d.x) - a.x.max(c.x)).max(0.0) * (b.y.min(d.y) - a.y.max(c.y)).max(0.0);
    let area = |[from, to]: [Spot; 2]| (to.x - from.x) * (to.y - from.y);
    shared / (area(one.corners) + area(other.corners) - shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Maps of 10 by 10 cells in which each of `cells` speaks of a face 20 px wide and high.
    fn maps(cells: &[(usize, usize, f32)]) -> Maps {
        let mut heat = vec![0.0; 100];
        for (row, column, score) in cells {
            heat[row * 10 + column] = *score;
        }
        let marks = [0.4, 0.3, 0.4, 0.7, 0.6, 0.5, 0.8, 0.35, 0.8, 0.65];
        Maps {
            columns: 10,
            heat,
            sizes: vec![5.0_f32.ln(); 200],
            shifts: vec![0.0; 200],
            marks: marks.into_iter().flat_map(|mark| vec![mark; 100]).collect(),
        }
    }

    #[test]
    fn a_cell_gives_the_box_and_the_landmarks_around_its_middle() {
        let faces = decode(&maps(&[(5, 4, 0.9)]));
        let [face] = faces.as_slice() else { panic!("one face: {faces:?}") };
        let corners = [Spot { x: 8.0, y: 12.0 }, Spot { x: 28.0, y: 32.0 }];
        for (corner, expected) in face.corners.into_iter().zip(corners) {
            assert!(corner.distance(expected) < 1e-4, "{corner:?} is not {expected:?}");
        }
        assert!((face.left_eye.x - 14.0).abs() < 1e-4 && (face.left_eye.y - 20.0).abs() < 1e-4);
        assert!((face.right_eye.x - 22.0).abs() < 1e-4);
    }

    #[test]
    fn neighbouring_cells_are_one_face_and_distant_ones_are_two() {
        assert_eq!(decode(&maps(&[(5, 4, 0.9), (5, 5, 0.8)])).len(), 1);
        assert_eq!(decode(&maps(&[(1, 1, 0.9), (8, 8, 0.8)])).len(), 2);
        assert_eq!(decode(&maps(&[(1, 1, 0.3)])).len(), 0, "not sure enough");
    }

    #[test]
    fn nonsense_from_the_network_is_no_face() {
        let mut broken = maps(&[(5, 5, 0.9)]);
        broken.sizes = vec![f32::NAN; 200];
        assert!(decode(&broken).is_empty());
        let mut upside_down = maps(&[(5, 5, 0.9)]);
        upside_down.marks = vec![0.5; 1000];
        assert!(decode(&upside_down).is_empty());
    }
}
