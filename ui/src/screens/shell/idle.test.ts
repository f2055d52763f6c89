// The page tells the desk of each person at it, and shows nothing after time that nobody saw.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchIdle } from './idle';

const ontouch = vi.fn();
const ongap = vi.fn();
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  ontouch.mockClear();
  ongap.mockClear();
  stop = watchIdle({ ontouch, ongap });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

function move(): void {
  window.dispatchEvent(new Event('pointermove'));
}

describe('somebody at the counter', () => {
  it('is told of at once, and then every few seconds at most', () => {
    for (let hand = 0; hand < 100; hand += 1) {
      move();
      vi.advanceTimersByTime(100);
    }
    expect(ontouch).toHaveBeenCalledTimes(2);
    expect(ongap).not.toHaveBeenCalled();
  });

  it('is told of although a handler keeps the key to itself', () => {
    const keep = (event: Event) => event.stopImmediatePropagation();
    document.addEventListener('keydown', keep, true);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', bubbles: true }));
    document.removeEventListener('keydown', keep, true);
    expect(ontouch).toHaveBeenCalledTimes(1);
  });
});

describe('time that nobody saw', () => {
  it.each([3_600_000, -3_600_000])('is noticed by the next look: %s ms', (byMs) => {
    vi.advanceTimersByTime(60_000);
    expect(ongap, 'the control: time that was seen').not.toHaveBeenCalled();
    // Timers stood still meanwhile.
    vi.setSystemTime(Date.now() + byMs);
    vi.advanceTimersByTime(500);
    expect(ongap).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_000);
    expect(ongap, 'once').toHaveBeenCalledTimes(1);
  });

  it('is noticed by the first touch, before that is told', () => {
    vi.setSystemTime(Date.now() + 3_600_000);
    ontouch.mockImplementation(() => expect(ongap).toHaveBeenCalled());
    move();
    expect(ontouch).toHaveBeenCalledTimes(1);
  });
});
