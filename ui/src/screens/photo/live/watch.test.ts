// Frames are judged one at a time, again and again, and a failing judge breaks nothing.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { judged } from '../../../desk/fake/judge';
import type { Report } from '../../../desk/types';
import { LIMIT_WAIT_MS, oneAtATime, watchFrames } from './watch';

const FRAME_MS = 33;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A camera of 30 frames a second whose frames take `judgeMs` to be judged. */
function camera(judgeMs: number, answer: () => Report = () => judged(null, null)) {
  const told: (Report | null)[] = [];
  const counts = { started: 0, underWay: 0, most: 0 };
  const stop = watchFrames<string>({
    look: () => ({ frame: 'frame', factor: 1 }),
    judge: async () => {
      counts.started += 1;
      counts.most = Math.max(counts.most, (counts.underWay += 1));
      await new Promise((resolve) => setTimeout(resolve, judgeMs));
      counts.underWay -= 1;
      return answer();
    },
    atNextFrame: (then) => {
      const timer = setTimeout(then, FRAME_MS);
      return () => clearTimeout(timer);
    },
    nowMs: () => Date.now(),
    tell: (report) => void told.push(report),
  });
  return { told, counts, stop };
}

describe('the watch', () => {
  it('judges at least five frames a second, and never two at a time', async () => {
    const { told, counts, stop } = camera(60);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told.length).toBeGreaterThanOrEqual(10);
    expect(counts.most).toBe(1);
    stop();
  });

  it('waits for a slow judge instead of piling up frames', async () => {
    const { counts, stop } = camera(900);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(counts.most).toBe(1);
    expect(counts.started).toBeLessThanOrEqual(6);
    stop();
  });

  it('says nothing while judging fails, tries again more seldom, and goes on', async () => {
    let isBroken = true;
    const { told, counts, stop } = camera(10, () => {
      if (isBroken) throw new Error('broken');
      return judged(null, null);
    });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(new Set(told)).toEqual(new Set([null]));
    expect(counts.started).toBeLessThanOrEqual(4);
    isBroken = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told.at(-1)).not.toBeNull();
    stop();
  });

  it('looks at nothing more after it is stopped, and tells nothing', async () => {
    const { told, counts, stop } = camera(60);
    await vi.advanceTimersByTimeAsync(500);
    stop();
    const [before, heard] = [counts.started, told.length];
    await vi.advanceTimersByTimeAsync(2_000);
    expect([counts.started, told.length]).toEqual([before, heard]);
  });
});

describe('a judge that is asked one frame after the other', () => {
  it('is never asked twice at once, whoever asks, and outlives failures', async () => {
    let [underWay, most] = [0, 0];
    const judge = oneAtATime<number>(async (frame) => {
      most = Math.max(most, (underWay += 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
      underWay -= 1;
      if (frame % 2 === 1) throw new Error('broken');
      return judged(null, null);
    });
    const answers = Promise.allSettled([0, 1, 2, 3].map(judge));
    await vi.advanceTimersByTimeAsync(1_000);
    const kinds = (await answers).map((one) => one.status);
    expect(kinds).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(most).toBe(1);
  });

  it('fails when its answer is late, and is asked nothing more before that came', async () => {
    let [underWay, most, asked] = [0, 0, 0];
    const judge = oneAtATime<number>(async () => {
      [asked, underWay] = [asked + 1, underWay + 1];
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, asked === 1 ? 3_000 : 20));
      underWay -= 1;
      return judged(null, null);
    }, 500);
    const late = Promise.allSettled([judge(0), judge(1)]);
    await vi.advanceTimersByTimeAsync(600);
    expect((await late).map((one) => one.status)).toEqual(['rejected', 'rejected']);
    const next = judge(2);
    const waiting = Promise.allSettled([next]);
    await vi.advanceTimersByTimeAsync(600);
    expect((await waiting)[0]?.status, 'its turn did not come').toBe('rejected');
    await vi.advanceTimersByTimeAsync(2_000);
    const after = judge(3);
    await vi.advanceTimersByTimeAsync(100);
    expect((await after).score).toBe(1);
    expect([most, asked], 'nobody waits for the two in between').toEqual([1, 2]);
  });

  it('does not wait forever', async () => {
    let asked = 0;
    const judge = oneAtATime<number>(() => {
      asked += 1;
      return asked === 1 ? new Promise(() => undefined) : Promise.resolve(judged(null, null));
    }, 500);
    const answers = Promise.allSettled([judge(0)]);
    await vi.advanceTimersByTimeAsync(600);
    expect((await answers)[0]?.status).toBe('rejected');
    await vi.advanceTimersByTimeAsync(LIMIT_WAIT_MS);
    const after = judge(1);
    await vi.advanceTimersByTimeAsync(100);
    expect((await after).score).toBe(1);
  });
});
