// Pictures stay in the page: they are neither dragged out of it nor copied.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { barDrags, copyTextOnly } from './keep-in';

let stops: (() => void)[];

beforeEach(() => {
  document.body.innerHTML = '<p>Rosa <img alt="Rosa"> Delgado</p><input value="Rosa">';
  stops = [barDrags(), copyTextOnly()];
});
afterEach(() => {
  stops.forEach((stop) => stop());
  document.body.innerHTML = '';
});

/** Sends an event to an element; answers whether the browser goes on with it. */
function send(on: string, name: string, more: object = {}): boolean {
  const event = new Event(name, { bubbles: true, cancelable: true });
  Object.assign(event, more);
  return document.querySelector(on)?.dispatchEvent(event) ?? true;
}

it('drags no picture out', () => {
  expect(send('img', 'dragstart')).toBe(false);
});

it('copies the text of what is selected, without its pictures', () => {
  const kept = new Map<string, string>();
  const clipboardData = { setData: (kind: string, text: string) => kept.set(kind, text) };
  document.getSelection()?.selectAllChildren(document.body);
  expect(send('p', 'copy', { clipboardData })).toBe(false);
  expect([...kept.keys()]).toEqual(['text/plain']);
  expect(kept.get('text/plain')).toContain('Rosa');
});

it('leaves a field to itself', () => {
  expect(send('input', 'copy')).toBe(true);
});
