//! A drawing of the programme's own, such as its seal: filled shapes, as in an SVG path.
//!
//! ```text
//! "M 0 0 L 10 0 C 10 5 5 10 0 10 Z" -> rings of cubic curves -> filled, one colour a shape
//! ```
//!
//! Takes the four absolute commands that every drawing program writes when it is told to, and
//! no others: nothing is guessed.

use serde::{Deserialize, Serialize};

/// Most shapes of a drawing, and most curves of all its shapes.
const LIMIT_SHAPES: usize = 64;
const LIMIT_CURVES: usize = 2_000;

/// The widest and highest that a drawing may measure in its own units.
const LIMIT_SIDE: f32 = 10_000.0;

/// Shapes above each other, brought to the size of their area with their form kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawing {
    /// How wide it is, in units of its own.
    pub width: f32,
    /// How high it is, in the same units.
    pub height: f32,
    /// Its shapes; a later one lies above an earlier one.
    pub shapes: Vec<Shape>,
}

/// What is filled with one colour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// Its colour.
    pub colour: String,
    /// Its outline.
    pub path: Outline,
}

/// A point, from the drawing's upper left corner.
type Point = (f32, f32);

/// Closed rings; a ring inside another that runs the other way round is a hole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Outline {
    text: String,
    /// Of each ring where it starts, and its curves: two handles, and where it ends.
    rings: Vec<(Point, Vec<[Point; 3]>)>,
}

/// A text that is no outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a path is M, L, C and Z with numbers apart, each ring from M to Z")]
pub struct WrongOutline;

impl Drawing {
    /// What is wrong with its measures.
    pub(super) fn fault(&self) -> Option<String> {
        let side = 0.1..=LIMIT_SIDE;
        if !side.contains(&self.width) || !side.contains(&self.height) {
            return Some(format!("a drawing measures 0.1 to {LIMIT_SIDE} both ways"));
        }
        let rings = || self.shapes.iter().flat_map(|shape| &shape.path.rings);
        let curves = rings().map(|(_, curves)| curves.len()).sum::<usize>();
        if self.shapes.len() > LIMIT_SHAPES || curves > LIMIT_CURVES {
            let limits = format!("{LIMIT_SHAPES} shapes and {LIMIT_CURVES} lines and curves");
            return Some(format!("a drawing has {limits} at the most"));
        }
        let is_inside =
            |(x, y): &Point| (0.0..=self.width).contains(x) && (0.0..=self.height).contains(y);
        let is_within = rings()
            .all(|(start, curves)| is_inside(start) && curves.iter().flatten().all(is_inside));
        (!is_within).then(|| "a drawing stays within its own width and height".to_owned())
    }
}

impl Outline {
    /// Of each ring where it starts, and its curves: two handles, and where it ends.
    #[must_use]
    pub fn rings(&self) -> &[(Point, Vec<[Point; 3]>)] {
        &self.rings
    }
}

impl TryFrom<String> for Outline {
    type Error = WrongOutline;

    fn try_from(text: String) -> Result<Self, WrongOutline> {
        let mut rings = Vec::new();
        let mut open: Option<(Point, Vec<[Point; 3]>)> = None;
        let mut rest = text.as_str();
        while let Some(command) = rest.chars().next() {
            let after = rest.get(command.len_utf8()..).unwrap_or_default();
            let end = after.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(after.len());
            let (numbers, next) = after.split_at(end);
            rest = next;
            let points = points(numbers)?;
            match (command, &mut open, points.as_slice()) {
                ('M', None, [start]) => open = Some((*start, Vec::new())),
                ('L', Some((start, curves)), [_, ..]) => {
                    for to in points {
                        let from = curves.last().map_or(*start, |[.., end]| *end);
                        curves.push([from, to, to]);
                    }
                }
                ('C', Some((_, curves)), [_, ..]) if points.len().is_multiple_of(3) => {
                    curves.extend(points.as_chunks().0);
                }
                ('Z', Some(_), []) => rings.extend(open.take()),
                (c, _, []) if c.is_whitespace() => {}
                _ => return Err(WrongOutline),
            }
        }
        if open.is_some() || rings.is_empty() {
            Err(WrongOutline)
        } else {
            Ok(Self { text, rings })
        }
    }
}

/// Numbers apart by spaces or commas, two and two.
fn points(numbers: &str) -> Result<Vec<Point>, WrongOutline> {
    let words = numbers.split(|c: char| c == ',' || c.is_whitespace());
    let number = |word: &str| word.parse::<f32>().ok().filter(|number| number.is_finite());
    let numbers: Option<Vec<f32>> = words.filter(|word| !word.is_empty()).map(number).collect();
    let (pairs, odd) = numbers.as_deref().ok_or(WrongOutline)?.as_chunks::<2>();
    if odd.is_empty() {
        Ok(pairs.iter().map(|[x, y]| (*x, *y)).collect())
    } else {
        Err(WrongOutline)
    }
}

impl From<Outline> for String {
    fn from(outline: Outline) -> String {
        outline.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Outline, WrongOutline> {
        Outline::try_from(text.to_owned())
    }

    #[test]
    fn rings_are_read_from_lines_and_curves() {
        let outline = read("M0 0 L 10,0 10 10Z\n M 2 2 C 3 2 4 3 4 4 Z").expect("two rings");
        let line = |from, to| [from, to, to];
        let first = vec![line((0.0, 0.0), (10.0, 0.0)), line((10.0, 0.0), (10.0, 10.0))];
        let second = vec![[(3.0, 2.0), (4.0, 3.0), (4.0, 4.0)]];
        assert_eq!(outline.rings(), [((0.0, 0.0), first), ((2.0, 2.0), second)]);
        assert_eq!(read(&String::from(outline.clone())), Ok(outline));
    }

    #[test]
    fn what_is_no_closed_outline_is_refused() {
        for wrong in [
            "",
            " ",
            "M 0 0",
            "L 1 1 Z",
            "M 0 0 L 1 Z",
            "M 0 0 L 1 1",
            "M 0 0 l 1 1 Z",
            "0 0 Z",
            "M 0 0 C 1 1 2 2 Z",
            "M 0 0 M 1 1 Z",
            "M 0 0 Z 1 1",
            "M 0 0 L 1 NaN Z",
            "M 0 0 L 1e99 0 Z",
            "M 0 0 L é 0 Z",
            "M 0 0 A 1 1 0 0 0 1 1 Z",
        ] {
            assert_eq!(read(wrong), Err(WrongOutline), "{wrong:?}");
        }
    }

    #[test]
    fn a_drawing_is_bounded_and_stays_within_its_sides() {
        let drawing = |width, count: usize, path: &str| {
            let shape = Shape { colour: "red".to_owned(), path: read(path).expect("an outline") };
            Drawing { width, height: 10.0, shapes: vec![shape; count] }.fault()
        };
        let square = "M 0 0 L 10 0 10 10 0 10 Z";
        assert_eq!(drawing(10.0, 64, square), None);
        for width in [0.0, f32::NAN, 1e6] {
            assert!(drawing(width, 1, square).is_some_and(|why| why.contains("measures")));
        }
        assert!(drawing(10.0, 65, square).is_some_and(|why| why.contains("at the most")));
        let long = format!("M 0 0 L{} Z", " 1 1".repeat(2_001));
        assert!(drawing(10.0, 1, &long).is_some_and(|why| why.contains("at the most")));
        assert!(drawing(9.0, 1, square).is_some_and(|why| why.contains("stays within")));
    }
}
