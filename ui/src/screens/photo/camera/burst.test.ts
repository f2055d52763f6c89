// The shutter keeps the best frame, and a frame in any case.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../desk/types';
import { bestOf, BURST_FRAMES, BURST_LIMIT_MS, BURST_STEP_MS } from './burst';

type Answer = number | 'fails' | 'no frame';

/** A burst whose frames are judged as told, each judgement taking `judgeMs`. */
function burstOf(answers: readonly Answer[], judgeMs = 40) {
  let now = 0;
  let next = 0;
  const startedAt: number[] = [];
  const forgotten: number[] = [];
  return {
    startedAt,
    forgotten,
    best: bestOf<number>({
      shoot: () => {
        startedAt.push(now);
        next += 1;
        return answers[next - 1] === 'no frame' ? null : next - 1;
      },
      judge: async (shot): Promise<Report> => {
        now += judgeMs;
        const score = answers[shot];
        if (typeof score !== 'number') throw new Error('not judged');
        return { face: null, findings: [], score };
      },
      forget: (shot) => void forgotten.push(shot),
      nowMs: () => now,
      pause: async (forMs) => void (now += forMs),
    }),
  };
}

describe('a burst', () => {
  it('keeps the frame with the best score', async () => {
    expect(await burstOf([0.2, 0.9, 0.4, 0.8, 0.1]).best).toBe(1);
    expect(await burstOf([-3, -2, -1, -2, -3]).best).toBe(2);
  });

  it('lets go of every frame but the one it keeps, once', async () => {
    for (const scores of [[0.2, 0.9, 0.4, 0.8, 0.1], [1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [0, NaN]]) {
      const burst = burstOf(scores);
      const kept = await burst.best;
      const others = [0, 1, 2, 3, 4].filter((shot) => shot !== kept);
      expect([...burst.forgotten].sort()).toEqual(others);
    }
  });

  it('takes five frames in six tenths of a second', async () => {
    const burst = burstOf([1, 1, 1, 1, 1]);
    await burst.best;
    expect(burst.startedAt).toEqual([0, 150, 300, 450, 600]);
    expect((BURST_FRAMES - 1) * BURST_STEP_MS).toBe(600);
  });

  it('takes the last frame when none could be judged', async () => {
    expect(await burstOf(['fails', 'fails', 'fails', 'fails', 'fails']).best).toBe(4);
  });

  it('leaves out what could not be judged, and scores that are no number', async () => {
    expect(await burstOf(['fails', 0.3, 'fails', NaN, 'fails']).best).toBe(1);
  });

  it('has nothing to keep when the camera shows nothing', async () => {
    expect(await burstOf(Array(5).fill('no frame')).best).toBeNull();
    expect(await burstOf(['no frame', 'no frame', 0.1, 'no frame', 'no frame']).best).toBe(2);
  });

  it('ends in time, however slow the judging is', async () => {
    const burst = burstOf([0.1, 0.2, 0.3, 0.4, 0.5], BURST_LIMIT_MS);
    expect(await burst.best).toBe(1);
    expect(burst.startedAt).toHaveLength(2);
  });
});
