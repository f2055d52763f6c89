// The shutter: a short burst, of which the best frame is kept and the others are forgotten.
import type { Report } from '../../../desk/types';

/** How many frames the shutter takes. */
export const BURST_FRAMES = 5;
/** From the start of one frame to the start of the next, in milliseconds. */
export const BURST_STEP_MS = 150;
/** A burst is over after this, however few frames were judged by then. */
export const BURST_LIMIT_MS = 2_500;

/** What a burst needs. */
export type Burst<Shot> = {
  /** The frame that the camera shows now, at its full size. */
  shoot: () => Shot | null;
  judge: (shot: Shot) => Promise<Report>;
  /** Lets go of a frame that is not kept: at full size it is large. */
  forget: (shot: Shot) => void;
  nowMs: () => number;
  pause: (forMs: number) => Promise<void>;
};

/** The best frame of a burst; the last one when none could be judged. */
export async function bestOf<Shot>(burst: Burst<Shot>): Promise<Shot | null> {
  const startMs = burst.nowMs();
  let best: { shot: Shot; score: number } | null = null;
  let last: Shot | null = null;
  for (let frame = 1; frame <= BURST_FRAMES; frame += 1) {
    const shot = burst.shoot();
    if (shot !== null) {
      const before: (Shot | null)[] = [last, best?.shot ?? null];
      last = shot;
      const score = await scoreOf(shot, burst);
      if (score !== null && (!best || score > best.score)) best = { shot, score };
      for (const old of new Set(before)) {
        if (old !== null && old !== best?.shot) burst.forget(old);
      }
    }
    if (frame === BURST_FRAMES || burst.nowMs() - startMs > BURST_LIMIT_MS) break;
    await burst.pause(Math.max(0, startMs + frame * BURST_STEP_MS - burst.nowMs()));
  }
  if (best && last !== null && last !== best.shot) burst.forget(last);
  return best?.shot ?? last;
}

async function scoreOf<Shot>(shot: Shot, burst: Burst<Shot>): Promise<number | null> {
  try {
    const { score } = await burst.judge(shot);
    return Number.isFinite(score) ? score : null;
  } catch {
    return null;
  }
}
