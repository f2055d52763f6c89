// Strokes as the desk keeps them, and the outlines that are drawn of them.
//
// Left and down are in ten-thousandths of the pad's width, pressure is 0 to 255.
import { getStroke } from 'perfect-freehand';

/** Where the pen was and how hard it pressed: left, down, pressure. */
export type Dot = [number, number, number];
/** From the pen's touching the pad to its leaving it. */
export type Stroke = Dot[];

/** The pad's size in the units of a dot. */
export const PAD = { width: 10_000, height: 3_333 };

/** Dots nearer than this to the last one say nothing. */
const NEAR = 15;
/** What a pointer that does not feel pressure is taken to press with, as the web has it. */
const EVEN_PRESSURE = 0.5;
/** The ink on the pad: 1 % of its width at full pressure, a third of that at none. */
const INK = { size: 100, thinning: 0.5, smoothing: 0.5, streamline: 0.25, simulatePressure: false };

type Place = { left: number; top: number; width: number };
type Touch = Pick<PointerEvent, 'clientX' | 'clientY' | 'pressure' | 'pointerType'>;

/** The dot of a pointer over a pad that lies at `place`; one outside lies on the pad's edge. */
export function dotOf({ clientX, clientY, pressure, pointerType }: Touch, place: Place): Dot {
  const unit = PAD.width / Math.max(1, place.width);
  const felt = pressure === 0 && pointerType !== 'pen' ? EVEN_PRESSURE : pressure;
  return [
    within((clientX - place.left) * unit, PAD.width),
    within((clientY - place.top) * unit, PAD.height),
    within(felt * 255, 255),
  ];
}

/** Whether `dot` is far enough from the last one of `stroke` to be kept. */
export function isNew(dot: Dot, stroke: readonly Dot[]): boolean {
  const last = stroke.at(-1);
  return !last || Math.hypot(dot[0] - last[0], dot[1] - last[1]) >= NEAR;
}

/** How many dots the strokes have together. */
export function dotsIn(strokes: readonly Stroke[]): number {
  return strokes.reduce((sum, stroke) => sum + stroke.length, 0);
}

/** The length of all strokes, as the desk measures it. */
export function inkIn(strokes: readonly Stroke[]): number {
  let ink = 0;
  for (const stroke of strokes) {
    stroke.forEach(([x, y], at) => {
      const before = stroke[at - 1];
      if (before) ink += Math.hypot(x - before[0], y - before[1]);
    });
  }
  return ink;
}

/** The outline of a stroke's ink, as the `d` of an SVG path. */
export function outlineOf(stroke: readonly Dot[]): string {
  const dots = stroke.map(([x, y, pressure]) => [x, y, pressure / 255]);
  const outline = getStroke(dots, { ...INK, last: true });
  const first = outline[0];
  if (!first) return '';
  const bends = outline.map(([x, y], at) => {
    const [nextX, nextY] = outline[(at + 1) % outline.length] ?? first;
    return `${short(x)} ${short(y)} ${short((x + nextX) / 2)} ${short((y + nextY) / 2)}`;
  });
  return `M${short(first[0])} ${short(first[1])}Q${bends.join(' ')}Z`;
}

function within(value: number, most: number): number {
  return Math.round(Math.min(most, Math.max(0, Number.isFinite(value) ? value : 0)));
}

function short(value: number): string {
  return value.toFixed(0);
}
