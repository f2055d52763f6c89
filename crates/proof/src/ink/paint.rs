//! A sheet to draw on, in millimetres from its upper left corner, and what was drawn.
//!
//! Knows shapes and colours alone: what a card looks like is said elsewhere.

use domain::design::Colour;
pub(crate) use domain::design::Frame;
use printpdf::{
    Color, CurTransMat, ExtendedGraphicsStateId, Line, LineCapStyle, LineJoinStyle, LinePoint, Op,
    PaintMode, Point, Polygon, PolygonRing, Pt, Rgb, WindingOrder, XObjectId, XObjectTransform,
};

use super::squares;
use crate::text::MM_PER_PT;

/// A colour, red, green and blue in 0 to 255.
#[derive(Clone, Copy)]
pub(crate) struct Ink(pub(crate) u8, pub(crate) u8, pub(crate) u8);

/// The text's own colour.
pub(crate) const NAVY: Ink = Ink(0x10, 0x22, 0x3B);
/// Labels: 6.3 to 1 on white.
pub(crate) const SLATE: Ink = Ink(0x45, 0x62, 0x78);
/// The red of the stars of Chicago's flag.
pub(crate) const RED: Ink = Ink(0xCC, 0x00, 0x00);
/// The watermark's light red.
pub(crate) const ROSE: Ink = Ink(0xF0, 0x96, 0x96);
/// Outlines.
pub(crate) const HAIR: Ink = Ink(0x9A, 0xAE, 0xBC);
/// The modules of barcodes.
pub(crate) const BLACK: Ink = Ink(0, 0, 0);
/// The card's own ground.
pub(crate) const WHITE: Ink = Ink(255, 255, 255);

/// A quarter circle as a cubic curve: the distance of its handles, in radii.
const QUARTER: f32 = 0.552_284_8;

impl From<Colour> for Ink {
    fn from(Colour(red, green, blue): Colour) -> Ink {
        Ink(red, green, blue)
    }
}

/// The resource name of the see-through state in which a watermark is drawn.
pub(crate) const VEIL: &str = "KWVEIL";

/// A width and a height in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Size {
    pub(crate) width_mm: f32,
    pub(crate) height_mm: f32,
}

/// A line of curves, in millimetres.
pub(crate) struct Path {
    pub(crate) start: (f32, f32),
    /// Of each curve its two handles, and where it ends.
    pub(crate) curves: Vec<[(f32, f32); 3]>,
}

/// One cubic curve in millimetres, with the width of its ink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Curve {
    /// Where it starts, its two handles, where it ends.
    pub(crate) points: [(f32, f32); 4],
    /// How wide its ink is.
    pub(crate) width: f32,
}

/// A sheet of a given height and the operations drawn on it so far.
pub(crate) struct Canvas {
    height_mm: f32,
    pub(crate) ops: Vec<Op>,
}

impl Canvas {
    pub(crate) fn new(height_mm: f32) -> Canvas {
        Canvas { height_mm, ops: Vec::new() }
    }

    /// A place on the sheet in the PDF's own units, from the lower left corner.
    ///
    /// Kept to a thousandth of a point: finer is smaller than any dot, and makes files larger.
    pub(crate) fn point(&self, x: f32, y: f32) -> Point {
        let exact = |mm: f32| Pt((mm / MM_PER_PT * 1000.0).round() / 1000.0);
        Point { x: exact(x), y: exact(self.height_mm - y) }
    }

    /// Draws inside a rounded frame and nowhere else.
    pub(crate) fn clipped(&mut self, frame: Frame, radius: f32, draw: impl FnOnce(&mut Canvas)) {
        self.ops.push(Op::SaveGraphicsState);
        let ring = self.rounded(frame, radius);
        self.polygon(vec![ring], PaintMode::Clip);
        draw(self);
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// Draws see-through, in the state [`VEIL`].
    pub(crate) fn veiled(&mut self, draw: impl FnOnce(&mut Canvas)) {
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::LoadGraphicsState { gs: ExtendedGraphicsStateId(VEIL.to_owned()) });
        draw(self);
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// Fills a rectangle.
    pub(crate) fn fill(&mut self, frame: Frame, ink: Ink) {
        self.ops.push(Op::SetFillColor { col: colour(ink) });
        let ring = self.rectangle(frame);
        self.polygon(vec![ring], PaintMode::Fill);
    }

    /// Fills the dark modules of a symbol; its upper left corner is at `frame`'s, its rows fill it.
    pub(crate) fn modules(&mut self, frame: Frame, rows: &[Vec<bool>], ink: Ink) {
        let Point { x: Pt(left), y: Pt(bottom) } = self.point(frame.x, frame.y + frame.height);
        let (width, height) = (frame.width / MM_PER_PT, frame.height / MM_PER_PT);
        let matrix = CurTransMat::Raw([width, 0.0, 0.0, height, left, bottom]);
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetFillColor { col: colour(ink) });
        self.ops.push(Op::SetTransformationMatrix { matrix });
        self.ops.push(squares::mask(rows));
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// Fills the dark modules of one row as upright bars, exact at any size.
    pub(crate) fn bars(&mut self, frame: Frame, modules: &[bool], ink: Ink) {
        self.ops.push(Op::SetFillColor { col: colour(ink) });
        let module = frame.width / modules.len() as f32;
        let (mut at, mut rings) = (0, Vec::new());
        for run in modules.chunk_by(|a, b| a == b) {
            if run.contains(&true) {
                let (x, width) = (frame.x + at as f32 * module, run.len() as f32 * module);
                rings.push(self.rectangle(Frame { x, width, ..frame }));
            }
            at += run.len();
        }
        self.polygon(rings, PaintMode::Fill);
    }

    /// Draws a rounded outline of `width_pt` whose outer edge is the frame itself.
    pub(crate) fn outline(&mut self, frame: Frame, radius: f32, width_pt: f32, ink: Ink) {
        let half_mm = width_pt * MM_PER_PT / 2.0;
        self.ops.push(Op::SetOutlineColor { col: colour(ink) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(width_pt) });
        let ring = self.rounded(frame.inset(half_mm), (radius - half_mm).max(0.0));
        self.polygon(vec![ring], PaintMode::Stroke);
    }

    /// Fills a frame with rounded corners.
    pub(crate) fn fill_rounded(&mut self, frame: Frame, radius: f32, ink: Ink) {
        self.ops.push(Op::SetFillColor { col: colour(ink) });
        let ring = self.rounded(frame, radius);
        self.polygon(vec![ring], PaintMode::Fill);
    }

    /// Fills what rings of curves enclose; a ring that runs the other way round is a hole.
    pub(crate) fn fill_curves(&mut self, rings: &[Path], ink: Ink) {
        self.ops.push(Op::SetFillColor { col: colour(ink) });
        let rings = rings.iter().map(|ring| PolygonRing { points: self.path(ring) }).collect();
        self.polygon(rings, PaintMode::Fill);
    }

    /// Draws lines of one width.
    pub(crate) fn lines(&mut self, lines: &[Path], width_pt: f32, ink: Ink) {
        self.ops.push(Op::SetOutlineColor { col: colour(ink) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(width_pt) });
        for line in lines {
            let points = self.path(line);
            self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
        }
    }

    fn path(&self, Path { start, curves }: &Path) -> Vec<LinePoint> {
        let place = |(x, y): (f32, f32), bezier| LinePoint { p: self.point(x, y), bezier };
        let mut points = vec![place(*start, false)];
        for [first, second, end] in curves {
            points.extend([place(*first, true), place(*second, true), place(*end, false)]);
        }
        points
    }

    /// A star of five or six sharp points, the first straight up.
    pub(crate) fn star(&mut self, (x, y): (f32, f32), radius: f32, points: u8, ink: Ink) {
        // Where the lines from point to next but one cross.
        let turn = std::f32::consts::PI / f32::from(points);
        let inner = radius * (2.0 * turn).cos() / turn.cos();
        // Six would give a hexagram: Chicago's star has points of 30 degrees (sin 15 / sin 135).
        let inner = if points == 6 { radius * 0.366 } else { inner };
        let corner = |step: u8| {
            let reach = if step.is_multiple_of(2) { radius } else { inner };
            let (sin, cos) = (f32::from(step) * turn).sin_cos();
            line_to(self.point(x + reach * sin, y - reach * cos))
        };
        let ring = PolygonRing { points: (0..2 * points).map(corner).collect() };
        self.ops.push(Op::SetFillColor { col: colour(ink) });
        self.polygon(vec![ring], PaintMode::Fill);
    }

    /// Draws curves as a pen does: round where they start, bend and end, each as wide as it says.
    ///
    /// Curves of one width that go on where the last one ended are one line.
    pub(crate) fn ink(&mut self, curves: &[Curve], ink: Ink) {
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetOutlineColor { col: colour(ink) });
        self.ops.push(Op::SetLineCapStyle { cap: LineCapStyle::Round });
        self.ops.push(Op::SetLineJoinStyle { join: LineJoinStyle::Round });
        let goes_on =
            |one: &Curve, next: &Curve| one.width == next.width && one.points[3] == next.points[0];
        for line in curves.chunk_by(goes_on) {
            let Some(Curve { points: [start, ..], width }) = line.first() else { continue };
            let curves = line.iter().map(|Curve { points: [_, rest @ ..], .. }| *rest).collect();
            let points = self.path(&Path { start: *start, curves });
            self.ops.push(Op::SetOutlineThickness { pt: Pt(width / MM_PER_PT) });
            self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
        }
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// Places a picture into a frame.
    pub(crate) fn picture(&mut self, id: &XObjectId, frame: Frame) {
        let corner = self.point(frame.x, frame.y + frame.height);
        let scale = [frame.width / MM_PER_PT, frame.height / MM_PER_PT];
        self.ops.push(shown(id, corner, scale));
    }

    /// Shows a drawing, so much enlarged, with its upper left corner at the frame's.
    pub(crate) fn show(&mut self, id: &XObjectId, frame: Frame, scale: f32) {
        let corner = self.point(frame.x, frame.y + frame.height);
        self.ops.push(shown(id, corner, [scale, scale]));
    }

    fn polygon(&mut self, rings: Vec<PolygonRing>, mode: PaintMode) {
        let polygon = Polygon { rings, mode, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    fn rectangle(&self, frame: Frame) -> PolygonRing {
        let Frame { x, y, width, height } = frame;
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        let points = corners.map(|(x, y)| line_to(self.point(x, y))).to_vec();
        PolygonRing { points }
    }

    fn rounded(&self, frame: Frame, radius: f32) -> PolygonRing {
        if radius <= 0.0 {
            return self.rectangle(frame);
        }
        let Frame { x, y, width, height } = frame;
        let (right, bottom, handle) = (x + width, y + height, radius * (1.0 - QUARTER));
        // Each corner: where its curve starts, its two handles, where it ends.
        let corners = [
            [(right - radius, y), (right - handle, y), (right, y + handle), (right, y + radius)],
            [
                (right, bottom - radius),
                (right, bottom - handle),
                (right - handle, bottom),
                (right - radius, bottom),
            ],
            [
                (x + radius, bottom),
                (x + handle, bottom),
                (x, bottom - handle),
                (x, bottom - radius),
            ],
            [(x, y + radius), (x, y + handle), (x + handle, y), (x + radius, y)],
        ];
        let bend = |(place, (x, y)): (usize, (f32, f32))| LinePoint {
            p: self.point(x, y),
            bezier: place == 1 || place == 2,
        };
        let points = corners.into_iter().flat_map(|c| c.into_iter().enumerate().map(bend));
        PolygonRing { points: points.collect() }
    }
}

/// Shows a drawing with its lower left corner at a place in millimetres from the page's own.
pub(crate) fn show_at(id: &XObjectId, (left_mm, bottom_mm): (f32, f32)) -> Op {
    let corner = Point { x: Pt(left_mm / MM_PER_PT), y: Pt(bottom_mm / MM_PER_PT) };
    shown(id, corner, [1.0, 1.0])
}

fn shown(id: &XObjectId, corner: Point, [across, up]: [f32; 2]) -> Op {
    let transform = XObjectTransform {
        translate_x: Some(corner.x),
        translate_y: Some(corner.y),
        scale_x: Some(across),
        scale_y: Some(up),
        no_auto_scale: true,
        ..XObjectTransform::default()
    };
    Op::UseXobject { id: id.clone(), transform }
}

fn line_to(p: Point) -> LinePoint {
    LinePoint { p, bezier: false }
}

/// The colour as the PDF writer takes it.
pub(crate) fn colour(ink: Ink) -> Color {
    let part = |value: u8| f32::from(value) / 255.0;
    Color::Rgb(Rgb { r: part(ink.0), g: part(ink.1), b: part(ink.2), icc_profile: None })
}
