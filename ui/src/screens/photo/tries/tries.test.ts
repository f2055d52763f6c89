// Earlier photos are kept for a while, in memory, and let go of completely.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMIT_TRIES, LIMIT_TRIES_BYTES, Tries } from './tries.svelte';

const CARD = new ArrayBuffer(4);
let alive: Set<string>;

beforeEach(() => {
  alive = new Set();
  let count = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
    const url = `blob:${(count += 1)}`;
    alive.add(url);
    return url;
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void alive.delete(url));
});
afterEach(() => void vi.restoreAllMocks());

describe('the tries', () => {
  it('are kept newest first, the newest chosen, and the oldest go', () => {
    const tries = new Tries();
    for (let at = 0; at < LIMIT_TRIES + 2; at += 1) tries.add(new Uint8Array([at]), CARD);
    expect(tries.list.map((one) => one.number)).toEqual([8, 7, 6, 5, 4, 3]);
    expect(tries.chosen).toBe(8);
    expect(alive.size).toBe(LIMIT_TRIES);
  });

  it('never hold more than their share of memory, but always the newest', () => {
    const tries = new Tries();
    const large = { length: LIMIT_TRIES_BYTES } as Uint8Array;
    tries.add(new Uint8Array(10), CARD);
    tries.add(large, CARD);
    expect(tries.list.map((one) => one.number)).toEqual([2]);
    tries.add(new Uint8Array(10), CARD);
    expect(tries.list.map((one) => one.number)).toEqual([3]);
  });

  it('keep what was made of the chosen one when it is set aside', () => {
    const tries = new Tries();
    for (let at = 0; at < 2; at += 1) tries.add(new Uint8Array([at]), CARD);
    const crop = { left: 0.1, top: 0.1, width: 0.5, turn_degrees: 3 };
    tries.setAside(crop, 'infant', true);
    const kept = tries.list.map(({ number, crop: frame, reason }) => [number, frame, reason]);
    expect(kept).toEqual([
      [2, crop, 'infant'],
      [1, null, null],
    ]);
    expect(tries.chosen).toBeNull();
  });

  it('leave nothing behind when the step is left', () => {
    const tries = new Tries();
    for (let at = 0; at < 3; at += 1) tries.add(new Uint8Array([at]), CARD);
    tries.forget();
    expect([tries.list.length, tries.chosen, alive.size]).toEqual([0, null, 0]);
  });
});

describe('turns', () => {
  it('of the chosen try change its picture on the card, and leave none behind', () => {
    const tries = new Tries();
    for (let at = 0; at < 2; at += 1) tries.add(new Uint8Array([at]), CARD);
    tries.turned('left');
    tries.show(CARD);
    expect(tries.list.map((one) => one.turns)).toEqual([['left'], []]);
    expect(alive.size).toBe(2);
    tries.turned(null);
    expect(tries.list[0]?.turns).toEqual([]);
  });
});
