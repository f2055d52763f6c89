// A report on a picture, in the place of the real one: light is measured, the rest is as wished.
import type { Advice, Check, Finding, Report } from '../types';

/** A picture's pixels: RGBA, row by row. */
type Pixels = { data: ArrayLike<number> };

/** A check, its value when it passes, and its limits. */
type Row = readonly [Check, number, number | null, number | null];

const ROWS: readonly Row[] = [
  ['faces', 1, 1, 1],
  ['head_size', 0.68, 0.6, 0.75],
  ['place', 0.57, 0.5, 0.65],
  ['level', 1.2, null, 5],
  ['frontal', 0.08, null, 0.25],
  ['sharpness', 84, 30, null],
  ['scene_light', 0.95, 0.5, 1.75],
  ['exposure', 0.45, 0.15, 0.85],
  ['clipping', 0.004, null, 0.05],
  ['even_light', 0.86, 0.5, null],
  ['background', 0.06, null, 0.25],
  ['resolution', 640, 300, null],
];

/** The check that each advice belongs to, and a value at which it is given. */
const FAILURES: Record<Advice, readonly [Check, number]> = {
  nobody_there: ['faces', 0],
  one_person_only: ['faces', 2],
  come_closer: ['head_size', 0.41],
  step_back: ['head_size', 0.86],
  move_left: ['place', 0.71],
  move_right: ['place', 0.29],
  move_up: ['place', 0.33],
  move_down: ['place', 0.78],
  hold_head_straight: ['level', 11.5],
  look_at_camera: ['frontal', 0.44],
  raise_chin: ['frontal', 0.36],
  lower_chin: ['frontal', 0.31],
  hold_still: ['sharpness', 12],
  more_light: ['scene_light', 0.31],
  less_light: ['scene_light', 1.92],
  avoid_glare: ['clipping', 0.12],
  avoid_shadow: ['clipping', 0.15],
  light_from_left: ['even_light', 0.42],
  light_from_right: ['even_light', 0.4],
  plain_background: ['background', 0.48],
  larger_picture: ['resolution', 180],
};

/** The report on `pixels`, or on a picture that was not looked into, with `wish` not passing. */
export function judged(pixels: Pixels | null, wish: Advice | null): Report {
  const advice = wish ?? (pixels ? lightIn(pixels) : null);
  const rows = advice === 'nobody_there' ? ROWS.slice(0, 1) : ROWS;
  const findings = rows.map((row) => finding(row, advice));
  return { face: null, findings, score: advice === null ? 1 : 0.5 };
}

function finding([check, good, min, max]: Row, advice: Advice | null): Finding {
  const [failing, bad] = advice ? FAILURES[advice] : [null, good];
  if (check !== failing) return { check, value: good, min, max, advice: null };
  return { check, value: bad, min, max, advice };
}

function lightIn({ data }: Pixels): Advice | null {
  let sum = 0;
  for (let at = 1; at < data.length; at += 4) sum += data[at] ?? 0;
  const mean = sum / Math.max(1, data.length / 4) / 255;
  if (mean < 0.08) return 'more_light';
  return mean > 0.95 ? 'less_light' : null;
}
