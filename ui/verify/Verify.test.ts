// The page, from a picture to the answer, judged by axe. (Contrast needs a real browser.)
import { cleanup, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import encodeQR from 'qr';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Verify from './Verify.svelte';
import { fromHex, fromLatin1, toLatin1 } from './bytes';
import * as finder from './find-code';
import { findCodes, type Pixels } from './find-code';
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

/** The pictures side by side on white. */
function beside(...pictures: Pixels[]): Pixels {
  const width = pictures.reduce((sum, picture) => sum + picture.width, 0);
  const height = Math.max(...pictures.map((picture) => picture.height));
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  let left = 0;
  for (const picture of pictures) {
    for (let y = 0; y < picture.height; y += 1) {
      const row = picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4);
      data.set(row, (y * width + left) * 4);
    }
    left += picture.width;
  }
  return { width, height, data };
}

async function opened(...codes: Uint8Array[]): Promise<void> {
  vi.spyOn(finder, 'findInFile').mockResolvedValue(codes);
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
    expect(findCodes(drawn(code), 2000, () => true)).toEqual([code]);
    const every = Uint8Array.from({ length: 256 }, (_, at) => at);
    expect(findCodes(drawn(every), 2000, () => true)).toEqual([every]);
  });

  it('is found beside another one, and no further once it suffices', () => {
    const [code, other] = [golden('card_code'), fromLatin1('https://example.org/offer')];
    const both = () => beside(drawn(other), drawn(code), drawn(other));
    const isCode = (bytes: Uint8Array) => toLatin1(bytes) === toLatin1(code);
    expect(findCodes(both(), 2000, isCode).some(isCode)).toBe(true);
    const all = findCodes(both(), 2000, () => false).map(toLatin1);
    expect(new Set(all)).toEqual(new Set([code, other].map(toLatin1)));
    expect(findCodes(both(), 2000, () => true)).toHaveLength(1);
  });

  it('that is not there is not found', () => {
    const white = new Uint8ClampedArray(200 * 200 * 4).fill(255);
    const pixels = { width: 200, height: 200, data: white };
    expect(findCodes(pixels, 100, () => true)).toEqual([]);
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
    for (const said of ['Nguyễn Thị Ánh', '310000000018', 'Mar 7, 1990', 'Nov 23, 2031']) {
      expect(screen.getByText(said)).toBeTruthy();
    }
    await expectNoViolation();
  });

  it('does not let another code in the picture hide the card’s', async () => {
    vi.setSystemTime(new Date(2026, 10, 24));
    await opened(fromLatin1('an offer'), golden('card_code'), golden('proof_code'));
    expect(screen.getByText(en.genuine_hint)).toBeTruthy();
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
    await opened();
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
