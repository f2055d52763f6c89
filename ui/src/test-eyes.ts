// What the tests of the screens look at, and how axe judges it. (Contrast needs a real browser.)
import { waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect } from 'vitest';

/** The element with this id; fails with what the screen shows instead. */
export function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`#${id} is not on the screen: ${document.body.textContent}`);
  return found as T;
}

/** Waits until something on the screen matches. */
export async function see(css: string): Promise<void> {
  await waitFor(() => expect(document.querySelector(css), css).not.toBeNull());
}

/** Fails with each violation that axe finds on the screen. */
export async function expectNoViolation(): Promise<void> {
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(violations.map((one) => [one.id, one.nodes.map((node) => node.html)])).toEqual([]);
}
