//! A place in a picture.

/// A place of the picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Spot {
    /// The place half way to `other`.
    pub(crate) fn middle(self, other: Self) -> Self {
        Self { x: (self.x + other.x) / 2.0, y: (self.y + other.y) / 2.0 }
    }

    /// The distance to `other`, in pixels.
    pub(crate) fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The place that `change` makes of its two coordinates.
    pub(crate) fn map(self, change: impl Fn(f64, f64) -> (f64, f64)) -> Self {
        let (x, y) = change(self.x, self.y);
        Self { x, y }
    }
}
