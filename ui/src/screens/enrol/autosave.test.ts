// What is typed is saved: once at a time, the newest last, and for as long as it takes.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave, CHOICE_MS, DELAY_MS, RETRY_LIMIT_MS, RETRY_MS } from './autosave';
import type { SaveState } from './autosave';

type Parts = { person: number; documents: number };
type Outcome = 'saved' | 'disk_full' | 'not_allowed_now' | 'signed_out';

const SAVE_MS = 30;
const PARTS = ['person', 'documents'] as const;

/** A desk that takes its time, and answers as it is told. */
class SlowDesk {
  stored: Partial<Parts> = {};
  attempts = 0;
  inFlight = 0;
  mostInFlight = 0;
  outcomes: Outcome[] = [];
  states: SaveState[] = [];
  readonly autosave = new Autosave<Parts>(
    (part, value) => this.#save(part, value),
    (state) => this.states.push(state),
  );

  get last(): string | undefined {
    return this.states.at(-1)?.kind;
  }

  async #save(part: keyof Parts, value: number): Promise<void> {
    this.attempts += 1;
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await new Promise((resolve) => setTimeout(resolve, SAVE_MS));
    this.inFlight -= 1;
    const outcome = this.outcomes.shift() ?? 'saved';
    if (outcome !== 'saved') throw { code: outcome, detail: {} };
    this.stored[part] = value;
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('autosave', () => {
  it('waits for a pause in typing and saves the newest value once', async () => {
    const desk = new SlowDesk();
    for (const value of [1, 2, 3]) {
      desk.autosave.change('person', value);
      await vi.advanceTimersByTimeAsync(DELAY_MS - 1);
    }
    expect(desk.attempts).toBe(0);
    await vi.advanceTimersByTimeAsync(1 + SAVE_MS);
    expect(desk.stored).toEqual({ person: 3 });
    expect([desk.attempts, desk.last]).toEqual([1, 'saved']);
  });

  it('saves at once when it is told to, and answers that all is saved', async () => {
    const desk = new SlowDesk();
    desk.autosave.change('person', 7);
    const flushed = desk.autosave.flush();
    await vi.advanceTimersByTimeAsync(SAVE_MS);
    expect(await flushed).toBe(true);
    expect(desk.stored.person).toBe(7);
    expect(desk.autosave.isAllSaved).toBe(true);
  });

  it('waits longer for a choice, and saves it without being told to', async () => {
    const desk = new SlowDesk();
    for (const value of [1, 2, 3]) {
      desk.autosave.change('person', value, CHOICE_MS);
      await vi.advanceTimersByTimeAsync(CHOICE_MS - 1);
    }
    expect([desk.attempts, desk.last]).toEqual([0, 'saving']);
    await vi.advanceTimersByTimeAsync(1 + SAVE_MS);
    expect(desk.stored).toEqual({ person: 3 });
    expect([desk.attempts, desk.last]).toEqual([1, 'saved']);
  });

  it('tries again by itself until the disk has room, and keeps what was typed', async () => {
    const desk = new SlowDesk();
    desk.outcomes = ['disk_full', 'disk_full', 'disk_full'];
    desk.autosave.change('person', 1);
    await vi.advanceTimersByTimeAsync(DELAY_MS + SAVE_MS);
    expect(desk.states.at(-1)).toEqual({
      kind: 'failed',
      failure: { code: 'disk_full', detail: {} },
    });
    await vi.advanceTimersByTimeAsync(RETRY_MS + SAVE_MS);
    expect(desk.attempts).toBe(2);
    desk.autosave.change('person', 2);
    expect(desk.last).toBe('failed');
    await vi.advanceTimersByTimeAsync(4 * RETRY_LIMIT_MS);
    expect(desk.stored.person).toBe(2);
    expect(desk.last).toBe('saved');
  });

  it('gives up what the desk refuses for good, and says so', async () => {
    const desk = new SlowDesk();
    desk.outcomes = ['not_allowed_now'];
    desk.autosave.change('person', 1);
    desk.autosave.change('documents', 2);
    await vi.advanceTimersByTimeAsync(DELAY_MS + 2 * SAVE_MS);
    expect(desk.stored).toEqual({ documents: 2 });
    expect(desk.last).toBe('refused');
    await vi.advanceTimersByTimeAsync(10 * RETRY_LIMIT_MS);
    expect(desk.attempts).toBe(2);
  });

  it('keeps what is unsaved while nobody is signed in, and saves it when asked', async () => {
    const desk = new SlowDesk();
    desk.outcomes = ['signed_out'];
    desk.autosave.change('person', 5);
    await vi.advanceTimersByTimeAsync(10 * RETRY_LIMIT_MS);
    expect([desk.attempts, desk.autosave.isAllSaved]).toEqual([1, false]);
    void desk.autosave.flush();
    await vi.advanceTimersByTimeAsync(SAVE_MS);
    expect(desk.stored.person).toBe(5);
  });

  it('saves nothing of an application that was given up', async () => {
    const desk = new SlowDesk();
    desk.autosave.change('person', 1);
    desk.autosave.stop();
    desk.autosave.change('person', 2);
    await vi.advanceTimersByTimeAsync(10 * RETRY_LIMIT_MS);
    expect(desk.attempts).toBe(0);
  });

  it('never has two saves under way, and ends with the newest of everything', async () => {
    const typing = fc.array(
      fc.record({
        part: fc.constantFrom(...PARTS),
        pauseMs: fc.integer({ min: 0, max: 2 * DELAY_MS }),
        isFlushed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const trouble = fc.array(fc.constantFrom<Outcome>('saved', 'disk_full'), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(typing, trouble, async (steps, outcomes) => {
        const desk = new SlowDesk();
        desk.outcomes = [...outcomes];
        const newest: Partial<Parts> = {};
        for (const [value, step] of steps.entries()) {
          newest[step.part] = value;
          desk.autosave.change(step.part, value);
          if (step.isFlushed) void desk.autosave.flush();
          await vi.advanceTimersByTimeAsync(step.pauseMs);
        }
        await vi.advanceTimersByTimeAsync(10 * RETRY_LIMIT_MS);
        expect(desk.mostInFlight).toBe(1);
        expect(desk.stored).toEqual(newest);
        expect(desk.last).toBe('saved');
      }),
      { numRuns: 60 },
    );
  });
});
