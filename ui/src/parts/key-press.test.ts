// Held keys, the second end of a scan, and an input method's keys do nothing.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isTypingIn, sieveKeys } from './key-press';

const heard = vi.fn<(event: KeyboardEvent) => void>();
let stop: () => void;

/** Presses a key on an element; answers whether a handler heard it and whether it still acts. */
function press(on: string, init: KeyboardEventInit, atMs = 0) {
  heard.mockClear();
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, 'timeStamp', { value: atMs });
  const isLeft = document.querySelector(on)?.dispatchEvent(event);
  return { isHeard: heard.mock.calls.length > 0, isLeft };
}

const ACTS = { isHeard: true, isLeft: true };
const NOTHING = { isHeard: false, isLeft: false };

beforeEach(() => {
  document.body.innerHTML = '<input><textarea></textarea><button></button><input type="radio">';
  window.addEventListener('keydown', heard);
  stop = sieveKeys();
});
afterEach(() => {
  stop();
  window.removeEventListener('keydown', heard);
  document.body.innerHTML = '';
});

describe('a held key', () => {
  it.each([
    ['button', 'F2', {}],
    ['input', 'F8', {}],
    ['input', 'Enter', {}],
    ['button', 'Enter', {}],
    ['input', 'Escape', {}],
    ['button', ' ', {}],
    ['[type=radio]', ' ', {}],
    ['button', '?', {}],
    ['input', '3', { altKey: true }],
  ])('on %s acts once: %s', (on, key, more) => {
    expect(press(on, { key, ...more })).toEqual(ACTS);
    expect(press(on, { key, ...more, repeat: true }, 900)).toEqual(NOTHING);
    expect(press(on, { key, ...more }, 2_000), 'the next press').toEqual(ACTS);
  });

  it.each([
    ['input', 'a'],
    ['input', ' '],
    ['input', '?'],
    ['input', 'Backspace'],
    ['textarea', 'Enter'],
    ['button', 'ArrowLeft'],
    ['button', 'Tab'],
  ])('on %s goes on writing or moving: %s', (on, key) => {
    expect(press(on, { key, repeat: true })).toEqual(ACTS);
  });
});

describe('a scanner that ends with two line ends', () => {
  it.each([10, 60, 150])('ends once, with %s ms between them', (betweenMs) => {
    expect(press('input', { key: '7' })).toEqual(ACTS);
    expect(press('input', { key: 'Enter' }, 20)).toEqual(ACTS);
    // The first one may have moved the focus.
    expect(press('[type=radio]', { key: 'Enter' }, 20 + betweenMs)).toEqual(NOTHING);
    expect(press('button', { key: 'Enter' }, 20 + betweenMs + 1_000)).toEqual(ACTS);
  });

  it('ends twice for two scans', () => {
    expect(press('input', { key: 'Enter' }, 0)).toEqual(ACTS);
    expect(press('input', { key: '7' }, 40)).toEqual(ACTS);
    expect(press('input', { key: 'Enter' }, 60)).toEqual(ACTS);
  });
});

describe('a key that an input method takes', () => {
  it.each([
    ['Enter', { isComposing: true }],
    ['Escape', { isComposing: true }],
    ['Process', { keyCode: 229 }],
    ['Enter', { keyCode: 229 }],
  ])('is heard by nobody else, and left to it: %s', (key, more) => {
    expect(press('input', { key, ...more })).toEqual({ isHeard: false, isLeft: true });
  });
});

it('knows where a key is text', () => {
  const [text, box] = document.querySelectorAll('input');
  expect(isTypingIn(text ?? null)).toBe(true);
  expect(isTypingIn(box ?? null)).toBe(false);
  expect(isTypingIn(document.body)).toBe(false);
});
