// What the handles at the frame do: a corner sizes it about the opposite one, the top turns it.
import type { Crop } from '../../../desk/types';
import { around, inside, middleOf, turned, type Bounds } from './crop';

/** A point in widths of the picture, from its left upper corner. */
export type Spot = { x: number; y: number };
/** A corner of the frame: which side of its middle it lies on, before the turn. */
export type Corner = { right: -1 | 1; down: -1 | 1 };

/** The four corners, clockwise from the left upper one. */
export const CORNERS: readonly Corner[] = [
  { right: -1, down: -1 },
  { right: 1, down: -1 },
  { right: 1, down: 1 },
  { right: -1, down: 1 },
];

/** Where a corner of the turned frame lies. */
export function cornerOf(crop: Crop, corner: Corner, bounds: Bounds): Spot {
  const middle = middleOf(crop, bounds);
  const way = wayTo(corner, crop.turn_degrees, bounds);
  return { x: middle.x + (crop.width / 2) * way.x, y: middle.y + (crop.width / 2) * way.y };
}

/** The frame with `corner` pulled to `spot`; the opposite corner stays where it is. */
export function pulled(crop: Crop, corner: Corner, spot: Spot, bounds: Bounds): Crop {
  const fixed = cornerOf(crop, across(corner), bounds);
  const way = wayTo(corner, crop.turn_degrees, bounds);
  // How far along the diagonal the spot lies; the diagonal is `way` for each unit of width.
  const along = (spot.x - fixed.x) * way.x + (spot.y - fixed.y) * way.y;
  const wanted = along / (way.x ** 2 + way.y ** 2);
  const most = roomFrom(fixed, corner, crop.turn_degrees, bounds);
  const width = Math.max(bounds.leastWidth, Math.min(wanted, most));
  const x = fixed.x + (width / 2) * way.x;
  const y = fixed.y + (width / 2) * way.y;
  return inside(around(x, y, width, crop.turn_degrees, bounds), bounds);
}

/** The frame turned as the pointer went around its middle, from one spot to another. */
export function swung(crop: Crop, from: Spot, to: Spot, bounds: Bounds): Crop {
  const middle = middleOf(crop, bounds);
  const angle = (spot: Spot) => Math.atan2(spot.x - middle.x, middle.y - spot.y);
  const swing = ((angle(to) - angle(from)) * 180) / Math.PI;
  // The short way round, where the angle jumps from one half turn to the other.
  const short = ((swing + 540) % 360) - 180;
  return turned(crop, crop.turn_degrees + short, bounds);
}

/** The widest frame that a fixed corner leaves room for, towards `corner`. */
function roomFrom(fixed: Spot, corner: Corner, turn: number, bounds: Bounds): number {
  const back = wayTo(across(corner), turn, bounds);
  const rooms = CORNERS.flatMap((other) => {
    const way = wayTo(other, turn, bounds);
    const [x, y] = [(way.x - back.x) / 2, (way.y - back.y) / 2];
    return [room(fixed.x, x, 1), room(fixed.y, y, bounds.pictureTall)];
  });
  return Math.min(...rooms);
}

/** The opposite corner. */
function across({ right, down }: Corner): Corner {
  return { right: right === 1 ? -1 : 1, down: down === 1 ? -1 : 1 };
}

/** How often `step` fits between `from` and the edge that it goes to. */
function room(from: number, step: number, whole: number): number {
  if (Math.abs(step) < 1e-9) return Infinity;
  return Math.max(0, (step > 0 ? whole - from : from) / Math.abs(step));
}

/** From the middle of a frame two wide to one of its corners. */
function wayTo({ right, down }: Corner, turn: number, { cardTall }: Bounds): Spot {
  const angle = turn * (Math.PI / 180);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [right, down * cardTall];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}
