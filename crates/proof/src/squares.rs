//! A shape of many whole squares, such as a QR code, as a picture of one bit a square.
//!
//! Its outline takes eight times the room. Decides neither size nor place: the shape's own.

use printpdf::{PaintMode, Polygon};

/// A shape of fewer outlines than this is left as it is.
const LEAST_OUTLINES: usize = 20;

/// Squares in a row or a column at most, far more than any code has.
const LIMIT: u16 = 400;

/// Rows of squares, the dark ones `true`.
pub(crate) struct Squares(Vec<Vec<bool>>);

impl Squares {
    /// The squares that a filled shape covers, if all its corners lie on whole numbers and no
    /// side is slanted; `None` for any other shape.
    pub(crate) fn of(polygon: &Polygon) -> Option<Squares> {
        if polygon.mode != PaintMode::Fill || polygon.rings.len() < LEAST_OUTLINES {
            return None;
        }
        let mut sides = Vec::new();
        for ring in &polygon.rings {
            let corners: Option<Vec<_>> = ring
                .points
                .iter()
                .map(|point| {
                    let corner = (whole(point.p.x.0)?, whole(point.p.y.0)?);
                    (!point.bezier).then_some(corner)
                })
                .collect();
            let corners = corners?;
            for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
                match (from.0 == to.0, from.1 == to.1) {
                    (true, _) => sides.push((from.0, from.1.min(to.1)..from.1.max(to.1))),
                    (false, true) => {}
                    (false, false) => return None,
                }
            }
        }
        let width = sides.iter().map(|(x, _)| *x).max()?;
        let height = sides.iter().map(|(_, rows)| rows.end).max()?;
        let row = |y: u16| {
            let crossed = |x: u16| {
                let before = |side: &&(u16, std::ops::Range<u16>)| side.0 <= x;
                sides.iter().filter(before).filter(|(_, rows)| rows.contains(&y)).count() % 2 == 1
            };
            (0..width).map(crossed).collect()
        };
        (width > 1 && height > 1).then(|| Squares((0..height).map(row).collect()))
    }

    /// As a mask through which the colour is painted, on the shape's own squares
    /// (ISO 32000-1, 8.9.6.2 and 8.9.7).
    pub(crate) fn as_mask(&self) -> String {
        let height = self.0.len();
        let width = self.0.first().map_or(0, Vec::len);
        let mut data = String::new();
        for row in &self.0 {
            for byte in row.chunks(8) {
                // A bit of 0 is painted; so are none of those that fill up the row.
                let bits = byte.iter().enumerate().map(|(at, dark)| u8::from(*dark) << (7 - at));
                data.push_str(&format!("{:02x}", !bits.sum::<u8>()));
            }
        }
        format!(
            "q {width} 0 0 {} 0 {height} cm\nBI/IM true/W {width}/H {height}/BPC 1/F/AHx\nID \
             {data}>\nEI Q\n",
            -(height as i64)
        )
    }
}

fn whole(value: f32) -> Option<u16> {
    let number = value as u16;
    (f32::from(number) == value && number <= LIMIT).then_some(number)
}

#[cfg(test)]
mod tests {
    use printpdf::{LinePoint, Point, PolygonRing, Pt, WindingOrder};

    use super::*;

    /// Squares at every other place of a row, each with an outline of its own.
    fn dotted(side: f32) -> Polygon {
        let ring = |at: usize| {
            let (x, y) = ((at * 2) as f32, (at % 2) as f32);
            let corners = [(x, y), (x + side, y), (x + side, y + 1.0), (x, y + 1.0)];
            let points =
                corners.map(|(x, y)| LinePoint { p: Point { x: Pt(x), y: Pt(y) }, bezier: false });
            PolygonRing { points: points.to_vec() }
        };
        let rings = (0..LEAST_OUTLINES).map(ring).collect();
        Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero }
    }

    #[test]
    fn every_square_is_one_bit_in_its_place() {
        let Squares(rows) = Squares::of(&dotted(1.0)).expect("whole squares");
        assert_eq!(rows.len(), 2);
        for (x, (upper, lower)) in rows[0].iter().zip(&rows[1]).enumerate() {
            assert_eq!((*upper, *lower), (x % 4 == 0, x % 4 == 2), "column {x}");
        }
        let mask = Squares(rows).as_mask();
        assert!(
            mask.contains("q 39 0 0 -2 0 2 cm") && mask.contains("ID 7777777777dddd"),
            "{mask}"
        );
    }

    #[test]
    fn a_shape_that_is_not_of_whole_squares_stays_an_outline() {
        assert!(Squares::of(&dotted(0.5)).is_none());
        let few = Polygon { rings: dotted(1.0).rings[..4].to_vec(), ..dotted(1.0) };
        assert!(Squares::of(&few).is_none());
    }
}
