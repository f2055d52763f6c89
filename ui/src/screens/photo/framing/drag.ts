// A drag that began at the frame or at one of its handles, and the frame that comes of it.
import type { Crop } from '../../../desk/types';
import { moved, type Bounds } from './crop';
import { cornerOf, pulled, swung, type Corner, type Spot } from './handles';

/** What was taken hold of: the frame itself, one of its corners, or the knob that turns it. */
export type Grip = 'frame' | 'turn' | Corner;

/** A hold: where it began, and the frame as it then was. */
export type Hold = { grip: Grip; from: Spot; crop: Crop };

/** The frame after the pointer went from where the hold began to `to`. */
export function dragged({ grip, from, crop }: Hold, to: Spot, bounds: Bounds): Crop {
  const [right, down] = [to.x - from.x, to.y - from.y];
  if (grip === 'frame') return moved(crop, right, down / bounds.pictureTall, bounds);
  if (grip === 'turn') return swung(crop, from, to, bounds);
  // The corner keeps its distance from the pointer, so that it does not jump when it is taken.
  const corner = cornerOf(crop, grip, bounds);
  return pulled(crop, grip, { x: corner.x + right, y: corner.y + down }, bounds);
}
