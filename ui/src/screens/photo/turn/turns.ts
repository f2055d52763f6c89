// Turns of a picture, one after the other, as few as may be.
import type { Turn } from '../../../desk/types';

/** The fewest turns that do the same as these. */
export function together(turns: readonly Turn[]): readonly Turn[] {
  let quarters = 0;
  let isMirrored = false;
  for (const turn of turns) {
    // A mirror after a turn is the turn the other way after the mirror.
    if (turn === 'mirror') [quarters, isMirrored] = [(4 - quarters) % 4, !isMirrored];
    else quarters = (quarters + (turn === 'right' ? 1 : 3)) % 4;
  }
  const rest: readonly Turn[] = quarters === 3 ? ['left'] : Array(quarters).fill('right');
  return isMirrored ? ['mirror', ...rest] : rest;
}
