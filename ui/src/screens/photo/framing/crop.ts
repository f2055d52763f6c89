// Where the frame for the card lies in the picture, and how it may be moved, sized and turned.
//
// Fractions of the picture, as the desk keeps them; every answer is a legal frame: the four
// corners of the turned frame lie inside the picture, and it keeps its least detail.
import type { Crop, PhotoRules, Picture } from '../../../desk/types';

/** The furthest that a frame is turned, in degrees; the desk refuses more. */
export const LIMIT_TURN_DEGREES = 10;

/** A difference that is only the arithmetic's. */
const NOTHING = 1e-9;

/** The rules that bound a frame. */
export type FrameRules = Pick<
  PhotoRules,
  'min_width_px' | 'min_height_px' | 'card_width_px' | 'card_height_px'
>;

/** What bounds a frame: the picture, the card's shape, and the least detail. */
export type Bounds = {
  /** The card's height over its width. */
  cardTall: number;
  /** The picture's height over its width. */
  pictureTall: number;
  /** Narrowest frame, over the picture's width. */
  leastWidth: number;
};

/** A small change: parts of the picture, a factor, and degrees. */
export type Nudge = { right: number; down: number; growth: number; turn: number };

/** A frame as sliders show it: three from 0 to 100, and the turn in degrees. */
export type Sliders = { size: number; across: number; down: number; turn: number };

/** Half of what a frame covers, upright, in widths of the picture. */
type Reach = { across: number; down: number };

/** The bounds of a frame in `picture` under `rules`. */
export function boundsOf(picture: Picture, rules: FrameRules): Bounds {
  const cardTall = rules.card_height_px / rules.card_width_px;
  const pictureTall = picture.height / picture.width;
  const leastPx = Math.min(rules.min_width_px, rules.min_height_px / cardTall);
  const widest = Math.min(1, pictureTall / cardTall);
  return { cardTall, pictureTall, leastWidth: Math.min(widest, leastPx / picture.width) };
}

/** The frame's height over the picture's height. */
export function heightOf(crop: Crop, bounds: Bounds): number {
  return (crop.width * bounds.cardTall) / bounds.pictureTall;
}

/** Whether two frames show the same. */
export function isSame(one: Crop, other: Crop): boolean {
  const parts = ['left', 'top', 'width', 'turn_degrees'] as const;
  return parts.every((part) => Math.abs(one[part] - other[part]) < NOTHING);
}

/** The nearest legal frame: turned no further than it may, sized to fit, moved inside. */
export function inside(crop: Crop, bounds: Bounds): Crop {
  const turn = possibleTurn(crop.turn_degrees, bounds);
  const width = clamp(crop.width, bounds.leastWidth, mostWidth(turn, bounds));
  const middle = middleOf(crop, bounds);
  const reach = reachOf(width, turn, bounds);
  const x = clamp(middle.x, reach.across, 1 - reach.across);
  const y = clamp(middle.y, reach.down, bounds.pictureTall - reach.down);
  return around(x, y, width, turn, bounds);
}

/** The frame moved by a part of the picture. */
export function moved(crop: Crop, right: number, down: number, bounds: Bounds): Crop {
  return inside({ ...crop, left: crop.left + right, top: crop.top + down }, bounds);
}

/** The frame made `factor` times as wide, around its middle. */
export function scaled(crop: Crop, factor: number, bounds: Bounds): Crop {
  return resized(crop, crop.width * factor, bounds);
}

/** The frame turned to `degrees`, around its middle. */
export function turned(crop: Crop, degrees: number, bounds: Bounds): Crop {
  return inside({ ...crop, turn_degrees: degrees }, bounds);
}

/** The frame nudged a little: moved, sized and turned. */
export function nudged(crop: Crop, nudge: Nudge, bounds: Bounds): Crop {
  const sized = scaled(crop, nudge.growth, bounds);
  const swung = turned(sized, crop.turn_degrees + nudge.turn, bounds);
  return moved(swung, nudge.right, nudge.down, bounds);
}

/** The frame as sliders show it; one that cannot move stands in the middle. */
export function slidersOf(crop: Crop, bounds: Bounds): Sliders {
  const turn = crop.turn_degrees;
  const reach = reachOf(crop.width, turn, bounds);
  const { x, y } = middleOf(crop, bounds);
  return {
    size: percent(crop.width - bounds.leastWidth, mostWidth(turn, bounds) - bounds.leastWidth),
    across: percent(x - reach.across, 1 - 2 * reach.across),
    down: percent(y - reach.down, bounds.pictureTall - 2 * reach.down),
    turn,
  };
}

/** The frame with one slider set to `value`. */
export function slid(crop: Crop, slider: keyof Sliders, value: number, bounds: Bounds): Crop {
  if (slider === 'turn') return turned(crop, value, bounds);
  const part = clamp(value, 0, 100) / 100;
  const { width, turn_degrees: turn } = crop;
  if (slider === 'size') {
    const room = mostWidth(turn, bounds) - bounds.leastWidth;
    return resized(crop, bounds.leastWidth + part * room, bounds);
  }
  const { x, y } = middleOf(crop, bounds);
  const reach = reachOf(width, turn, bounds);
  const placed = (half: number, whole: number) => half + part * (whole - 2 * half);
  return slider === 'across'
    ? inside(around(placed(reach.across, 1), y, width, turn, bounds), bounds)
    : inside(around(x, placed(reach.down, bounds.pictureTall), width, turn, bounds), bounds);
}

/** The middle of the frame, in widths of the picture from its left upper corner. */
export function middleOf(crop: Crop, bounds: Bounds): { x: number; y: number } {
  return {
    x: crop.left + crop.width / 2,
    y: crop.top * bounds.pictureTall + (crop.width * bounds.cardTall) / 2,
  };
}

/** The frame of `width` and `turn` around a middle given in widths of the picture. */
export function around(x: number, y: number, width: number, turn: number, bounds: Bounds): Crop {
  return {
    left: x - width / 2,
    top: (y - (width * bounds.cardTall) / 2) / bounds.pictureTall,
    width,
    turn_degrees: turn,
  };
}

/** The widest frame that fits into the picture when it is turned by `turn`. */
function mostWidth(turn: number, bounds: Bounds): number {
  const reach = reachOf(1, turn, bounds);
  return Math.min(1 / (2 * reach.across), bounds.pictureTall / (2 * reach.down));
}

function reachOf(width: number, turn: number, { cardTall }: Bounds): Reach {
  const angle = Math.abs(turn) * (Math.PI / 180);
  const [along, across] = [Math.cos(angle), Math.sin(angle)];
  return {
    across: (width / 2) * (along + cardTall * across),
    down: (width / 2) * (across + cardTall * along),
  };
}

/** The turn nearest to `wanted` at which the least detail still fits into the picture. */
function possibleTurn(wanted: number, bounds: Bounds): number {
  const turn = clamp(wanted, -LIMIT_TURN_DEGREES, LIMIT_TURN_DEGREES);
  const fits = (degrees: number) => mostWidth(degrees, bounds) >= bounds.leastWidth;
  if (fits(turn)) return turn;
  let [low, high] = [0, Math.abs(turn)];
  // The room shrinks steadily as the frame turns; 20 halvings are finer than any picture.
  for (let step = 0; step < 20; step += 1) {
    const half = (low + high) / 2;
    if (fits(half)) low = half;
    else high = half;
  }
  return Math.sign(turn) * low;
}

function resized(crop: Crop, wanted: number, bounds: Bounds): Crop {
  const width = clamp(wanted, bounds.leastWidth, mostWidth(crop.turn_degrees, bounds));
  const { x, y } = middleOf(crop, bounds);
  return inside(around(x, y, width, crop.turn_degrees, bounds), bounds);
}

function percent(part: number, whole: number): number {
  return whole < 1e-9 ? 50 : clamp((part / whole) * 100, 0, 100);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}
