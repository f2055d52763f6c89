// Keys mean the same on every screen, and text stays text.
import { describe, expect, it } from 'vitest';
import { intentOf } from './keys';

function press(key: string, more: Partial<KeyboardEvent> = {}) {
  return { key, code: '', altKey: false, ctrlKey: false, metaKey: false, ...more };
}

describe('a key', () => {
  it.each([
    ['F2', 'new'],
    ['F8', 'lock'],
    ['Escape', 'back'],
    ['?', 'help'],
    ['a', null],
  ])('%s means %s', (key, intent) => {
    expect(intentOf(press(key), false)).toBe(intent);
  });

  it('with Alt goes to a step, whatever sign the keyboard makes of it', () => {
    expect(intentOf(press('3', { altKey: true }), true)).toBe(3);
    expect(intentOf(press('€', { altKey: true, code: 'Digit4' }), true)).toBe(4);
    expect(intentOf(press('5', { altKey: true }), true)).toBeNull();
  });

  it('that is text in a field stays text', () => {
    expect(intentOf(press('?'), true)).toBeNull();
  });
});
