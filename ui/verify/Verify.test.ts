// The page, from a picture to the answer, judged by axe. (Contrast needs a real browser.)
import { cleanup, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import encodeQR from 'qr';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Verify from './Verify.svelte';
import { fromHex, fromLatin1, toLatin1 } from './bytes';
import * as finder from './find-code';
import { findCode, type Pixels } from './find-code';
import { golden } from './golden';
import en from './words/en.json';
import es from './words/es.json';

const KEY = golden('server_key');

/** The bytes as a QR code, four pixels to a module. */
function drawn(bytes: Uint8Array): Pixels {
  const rows = encodeQR(toLatin1(bytes), 'raw', {
    encoding: 'byte',
    ecc: 'low',
    border: 4,
    textEncoder: fromLatin1,
  });
  const side = rows.length * 4;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let at = 0; at < side * side; at += 1) {
    if (rows[Math.floor(at / side / 4)]?.[Math.floor((at % side) / 4)]) {
      data.fill(0, at * 4, at * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

async function opened(bytes: Uint8Array | undefined): Promise<void> {
  vi.spyOn(finder, 'findInFile').mockResolvedValue(bytes);
  render(Verify, { serverKey: KEY });
  const input = screen.getByLabelText<HTMLInputElement>(en.choose);
  const file = new File(['x'], 'card.png', { type: 'image/png' });
  Object.defineProperty(input, 'files', { value: [file] });
  Object.defineProperty(input, 'value', { value: '', writable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() => {
    const said = document.querySelector('[aria-live]')?.textContent?.trim();
    expect(said).not.toBe('');
    expect(said).not.toBe(en.looking);
  });
}

async function expectNoViolation() {
  document.documentElement.lang = 'en';
  const { violations } = await axe.run(document, {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  cleanup();
});

describe('a QR code', () => {
  it('gives back every byte as it was written', () => {
    const code = golden('card_code');
    expect(findCode(drawn(code), 2000)).toEqual(code);
    const every = Uint8Array.from({ length: 256 }, (_, at) => at);
    expect(findCode(drawn(every), 2000)).toEqual(every);
  });

  it('that is not there is not found', () => {
    const white = new Uint8ClampedArray(200 * 200 * 4).fill(255);
    expect(findCode({ width: 200, height: 200, data: white }, 100)).toBeUndefined();
  });
});

describe('the page', () => {
  it('says that a card is genuine and what it must say', async () => {
    vi.setSystemTime(new Date(2026, 10, 24));
    await opened(golden('card_code'));
    expect(screen.getByRole('heading', { level: 2 })).toHaveProperty(
      'textContent',
      `✓ ${en.genuine}`,
    );
    for (const said of ['Nguyễn Thị Ánh', '310000000018', '1990-03-07', '2031-11-23']) {
      expect(screen.getByText(said)).toBeTruthy();
    }
    await expectNoViolation();
  });

  it('says that a card is expired, in Spanish too', async () => {
    vi.setSystemTime(new Date(2031, 10, 24));
    await opened(golden('card_code'));
    expect(screen.getByText(en.expired_hint)).toBeTruthy();
    screen.getByLabelText('Español').click();
    await vi.waitFor(() => expect(screen.getByText(es.expired_hint)).toBeTruthy());
  });

  it('says that a changed code is not genuine, and shows nothing of it', async () => {
    const code = golden('card_code');
    code[code.length - 1] = (code[code.length - 1] ?? 0) ^ 1;
    await opened(code);
    expect(screen.getByText(en.not_genuine_hint)).toBeTruthy();
    expect(screen.queryByText('Nguyễn Thị Ánh')).toBeNull();
    await expectNoViolation();
  });

  it('says that a proof is no card, and gives the ages', async () => {
    await opened(golden('proof_code'));
    expect(screen.getByText(en.proof_hint)).toBeTruthy();
    expect(screen.getByText('22 to 64')).toBeTruthy();
  });

  it('says that there is no code in a picture', async () => {
    await opened(undefined);
    expect(screen.getByText(en.no_code)).toBeTruthy();
  });

  it('checks nothing without a key', () => {
    expect(fromHex('')).toBeUndefined();
    render(Verify, { serverKey: undefined });
    expect(screen.getByRole('alert').textContent).toBe(en.no_key);
    expect(screen.queryByLabelText(en.choose)).toBeNull();
  });

  it('says that there is no camera', async () => {
    render(Verify, { serverKey: KEY });
    screen.getByRole('button', { name: en.camera_start }).click();
    await vi.waitFor(() => expect(screen.getByText(en.camera_missing)).toBeTruthy());
  });
});

describe('the catalogues', () => {
  it('have the same keys and placeholders', () => {
    const marks = (words: Record<string, string>) =>
      Object.entries(words).map(([key, said]) => [key, said.match(/\{\w+\}/g)?.sort() ?? []]);
    expect(marks(es)).toEqual(marks(en));
  });
});
