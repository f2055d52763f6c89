// What a key does to the frame for the card.
import type { Nudge } from './crop';

/** One press of an arrow moves by this part of the picture. */
const STEP = 0.01;
const GROWTH = 1.04;
const TURN_STEP_DEGREES = 0.5;

const STILL: Nudge = { right: 0, down: 0, growth: 1, turn: 0 };
const NUDGES: Readonly<Record<string, Partial<Nudge>>> = {
  ArrowLeft: { right: -STEP },
  ArrowRight: { right: STEP },
  ArrowUp: { down: -STEP },
  ArrowDown: { down: STEP },
  '+': { growth: GROWTH },
  '=': { growth: GROWTH },
  '-': { growth: 1 / GROWTH },
  '[': { turn: -TURN_STEP_DEGREES },
  '<': { turn: -TURN_STEP_DEGREES },
  ']': { turn: TURN_STEP_DEGREES },
  '>': { turn: TURN_STEP_DEGREES },
};

/** What the key does to the frame; none for any other key. */
export function nudgeOf(key: string): Nudge | null {
  const nudge = NUDGES[key];
  return nudge ? { ...STILL, ...nudge } : null;
}
