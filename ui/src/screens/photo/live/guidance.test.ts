// The guidance does not flicker, and is spoken only when it has stood for a while.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judged } from '../../../desk/fake/judge';
import type { Advice, Report } from '../../../desk/types';
import { Guidance, SPOKEN_AFTER_MS, Steady, WINDOW_FRAMES } from './guidance';
import { atFullSize, passes, standingOf, wordOf } from '../report/report';

const FRAME_MS = 130;

function report(advice: Advice | null): Report {
  return judged(null, advice);
}

/** What is shown and spoken after each of the frames. */
function shownFor(frames: readonly (Advice | null)[]) {
  const guidance = new Guidance();
  return frames.map((advice, at) => guidance.take(report(advice), at * FRAME_MS));
}

describe('the guidance', () => {
  it('says the first thing to do, or that all is good', () => {
    expect(shownFor(['raise_chin'])[0]?.word).toBe('raise_chin');
    expect(shownFor([null])[0]?.word).toBe('good');
  });

  it('passes over a single frame that says something else', () => {
    const frames: (Advice | null)[] = [null, null, null, 'hold_still', null, null];
    expect(shownFor(frames).map((guide) => guide.word)).toEqual(Array(6).fill('good'));
  });

  it('changes within half a second when what is seen changes', () => {
    const frames: (Advice | null)[] = [null, null, null, null, ...Array(4).fill('come_closer')];
    const words = shownFor(frames).map((guide) => guide.word);
    expect(words.slice(-2)).toEqual(['come_closer', 'come_closer']);
  });

  it('settles on one of two that alternate, and leaves neither standing for a third', () => {
    const two = (at: number): Advice => (at % 2 === 0 ? 'more_light' : 'move_up');
    const frames = [...Array(4).fill(null), ...Array.from({ length: 20 }, (_, at) => two(at))];
    const words = shownFor(frames).map((guide) => guide.word);
    expect(words.at(-1)).not.toBe('good');
    expect(new Set(words.slice(-16)).size).toBe(1);
  });

  it('is spoken only after it has stood for a second', () => {
    const guides = shownFor(Array(12).fill('raise_chin'));
    for (const [at, { spoken }] of guides.entries()) {
      expect(spoken).toBe(at * FRAME_MS >= SPOKEN_AFTER_MS ? 'raise_chin' : null);
    }
  });

  it('never shows what none of the last frames said', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 }), (values) => {
        const steady = new Steady<number>();
        values.forEach((value, at) => {
          const shown = steady.take(value);
          expect(values.slice(Math.max(0, at + 1 - WINDOW_FRAMES), at + 1)).toContain(shown);
        });
      }),
    );
  });
});

describe('a report', () => {
  it('knows nothing of checks that could not be made', () => {
    const nobody = report('nobody_there');
    expect(standingOf(nobody, 'face')).toBe('fails');
    expect(standingOf(nobody, 'light')).toBe('unknown');
    expect(standingOf(report('more_light'), 'light')).toBe('fails');
    expect(standingOf(report('more_light'), 'sharpness')).toBe('passes');
  });

  it('counts the pixels of the camera, not those of the small copy', () => {
    const small = report('larger_picture');
    expect(wordOf(small)).toBe('larger_picture');
    expect(passes(atFullSize(small, 4))).toBe(true);
    expect(passes(atFullSize(small, 1))).toBe(false);
    expect(wordOf(atFullSize(report('raise_chin'), 4))).toBe('raise_chin');
  });
});
